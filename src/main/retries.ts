import { createHash } from 'node:crypto';
import type { Actions } from '../core/actions.ts';
import { assertNever } from '../core/errors.ts';
import type { Browser } from '../core/ports.ts';
import type { RoleWish } from '../core/role-wish.ts';
import type { StateStore } from '../core/state.ts';

interface Parts {
  readonly actions: Pick<Actions, 'openConsole' | 'deliver'>;
  readonly browser: Browser;
  readonly state: StateStore;
}

export interface RetryRequest {
  readonly roleId: string;
  /** @see nameOf */
  readonly retry: string;
  /** The user has said to replace what somebody else wrote. */
  readonly overwrite?: true;
}

/**
 * Stands for a wish in the view: it tells one from another, and not where a console was to open. Whoever tries again says
 * with it what is meant, for something else may have failed meanwhile.
 */
export function nameOf(wish: RoleWish): string {
  return createHash('sha256').update(JSON.stringify(wish)).digest('base64url');
}

/** Does again what failed with a role; nothing where that does not stand there any more. */
export function createRetry({ actions, browser, state }: Parts) {
  return async ({ roleId, retry, overwrite }: RetryRequest): Promise<void> => {
    const activity = [...state.get().roles].find(([id]) => id === roleId)?.[1].activity;
    const wish = activity?.status === 'failed' ? activity.wish : undefined;
    if (wish === undefined || nameOf(wish) !== retry) return;
    switch (wish.kind) {
      case 'console': {
        const { kind: _kind, ...how } = wish;
        await actions.openConsole(roleId, browser, how);
        return;
      }
      case 'delivery':
        await actions.deliver(roleId, { ...wish.order, ...(overwrite && { overwrite }) });
        return;
      default:
        assertNever(wish);
    }
  };
}
