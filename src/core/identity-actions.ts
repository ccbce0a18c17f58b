import { chooseIdentity, findIdentity, type CurrentConfig } from './current-config.ts';
import type { Confirmations } from './confirmations.ts';
import type { Credentials } from './credentials.ts';
import type { Deliveries } from './deliveries.ts';
import { reportOf, type NotWithdrawn } from './leftovers.ts';
import type { LocalEndpoint } from './local-endpoint.ts';
import type { OpenPage, ShowCode } from './logins.ts';
import type { Identity, User } from './model.ts';
import type { Browser, Config } from './ports.ts';
import type { Recalls } from './recalls.ts';
import type { RoleWork } from './role-work.ts';
import type { Sessions } from './sessions.ts';
import type { SignOutReport } from './sign-outs.ts';
import { configInUse, setNotWithdrawn, type StateStore } from './state.ts';
import { findStray, knownIdentities } from './strays.ts';

/** What a user can ask for with an account at an identity provider: to sign in, and to sign out. */
export interface IdentityActions {
  /** @param leaving whoever asks has gone: where nobody else waits for the login, it is cancelled */
  signIn(identityId: string | undefined, browser: Browser, leaving?: AbortSignal): Promise<SignedIn>;
  /**
   * Signs in on another device, where this one has no browser of its own.
   * @param show is given the code to type in there
   */
  signInByCode(identityId: string | undefined, show: ShowCode, leaving?: AbortSignal): Promise<SignedIn>;
  cancelSignIn(identityId: string): Promise<void>;
  /** The address of the login page that is awaited, for a browser that does not open by itself. */
  loginAddress(identityId: string): Promise<string | undefined>;
  reopenLogin(identityId: string, browser: Browser): Promise<void>;
  /** Fails with `keychain_*` where the keychain keeps the session. */
  signOut(identityId: string | undefined): Promise<SignedOut>;
}

export interface SignedIn {
  readonly identity: Identity;
  readonly user: User;
}

export interface SignedOut extends Pick<SignOutReport, 'providerTold'>, NotWithdrawn {
  readonly identity: Identity;
}

interface Account {
  readonly identity: Identity;
  readonly config: Config;
}

interface Parts {
  readonly config: CurrentConfig;
  readonly sessions: Sessions;
  readonly credentials: Pick<Credentials, 'forget'>;
  readonly deliveries: Pick<Deliveries, 'withdraw'>;
  readonly recalls: Recalls;
  readonly work: Pick<RoleWork, 'recall'>;
  readonly confirmations: Pick<Confirmations, 'forget'>;
  readonly endpoint: Pick<LocalEndpoint, 'withdraw'>;
  readonly state: StateStore;
}

export function createIdentityActions({
  config: current,
  sessions,
  credentials,
  deliveries,
  recalls,
  work,
  confirmations,
  endpoint,
  state,
}: Parts): IdentityActions {
  async function whoSignsIn(identityId: string | undefined): Promise<Account> {
    const config = await current.read().catch(current.lastGood);
    const identity = chooseIdentity(config, identityId);
    await current.restored(identity);
    return { identity, config };
  }

  async function known(identityId: string): Promise<Account> {
    const config = await current.read().catch(current.lastGood);
    return { identity: findIdentity(config, identityId), config };
  }

  /** What memory holds goes at once. */
  function forget(identity: Identity): void {
    work.recall(identity.id);
    recalls.recall(identity.id);
    confirmations.forget(identity.id);
    endpoint.withdraw(identity.id);
    credentials.forget(identity);
  }

  return {
    async signIn(identityId, browser, leaving) {
      const { identity, config } = await whoSignsIn(identityId);
      const open = loginPage(browser, config);
      const user = await sessions.logins.signIn(identity, open, 'always', leaving);
      return { identity, user };
    },

    async signInByCode(identityId, show, leaving) {
      const { identity } = await whoSignsIn(identityId);
      return { identity, user: await sessions.logins.signInByCode(identity, show, leaving) };
    },

    async cancelSignIn(identityId) {
      sessions.logins.cancel((await known(identityId)).identity);
    },

    async loginAddress(identityId) {
      return sessions.logins.address((await known(identityId)).identity);
    },

    async reopenLogin(identityId, browser) {
      const { identity, config } = await known(identityId);
      await sessions.logins.reopen(identity, loginPage(browser, config));
    },

    async signOut(identityId) {
      const atHand = knownIdentities(state.get());
      // Neither the file nor the keychain is waited for.
      const meant = ({ id }: Identity) =>
        identityId === undefined ? atHand.length === 1 : id === identityId;
      atHand.filter(meant).forEach(forget);
      const reading = await current.read().then(
        () => undefined,
        (error: unknown) => ({ error }),
      );
      // Also where the file is broken: what is remembered can be signed out of.
      const identity =
        findStray(state.get(), identityId) ??
        chooseIdentity(configInUse(state.get()) ?? current.lastGood(reading?.error), identityId);
      forget(identity);
      // The keychain and the provider take their time: the clipboard does not wait for them.
      const withdrawn = deliveries.withdraw('sign-out', identity);
      // A look into the keychain that is under way would show a session that has ended.
      await current.settled(identity);
      const [report, left] = await Promise.all([sessions.signOut(identity), withdrawn]);
      const leftovers = reportOf(left);
      setNotWithdrawn(state, identity.id, leftovers.notWithdrawn);
      if (report.refusal !== undefined) throw report.refusal;
      return { providerTold: report.providerTold, ...leftovers, identity };
    },
  };
}

/** What shows a login page where the user wants to see it. */
export function loginPage(browser: Browser, { browsers }: Pick<Config, 'browsers'>): OpenPage {
  return (url) => browser.open(url, { browser: browsers.login });
}
