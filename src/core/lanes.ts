/** Work on one thing goes one after the other, in the order in which it was asked for. */
export interface Lanes<Key> {
  /** Waits for what was asked for before on the same key, whatever became of it. */
  run<Value>(key: Key, work: () => Promise<Value>): Promise<Value>;
  /** Resolves when nothing at all is under way or waits; never rejects. */
  idle(): Promise<void>;
}

export function createLanes<Key>(): Lanes<Key> {
  const last = new Map<Key, Promise<void>>();
  return {
    run(key, work) {
      const result = (last.get(key) ?? Promise.resolve()).then(work);
      const over = result
        .then(
          () => undefined,
          () => undefined,
        )
        .finally(() => {
          if (last.get(key) === over) last.delete(key);
        });
      last.set(key, over);
      return result;
    },
    async idle() {
      while (last.size > 0) await Promise.all(last.values());
    },
  };
}
