import type { Endpoint } from './endpoint.ts';

/** One request as the stand-in received it. It may hold secrets: it lives in the test's memory only. */
export interface LoggedRequest {
  readonly endpoint: Endpoint;
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  /** Header names in lower case, as Node gives them. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** The form fields of an urlencoded body; empty otherwise. */
  readonly form: Readonly<Record<string, string>>;
  readonly formKeys: readonly string[];
  /** Equal for requests that came over the same TCP connection. */
  readonly connectionId: number;
  /** Milliseconds since the epoch, on the machine's own clock. */
  readonly at: number;
}

/** Everything that reached the stand-in, in order of arrival. */
export class RequestLog implements Iterable<LoggedRequest> {
  #entries: LoggedRequest[] = [];
  readonly #waiting = new Set<() => void>();

  /** Called by the listener once a request has arrived whole. */
  record(request: LoggedRequest): void {
    this.#entries.push(request);
    for (const wake of [...this.#waiting]) wake();
  }

  get all(): readonly LoggedRequest[] {
    return this.#entries;
  }

  [Symbol.iterator](): Iterator<LoggedRequest> {
    return this.#entries.values();
  }

  /** The requests to one endpoint, optionally only those whose form holds the given fields. */
  to(endpoint: Endpoint, form: Readonly<Record<string, string>> = {}): readonly LoggedRequest[] {
    return this.#entries.filter(
      (entry) =>
        entry.endpoint === endpoint &&
        Object.entries(form).every(([key, value]) => entry.form[key] === value),
    );
  }

  count(endpoint: Endpoint, form: Readonly<Record<string, string>> = {}): number {
    return this.to(endpoint, form).length;
  }

  /** Resolves once at least `count` requests have reached the endpoint; tests wait for this instead of sleeping. */
  async reached(endpoint: Endpoint, count = 1): Promise<void> {
    while (this.count(endpoint) < count) {
      await new Promise<void>((resolve) => {
        const wake = (): void => {
          this.#waiting.delete(wake);
          resolve();
        };
        this.#waiting.add(wake);
      });
    }
  }

  clear(): void {
    this.#entries = [];
  }
}
