import { asAppError, hasCode, isChangeOfMind, type AppError } from './errors.ts';
import type { Alarms } from './alarms.ts';
import { chooseIdentity, findIdentity, findRole, type CurrentConfig } from './current-config.ts';
import type { AwsCredentials, Identity, IdentityId, Role, SinkId, User } from './model.ts';
import type { Browser, Config, ConsoleFederation, Log } from './ports.ts';
import type { Credentials } from './credentials.ts';
import type { Deliveries } from './deliveries.ts';
import type { Lock } from './lock.ts';
import type { ShowCode } from './logins.ts';
import type { Recalls } from './recalls.ts';
import type { Sessions } from './sessions.ts';
import type { SignOutReport } from './sign-outs.ts';
import { createSingleFlight } from './single-flight.ts';
import { setRole, type StateStore, type Step } from './state.ts';
import { findStray, knownIdentities } from './strays.ts';

/** What a user can ask for, whatever the surface. Each loads the configuration as it stands on disk now. */
export interface Actions {
  loadConfig(): Promise<Config>;
  signIn(identityId: string | undefined, browser: Browser): Promise<SignedIn>;
  /** Signs in on another device, where this one has no browser of its own. @param show is given the code to type in there */
  signInByCode(identityId: string | undefined, show: ShowCode): Promise<SignedIn>;
  cancelSignIn(identityId: string): Promise<void>;
  /** The address of the login page that is awaited, for a browser that does not open by itself. */
  loginAddress(identityId: string): Promise<string | undefined>;
  reopenLogin(identityId: string, browser: Browser): Promise<void>;
  /** Fails with `keychain_*` where the keychain keeps the session. */
  signOut(identityId: string | undefined): Promise<SignedOut>;
  /** Signs in first where that is needed, then opens the role's console. */
  openConsole(roleId: string, browser: Browser): Promise<undefined>;
  /** The console's login URL: a secret. Fails with `login_needed` rather than opening a login page. */
  consoleUrl(roleId: string, where?: ConsolePlace): Promise<string>;
  /** Fails with `login_needed` rather than opening a login page. */
  credentials(roleId: string): Promise<AwsCredentials>;
  /** Hands the role's credentials to a sink. Fails with `login_needed` rather than opening a login page. */
  deliver(roleId: string, sinkId: SinkId): Promise<undefined>;
  /** Signs out of everything and gives back what was lent; see `Lock`. */
  readonly lock: Lock;
  /** The user has seen it. */
  dismissAlarm(alarmId: string): void;
}

export interface SignedIn {
  readonly identity: Identity;
  readonly user: User;
}

export interface SignedOut extends Pick<SignOutReport, 'providerTold'> {
  readonly identity: Identity;
}

export interface ConsolePlace {
  readonly region?: string;
  readonly destination?: string;
}

interface Target {
  readonly config: Config;
  readonly role: Role;
  readonly identity: Identity;
}

interface Parts {
  readonly config: CurrentConfig;
  readonly sessions: Sessions;
  readonly credentials: Credentials;
  readonly deliveries: Deliveries;
  readonly alarms: Alarms;
  readonly recalls: Recalls;
  readonly lock: Lock;
  readonly federation: ConsoleFederation;
  readonly state: StateStore;
  readonly log: Log;
}

export function createActions({
  config: current,
  sessions,
  credentials,
  deliveries,
  alarms,
  recalls,
  lock,
  federation,
  state,
  log,
}: Parts): Actions {
  const consoles = createSingleFlight<string, undefined>();
  const handovers = createSingleFlight<string, undefined>();
  async function target(roleId: string, reading: Promise<Config> = current.read()): Promise<Target> {
    const config = await reading;
    const role = findRole(config, roleId);
    const identity = findIdentity(config, role.identity);
    await current.restored(identity);
    return { config, role, identity };
  }

  async function whoSignsIn(identityId: string | undefined): Promise<Identity> {
    const identity = chooseIdentity(await current.read().catch(current.lastGood), identityId);
    await current.restored(identity);
    return identity;
  }

  /** What memory holds goes at once. */
  function forget(identity: Identity): void {
    recalls.recall(identity.id);
    credentials.forget(identity);
  }

  /** Shows the work on a role from its first step to its end. @param sink what it is for, where it is a delivery */
  async function onRole<Value>(
    role: Role,
    work: (report: (step: Step) => void) => Promise<Value>,
    sink?: SinkId,
  ): Promise<Value> {
    const purpose = sink === undefined ? {} : { sink };
    const report = (step: Step) =>
      setRole(state, role.id, { activity: { status: 'busy', step, ...purpose } });
    try {
      const value = await work(report);
      setRole(state, role.id, { activity: { status: 'idle' } });
      return value;
    } catch (error) {
      const failure = asAppError(error);
      const activity =
        isChangeOfMind(failure) || isSaidOf(role.identity, failure)
          ? { status: 'idle' as const }
          : { status: 'failed' as const, error: failure, ...purpose };
      setRole(state, role.id, { activity });
      log.warn('role.failed', { role: role.id, code: failure.code });
      throw error;
    }
  }

  /** What the identity says already, such as that its session has ended: once is enough, and it goes when that goes. */
  function isSaidOf(identity: IdentityId, failure: AppError): boolean {
    const session = state.get().sessions.get(identity);
    return session?.status === 'signed-out' && session.error?.code === failure.code;
  }

  async function login(identity: Identity, browser: Browser, again: 'always' | 'if-old'): Promise<User> {
    return sessions.logins.signIn(identity, (url) => browser.open(url), again);
  }

  function loginUrl(wanted: Target, where: ConsolePlace, report: (step: Step) => void): Promise<string> {
    return recalls.guard(wanted.identity.id, () => federated(wanted, where, report));
  }

  async function federated(
    { config, role, identity }: Target,
    where: ConsolePlace,
    report: (step: Step) => void,
  ): Promise<string> {
    const held = await credentials.for(role, identity, config, report);
    report('signing-in-to-console');
    const destination = where.destination ?? role.destination;
    return federation.loginUrl({
      credentials: held,
      partition: role.arn.partition,
      region: where.region ?? role.region,
      issuer: identity.issuer,
      endpoints: config.endpoints,
      ...(destination !== undefined && { destination }),
      ...(role.consoleSeconds !== undefined && { sessionSeconds: role.consoleSeconds }),
    });
  }

  return {
    loadConfig: () => current.load(),

    async signIn(identityId, browser) {
      const identity = await whoSignsIn(identityId);
      return { identity, user: await login(identity, browser, 'always') };
    },

    async signInByCode(identityId, show) {
      const identity = await whoSignsIn(identityId);
      return { identity, user: await sessions.logins.signInByCode(identity, show) };
    },

    async cancelSignIn(identityId) {
      sessions.logins.cancel(findIdentity(await current.read().catch(current.lastGood), identityId));
    },

    async loginAddress(identityId) {
      return sessions.logins.address(findIdentity(await current.read().catch(current.lastGood), identityId));
    },

    async reopenLogin(identityId, browser) {
      const identity = findIdentity(await current.read().catch(current.lastGood), identityId);
      await sessions.logins.reopen(identity, (url) => browser.open(url));
    },

    async signOut(identityId) {
      const atHand = knownIdentities(state.get());
      // Neither the file nor the keychain is waited for.
      const meant = ({ id }: Identity) =>
        identityId === undefined ? atHand.length === 1 : id === identityId;
      atHand.filter(meant).forEach(forget);
      const config = await current.read().catch(current.lastGood);
      const identity = findStray(state.get(), identityId) ?? chooseIdentity(config, identityId);
      forget(identity);
      // The keychain and the provider take their time: the clipboard does not wait for them.
      const withdrawn = deliveries.withdraw(identity);
      // A look into the keychain that is under way would show a session that has ended.
      await current.settled(identity);
      const [report] = await Promise.all([sessions.signOut(identity), withdrawn]);
      if (report.refusal !== undefined) throw report.refusal;
      return { providerTold: report.providerTold, identity };
    },

    openConsole: (roleId, browser) =>
      consoles.run(roleId, async () => {
        const wanted = await target(roleId, current.read().catch(current.lastGood));
        await onRole(wanted.role, async (report) => {
          const url = await loginUrl(wanted, {}, report).catch(async (error: unknown) => {
            if (!needsLogin(error)) throw error;
            report('waiting-for-browser');
            await login(wanted.identity, browser, 'if-old');
            return loginUrl(wanted, {}, report);
          });
          report('opening');
          await browser.open(url, 'secret', (rivals) => alarms.raise(wanted.role.id, rivals));
        });
        log.info('console.opened', { role: roleId });
        return undefined;
      }),

    async consoleUrl(roleId, where = {}) {
      const wanted = await target(roleId);
      return onRole(wanted.role, (report) => loginUrl(wanted, where, report));
    },

    async credentials(roleId) {
      const { config, role, identity } = await target(roleId);
      return onRole(role, (report) => credentials.for(role, identity, config, report));
    },

    deliver: (roleId, sinkId) =>
      handovers.run(`${sinkId} ${roleId}`, async () => {
        const { config, role, identity } = await target(roleId, current.read().catch(current.lastGood));
        await onRole(
          role,
          (report) => deliveries.deliver(role, sinkId, () => credentials.for(role, identity, config, report)),
          sinkId,
        );
        return undefined;
      }),

    lock,
    dismissAlarm: (alarmId) => alarms.dismiss(alarmId),
  };
}

/** What a login mends: nobody signed in, a session that has ended, or no keychain to hold one. */
function needsLogin(error: unknown): boolean {
  return (
    hasCode(error, 'login_needed') ||
    hasCode(error, 'session_expired') ||
    hasCode(error, 'session_unknown') ||
    hasCode(error, 'keychain_missing')
  );
}
