/**
 * Ends the wait for some work with the signal's reason as soon as it is called off. The work itself may go on for a
 * moment: what it brings by then goes nowhere.
 */
export function untilCancelled<Value>(signal: AbortSignal | undefined, work: Promise<Value>): Promise<Value> {
  if (signal === undefined) return work;
  return new Promise((resolve, reject) => {
    const end = () => reject(signal.reason as Error);
    if (signal.aborted) end();
    else signal.addEventListener('abort', end, { once: true });
    void work.then(resolve, reject).finally(() => signal.removeEventListener('abort', end));
  });
}
