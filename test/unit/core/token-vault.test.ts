import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createPieces, pieceBytes } from '../../../src/adapters/system/keychain-pieces.ts';
import { accountOf, createTokenVault } from '../../../src/core/token-vault.ts';
import { FakeLog } from '../../support/fake-log.ts';
import { ada, identityWith } from '../../support/fake-nouns.ts';
import { FakeSecretStore } from '../../support/fake-secret-store.ts';

const work = identityWith();

function createWorld() {
  const secrets = new FakeSecretStore();
  const vault = createTokenVault(secrets, new FakeLog());
  const stored = () => secrets.entries.get(accountOf(work)) ?? '';
  return { secrets, vault, stored };
}

test('a session that the keychain could not take gets in as soon as it is open', async () => {
  const { secrets, vault, stored } = createWorld();
  secrets.fault = 'locked';
  expect(await vault.write(work, { refreshToken: 'one', user: ada })).toBe('memory');
  expect(await vault.settle(work)).toBe('memory');
  expect(vault.memoryOnly().size).toBe(1);

  secrets.fault = 'none';

  expect(await vault.settle(work)).toBe('keychain');
  expect(stored()).toContain('one');
  expect(vault.memoryOnly().size).toBe(0);
});

test('a keychain that would have to ask for a password is not written to on its own account', async () => {
  const { secrets, vault } = createWorld();
  secrets.fault = 'locked';
  await vault.write(work, { refreshToken: 'one', user: ada });
  secrets.calls.length = 0;
  await vault.settle(work);
  expect(secrets.calls).toEqual([]);
});

test('a token that is rotated in memory has nobody asked for a password again, here or in the next process', async () => {
  const { secrets, vault, stored } = createWorld();
  secrets.fault = 'locked';
  await vault.write(work, { refreshToken: 'one', user: ada });
  const next = createTokenVault(secrets, new FakeLog());
  next.adopt(vault.memoryOnly());
  secrets.calls.length = 0;

  for (const one of [vault, next]) {
    expect(await one.write(work, { refreshToken: 'two', user: ada })).toBe('memory');
    expect(await one.read(work)).toMatchObject({ refreshToken: 'two' });
  }
  expect(secrets.calls).toEqual([]);

  secrets.fault = 'none';
  expect(await next.write(work, { refreshToken: 'three', user: ada })).toBe('keychain');
  expect(stored()).toContain('three');
});

test('where there is nothing in memory, nothing is asked', async () => {
  const { secrets, vault } = createWorld();
  await vault.write(work, { refreshToken: 'one', user: ada });
  secrets.calls.length = 0;
  expect(await vault.settle(work)).toBeUndefined();
  expect(secrets.calls).toEqual([]);
});

test('bringing a session back never puts an older token over one that was rotated meanwhile', async () => {
  const { secrets, vault, stored } = createWorld();
  secrets.fault = 'locked';
  await vault.write(work, { refreshToken: 'old', user: ada });
  secrets.fault = 'none';

  const settled = vault.settle(work);
  const written = vault.write(work, { refreshToken: 'new', user: ada });

  expect(await written).toBe('keychain');
  await settled;
  expect(stored()).toContain('new');
  expect(vault.memoryOnly().size).toBe(0);
});

test('a session that is removed while it is brought back stays removed', async () => {
  const { secrets, vault } = createWorld();
  secrets.fault = 'locked';
  await vault.write(work, { refreshToken: 'one', user: ada });
  secrets.fault = 'none';
  await Promise.all([vault.settle(work), vault.remove(work)]);
  expect(secrets.entries.size).toBe(0);
  expect(vault.memoryOnly().size).toBe(0);
});

test('tokens of any length survive, across processes, and each can be replaced by any other', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.string({ minLength: 1, maxLength: 3 * pieceBytes, size: 'max' }), {
        minLength: 1,
        maxLength: 4,
      }),
      async (tokens) => {
        const secrets = new FakeSecretStore();
        for (const refreshToken of tokens) {
          const vault = createTokenVault(createPieces(secrets), new FakeLog());
          expect(await vault.write(work, { refreshToken, user: ada })).toBe('keychain');
          const next = createTokenVault(createPieces(secrets), new FakeLog());
          expect(await next.read(work)).toEqual({ refreshToken, user: ada, storage: 'keychain' });
        }
      },
    ),
    { numRuns: 50 },
  );
});

test('a record of the first version is still read', async () => {
  const { secrets } = createWorld();
  secrets.entries.set(accountOf(work), '{"version":1,"refreshToken":"abc","user":{"subject":"42"}}');
  const vault = createTokenVault(createPieces(secrets), new FakeLog());
  expect(await vault.read(work)).toEqual({
    refreshToken: 'abc',
    user: { subject: '42' },
    storage: 'keychain',
  });
});
