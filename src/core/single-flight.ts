import { untilCancelled } from './cancellation.ts';

/** Lets callers who ask for the same thing at the same time share one piece of work. */
export interface SingleFlight<Key, Value> {
  /**
   * @param work is given a signal that is aborted when everybody who shared it has left
   * @param leaving ends this caller's own wait; the work goes on for the others, and whoever comes after the last one
   * has left begins anew
   */
  run(key: Key, work: (abandoned: AbortSignal) => Promise<Value>, leaving?: AbortSignal): Promise<Value>;
  /** Resolves when nothing is under way for `key`; never rejects. */
  settled(key: Key): Promise<void>;
  /** Resolves when nothing at all is under way; never rejects. */
  idle(): Promise<void>;
}

interface Flight<Value> {
  readonly result: Promise<Value>;
  readonly abandon: AbortController;
  waiting: number;
}

export function createSingleFlight<Key, Value>(): SingleFlight<Key, Value> {
  const flights = new Map<Key, Flight<Value>>();

  function start(key: Key, work: (abandoned: AbortSignal) => Promise<Value>): Flight<Value> {
    const abandon = new AbortController();
    const result = work(abandon.signal).finally(() => {
      if (flights.get(key) === flight) flights.delete(key);
    });
    const flight: Flight<Value> = { result, abandon, waiting: 0 };
    flights.set(key, flight);
    return flight;
  }

  function leave(key: Key, flight: Flight<Value>, reason: unknown): void {
    flight.waiting -= 1;
    if (flight.waiting > 0) return;
    if (flights.get(key) === flight) flights.delete(key);
    flight.abandon.abort(reason);
  }

  return {
    async run(key, work, leaving) {
      leaving?.throwIfAborted();
      const flight = flights.get(key) ?? start(key, work);
      flight.waiting += 1;
      if (leaving === undefined) return flight.result;
      const onLeave = () => leave(key, flight, leaving.reason);
      leaving.addEventListener('abort', onLeave, { once: true });
      try {
        return await untilCancelled(leaving, flight.result);
      } finally {
        leaving.removeEventListener('abort', onLeave);
      }
    },
    async settled(key) {
      await flights.get(key)?.result.catch(() => undefined);
    },
    async idle() {
      while (flights.size > 0) await Promise.allSettled([...flights.values()].map(({ result }) => result));
    },
  };
}
