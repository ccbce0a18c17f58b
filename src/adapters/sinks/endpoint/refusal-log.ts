import type { Clock, Log } from '../../../core/ports.ts';

/** So often at most is it written down that somebody was turned away; milliseconds. */
const pause = 60_000;

/** Counts those who were turned away: a flood of them must not become a flood of lines. */
export function createRefusalLog(clock: Clock, log: Log): () => void {
  let count = 0;
  let last = Number.NEGATIVE_INFINITY;
  return () => {
    count += 1;
    const now = clock.steady();
    if (now - last < pause) return;
    last = now;
    log.warn('endpoint.turned-away', { count });
    count = 0;
  };
}
