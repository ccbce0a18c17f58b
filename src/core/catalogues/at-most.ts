import type { Clock } from '../ports.ts';

/** Resolves with the work, or without it: nothing hangs on a disk that does not answer. @param ms milliseconds */
export async function atMost(clock: Clock, ms: number, work: Promise<unknown>): Promise<void> {
  let stop: (() => void) | undefined;
  const late = new Promise<void>((resolve) => (stop = clock.after(ms, resolve)));
  await Promise.race([work, late]);
  stop?.();
}
