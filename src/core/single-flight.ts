/** Lets callers who ask for the same thing at the same time share one piece of work. */
export interface SingleFlight<Key, Value> {
  run(key: Key, work: () => Promise<Value>): Promise<Value>;
  /** Resolves when nothing is under way for `key`; never rejects. */
  settled(key: Key): Promise<void>;
}

export function createSingleFlight<Key, Value>(): SingleFlight<Key, Value> {
  const flights = new Map<Key, Promise<Value>>();
  return {
    run(key, work) {
      const flying = flights.get(key);
      if (flying !== undefined) return flying;
      const flight = work().finally(() => flights.delete(key));
      flights.set(key, flight);
      return flight;
    },
    async settled(key) {
      await flights.get(key)?.catch(() => undefined);
    },
  };
}
