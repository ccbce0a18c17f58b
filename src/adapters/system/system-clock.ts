import type { Clock } from '../../core/ports.ts';

/** What is longer `setTimeout` runs at once; milliseconds, about 25 days. */
const longestTimer = 2 ** 31 - 1;

export const systemClock: Clock = {
  now: () => Date.now(),
  steady: createSteadyTime({ wall: () => Date.now(), monotonic: () => performance.now() }),
  after(ms, task) {
    const timer = setTimeout(task, Math.min(ms, longestTimer));
    return () => clearTimeout(timer);
  },
};

interface Sources {
  /** The clock that people set; milliseconds. */
  readonly wall: () => number;
  /** Goes forward at an even pace, but may stand still while the computer sleeps; milliseconds. */
  readonly monotonic: () => number;
}

/** Below this a difference between the two is their grain, or the time service at work; milliseconds. */
const grain = 1_000;

/**
 * Time that has passed, by whichever source says more. Linux's monotonic clock stops in sleep (`clock_gettime(2)`), so
 * time asleep shows in the wall clock alone; where that is set forward, time is overrated, and nothing is used too long.
 */
export function createSteadyTime({ wall, monotonic }: Sources): () => number {
  let lead = wall() - monotonic();
  let asleep = 0;
  let latest = Number.NEGATIVE_INFINITY;
  return () => {
    const steps = monotonic();
    const gained = wall() - steps - lead;
    if (Math.abs(gained) >= grain) {
      lead += gained;
      asleep += Math.max(0, gained);
    }
    latest = Math.max(latest, steps + asleep);
    return latest;
  };
}
