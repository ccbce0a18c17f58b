/** Lets callers who ask for the same thing at the same time share one piece of work. */
export interface SingleFlight<Key, Value> {
  run(key: Key, work: () => Promise<Value>): Promise<Value>;
  /** Resolves when nothing is under way for `key`; never rejects. */
  settled(key: Key): Promise<void>;
  /** Resolves when nothing at all is under way; never rejects. */
  idle(): Promise<void>;
}

export function createSingleFlight<Key, Value>(): SingleFlight<Key, Value> {
  const flights = new Map<Key, Promise<Value>>();

  function start(key: Key, work: () => Promise<Value>): Promise<Value> {
    const flight = work().finally(() => flights.delete(key));
    flights.set(key, flight);
    return flight;
  }

  return {
    run: (key, work) => flights.get(key) ?? start(key, work),
    async settled(key) {
      await flights.get(key)?.catch(() => undefined);
    },
    async idle() {
      while (flights.size > 0) await Promise.allSettled(flights.values());
    },
  };
}
