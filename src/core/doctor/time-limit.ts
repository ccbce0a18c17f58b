import type { Clock } from '../ports.ts';

/** What came of some work that may take too long: it goes on, but nobody waits for it any more. */
export type Timely<Value> = { readonly kind: 'done'; readonly value: Value } | { readonly kind: 'late' };

/** Fails with what the work fails with, if that is in time. */
export function within<Value>(clock: Clock, ms: number, work: Promise<Value>): Promise<Timely<Value>> {
  return new Promise((resolve, reject) => {
    const callOff = clock.after(ms, () => resolve({ kind: 'late' }));
    work
      .then((value) => resolve({ kind: 'done', value }), reject)
      .finally(callOff)
      .catch(() => undefined);
  });
}

/** Works on all, a few at a time, in their order. */
export async function forEachOf<Item>(
  items: readonly Item[],
  atOnce: number,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const waiting = [...items];
  const lane = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await work(next);
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
}
