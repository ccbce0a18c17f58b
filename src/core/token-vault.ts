import * as z from 'zod';
import { AppError, asAppError, hasCode } from './errors.ts';
import type { Identity, User } from './model.ts';
import type { Log, SecretStore } from './ports.ts';
import type { Storage } from './state.ts';

/** What is kept of a session: the refresh token, and whose it is so that a restart can show a name. */
export interface SessionRecord {
  readonly refreshToken: string;
  readonly user: User;
  /** Full paths of the GitLab groups that the user is a direct member of; absent where that was never told. */
  readonly groups?: readonly string[];
}

export interface StoredSession extends SessionRecord {
  readonly storage: Storage;
}

/** Keeps one session record per identity, in the keychain where there is one. */
export interface TokenVault {
  /** Fails with `keychain_*` where the keychain cannot tell: that is not the same as nobody being signed in. */
  read(identity: Identity): Promise<StoredSession | undefined>;
  /** Like `read`, but passes over this process's memory: another program may have rotated the token. */
  reread(identity: Identity): Promise<StoredSession | undefined>;
  /**
   * Stores the record and reads it back. Never fails: a token that no keychain takes stays in memory, because the
   * provider has already revoked the one before it. Each one after that goes there too for as long as the keychain
   * would have to ask the user for a password: a refresh comes by itself, and whoever was asked once has answered.
   */
  write(identity: Identity, record: SessionRecord): Promise<Storage>;
  remove(identity: Identity): Promise<void>;
  /**
   * Gives the keychain what only memory holds, unless it would have to ask the user for a password. Never fails.
   * @returns where the session is now; undefined where this process's memory holds none
   */
  settle(identity: Identity): Promise<Storage | undefined>;
  /** Records that only this process's memory holds, for handing them to another owner. */
  memoryOnly(): ReadonlyMap<string, SessionRecord>;
  adopt(records: ReadonlyMap<string, SessionRecord>): void;
}

const recordSchema = z.object({
  version: z.literal(1),
  refreshToken: z.string().min(1),
  user: z.object({
    subject: z.string().min(1),
    name: z.exactOptional(z.string()),
    username: z.exactOptional(z.string()),
    email: z.exactOptional(z.string()),
  }),
  groups: z.exactOptional(z.array(z.string())),
});

export function createTokenVault(secrets: SecretStore, log: Log): TokenVault {
  /** By account, as in the keychain. */
  const memory = new Map<string, SessionRecord>();
  /** Accounts whose last write the keychain did not take. */
  const refused = new Set<string>();
  /** By account: an older record must never be written over a newer one. */
  const writes = new Map<string, Promise<unknown>>();

  async function readKeychain(identity: Identity): Promise<StoredSession | undefined> {
    const text = await secrets.get(accountOf(identity));
    return text === undefined ? undefined : { ...parseRecord(text), storage: 'keychain' };
  }

  /** Writes what memory holds when its turn comes: by then it may be a newer one than whoever asks knows of. */
  function store(identity: Identity): Promise<Storage | undefined> {
    const account = accountOf(identity);
    const result = (writes.get(account) ?? Promise.resolve()).then(async (): Promise<Storage | undefined> => {
      const record = memory.get(account);
      if (record === undefined) return undefined;
      try {
        await writeKeychain(account, record);
      } catch (error) {
        log.warn('session.kept-in-memory', { identity: identity.id, code: asAppError(error).code });
        refused.add(account);
        return 'memory';
      }
      // A later rotation may have come meanwhile: only forget what is now safe.
      if (memory.get(account) === record) memory.delete(account);
      refused.delete(account);
      return 'keychain';
    });
    writes.set(account, result);
    return result;
  }

  async function writeKeychain(account: string, record: SessionRecord): Promise<void> {
    const { refreshToken, user, groups } = record;
    const text = JSON.stringify({ version: 1, refreshToken, user, ...(groups && { groups }) });
    await secrets.set(account, text);
    if ((await secrets.get(account)) !== text) {
      throw new AppError('keychain_failed', { reason: 'the stored value does not read back' });
    }
  }

  return {
    async read(identity) {
      const held = memory.get(accountOf(identity));
      return held === undefined ? readKeychain(identity) : { ...held, storage: 'memory' };
    },
    reread: readKeychain,
    async write(identity, record) {
      const account = accountOf(identity);
      memory.set(account, record);
      if (refused.has(account) && !(await secrets.ready())) return 'memory';
      // Nothing left to write means that somebody else's turn has written it, or that it was removed.
      return (await store(identity)) ?? 'keychain';
    },
    async settle(identity) {
      if (!memory.has(accountOf(identity))) return undefined;
      return (await secrets.ready()) ? store(identity) : 'memory';
    },
    async remove(identity) {
      const account = accountOf(identity);
      memory.delete(account);
      refused.delete(account);
      // A write under way would put back what is removed before it.
      await writes.get(account);
      try {
        await secrets.delete(account);
      } catch (error) {
        if (!hasCode(error, 'keychain_missing')) throw error;
      }
    },
    memoryOnly: () => new Map(memory),
    adopt(records) {
      for (const [name, record] of records) {
        memory.set(name, record);
        refused.add(name);
      }
    },
  };
}

/** A token belongs to an issuer and an application: a changed configuration must never send it elsewhere. */
export function accountOf(identity: Pick<Identity, 'id' | 'issuer' | 'clientId'>): string {
  return `${identity.id} ${identity.issuer} ${identity.clientId}`;
}

function parseRecord(text: string): SessionRecord {
  try {
    const { version: _version, ...record } = recordSchema.parse(JSON.parse(text));
    return record;
  } catch {
    // No cause: a JSON error quotes the text, and the text is the secret.
    throw new AppError('keychain_unreadable', {});
  }
}
