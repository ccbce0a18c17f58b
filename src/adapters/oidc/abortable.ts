import { AppError } from '../../core/errors.ts';

/** Waits for work that cannot be called off, for as long as its outcome is wanted. Fails with `login_cancelled`. */
export async function unlessAborted<Value>(work: Promise<Value>, signal: AbortSignal): Promise<Value> {
  let stopListening: () => void = () => undefined;
  const aborted = new Promise<never>((_resolve, reject) => {
    const cancel = () => reject(new AppError('login_cancelled', {}));
    if (signal.aborted) cancel();
    signal.addEventListener('abort', cancel, { once: true });
    stopListening = () => signal.removeEventListener('abort', cancel);
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    stopListening();
  }
}
