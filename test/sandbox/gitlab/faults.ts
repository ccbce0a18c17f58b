import type { Endpoint } from './endpoint.ts';
import type { Fault } from './fault.ts';
import type { IdTokenFault } from './id-token-faults.ts';

/** How long something stays wrong. */
export interface FaultSpan {
  /** The next so many requests; without it, until cleared. */
  readonly times?: number;
}

interface Planned<T> {
  readonly value: T;
  remaining: number;
}

/** The plan of what goes wrong. Faults of one endpoint are used up in the order in which they were planned. */
export class Faults {
  readonly #byEndpoint = new Map<Endpoint | '*', Planned<Fault>[]>();
  #idTokens: Planned<IdTokenFault>[] = [];

  /**
   * Plans a fault for an endpoint, or for all of them with `*`; returns a function that takes it back.
   * A `times` of 0 is never used.
   */
  add(endpoint: Endpoint | '*', fault: Fault, { times = Infinity }: FaultSpan = {}): () => void {
    const planned = { value: fault, remaining: times };
    this.#byEndpoint.set(endpoint, [...(this.#byEndpoint.get(endpoint) ?? []), planned]);
    return () => void (planned.remaining = 0);
  }

  /** Plans a faulty ID token; returns a function that takes it back. */
  addIdToken(fault: IdTokenFault, { times = Infinity }: FaultSpan = {}): () => void {
    const planned = { value: fault, remaining: times };
    this.#idTokens = [...this.#idTokens, planned];
    return () => void (planned.remaining = 0);
  }

  /** Ends the faults of one endpoint, or all of them, ID tokens included. */
  clear(endpoint?: Endpoint): void {
    if (endpoint === undefined) {
      this.#byEndpoint.clear();
      this.#idTokens = [];
    } else {
      this.#byEndpoint.delete(endpoint);
    }
  }

  /** The fault for a request that has just arrived; called by the listener. */
  take(endpoint: Endpoint): Fault | undefined {
    return use(this.#byEndpoint.get(endpoint)) ?? use(this.#byEndpoint.get('*'));
  }

  /** The fault for an ID token that is about to be signed; called by the token endpoint. */
  takeIdToken(): IdTokenFault | undefined {
    return use(this.#idTokens);
  }
}

function use<T>(plan: readonly Planned<T>[] | undefined): T | undefined {
  const next = plan?.find(({ remaining }) => remaining > 0);
  if (next) next.remaining -= 1;
  return next?.value;
}
