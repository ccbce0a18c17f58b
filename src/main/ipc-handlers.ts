import type { Actions } from '../core/actions.ts';
import type { Browser } from '../core/ports.ts';
import type { Outcome } from '../shared/ipc.ts';
import type { AppView } from '../shared/view.ts';
import type { CallHandlers, CallReaders } from './ipc.ts';
import { presentError } from './present.ts';

interface Parts {
  readonly actions: Actions;
  readonly browser: Browser;
  readonly view: () => AppView;
  readonly openConfig: () => Promise<void>;
  readonly copy: (text: string) => Promise<void>;
}

/** What the page's intentions do. */
export function createCallHandlers({ actions, browser, view, openConfig, copy }: Parts): CallHandlers {
  async function copyLogin(identityId: string): Promise<void> {
    const address = await actions.loginAddress(identityId);
    if (address !== undefined) await copy(address);
  }

  return {
    'view:get': () => Promise.resolve(view()),
    'identity:sign-in': ({ identityId }) => outcome(actions.signIn(identityId, browser)),
    'identity:cancel-sign-in': ({ identityId }) => outcome(actions.cancelSignIn(identityId)),
    'identity:reopen-login': ({ identityId }) => outcome(actions.reopenLogin(identityId, browser)),
    'identity:copy-login': ({ identityId }) => outcome(copyLogin(identityId)),
    'identity:sign-out': ({ identityId }) => outcome(actions.signOut(identityId)),
    'role:console': ({ roleId }) => outcome(actions.openConsole(roleId, browser)),
    'config:open': () => outcome(openConfig()),
    'config:reload': () => outcome(actions.loadConfig()),
  };
}

export const callReaders: CallReaders = {
  'view:get': readNothing,
  'identity:sign-in': readIdentity,
  'identity:cancel-sign-in': readIdentity,
  'identity:reopen-login': readIdentity,
  'identity:copy-login': readIdentity,
  'identity:sign-out': readIdentity,
  'role:console': (value) => ({ roleId: readId(value, 'roleId') }),
  'config:open': readNothing,
  'config:reload': readNothing,
};

async function outcome(work: Promise<unknown>): Promise<Outcome> {
  try {
    await work;
    return { ok: true };
  } catch (error) {
    return { ok: false, error: presentError(error) };
  }
}

function readNothing(value: unknown): undefined {
  if (value !== undefined) throw new TypeError('nothing was expected');
}

function readIdentity(value: unknown): { readonly identityId: string } {
  return { identityId: readId(value, 'identityId') };
}

function readId(value: unknown, key: string): string {
  if (typeof value !== 'object' || value === null) throw new TypeError('an object was expected');
  const [entry, ...others] = Object.entries(value);
  if (entry === undefined || others.length > 0) throw new TypeError(`only ${key} was expected`);
  const [name, id] = entry as [string, unknown];
  if (name !== key || typeof id !== 'string' || id.length > 200) throw new TypeError(`${key} was expected`);
  return id;
}
