import { AppError, hasCode } from '../../core/errors.ts';
import type { Clock, SecretStore } from '../../core/ports.ts';
import { createPieces } from './keychain-pieces.ts';
import { askSecretService, type SecretServiceState } from './secret-service.ts';

/** The part of keytar that is used. `findCredentials` is not: it crashes the process on a locked keyring. */
export interface Keytar {
  getPassword(service: string, account: string): Promise<string | null>;
  setPassword(service: string, account: string, password: string): Promise<void>;
  deletePassword(service: string, account: string): Promise<boolean>;
}

interface Options {
  /** Loads keytar on first use: it is native code, and a system without libsecret cannot load it. */
  readonly load: () => Promise<Keytar>;
  /**
   * Gives keytar anew where it has lost the keychain's service: libsecret talks for ever to the very process that it
   * found first, and lives as long as ours. Without it, `keychain_gone` stays until a new start.
   */
  readonly renew?: () => Promise<Keytar>;
  /** Asks the Secret Service about itself, on Linux only; the real one where unset. */
  readonly ask?: () => Promise<SecretServiceState>;
  readonly clock: Clock;
  readonly platform: NodeJS.Platform;
  readonly service?: string;
}

/** How long a user may take to answer the system's unlock prompt. */
const patience = 60_000;
/** A keyring that cannot ask refuses at once; nobody sees and closes a window sooner than this. */
const closedByHand = 400;
/** One click may need the keychain several times: whoever closes its window is not asked again for the same one. */
const quietTime = 1_000;
const probeAccount = 'availability check';
/** Nothing is ever stored under it, so asking for it never shows a password window. */
const emptyAccount = 'nothing';

/**
 * The operating system's keychain, through keytar, for values of any size.
 *
 * keytar blocks a thread of Node's small pool for as long as an unlock prompt stands unanswered, so calls go one
 * at a time, and none starts while an overdue one is still out. Its errors are translated texts without codes, so
 * nothing is read from them but that they came: the Secret Service is asked what is the matter.
 */
export function createKeychain(options: Options): SecretStore {
  const { load, renew, clock, platform, service = 'Tobira' } = options;
  const ask = options.ask ?? (() => askSecretService(process.env));
  let turn: Promise<unknown> = Promise.resolve();
  let overdue = false;
  /** When a password window was closed last, by `steady`. */
  let closedAt = Number.NEGATIVE_INFINITY;
  /** Whether any call was answered: what fails from then on has not always been missing. */
  let worked = false;
  let current: () => Promise<Keytar> = load;
  /** keytar has found the service: from then on the time that a call takes says something. */
  const warm = new WeakSet<Keytar>();
  /** Whether the service answers others, but not the keytar at hand. */
  let stale = false;

  function queued<Value>(work: (keytar: Keytar) => Promise<Value>): Promise<Value> {
    if (overdue) return Promise.reject(new AppError('keychain_locked', {}));
    const result = turn.then(() => attempt(work));
    turn = result.catch(() => undefined);
    return withDeadline(result);
  }

  /** Each piece of work may be done twice: it reads, replaces or deletes a whole value. */
  async function attempt<Value>(work: (keytar: Keytar) => Promise<Value>): Promise<Value> {
    if (clock.steady() - closedAt < quietTime && (await ask()) !== 'open') {
      throw new AppError('keychain_dismissed', {});
    }
    try {
      return await work(await loaded());
    } catch (error) {
      if (!stale || renew === undefined || !hasCode(error, 'keychain_gone')) throw error;
      stale = false;
      const fresh = renew();
      current = () => fresh;
      return work(await loaded());
    }
  }

  async function loaded(): Promise<Keytar> {
    let keytar: Keytar;
    try {
      keytar = await current();
    } catch (cause) {
      throw new AppError('keychain_missing', { reason: 'its library cannot be loaded' }, { cause });
    }
    if (platform === 'linux' && !warm.has(keytar)) {
      warm.add(keytar);
      await keytar.getPassword(service, emptyAccount).catch(() => undefined);
    }
    return keytar;
  }

  function withDeadline<Value>(result: Promise<Value>): Promise<Value> {
    return new Promise((resolve, reject) => {
      const callOff = clock.after(patience, () => {
        overdue = true;
        reject(new AppError('keychain_locked', {}));
      });
      result.then(resolve, reject).finally(() => {
        overdue = false;
        callOff();
      });
    });
  }

  /** One call of keytar. Fails with what the keychain's own state makes of the failure. */
  async function say<Value>(keytar: Keytar, call: () => Promise<Value>): Promise<Value> {
    const begun = clock.steady();
    try {
      const value = await call();
      worked = true;
      return value;
    } catch (cause) {
      throw await explain(keytar, cause, clock.steady() - begun);
    }
  }

  async function explain(keytar: Keytar, cause: unknown, stood: number): Promise<AppError> {
    if (platform !== 'linux') return new AppError('keychain_failed', { reason: reasonOf(cause) }, { cause });
    const state = await ask();
    const answers =
      state !== 'missing' &&
      (await keytar.getPassword(service, emptyAccount).then(
        () => true,
        () => false,
      ));
    // A keyring that answers reads and refuses a write is locked, or its unlock prompt was dismissed.
    if (answers) {
      return state === 'open'
        ? new AppError('keychain_failed', { reason: reasonOf(cause) }, { cause })
        : refusal(state, stood, cause);
    }
    if (worked) {
      stale = state !== 'missing';
      return new AppError('keychain_gone', {}, { cause });
    }
    return state === 'missing' || state === 'unknown'
      ? new AppError('keychain_missing', { reason: reasonOf(cause) }, { cause })
      : new AppError('keychain_failed', { reason: reasonOf(cause) }, { cause });
  }

  /** Where a password window could be shown, only time tells whether one was: keytar's answer is the same. */
  function refusal(state: SecretServiceState, stood: number, cause?: unknown): AppError {
    const closed = state !== 'shut' && stood >= closedByHand;
    if (closed) closedAt = clock.steady();
    return new AppError(closed ? 'keychain_dismissed' : 'keychain_locked', {}, { cause });
  }

  /**
   * On Linux a locked keyring says "nothing there".
   * @param stood how long it took to say so: where a window stood, a second one would only annoy
   */
  async function makeSureItIsOpen(keytar: Keytar, stood: number): Promise<void> {
    if (platform !== 'linux') return;
    const state = await ask();
    if (state === 'open') return;
    if (state === 'shut' || (state === 'locked' && stood >= closedByHand)) throw refusal(state, stood);
    // Nobody was asked for a password yet, because nothing of ours was found. A write asks.
    await say(keytar, () => keytar.setPassword(service, probeAccount, 'This entry may be deleted.'));
    // What is left of the probe harms nobody.
    await keytar.deletePassword(service, probeAccount).catch(() => undefined);
  }

  async function read(keytar: Keytar, account: string): Promise<string | undefined> {
    const begun = clock.steady();
    const secret = await say(keytar, () => keytar.getPassword(service, account));
    if (secret !== null) return secret;
    await makeSureItIsOpen(keytar, clock.steady() - begun);
    return (await say(keytar, () => keytar.getPassword(service, account))) ?? undefined;
  }

  return createPieces({
    get: (account) => queued((keytar) => read(keytar, account)),
    set: (account, secret) =>
      queued((keytar) => say(keytar, () => keytar.setPassword(service, account, secret))),
    delete: (account) =>
      queued(async (keytar) => {
        if ((await read(keytar, account)) === undefined) return;
        const removed = await say(keytar, () => keytar.deletePassword(service, account));
        // A keyring that locks between a read and this says "false" and keeps the entry.
        if (!removed) await makeSureItIsOpen(keytar, 0);
      }),
    ready: async () => platform !== 'linux' || (await ask()) === 'open',
  });
}

function reasonOf(cause: unknown): string {
  return cause instanceof Error ? cause.message.slice(0, 200) : 'unknown reason';
}
