import { AppError } from '../core/errors.ts';
import type { Language } from '../core/model.ts';
import type { CallName } from '../shared/ipc.ts';
import type { CallHandlers } from './ipc.ts';
import { presentError } from './present-error.ts';

/** What is harmless while another process may be the owner: the view, and the file in an editor. */
type Harmless = Extract<CallName, 'view:get' | 'config:open'>;

/** Stands for the page's calls until this app is the owner. */
export function createWaitingHandlers(language: () => Language): Omit<CallHandlers, Harmless> {
  const refuse = () =>
    Promise.resolve({ ok: false as const, error: presentError(new AppError('owner_busy', {}), language()) });
  return {
    'identity:sign-in': refuse,
    'identity:sign-in-by-code': refuse,
    'identity:cancel-sign-in': refuse,
    'identity:reopen-login': refuse,
    'identity:copy-login': refuse,
    'identity:copy-user-id': refuse,
    'identity:sign-out': refuse,
    'role:console': refuse,
    'role:pin': refuse,
    'services:list': refuse,
    'page:read': refuse,
    'tray-host:dismiss': refuse,
    'role:deliver': refuse,
    'role:retry': refuse,
    'role:cancel': refuse,
    'browsers:list': refuse,
    'role:details': refuse,
    'catalogue:read': refuse,
    'catalogue:sign-in': refuse,
    'catalogue:cancel-sign-in': refuse,
    'catalogue:sign-out': refuse,
    'catalogue:trust': refuse,
    'catalogue:dismiss-change': refuse,
    'catalogue:put-away': refuse,
    'role:confirm': refuse,
    'role:decline': refuse,
    'endpoint:turn': refuse,
    'role:copy-fact': refuse,
    'alarm:dismiss': refuse,
    'lock:ask': refuse,
    'lock:everything': refuse,
    'lock:dismiss': refuse,
    'activity:list': refuse,
    'activity:clear': refuse,
    'updates:look': refuse,
    'updates:open-page': refuse,
    'updates:dismiss': refuse,
    'settings:get': refuse,
    'settings:change': refuse,
    'config:edit': refuse,
    'config:check': refuse,
    'import:preview': refuse,
    'import:write': refuse,
    'export:save': refuse,
    'config:reload': refuse,
    'explain:role': refuse,
    'explain:copy': refuse,
    'doctor:run': refuse,
    'doctor:save': refuse,
    'setup:begin': refuse,
    'setup:check-issuer': refuse,
    'setup:try-role': refuse,
    'setup:plan': refuse,
    'setup:copy': refuse,
    'setup:save': refuse,
  };
}
