import { AppError, asAppError, hasCode } from './errors.ts';
import type { Alarms } from './alarms.ts';
import type { AwsCredentials, Identity, Role, SinkId, User } from './model.ts';
import type { Browser, Config, ConfigSource, ConsoleFederation, Log } from './ports.ts';
import type { Credentials } from './credentials.ts';
import type { Deliveries } from './deliveries.ts';
import type { Sessions, SignOutReport } from './sessions.ts';
import { createSingleFlight } from './single-flight.ts';
import { configInUse, setRole, type SessionState, type StateStore, type Step } from './state.ts';
import { accountOf } from './token-vault.ts';

/** What a user can ask for, whatever the surface. Each loads the configuration as it stands on disk now. */
export interface Actions {
  loadConfig(): Promise<Config>;
  signIn(identityId: string | undefined, browser: Browser): Promise<SignedIn>;
  cancelSignIn(identityId: string): Promise<void>;
  /** The address of the login page that is awaited, for a browser that does not open by itself. */
  loginAddress(identityId: string): Promise<string | undefined>;
  reopenLogin(identityId: string, browser: Browser): Promise<void>;
  signOut(identityId: string | undefined): Promise<SignOutReport & { readonly identity: Identity }>;
  /** Signs in first where that is needed, then opens the role's console. */
  openConsole(roleId: string, browser: Browser): Promise<undefined>;
  /** The console's login URL: a secret. Fails with `login_needed` rather than opening a login page. */
  consoleUrl(roleId: string, where?: ConsolePlace): Promise<string>;
  /** Fails with `login_needed` rather than opening a login page. */
  credentials(roleId: string): Promise<AwsCredentials>;
  /** Hands the role's credentials to a sink. Fails with `login_needed` rather than opening a login page. */
  deliver(roleId: string, sinkId: SinkId): Promise<undefined>;
  /** The user has seen it. */
  dismissAlarm(alarmId: string): void;
}

export interface SignedIn {
  readonly identity: Identity;
  readonly user: User;
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
  readonly configSource: ConfigSource;
  readonly sessions: Sessions;
  readonly credentials: Credentials;
  readonly deliveries: Deliveries;
  readonly alarms: Alarms;
  readonly federation: ConsoleFederation;
  readonly state: StateStore;
  readonly log: Log;
}

export function createActions({
  configSource,
  sessions,
  credentials,
  deliveries,
  alarms,
  federation,
  state,
  log,
}: Parts): Actions {
  const consoles = createSingleFlight<string, undefined>();
  const handovers = createSingleFlight<string, undefined>();
  const restores = createSingleFlight<string, undefined>();
  let lastRead: Promise<unknown> = Promise.resolve();

  /** Reads follow one another: what is saved during one is seen by the next, and an older file never comes last. */
  function read(): Promise<Config> {
    const reading = lastRead.then(() => configSource.load()).then(use, fail);
    lastRead = reading.catch(() => undefined);
    return reading;
  }

  function use(config: Config): Config {
    const before = state.get().config;
    const known = configInUse(state.get())?.identities ?? [];
    if (before.status !== 'ready' || before.config !== config) {
      state.update((current) => ({ ...current, config: { status: 'ready', config } }));
    }
    for (const identity of config.identities) {
      const isNew = !known.some((old) => isSameAccount(old, identity));
      if (!isNew && !keychainWasShut(state.get().sessions.get(identity.id))) continue;
      void restores.run(accountOf(identity), () => sessions.restore(identity).then(() => undefined));
    }
    return config;
  }

  function fail(error: unknown): never {
    const previous = configInUse(state.get());
    state.update((current) => ({
      ...current,
      config: { status: 'failed', error: asAppError(error), ...(previous && { previous }) },
    }));
    throw error;
  }

  /** Waits for the keychain too, but no reading waits for that: its unlock prompt may stand for a minute. */
  async function load(): Promise<Config> {
    const config = await read();
    await Promise.all(config.identities.map((identity) => restores.settled(accountOf(identity))));
    return config;
  }

  /** While the file is broken, what the user sees is the last good one: it can be acted on. */
  function lastGood(error: unknown): Config {
    const config = configInUse(state.get());
    if (config === undefined) throw error;
    return config;
  }

  async function target(roleId: string, loaded: Promise<Config> = load()): Promise<Target> {
    const config = await loaded;
    const role = findRole(config, roleId);
    return { config, role, identity: findIdentity(config, role.identity) };
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
        failure.code === 'login_cancelled' || failure.code === 'signed_out_meanwhile'
          ? { status: 'idle' as const }
          : { status: 'failed' as const, error: failure, ...purpose };
      setRole(state, role.id, { activity });
      log.warn('role.failed', { role: role.id, code: failure.code });
      throw error;
    }
  }

  async function login(identity: Identity, browser: Browser): Promise<User> {
    const user = await sessions.signIn(identity, (url) => browser.open(url));
    // The next console must not open as whoever was signed in before.
    credentials.keepOnly(identity, user);
    return user;
  }

  async function loginUrl(
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
    loadConfig: load,

    async signIn(identityId, browser) {
      const identity = chooseIdentity(await load().catch(lastGood), identityId);
      return { identity, user: await login(identity, browser) };
    },

    async cancelSignIn(identityId) {
      sessions.cancelSignIn(findIdentity(await read().catch(lastGood), identityId));
    },

    async loginAddress(identityId) {
      return sessions.loginAddress(findIdentity(await read().catch(lastGood), identityId));
    },

    async reopenLogin(identityId, browser) {
      const identity = findIdentity(await read().catch(lastGood), identityId);
      await sessions.reopenLogin(identity, (url) => browser.open(url));
    },

    async signOut(identityId) {
      const identity = chooseIdentity(await load().catch(lastGood), identityId);
      credentials.forget(identity);
      // The keychain and the provider take their time: the clipboard does not wait for them.
      const [report] = await Promise.all([sessions.signOut(identity), deliveries.withdraw(identity)]);
      return { ...report, identity };
    },

    openConsole: (roleId, browser) =>
      consoles.run(roleId, async () => {
        const wanted = await target(roleId, load().catch(lastGood));
        await onRole(wanted.role, async (report) => {
          const url = await loginUrl(wanted, {}, report).catch(async (error: unknown) => {
            if (!needsLogin(error)) throw error;
            report('waiting-for-browser');
            await login(wanted.identity, browser);
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
        const { config, role, identity } = await target(roleId, load().catch(lastGood));
        await onRole(
          role,
          (report) => deliveries.deliver(role, sinkId, () => credentials.for(role, identity, config, report)),
          sinkId,
        );
        return undefined;
      }),

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

/** Then it is looked into again: the user may have unlocked it meanwhile. */
function keychainWasShut(session: SessionState | undefined): boolean {
  if (session?.status !== 'signed-out') return false;
  return hasCode(session.error, 'keychain_locked') || hasCode(session.error, 'keychain_missing');
}

function isSameAccount(one: Identity, other: Identity): boolean {
  return one.id === other.id && one.issuer === other.issuer && one.clientId === other.clientId;
}

function findRole(config: Config, roleId: string): Role {
  const role = config.roles.find(({ id }) => id === roleId);
  if (role !== undefined) return role;
  throw new AppError('unknown_role', {
    role: roleId,
    known: config.roles.map(({ id }) => id),
    problems: config.problems.length,
  });
}

function findIdentity(config: Config, identityId: string): Identity {
  const identity = config.identities.find(({ id }) => id === identityId);
  if (identity !== undefined) return identity;
  throw new AppError('unknown_identity', {
    identity: identityId,
    known: config.identities.map(({ id }) => id),
    problems: config.problems.length,
  });
}

/** Where there is one identity, its name need not be said. */
function chooseIdentity(config: Config, identityId: string | undefined): Identity {
  if (identityId !== undefined) return findIdentity(config, identityId);
  const [first, second] = config.identities;
  if (first === undefined) {
    throw new AppError('no_identity', { path: config.path, problems: config.problems.length });
  }
  if (second !== undefined) {
    throw new AppError('identity_ambiguous', { known: config.identities.map(({ id }) => id) });
  }
  return first;
}
