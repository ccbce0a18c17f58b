import { AppError, asAppError, hasCode } from './errors.ts';
import type { Identity, Role } from './model.ts';
import type { Config, ConfigSource } from './ports.ts';
import { createSingleFlight } from './single-flight.ts';
import { configInUse, type SessionState, type StateStore } from './state.ts';
import { straysAfter } from './strays.ts';
import { accountOf } from './token-vault.ts';

/** The configuration as it stands on disk now; the state shows it, and the sessions of its identities. */
export interface CurrentConfig {
  /** Fails with `config_*`; the state then keeps the last good one beside the error. */
  read(): Promise<Config>;
  /** Waits for the keychain too, but no reading waits for that: its unlock prompt may stand for a minute. */
  load(): Promise<Config>;
  /** While the file is broken, what the user sees is the last good one: it can be acted on. Fails with `error` without one. */
  readonly lastGood: (error: unknown) => Config;
}

interface Parts {
  readonly source: ConfigSource;
  readonly state: StateStore;
  /** Looks up who is signed in with an identity that is new, or whose keychain was shut before. */
  readonly restore: (identity: Identity) => Promise<void>;
}

export function createCurrentConfig({ source, state, restore }: Parts): CurrentConfig {
  const restores = createSingleFlight<string, undefined>();
  let lastRead: Promise<unknown> = Promise.resolve();

  /** Reads follow one another: what is saved during one is seen by the next, and an older file never comes last. */
  function read(): Promise<Config> {
    const reading = lastRead.then(() => source.load()).then(use, fail);
    lastRead = reading.catch(() => undefined);
    return reading;
  }

  function use(config: Config): Config {
    const before = state.get().config;
    const known = configInUse(state.get())?.identities ?? [];
    if (before.status !== 'ready' || before.config !== config) {
      state.update((current) => ({
        ...current,
        config: { status: 'ready', config },
        strays: straysAfter(current, config),
      }));
    }
    for (const identity of config.identities) {
      const isNew = !known.some((old) => isSameAccount(old, identity));
      if (!isNew && !keychainWasShut(state.get().sessions.get(identity.id))) continue;
      void restores.run(accountOf(identity), () => restore(identity).then(() => undefined));
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

  async function load(): Promise<Config> {
    const config = await read();
    await Promise.all(config.identities.map((identity) => restores.settled(accountOf(identity))));
    return config;
  }

  function lastGood(error: unknown): Config {
    const config = configInUse(state.get());
    if (config === undefined) throw error;
    return config;
  }

  return { read, load, lastGood };
}

/** Then it is looked into again: the user may have unlocked or started it meanwhile. */
function keychainWasShut(session: SessionState | undefined): boolean {
  if (session?.status !== 'signed-out') return false;
  const { error } = session;
  return (
    hasCode(error, 'keychain_locked') ||
    hasCode(error, 'keychain_dismissed') ||
    hasCode(error, 'keychain_missing') ||
    hasCode(error, 'keychain_gone')
  );
}

function isSameAccount(one: Identity, other: Identity): boolean {
  return one.id === other.id && one.issuer === other.issuer && one.clientId === other.clientId;
}

export function findRole(config: Config, roleId: string): Role {
  const role = config.roles.find(({ id }) => id === roleId);
  if (role !== undefined) return role;
  throw new AppError('unknown_role', {
    role: roleId,
    known: config.roles.map(({ id }) => id),
    problems: config.problems.length,
  });
}

export function findIdentity(config: Config, identityId: string): Identity {
  const identity = config.identities.find(({ id }) => id === identityId);
  if (identity !== undefined) return identity;
  throw new AppError('unknown_identity', {
    identity: identityId,
    known: config.identities.map(({ id }) => id),
    problems: config.problems.length,
  });
}

/** Where there is one identity, its name need not be said. */
export function chooseIdentity(config: Config, identityId: string | undefined): Identity {
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
