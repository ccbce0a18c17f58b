import { AppError, asAppError, hasCode } from './errors.ts';
import type { Identity, Role } from './model.ts';
import type { Config, ConfigSource } from './ports.ts';
import { createSingleFlight } from './single-flight.ts';
import { configInUse, type SessionState, type StateStore } from './state.ts';
import { straysAfter } from './strays.ts';
import { accountOf } from './token-vault.ts';
import { unknownRole } from './unknown-role.ts';

/** The configuration as it stands on disk now; the state shows it, and the sessions of its identities. */
export interface CurrentConfig {
  /** Fails with `config_*`; the state then keeps the last good one beside the error. */
  read(): Promise<Config>;
  /**
   * Reads, and looks again into a keychain that was shut before where that asks nobody. Waits for the keychain, but no
   * reading waits for that: its unlock prompt may stand for a minute.
   */
  load(): Promise<Config>;
  /**
   * Waits until it is known who is signed in with this identity, and for no other one. A keychain that was shut before
   * is looked into again, which may ask the user to unlock it. Never fails: the state tells what came of it.
   */
  restored(identity: Identity): Promise<void>;
  /** Waits for what is under way with this identity, and begins nothing. Never fails. */
  settled(identity: Identity): Promise<void>;
  /** While the file is broken, what the user sees is the last good one: it can be acted on. Fails with `error` without one. */
  readonly lastGood: (error: unknown) => Config;
}

interface Parts {
  readonly source: ConfigSource;
  readonly state: StateStore;
  /** Looks up who is signed in with an identity that is new, or whose keychain was shut before. */
  readonly restore: (identity: Identity) => Promise<void>;
  /** Whether the keychain can be looked into now without asking the user for a password. */
  readonly ready: () => Promise<boolean>;
}

export function createCurrentConfig({ source, state, restore, ready }: Parts): CurrentConfig {
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
      if (!known.some((old) => isSameAccount(old, identity))) void look(identity);
    }
    return config;
  }

  function look(identity: Identity): Promise<undefined> {
    return restores.run(accountOf(identity), () => restore(identity).then(() => undefined));
  }

  /** Whoever has left a keychain shut is asked no second time, but finds it noticed once it is open. */
  async function lookAgain(identities: readonly Identity[]): Promise<void> {
    const shut = identities.filter(({ id }) => keychainWasShut(state.get().sessions.get(id)));
    if (shut.length > 0 && (await ready())) await Promise.all(shut.map(look));
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
    await Promise.all([lookAgain(config.identities), ...config.identities.map(settled)]);
    return config;
  }

  function settled(identity: Identity): Promise<void> {
    return restores.settled(accountOf(identity));
  }

  async function restored(identity: Identity): Promise<void> {
    const others = configInUse(state.get())?.identities.filter(({ id }) => id !== identity.id) ?? [];
    void lookAgain(others).catch(() => undefined);
    if (keychainWasShut(state.get().sessions.get(identity.id))) await look(identity);
    else await settled(identity);
  }

  function lastGood(error: unknown): Config {
    const config = configInUse(state.get());
    if (config === undefined) throw error;
    return config;
  }

  return { read, load, restored, settled, lastGood };
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
  throw unknownRole(roleId, config);
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
