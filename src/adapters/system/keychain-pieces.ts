import { createHash } from 'node:crypto';
import { AppError } from '../../core/errors.ts';
import type { SecretStore } from '../../core/ports.ts';

/**
 * Windows takes 2,560 bytes for one credential (CRED_MAX_CREDENTIAL_BLOB_SIZE). A piece fits as UTF-8 and as UTF-16,
 * because it is not ours to say in which of the two a keychain keeps a text.
 */
export const pieceBytes = 2_560;

/** Begins the record that stands for a value in pieces; a value of its own that begins so is stored in pieces too. */
const mark = 'tobira pieces 1 ';
const headPattern = /^tobira pieces 1 ([ab]) (\d{1,4}) ([0-9a-f]{64})$/;
const generations = ['a', 'b'] as const;

interface Head {
  readonly generation: (typeof generations)[number];
  readonly count: number;
  readonly digest: string;
}

/**
 * Stores values of any size in a keychain that takes small ones only. What fits is stored as it is.
 *
 * A larger value is written in pieces under the generation that is not in use, and only then the record that names
 * generation, count and digest: whoever is killed in between leaves the old value whole. Fails with
 * `keychain_unreadable` where pieces are missing or belong to something else.
 */
export function createPieces(store: SecretStore): SecretStore {
  /** One at a time for each account: a change under way would make its pieces look broken. */
  const turns = new Map<string, Promise<unknown>>();
  /** Accounts whose value is known to be in one: what replaces it has nothing to clear away. */
  const whole = new Set<string>();

  function inTurn<Value>(account: string, work: () => Promise<Value>): Promise<Value> {
    const result = (turns.get(account) ?? Promise.resolve()).then(work);
    const settled = result.then(
      () => undefined,
      () => undefined,
    );
    turns.set(account, settled);
    return result;
  }

  /** What stands in the way of a new value: a damaged record may have pieces, and there is nothing to keep of it. */
  async function readHead(account: string): Promise<Head | 'damaged' | undefined> {
    const text = await store.get(account);
    try {
      return text === undefined ? undefined : parseHead(text);
    } catch {
      return 'damaged';
    }
  }

  async function join(account: string, { generation, count, digest }: Head): Promise<string> {
    let value = '';
    for (let index = 1; index <= count; index++) {
      value += (await store.get(pieceAccount(account, generation, index))) ?? '';
    }
    if (digestOf(value) !== digest) {
      throw new AppError('keychain_unreadable', {});
    }
    return value;
  }

  /** The last goes first: whatever is left after a crash still follows on, and is found by counting up. */
  async function clear(account: string, generation: Head['generation'], from = 1): Promise<void> {
    let end = from;
    while ((await store.get(pieceAccount(account, generation, end))) !== undefined) end += 1;
    while (end > from) {
      end -= 1;
      await store.delete(pieceAccount(account, generation, end));
    }
  }

  async function setWhole(account: string, secret: string): Promise<void> {
    const before = whole.has(account) ? undefined : await readHead(account);
    await store.set(account, secret);
    whole.add(account);
    // The value is safe. What is left of the one before is untidy, and no reason to fail.
    if (before !== undefined) await clearAll(account).catch(() => whole.delete(account));
  }

  async function setInPieces(account: string, secret: string): Promise<void> {
    whole.delete(account);
    const before = await readHead(account);
    const inUse = before === 'damaged' ? undefined : before?.generation;
    const [generation, other] = inUse === 'a' ? (['b', 'a'] as const) : (['a', 'b'] as const);
    const pieces = split(secret);
    for (const [index, piece] of pieces.entries()) {
      await store.set(pieceAccount(account, generation, index + 1), piece);
    }
    await store.set(account, `${mark}${generation} ${pieces.length} ${digestOf(secret)}`);
    await clear(account, other).catch(() => undefined);
    await clear(account, generation, pieces.length + 1).catch(() => undefined);
  }

  async function clearAll(account: string): Promise<void> {
    for (const generation of generations) await clear(account, generation);
  }

  return {
    ready: () => store.ready(),
    get: (account) =>
      inTurn(account, async () => {
        const text = await store.get(account);
        const head = text === undefined ? undefined : parseHead(text);
        if (head !== undefined) return join(account, head);
        if (text !== undefined) whole.add(account);
        return text;
      }),
    set: (account, secret) =>
      inTurn(account, () =>
        fits(secret) && !secret.startsWith(mark) ? setWhole(account, secret) : setInPieces(account, secret),
      ),
    delete: (account) =>
      inTurn(account, async () => {
        // The record goes first: from then on the value is gone, whatever happens to its pieces.
        await store.delete(account);
        await clearAll(account);
        whole.delete(account);
      }),
  };
}

function parseHead(text: string): Head | undefined {
  if (!text.startsWith(mark)) return undefined;
  const [, generation, count, digest] = headPattern.exec(text) ?? [];
  if (digest === undefined) {
    throw new AppError('keychain_unreadable', {});
  }
  return { generation: generation === 'a' ? 'a' : 'b', count: Number(count), digest };
}

function pieceAccount(account: string, generation: string, index: number): string {
  return `${account} piece ${generation}${index}`;
}

function digestOf(value: string): string {
  return createHash('sha256').update(value, 'utf8').digest('hex');
}

function sizeOf(text: string): number {
  return Math.max(Buffer.byteLength(text, 'utf8'), Buffer.byteLength(text, 'utf16le'));
}

function fits(value: string): boolean {
  return sizeOf(value) <= pieceBytes;
}

/** Cuts between characters only: half a surrogate pair is no text. */
function split(value: string): readonly string[] {
  const pieces: string[] = [];
  let piece = '';
  let utf8 = 0;
  let utf16 = 0;
  for (const character of value) {
    const bytes = Buffer.byteLength(character, 'utf8');
    const wide = character.length * 2;
    if (Math.max(utf8 + bytes, utf16 + wide) > pieceBytes) {
      pieces.push(piece);
      piece = '';
      utf8 = 0;
      utf16 = 0;
    }
    piece += character;
    utf8 += bytes;
    utf16 += wide;
  }
  return [...pieces, piece];
}
