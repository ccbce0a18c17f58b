import { expect, test } from 'vitest';
import { createKeychain } from '../../../../src/adapters/system/keychain.ts';
import { FakeClock, settle } from '../../../support/fake-clock.ts';
import { FakeKeytar } from '../../../support/fake-keytar.ts';

function createWorld(platform: NodeJS.Platform = 'linux') {
  const keytar = new FakeKeytar();
  const clock = new FakeClock();
  let loads = 0;
  const load = () => {
    loads += 1;
    return Promise.resolve(keytar);
  };
  return { keytar, clock, keychain: createKeychain({ load, clock, platform }), loads: () => loads };
}

test('what is set is got, under the name of Tobira, until it is deleted', async () => {
  const { keytar, keychain } = createWorld();
  await keychain.set('work', 'secret');
  expect(keytar.entries).toEqual(new Map([['Tobira/work', 'secret']]));
  expect(await keychain.get('work')).toBe('secret');
  await keychain.delete('work');
  expect(await keychain.get('work')).toBeUndefined();
  expect(keytar.entries.size).toBe(0);
});

test('keytar is not loaded before it is needed', async () => {
  const { keychain, loads } = createWorld();
  expect(loads()).toBe(0);
  await keychain.get('work');
  expect(loads()).toBeGreaterThan(0);
});

test('a library that cannot be loaded is a missing keychain', async () => {
  const clock = new FakeClock();
  const load = () => Promise.reject(new Error('libsecret-1.so.0: cannot open shared object file'));
  const keychain = createKeychain({ load, clock, platform: 'linux' });
  for (const call of [keychain.get('work'), keychain.set('work', 'x'), keychain.delete('work')]) {
    await expect(call).rejects.toMatchObject({
      code: 'keychain_missing',
      details: { reason: 'its library cannot be loaded' },
    });
  }
});

test('an empty keyring is told from a locked one by a write that leaves nothing', async () => {
  const { keytar, keychain } = createWorld();
  expect(await keychain.get('work')).toBeUndefined();
  expect(keytar.calls).toContain('set availability check');
  expect(keytar.entries.size).toBe(0);
});

test('a locked keyring is an error, not an empty one', async () => {
  const { keytar, keychain } = createWorld();
  await keychain.set('work', 'secret');
  keytar.state = 'locked';

  await expect(keychain.get('work')).rejects.toMatchObject({ code: 'keychain_locked' });
  await expect(keychain.set('work', 'new')).rejects.toMatchObject({ code: 'keychain_locked' });
  await expect(keychain.delete('work')).rejects.toMatchObject({ code: 'keychain_locked' });

  expect(keytar.entries).toEqual(new Map([['Tobira/work', 'secret']]));
});

test('a keyring that the probe unlocks gives its secret after all', async () => {
  const { keytar, keychain } = createWorld();
  await keychain.set('work', 'secret');
  keytar.state = 'locked';
  keytar.before = (call) => {
    if (call.startsWith('set ')) keytar.state = 'unlocked';
  };
  expect(await keychain.get('work')).toBe('secret');
});

test('a keyring that locks just before a deletion keeps the entry, and that is an error', async () => {
  const { keytar, keychain } = createWorld();
  await keychain.set('work', 'secret');
  keytar.before = (call) => {
    if (call.startsWith('delete ')) keytar.state = 'locked';
  };
  await expect(keychain.delete('work')).rejects.toMatchObject({ code: 'keychain_locked' });
});

test('deleting what is not there is fine', async () => {
  const { keychain } = createWorld();
  await expect(keychain.delete('work')).resolves.toBeUndefined();
});

test('a secret service that is not there is a missing keychain, whatever its words', async () => {
  const { keytar, keychain } = createWorld();
  keytar.state = 'dead';
  for (const call of [
    () => keychain.get('work'),
    () => keychain.set('work', 'x'),
    () => keychain.delete('work'),
  ]) {
    await expect(call()).rejects.toMatchObject({ code: 'keychain_missing' });
  }
});

test('a secret service that dies between the read and the deletion is a missing keychain', async () => {
  const { keytar, keychain } = createWorld();
  await keychain.set('work', 'secret');
  keytar.before = (call) => {
    if (call.startsWith('delete ')) keytar.state = 'dead';
  };
  await expect(keychain.delete('work')).rejects.toMatchObject({ code: 'keychain_missing' });
});

test('where nothing is a locked keyring, a refused write is a failure of its own', async () => {
  const { keytar, keychain } = createWorld('win32');
  keytar.setPassword = () => Promise.reject(new Error('The stub received bad data'));
  await expect(keychain.set('work', 'x')).rejects.toMatchObject({
    code: 'keychain_failed',
    details: { reason: 'The stub received bad data' },
  });
});

test('where nothing is a locked keyring, an empty one is not probed', async () => {
  const { keytar, keychain } = createWorld('darwin');
  expect(await keychain.get('work')).toBeUndefined();
  expect(keytar.calls.some((call) => call.startsWith('set '))).toBe(false);
});

test('an unlock prompt that is answered gives the secret', async () => {
  const { keytar, keychain, clock } = createWorld();
  await keychain.set('work', 'secret');
  keytar.state = 'prompting';
  const asked = keychain.get('work');
  await clock.advance(59_000);
  keytar.answer('unlocked');
  expect(await asked).toBe('secret');
});

test('an unlock prompt that is dismissed is a locked keychain', async () => {
  const { keytar, keychain } = createWorld();
  keytar.state = 'prompting';
  const asked = keychain.get('work');
  await settle();
  keytar.answer('locked');
  await expect(asked).rejects.toMatchObject({ code: 'keychain_locked' });
});

test('an unlock prompt that nobody answers blocks one thread, and the callers for a minute', async () => {
  const { keytar, keychain, clock } = createWorld();
  keytar.state = 'prompting';
  const asked = Array.from({ length: 8 }, (_, n) => keychain.get(`account ${n}`));
  const outcomes = Promise.allSettled(asked);
  await clock.advance(60_000);

  expect(
    (await outcomes).map((outcome) => outcome.status === 'rejected' && (outcome.reason as Error).message),
  ).toEqual(Array.from({ length: 8 }, () => 'keychain_locked'));
  expect(keytar.blocked).toBe(1);

  await expect(keychain.get('one more')).rejects.toMatchObject({ code: 'keychain_locked' });
  expect(keytar.blocked).toBe(1);
  expect(keytar.calls).toHaveLength(1);
});

test('once a late prompt is answered, the keychain works again', async () => {
  const { keytar, keychain, clock } = createWorld();
  await keychain.set('work', 'secret');
  keytar.state = 'prompting';
  const asked = expect(keychain.get('work')).rejects.toMatchObject({ code: 'keychain_locked' });
  await clock.advance(60_000);
  await asked;

  keytar.answer('unlocked');
  await settle();

  expect(await keychain.get('work')).toBe('secret');
});

test('calls go one at a time, in the order in which they came', async () => {
  const { keytar, keychain } = createWorld();
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
  const { keytar, keychain } = createWorld();
  keytar.state = 'dead';
  await expect(keychain.get('work')).rejects.toMatchObject({ code: 'keychain_missing' });
  keytar.state = 'unlocked';
  await expect(keychain.set('work', 'x')).resolves.toBeUndefined();
});

test('a call that is done sets no alarm', async () => {
  const { keychain, clock } = createWorld();
  await keychain.set('work', 'x');
  await settle();
  expect(clock.waiting()).toBe(0);
});
