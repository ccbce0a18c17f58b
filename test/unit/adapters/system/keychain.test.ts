import { expect, test } from 'vitest';
import { createKeychain } from '../../../../src/adapters/system/keychain.ts';
import { FakeClock, settle } from '../../../support/fake-clock.ts';
import { createKeychainWorld } from '../../../support/keychain-world.ts';

test('what is set is got, under the name of Tobira, until it is deleted', async () => {
  const { keytar, keychain } = createKeychainWorld();
  await keychain.set('work', 'secret');
  expect(keytar.entries).toEqual(new Map([['Tobira/work', 'secret']]));
  expect(await keychain.get('work')).toBe('secret');
  await keychain.delete('work');
  expect(await keychain.get('work')).toBeUndefined();
  expect(keytar.entries.size).toBe(0);
});

test('keytar is not loaded before it is needed', async () => {
  const { keychain, loads } = createKeychainWorld();
  expect(loads()).toBe(0);
  await keychain.get('work');
  expect(loads()).toBeGreaterThan(0);
});

test('a library that cannot be loaded is a missing keychain', async () => {
  const keychain = createKeychain({
    load: () => Promise.reject(new Error('libsecret-1.so.0: cannot open shared object file')),
    ask: () => Promise.resolve('open'),
    clock: new FakeClock(),
    platform: 'linux',
  });
  for (const call of [keychain.get('work'), keychain.set('work', 'x'), keychain.delete('work')]) {
    await expect(call).rejects.toMatchObject({
      code: 'keychain_missing',
      details: { reason: 'its library cannot be loaded' },
    });
  }
});

test('a keyring that the probe unlocks gives its secret after all', async () => {
  const { keytar, keychain } = createKeychainWorld();
  await keychain.set('work', 'secret');
  keytar.state = 'locked';
  keytar.before = (call) => {
    if (call.startsWith('set ')) keytar.state = 'unlocked';
  };
  expect(await keychain.get('work')).toBe('secret');
});

test('a keyring that locks just before a deletion keeps the entry, and that is an error', async () => {
  const { keytar, keychain } = createKeychainWorld();
  await keychain.set('work', 'secret');
  keytar.before = (call) => {
    if (call.startsWith('delete ')) keytar.state = 'locked';
  };
  await expect(keychain.delete('work')).rejects.toMatchObject({ code: 'keychain_locked' });
});

test('deleting what is not there is fine', async () => {
  const { keychain } = createKeychainWorld();
  await expect(keychain.delete('work')).resolves.toBeUndefined();
});

test('a value that is too large for one entry on Windows is kept in several', async () => {
  const { keytar, keychain } = createKeychainWorld();
  await keychain.set('work', 'x'.repeat(3_000));
  expect(await keychain.get('work')).toBe('x'.repeat(3_000));
  expect(keytar.entries.size).toBeGreaterThan(2);
});

test('calls go one at a time, in the order in which they came', async () => {
  const { keytar, keychain } = createKeychainWorld();
  await keychain.set('a', '0');
  keytar.calls.length = 0;
  const done: string[] = [];
  await Promise.all([
    keychain.set('a', '1').then(() => done.push('set')),
    keychain.get('a').then((secret) => done.push(`got ${secret ?? 'nothing'}`)),
    keychain.set('a', '2').then(() => done.push('set again')),
    keychain.delete('a').then(() => done.push('deleted')),
  ]);
  expect(done).toEqual(['set', 'got 1', 'set again', 'deleted']);
  expect(keytar.calls.filter((call) => call.endsWith(' a'))).toEqual([
    'set a',
    'get a',
    'set a',
    'get a',
    'delete a',
  ]);
});

test('a call that fails does not hold up the next', async () => {
  const { keytar, keychain } = createKeychainWorld();
  keytar.state = 'dead';
  await expect(keychain.get('work')).rejects.toMatchObject({ code: 'keychain_missing' });
  keytar.state = 'unlocked';
  await expect(keychain.set('work', 'x')).resolves.toBeUndefined();
});

test('a call that is done sets no alarm', async () => {
  const { keychain, clock } = createKeychainWorld();
  await keychain.set('work', 'x');
  await settle();
  expect(clock.waiting()).toBe(0);
});
