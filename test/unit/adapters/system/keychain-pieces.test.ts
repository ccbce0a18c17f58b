import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createPieces, pieceBytes } from '../../../../src/adapters/system/keychain-pieces.ts';
import type { SecretStore } from '../../../../src/core/ports.ts';
import { FakeSecretStore } from '../../../support/fake-secret-store.ts';

const mark = 'tobira pieces 1 ';

/** Texts of all sizes around the limit, of characters that take one to four bytes. */
const value = fc
  .tuple(fc.constantFrom('x', 'é', '扉', '😀', 'a"😀扉'), fc.integer({ min: 1, max: 3 * pieceBytes }))
  .chain(([unit, size]) =>
    fc.tuple(
      fc.constantFrom('', mark, `${mark}a 1 `),
      fc.string({ unit: 'grapheme', maxLength: 8 }),
      fc.constant(unit.repeat(Math.ceil(size / unit.length))),
    ),
  )
  .map((parts) => parts.join(''));
const change = fc.option(value, { nil: undefined });

class Killed extends Error {}

/** A keychain whose user is killed after so many calls: nothing it asks later is heard. */
function killedAfter(store: SecretStore, calls: number): SecretStore {
  let left = calls;
  const heard = <Value>(call: () => Promise<Value>): Promise<Value> => {
    left -= 1;
    return left < 0 ? Promise.reject(new Killed()) : call();
  };
  return {
    ready: () => store.ready(),
    get: (account) => heard(() => store.get(account)),
    set: (account, secret) => heard(() => store.set(account, secret)),
    delete: (account) => heard(() => store.delete(account)),
  };
}

const apply = (store: SecretStore, to: string | undefined): Promise<void> =>
  to === undefined ? store.delete('work') : store.set('work', to);

test('a value that fits is stored as it is', async () => {
  const keychain = new FakeSecretStore();
  await createPieces(keychain).set('work', 'x'.repeat(pieceBytes / 2));
  expect(keychain.entries).toEqual(new Map([['work', 'x'.repeat(pieceBytes / 2)]]));
});

test('a value that is known to be in one piece is replaced in one call', async () => {
  const keychain = new FakeSecretStore();
  const pieces = createPieces(keychain);
  await pieces.set('work', 'one');
  await pieces.get('work');
  keychain.calls.length = 0;
  await pieces.set('work', 'two');
  expect(keychain.calls).toEqual(['set work']);
});

test('a larger value is stored in pieces, each of which fits on every system', async () => {
  const keychain = new FakeSecretStore();
  await createPieces(keychain).set('work', '扉'.repeat(2_000));
  expect(keychain.entries.size).toBeGreaterThan(2);
  for (const text of keychain.entries.values()) {
    expect(Buffer.byteLength(text, 'utf8')).toBeLessThanOrEqual(pieceBytes);
    expect(Buffer.byteLength(text, 'utf16le')).toBeLessThanOrEqual(pieceBytes);
  }
});

test('what is set is got and what is deleted is gone, whatever its size, and no piece stays behind', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(change, { maxLength: 6 }), async (changes) => {
      const keychain = new FakeSecretStore();
      const pieces = createPieces(keychain);
      for (const to of changes) {
        await apply(pieces, to);
        expect(await pieces.get('work')).toBe(to);
        expect(await createPieces(keychain).get('work')).toBe(to);
        expect(Math.max(0, ...[...keychain.entries.values()].map((text) => text.length))).toBeLessThanOrEqual(
          pieceBytes,
        );
      }
      await pieces.delete('work');
      expect([...keychain.entries.keys()]).toEqual([]);
    }),
    { numRuns: 200 },
  );
});

test('whoever is killed at any call leaves the old value or the new one, and the next change tidies up', async () => {
  await fc.assert(
    fc.asyncProperty(
      change,
      fc.array(fc.tuple(change, fc.nat({ max: 40 })), { minLength: 1, maxLength: 4 }),
      value,
      async (first, attempts, last) => {
        const keychain = new FakeSecretStore();
        await apply(createPieces(keychain), first);
        let before = first;
        for (const [to, calls] of attempts) {
          await apply(createPieces(killedAfter(keychain, calls)), to).catch((error: unknown) => {
            if (!(error instanceof Killed)) throw error;
          });
          const now = await createPieces(keychain).get('work');
          expect([before, to]).toContain(now);
          before = now;
        }
        await createPieces(keychain).set('work', last);
        expect(await createPieces(keychain).get('work')).toBe(last);
        await createPieces(keychain).delete('work');
        expect([...keychain.entries.keys()]).toEqual([]);
      },
    ),
    { numRuns: 500 },
  );
});

test('a write that is refused at any one call leaves the old value, also to the one that goes on', async () => {
  const [old, long] = ['y'.repeat(2 * pieceBytes), 'x'.repeat(3 * pieceBytes)];
  let refusals = 0;
  for (let fatal = 1; fatal <= 30; fatal++) {
    const keychain = new FakeSecretStore();
    const pieces = createPieces(keychain);
    await pieces.set('work', old);
    const calls = keychain.calls.length;
    const set = keychain.set.bind(keychain);
    keychain.set = (account, secret) =>
      keychain.calls.length - calls >= fatal ? Promise.reject(new Killed()) : set(account, secret);
    const refused = await pieces.set('work', long).catch((error: unknown) => error);
    keychain.set = set;
    refusals += refused === undefined ? 0 : 1;
    expect(await pieces.get('work')).toBe(refused === undefined ? long : old);
  }
  expect(refusals).toBeGreaterThan(3);
});

test('a reader at the same time as a writer sees one of the two values', async () => {
  const keychain = new FakeSecretStore();
  const pieces = createPieces(keychain);
  const values = ['x', 'y', 'z'].map((letter) => letter.repeat(4 * pieceBytes));
  await pieces.set('work', values[0] ?? '');
  const writes = values.map((to) => pieces.set('work', to));
  for (let read = 0; read < 20; read++) expect(values).toContain(await pieces.get('work'));
  await Promise.all(writes);
  expect(await pieces.get('work')).toBe(values[2]);
});

const damages: readonly (readonly [string, (entries: Map<string, string>) => unknown])[] = [
  ['a piece is gone', (entries) => entries.delete('work piece a2')],
  ['a piece is another one', (entries) => entries.set('work piece a2', 'canary')],
  ['the record is cut off', (entries) => entries.set('work', `${mark}a 3 12`)],
];

test.for(damages)('where %s, the value is unreadable, and a new one takes its place', async ([, damage]) => {
  const keychain = new FakeSecretStore();
  await createPieces(keychain).set('work', 'x'.repeat(3 * pieceBytes));
  damage(keychain.entries);

  const error: unknown = await createPieces(keychain)
    .get('work')
    .catch((thrown: unknown) => thrown);

  expect(error).toMatchObject({ code: 'keychain_unreadable' });
  expect(JSON.stringify(error)).not.toContain('canary');
  for (const next of ['short', 'y'.repeat(4 * pieceBytes)]) {
    const again = new FakeSecretStore();
    for (const [account, text] of keychain.entries) again.entries.set(account, text);
    await createPieces(again).set('work', next);
    expect(await createPieces(again).get('work')).toBe(next);
  }
});
