import type { Action } from './exchange.ts';

/**
 * Something that goes wrong with a request. `latencyMs` delays whatever else happens.
 * - `latency`: only late. - `error`: the service's own error shape (XML at STS, HTML at sign-in).
 * - `response`: any status and body. - `stall-headers`: accepted, never answered.
 * - `stall-body`: headers and half of the real body, then nothing. - `reset`: the connection is reset
 *   before (default) or after the work is done. - `no-signin-token`: 200 and JSON, but no SigninToken in it.
 */
export type Fault = { readonly latencyMs?: number } & (
  | { readonly kind: 'latency'; readonly latencyMs: number }
  | { readonly kind: 'error'; readonly code: string; readonly status?: number; readonly message?: string }
  | {
      readonly kind: 'response';
      readonly status: number;
      readonly body: string;
      readonly headers?: Readonly<Record<string, string>>;
    }
  | { readonly kind: 'stall-headers' }
  | { readonly kind: 'stall-body' }
  | { readonly kind: 'reset'; readonly when?: 'before' | 'after' }
  | { readonly kind: 'no-signin-token' }
);

interface Order {
  readonly fault: Fault;
  left: number;
}

/** Faults ordered by tests, per action, first ordered first served. */
export class Faults {
  readonly #orders = new Map<Action, Order[]>();

  /** The next `times` requests for `action` (default 1, `Infinity` for all) meet `fault`. */
  inject(action: Action, fault: Fault, times = 1): void {
    const orders = this.#orders.get(action) ?? [];
    orders.push({ fault, left: times });
    this.#orders.set(action, orders);
  }

  /** Takes the fault that the next request for `action` meets, if any. */
  take(action: Action): Fault | undefined {
    const orders = this.#orders.get(action);
    const order = orders?.[0];
    if (order === undefined) return undefined;
    order.left -= 1;
    if (order.left <= 0) orders?.shift();
    return order.fault;
  }

  /** How many ordered faults for `action` have not happened yet. */
  pending(action: Action): number {
    return (this.#orders.get(action) ?? []).reduce((sum, order) => sum + order.left, 0);
  }

  /** Forgets the orders for `action`, or all of them. */
  clear(action?: Action): void {
    if (action === undefined) this.#orders.clear();
    else this.#orders.delete(action);
  }
}
