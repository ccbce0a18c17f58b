import type { IncomingHttpHeaders } from 'node:http';
import { parametersOf } from './exchange.ts';
import type { Action, Incoming, Reply, ServiceName } from './exchange.ts';
import type { Fault } from './faults.ts';

/** One request as it arrived, secrets included: tests look for canaries here. */
export interface LoggedRequest {
  readonly service: ServiceName;
  readonly action: Action;
  readonly method: string;
  /** Path and query as they stood on the request line. */
  readonly url: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  readonly requestId: string;
  readonly fault: Fault | undefined;
  /** Undefined until answered, and for good where a fault swallowed the answer. */
  readonly status: number | undefined;
  readonly errorCode: string | undefined;
}

type Open = { -readonly [Key in keyof LoggedRequest]: LoggedRequest[Key] };

interface Waiter {
  readonly done: () => boolean;
  readonly resolve: () => void;
}

/** Every request the stand-in has seen. */
export class RequestLog {
  #entries: Open[] = [];
  #waiters: Waiter[] = [];

  get all(): readonly LoggedRequest[] {
    return this.#entries;
  }

  /** Requests for one action, in order of arrival. */
  of(action: Action, method?: string): readonly LoggedRequest[] {
    return this.#entries.filter(
      (entry) => entry.action === action && (method === undefined || entry.method === method),
    );
  }

  count(action?: Action, method?: string): number {
    if (action === undefined) return this.#entries.length;
    return this.of(action, method).length;
  }

  /** Counts keyed `METHOD action`, for instance `{ 'POST AssumeRole': 2 }`. */
  counts(): Readonly<Record<string, number>> {
    const counts: Record<string, number> = {};
    for (const { method, action } of this.#entries) {
      const key = `${method} ${action}`;
      counts[key] = (counts[key] ?? 0) + 1;
    }
    return counts;
  }

  clear(): void {
    this.#entries = [];
  }

  /**
   * Resolves once `count` requests for `action` have arrived (not: been answered).
   * @throws Error naming what did arrive, after `timeoutMs`.
   */
  async waitFor(action: Action, count = 1, timeoutMs = 10_000): Promise<void> {
    const done = (): boolean => this.count(action) >= count;
    if (done()) return;
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#waiters = this.#waiters.filter((other) => other !== waiter);
        reject(
          new Error(
            `no ${String(count)} ${action} in ${String(timeoutMs)} ms: ${JSON.stringify(this.counts())}`,
          ),
        );
      }, timeoutMs);
      const waiter: Waiter = {
        done,
        resolve: () => {
          clearTimeout(timer);
          resolve();
        },
      };
      this.#waiters.push(waiter);
    });
  }

  /** For the server: notes an arrival and returns how to note its answer. */
  arrived(
    service: ServiceName,
    action: Action,
    incoming: Incoming,
    fault: Fault | undefined,
  ): (reply: Reply) => void {
    const { method, url, headers, body, requestId } = incoming;
    const entry: Open = {
      ...{ service, action, method, url, headers, body, requestId, fault },
      parameters: parametersOf(incoming),
      status: undefined,
      errorCode: undefined,
    };
    this.#entries.push(entry);
    const ready = this.#waiters.filter((waiter) => waiter.done());
    this.#waiters = this.#waiters.filter((waiter) => !ready.includes(waiter));
    for (const waiter of ready) waiter.resolve();
    return (reply) => {
      entry.status = reply.status;
      entry.errorCode = reply.errorCode;
    };
  }
}
