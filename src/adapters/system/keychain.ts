import { AppError } from '../../core/errors.ts';
import type { Clock, SecretStore } from '../../core/ports.ts';

/** The part of keytar that is used. `findCredentials` is not: it crashes the process on a locked keyring. */
export interface Keytar {
  getPassword(service: string, account: string): Promise<string | null>;
  setPassword(service: string, account: string, password: string): Promise<void>;
  deletePassword(service: string, account: string): Promise<boolean>;
}

interface Options {
  /** Loads keytar on first use: it is native code, and a system without libsecret cannot load it. */
  readonly load: () => Promise<Keytar>;
  readonly clock: Clock;
  readonly platform: NodeJS.Platform;
  readonly service?: string;
}

/** How long a user may take to answer the system's unlock prompt. */
const patience = 60_000;
const probeAccount = 'availability check';

/**
 * The operating system's keychain, through keytar.
 *
 * keytar blocks a thread of Node's small pool for as long as an unlock prompt stands unanswered, so calls go one
 * at a time, and none starts while an overdue one is still out. Its errors are translated texts without codes, so
 * nothing is read from them but that they came.
 */
export function createKeychain({ load, clock, platform, service = 'Tobira' }: Options): SecretStore {
  let turn: Promise<unknown> = Promise.resolve();
  let overdue = false;

  function queued<Value>(work: (keytar: Keytar) => Promise<Value>): Promise<Value> {
    if (overdue) return Promise.reject(new AppError('keychain_locked', {}));
    const result = turn.then(async () => work(await loaded()));
    turn = result.catch(() => undefined);
    return withDeadline(result);
  }

  async function loaded(): Promise<Keytar> {
    try {
      return await load();
    } catch (cause) {
      throw new AppError('keychain_missing', { reason: 'its library cannot be loaded' }, { cause });
    }
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

  async function read(keytar: Keytar, account: string): Promise<string | null> {
    try {
      return await keytar.getPassword(service, account);
    } catch (cause) {
      throw new AppError('keychain_missing', { reason: reasonOf(cause) }, { cause });
    }
  }

  async function write(keytar: Keytar, account: string, secret: string): Promise<void> {
    try {
      await keytar.setPassword(service, account, secret);
    } catch (cause) {
      await read(keytar, account);
      // A keyring that answers reads and refuses writes is locked, or its unlock prompt was dismissed.
      if (platform === 'linux') throw new AppError('keychain_locked', {}, { cause });
      throw new AppError('keychain_failed', { reason: reasonOf(cause) }, { cause });
    }
  }

  /** A keyring that locks between a read and this says "false" and keeps the entry. */
  async function remove(keytar: Keytar, account: string): Promise<void> {
    let removed: boolean;
    try {
      removed = await keytar.deletePassword(service, account);
    } catch (cause) {
      throw new AppError('keychain_missing', { reason: reasonOf(cause) }, { cause });
    }
    if (!removed) await makeSureItIsOpen(keytar);
  }

  /** On Linux a locked keyring says "nothing there". Only a write can tell that from the truth. */
  async function makeSureItIsOpen(keytar: Keytar): Promise<void> {
    if (platform !== 'linux') return;
    await write(keytar, probeAccount, 'This entry may be deleted.');
    // What is left of the probe harms nobody.
    await keytar.deletePassword(service, probeAccount).catch(() => undefined);
  }

  return {
    get: (account) =>
      queued(async (keytar) => {
        const secret = await read(keytar, account);
        if (secret !== null) return secret;
        await makeSureItIsOpen(keytar);
        return (await read(keytar, account)) ?? undefined;
      }),
    set: (account, secret) => queued((keytar) => write(keytar, account, secret)),
    delete: (account) =>
      queued(async (keytar) => {
        if ((await read(keytar, account)) === null) return makeSureItIsOpen(keytar);
        await remove(keytar, account);
      }),
  };
}

function reasonOf(cause: unknown): string {
  return cause instanceof Error ? cause.message.slice(0, 200) : 'unknown reason';
}
