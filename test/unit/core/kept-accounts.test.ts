import { expect, test } from 'vitest';
import { keptIdentities, mostKeptAccounts, rememberAccounts } from '../../../src/core/kept-accounts.ts';
import { createTokenVault } from '../../../src/core/token-vault.ts';
import { FakeLog } from '../../support/fake-log.ts';
import { FakeMemory } from '../../support/fake-memory.ts';
import { ada, identityWith } from '../../support/fake-nouns.ts';
import { FakeSecretStore } from '../../support/fake-secret-store.ts';

const work = identityWith();
const record = { refreshToken: 'secret-1', user: ada };

function vaultWith(memory = new FakeMemory(), secrets = new FakeSecretStore()) {
  return { memory, secrets, vault: rememberAccounts(createTokenVault(secrets, new FakeLog()), memory) };
}

test('an account is remembered before the keychain has its session, and without anything secret', async () => {
  const { vault, memory, secrets } = vaultWith();
  let atWriting: unknown;
  const set = secrets.set.bind(secrets);
  secrets.set = (...entry) => {
    atWriting = memory.held;
    return set(...entry);
  };
  await vault.write(work, record);
  const { id, provider, issuer, clientId } = work;
  expect(atWriting).toEqual([{ id, provider, issuer, clientId }]);
  expect(JSON.stringify(memory.held)).not.toContain('secret-1');
  expect(keptIdentities(memory)).toEqual([{ id, provider, issuer, clientId, scopes: [] }]);
});

test('one that an earlier version put into the keychain is remembered once it is found there', async () => {
  const { secrets, vault } = vaultWith();
  await vault.write(work, record);
  const next = vaultWith(new FakeMemory(), secrets);
  await next.vault.read(work);
  expect(next.memory.held).toHaveLength(1);
  await next.vault.read(work);
  expect(next.memory.held).toHaveLength(1);
});

test('it is forgotten when the keychain has let go of it, and not before', async () => {
  const { vault, memory, secrets } = vaultWith();
  await vault.write(work, record);
  secrets.fault = 'locked';
  await expect(vault.remove(work)).rejects.toMatchObject({ code: 'keychain_locked' });
  expect(memory.held).toHaveLength(1);
  secrets.fault = 'none';
  await vault.remove(work);
  expect(memory.held).toEqual([]);
  await vault.write(work, record);
  expect(memory.held).toHaveLength(1);
});

test('no more are remembered than there can be any use for: the oldest go', async () => {
  const { vault, memory } = vaultWith();
  for (let one = 0; one <= mostKeptAccounts; one++)
    await vault.write(identityWith({ id: `id-${one}` }), record);
  expect(memory.held).toHaveLength(mostKeptAccounts);
  expect(memory.held?.at(-1)?.id).toBe(`id-${mostKeptAccounts}`);
});
