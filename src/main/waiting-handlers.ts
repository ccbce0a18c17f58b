import { AppError } from '../core/errors.ts';
import type { CallName } from '../shared/ipc.ts';
import type { CallHandlers } from './ipc.ts';
import { presentError } from './present.ts';

/** What is harmless while another process may be the owner: the view, and the file in an editor. */
type Harmless = Extract<CallName, 'view:get' | 'config:open'>;

/** Stands for the page's calls until this app is the owner. */
export function createWaitingHandlers(): Omit<CallHandlers, Harmless> {
  const refuse = () =>
    Promise.resolve({ ok: false as const, error: presentError(new AppError('owner_busy', {})) });
  return {
    'identity:sign-in': refuse,
    'identity:cancel-sign-in': refuse,
    'identity:reopen-login': refuse,
    'identity:copy-login': refuse,
    'identity:sign-out': refuse,
    'role:console': refuse,
    'role:deliver': refuse,
    'alarm:dismiss': refuse,
    'config:reload': refuse,
  };
}
