import type { Actions } from '../core/actions.ts';
import type { Access } from '../core/model.ts';
import type { Browser } from '../core/ports.ts';
import type { RequestOf } from '../shared/ipc.ts';
import type { WholeView } from '../shared/view-push.ts';
import type { AppView, BrowserView, RefusalFact } from '../shared/view.ts';
import type { ActivityHandlers } from './activity-handlers.ts';
import type { HelpHandlers } from './help-handlers.ts';
import type { CatalogueHandlers } from './catalogue-handlers.ts';
import type { CallHandlers } from './ipc.ts';
import { createOutcomes } from './outcome.ts';
import { type PageHandlers, pastedAddress } from './page-handlers.ts';
import type { RetryRequest } from './retries.ts';
import type { ImportHandlers } from './importing.ts';
import type { SettingsHandlers } from './settings-handlers.ts';
import type { UpdateHandlers } from './updating.ts';

interface Parts {
  readonly actions: Actions;
  readonly browser: Browser;
  readonly view: () => AppView;
  /** The same, for the page that asks for it. */
  readonly whole: () => WholeView;
  readonly openConfig: () => Promise<void>;
  readonly copy: (text: string) => Promise<void>;
  readonly dismissTrayHost: () => void;
  /** Does again what failed with a role. */
  readonly retry: (request: RetryRequest) => Promise<void>;
  /** Never fails: what cannot be looked at is not there. */
  readonly browsers: () => Promise<readonly BrowserView[]>;
  /** Explaining, the check-up and the set-up: each has its own. */
  readonly help: HelpHandlers;
  readonly settings: SettingsHandlers & ImportHandlers;
  /** What a console can open. */
  readonly pages: PageHandlers;
  /** The list of what was done. */
  readonly activity: ActivityHandlers;
  readonly updates: UpdateHandlers;
  readonly catalogues: CatalogueHandlers;
}

/** What the page's intentions do. */
export function createCallHandlers({
  actions,
  browser,
  view,
  whole,
  openConfig,
  copy,
  dismissTrayHost,
  retry,
  browsers,
  pages,
  help,
  settings,
  activity,
  updates,
  catalogues,
}: Parts): CallHandlers {
  const { outcome } = createOutcomes(() => view().language);

  async function copyLogin(identityId: string): Promise<void> {
    const address = await actions.loginAddress(identityId);
    if (address !== undefined) await copy(address);
  }

  async function openConsole({
    roleId,
    service,
    region,
    page,
    readOnly,
  }: RequestOf<'role:console'>): Promise<void> {
    // Of a pasted address the page alone goes on: there may be a login in it.
    const destination = page === undefined ? undefined : pastedAddress(page).page;
    await actions.openConsole(roleId, browser, {
      ...(service !== undefined && { service }),
      ...(region !== undefined && { region }),
      ...(destination !== undefined && { destination }),
      ...accessIn(readOnly),
    });
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

  return {
    'view:get': () => Promise.resolve(whole()),
    'identity:sign-in': ({ identityId }) => outcome(actions.signIn(identityId, browser)),
    // The state shows the code.
    'identity:sign-in-by-code': ({ identityId }) =>
      outcome(actions.signInByCode(identityId, () => Promise.resolve())),
    'identity:cancel-sign-in': ({ identityId }) => outcome(actions.cancelSignIn(identityId)),
    'identity:reopen-login': ({ identityId }) => outcome(actions.reopenLogin(identityId, browser)),
    'identity:copy-login': ({ identityId }) => outcome(copyLogin(identityId)),
    'identity:copy-user-id': ({ identityId }) => outcome(copyUserId(identityId)),
    'identity:sign-out': ({ identityId }) => outcome(actions.signOut(identityId)),
    'role:console': (request) => outcome(openConsole(request)),
    'role:cancel': ({ roleId }) => {
      actions.cancel(roleId);
      return Promise.resolve({ ok: true });
    },
    'browsers:list': async () => ({ ok: true, browsers: await browsers() }),
    'role:pin': ({ roleId, pinned }) => {
      actions.pin(roleId, pinned);
      return Promise.resolve({ ok: true });
    },
    'tray-host:dismiss': () => {
      dismissTrayHost();
      return Promise.resolve({ ok: true });
    },
    'role:deliver': ({ roleId, deliveryId, readOnly }) =>
      outcome(actions.deliver(roleId, { sink: deliveryId, ...accessIn(readOnly) })),
    'role:retry': (request) => outcome(retry(request)),
    'role:confirm': ({ roleId, fullAccess }) =>
      outcome(actions.confirm(roleId, fullAccess ? 'full' : undefined)),
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
    ...pages,
    ...help,
    ...settings,
    ...activity,
    ...updates,
    ...catalogues,
  };
}

function accessIn(readOnly: boolean | undefined): { readonly access?: Access } {
  return readOnly === undefined ? {} : { access: readOnly ? 'read-only' : 'full' };
}
