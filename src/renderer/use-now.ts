import { useSyncExternalStore } from 'react';

const tickMs = 15_000;

function subscribe(onTick: () => void): () => void {
  const timer = setInterval(onTick, tickMs);
  return () => clearInterval(timer);
}

const now = (): number => Math.floor(Date.now() / tickMs) * tickMs;

/** The time to within 15 s, in milliseconds since the epoch: enough to let "until 15:40" go when it is over. */
export const useNow = (): number => useSyncExternalStore(subscribe, now);
