import type { CallName, Outcome, RequestOf, TobiraBridge } from '../shared/ipc.ts';
import type { DeliveryId, ErrorView, RefusalFact } from '../shared/view.ts';
import type { Go } from './place.ts';
import { noAnswer } from './questions.ts';
import type { Texts } from './texts.ts';

/** What of a console one opens, and how. */
export interface ConsoleChoice {
  /** The id of a service. */
  readonly service?: string;
  /** Of the service; the role's own where unset. */
  readonly region?: string;
  /** An address of a page; not with a service. */
  readonly page?: string;
  readonly readOnly?: boolean;
}

/** What the user can want. Nothing is returned: the next view tells what came of it. */
export interface Intentions {
  readonly signIn: (identityId: string) => void;
  /** Signs in on another device, with a code that the view then shows. */
  readonly signInByCode: (identityId: string) => void;
  readonly cancelSignIn: (identityId: string) => void;
  readonly reopenLogin: (identityId: string) => void;
  /** @param copied is called once the address is on the clipboard: no view tells that */
  readonly copyLogin: (identityId: string, copied: () => void) => void;
  /** @param copied is called once the number that trust policies name is on the clipboard */
  readonly copyUserId: (identityId: string, copied: () => void) => void;
  readonly signOut: (identityId: string) => void;
  /** Without `how`: as the role says. */
  readonly openConsole: (roleId: string, how?: ConsoleChoice) => void;
  /** Calls off what is under way with a role. */
  readonly cancelRole: (roleId: string) => void;
  /** Keeps a role at hand, or no longer. */
  readonly pinRole: (roleId: string, pinned: boolean) => void;
  /** @param done is called once it is handed over: no view tells that of what stays there */
  readonly deliver: (roleId: string, deliveryId: DeliveryId, done?: () => void) => void;
  /** Does again what failed, which the view calls `failure`. @param done as for a delivery */
  readonly retry: (roleId: string, failure: string, done?: () => void) => void;
  /** The same, and replaces what somebody else wrote there. */
  readonly replace: (roleId: string, failure: string, done?: () => void) => void;
  readonly turnEndpoint: (on: boolean) => void;
  /** @param copied is called once it is on the clipboard */
  readonly copyFact: (roleId: string, fact: RefusalFact, copied: () => void) => void;
  readonly dismissAlarm: (alarmId: string) => void;
  /** Says yes to a role that asks for it, for a while. */
  /** @param fullAccess the question was about all that a role may do which is read-only by itself */
  readonly confirmRole: (roleId: string, fullAccess: boolean) => void;
  readonly declineRole: (roleId: string) => void;
  readonly askToLock: () => void;
  readonly lockEverything: () => void;
  readonly dismissLock: () => void;
  readonly dismissTrayHost: () => void;
  /** Looks for a newer version now. */
  readonly lookForUpdates: () => void;
  readonly openReleasePage: () => void;
  readonly dismissUpdate: () => void;
  readonly openConfig: () => void;
  readonly reloadConfig: () => void;
  readonly closeWindow: () => void;
  readonly readCatalogue: (catalogueId: string) => void;
  /** At its own application. */
  readonly signInToCatalogue: (catalogueId: string) => void;
  readonly cancelCatalogueSignIn: (catalogueId: string) => void;
  readonly signOutOfCatalogue: (catalogueId: string) => void;
  /** Says yes to signing in where a catalogue wants it. */
  readonly trustIssuer: (
    catalogueId: string,
    issuer: { readonly issuer: string; readonly clientId: string },
  ) => void;
  /** The user knows what its new version has brought. */
  readonly dismissChange: (catalogueId: string) => void;
  /** Does not want to see a notice about it for now. */
  readonly putAway: (catalogueId: string, notice: string) => void;
  /** Leads to another page of this window, or back to the list. */
  readonly go: Go;
}

type OutcomeCall = Exclude<
  CallName,
  'view:get' | `explain:${string}` | `activity:${string}` | `doctor:${string}` | `setup:${string}`
>;

/** Failures of these stand in the view, beside their identity or role: telling them twice would be noise. */
const toldByTheView: ReadonlySet<OutcomeCall> = new Set<OutcomeCall>([
  'identity:sign-in',
  'identity:sign-in-by-code',
  'identity:sign-out',
  'role:console',
  'role:deliver',
  'role:retry',
  // Its own notice tells.
  'catalogue:read',
]);

/** @param report shows a failure that no view carries; undefined takes it away again when the user goes on */
export function intentionsOf(
  bridge: TobiraBridge,
  texts: Texts,
  report: (error: ErrorView | undefined) => void,
  go: Go,
): Intentions {
  const send = <Name extends OutcomeCall>(name: Name, request: RequestOf<Name>, done?: () => void): void => {
    report(undefined);
    const answered = (outcome: Outcome): void => {
      if (outcome.ok) done?.();
      else if (!toldByTheView.has(name)) report(outcome.error);
    };
    bridge.call(name, request).then(answered, () => report(noAnswer(texts)));
  };

  return {
    signIn: (identityId) => send('identity:sign-in', { identityId }),
    signInByCode: (identityId) => send('identity:sign-in-by-code', { identityId }),
    cancelSignIn: (identityId) => send('identity:cancel-sign-in', { identityId }),
    reopenLogin: (identityId) => send('identity:reopen-login', { identityId }),
    copyLogin: (identityId, copied) => send('identity:copy-login', { identityId }, copied),
    copyUserId: (identityId, copied) => send('identity:copy-user-id', { identityId }, copied),
    signOut: (identityId) => send('identity:sign-out', { identityId }),
    openConsole: (roleId, how = {}) => send('role:console', { roleId, ...how }),
    cancelRole: (roleId) => send('role:cancel', { roleId }),
    pinRole: (roleId, pinned) => send('role:pin', { roleId, pinned }),
    deliver: (roleId, deliveryId, done) => send('role:deliver', { roleId, deliveryId }, done),
    retry: (roleId, retry, done) => send('role:retry', { roleId, retry }, done),
    replace: (roleId, retry, done) => send('role:retry', { roleId, retry, overwrite: true }, done),
    turnEndpoint: (on) => send('endpoint:turn', { on }),
    copyFact: (roleId, fact, copied) => send('role:copy-fact', { roleId, fact }, copied),
    dismissAlarm: (alarmId) => send('alarm:dismiss', { alarmId }),
    confirmRole: (roleId, fullAccess) => send('role:confirm', { roleId, ...(fullAccess && { fullAccess }) }),
    declineRole: (roleId) => send('role:decline', { roleId }),
    askToLock: () => send('lock:ask', undefined),
    lockEverything: () => send('lock:everything', undefined),
    dismissLock: () => send('lock:dismiss', undefined),
    dismissTrayHost: () => send('tray-host:dismiss', undefined),
    lookForUpdates: () => send('updates:look', undefined),
    openReleasePage: () => send('updates:open-page', undefined),
    dismissUpdate: () => send('updates:dismiss', undefined),
    openConfig: () => send('config:open', undefined),
    reloadConfig: () => send('config:reload', undefined),
    readCatalogue: (catalogueId) => send('catalogue:read', { catalogueId }),
    signInToCatalogue: (catalogueId) => send('catalogue:sign-in', { catalogueId }),
    cancelCatalogueSignIn: (catalogueId) => send('catalogue:cancel-sign-in', { catalogueId }),
    signOutOfCatalogue: (catalogueId) => send('catalogue:sign-out', { catalogueId }),
    trustIssuer: (catalogueId, issuer) => send('catalogue:trust', { catalogueId, ...issuer }),
    dismissChange: (catalogueId) => send('catalogue:dismiss-change', { catalogueId }),
    putAway: (catalogueId, notice) => send('catalogue:put-away', { catalogueId, notice }),
    closeWindow: () => window.close(),
    go(place) {
      report(undefined);
      go(place);
    },
  };
}
