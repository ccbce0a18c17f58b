import type { Actions } from '../core/actions.ts';
import type { Browser } from '../core/ports.ts';
import type { Outcome, RequestOf } from '../shared/ipc.ts';
import type { AppView, DeliveryId, RefusalFact } from '../shared/view.ts';
import type { CallHandlers, CallReaders } from './ipc.ts';
import { presentError } from './present-error.ts';

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

  async function copyUserId(identityId: string): Promise<void> {
    const session = view().identities.find(({ id }) => id === identityId)?.session;
    if (session?.status === 'signed-in') await copy(session.user.subject);
  }

  async function copyFact(roleId: string, fact: RefusalFact): Promise<void> {
    const activity = view().roles.find(({ id }) => id === roleId)?.activity;
    const refusal = activity?.status === 'failed' ? activity.error.refusal : undefined;
    if (refusal !== undefined) await copy(refusal[fact]);
  }

  async function outcome(work: Promise<unknown>): Promise<Outcome> {
    try {
      await work;
      return { ok: true };
    } catch (error) {
      return { ok: false, error: presentError(error, view().language) };
    }
  }

  return {
    'view:get': () => Promise.resolve(view()),
    'identity:sign-in': ({ identityId }) => outcome(actions.signIn(identityId, browser)),
    // The state shows the code.
    'identity:sign-in-by-code': ({ identityId }) =>
      outcome(actions.signInByCode(identityId, () => Promise.resolve())),
    'identity:cancel-sign-in': ({ identityId }) => outcome(actions.cancelSignIn(identityId)),
    'identity:reopen-login': ({ identityId }) => outcome(actions.reopenLogin(identityId, browser)),
    'identity:copy-login': ({ identityId }) => outcome(copyLogin(identityId)),
    'identity:copy-user-id': ({ identityId }) => outcome(copyUserId(identityId)),
    'identity:sign-out': ({ identityId }) => outcome(actions.signOut(identityId)),
    'role:console': ({ roleId }) => outcome(actions.openConsole(roleId, browser)),
    'role:deliver': ({ roleId, deliveryId, overwrite = false }) =>
      outcome(actions.deliver(roleId, { sink: deliveryId, overwrite })),
    'role:confirm': ({ roleId }) => outcome(actions.confirm(roleId)),
    'role:decline': ({ roleId }) => {
      actions.decline(roleId);
      return Promise.resolve({ ok: true });
    },
    'endpoint:turn': ({ on }) => outcome(actions.turnEndpoint(on)),
    'role:copy-fact': ({ roleId, fact }) => outcome(copyFact(roleId, fact)),
    'alarm:dismiss': ({ alarmId }) => {
      actions.dismissAlarm(alarmId);
      return Promise.resolve({ ok: true });
    },
    'lock:ask': () => {
      actions.lock.ask();
      return Promise.resolve({ ok: true });
    },
    'lock:everything': () => outcome(actions.lock.everything()),
    'lock:dismiss': () => {
      actions.lock.dismiss();
      return Promise.resolve({ ok: true });
    },
    'config:open': () => outcome(openConfig()),
    'config:reload': () => outcome(actions.loadConfig()),
  };
}

export const callReaders: CallReaders = {
  'view:get': readNothing,
  'identity:sign-in': readIdentity,
  'identity:sign-in-by-code': readIdentity,
  'identity:cancel-sign-in': readIdentity,
  'identity:reopen-login': readIdentity,
  'identity:copy-login': readIdentity,
  'identity:copy-user-id': readIdentity,
  'identity:sign-out': readIdentity,
  'role:console': (value) => readIds(value, 'roleId'),
  'role:deliver': readDelivery,
  'role:confirm': (value) => readIds(value, 'roleId'),
  'role:decline': (value) => readIds(value, 'roleId'),
  'endpoint:turn': readTurn,
  'role:copy-fact': readFact,
  'alarm:dismiss': (value) => readIds(value, 'alarmId'),
  'lock:ask': readNothing,
  'lock:everything': readNothing,
  'lock:dismiss': readNothing,
  'config:open': readNothing,
  'config:reload': readNothing,
};

function readNothing(value: unknown): undefined {
  if (value !== undefined) throw new TypeError('nothing was expected');
}

function readIdentity(value: unknown): { readonly identityId: string } {
  return readIds(value, 'identityId');
}

const deliveryIds: Readonly<Record<DeliveryId, true>> = {
  'copy-env': true,
  'copy-fish': true,
  'copy-powershell': true,
  'copy-cmd': true,
  'copy-json': true,
  'copy-dotenv': true,
  'copy-ini': true,
  'copy-console': true,
  'copy-endpoint': true,
  profile: true,
  'profile-process': true,
  terminal: true,
};

function readDelivery(value: unknown): RequestOf<'role:deliver'> {
  const { overwrite, ...ids } = readRecord(value);
  const { roleId, deliveryId } = readIds(ids, 'roleId', 'deliveryId');
  if (!isDeliveryId(deliveryId)) throw new TypeError('deliveryId was expected');
  if (overwrite === undefined) return { roleId, deliveryId };
  if (overwrite !== true) throw new TypeError('overwrite was not expected');
  return { roleId, deliveryId, overwrite };
}

function readTurn(value: unknown): RequestOf<'endpoint:turn'> {
  const { on, ...more } = readRecord(value);
  if (typeof on !== 'boolean' || Object.keys(more).length > 0) throw new TypeError('on was expected');
  return { on };
}

const refusalFacts: Readonly<Record<RefusalFact, true>> = {
  roleArn: true,
  issuer: true,
  audience: true,
  subject: true,
};

function readFact(value: unknown): { readonly roleId: string; readonly fact: RefusalFact } {
  const { roleId, fact } = readIds(value, 'roleId', 'fact');
  if (!isRefusalFact(fact)) throw new TypeError('fact was expected');
  return { roleId, fact };
}

function isRefusalFact(name: string): name is RefusalFact {
  return Object.hasOwn(refusalFacts, name);
}

function isDeliveryId(id: string): id is DeliveryId {
  return Object.hasOwn(deliveryIds, id);
}

/** An object of exactly these keys, each with an id. */
function readIds<Key extends string>(value: unknown, ...keys: readonly Key[]): Readonly<Record<Key, string>> {
  const given = new Map<string, unknown>(Object.entries(readRecord(value)));
  if (given.size !== keys.length) throw new TypeError(`only ${keys.join(' and ')} was expected`);
  const ids: Partial<Record<Key, string>> = {};
  for (const key of keys) {
    const id = given.get(key);
    if (typeof id !== 'string' || id.length > 200) throw new TypeError(`${key} was expected`);
    ids[key] = id;
  }
  return ids as Record<Key, string>;
}

function readRecord(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) throw new TypeError('an object was expected');
  return Object.fromEntries(Object.entries(value));
}
