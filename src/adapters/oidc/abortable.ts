import { AppError, isAppError } from '../../core/errors.ts';

/** Waits for work that cannot be called off, for as long as its outcome is wanted. Fails with the signal's reason. */
export async function unlessAborted<Value>(work: Promise<Value>, signal: AbortSignal): Promise<Value> {
  let stopListening: () => void = () => undefined;
  const aborted = new Promise<never>((_resolve, reject) => {
    const cancel = () => reject(whyAborted(signal));
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

/** What a login fails with whose signal was given: the caller's own reason, else that it was cancelled. */
export function whyAborted({ reason }: AbortSignal): AppError {
  return isAppError(reason) ? reason : new AppError('login_cancelled', {}, { cause: reason });
}
