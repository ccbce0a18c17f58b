import { expect, test } from 'vitest';
import type { SecretStore } from '../../../../src/core/ports.ts';
import { settle, type FakeClock } from '../../../support/fake-clock.ts';
import { FakeKeytar } from '../../../support/fake-keytar.ts';
import { createKeychainWorld } from '../../../support/keychain-world.ts';

test('an open keyring with nothing in it is believed, and nothing is written', async () => {
  const { keytar, keychain } = createKeychainWorld();
  expect(await keychain.get('work')).toBeUndefined();
  expect(keytar.calls.filter((call) => call.startsWith('set '))).toEqual([]);
});

test('where the Secret Service cannot be asked, a write that leaves nothing tells empty from locked', async () => {
  const { keytar, keychain } = createKeychainWorld({ canAsk: false });
  expect(await keychain.get('work')).toBeUndefined();
  expect(keytar.calls).toContain('set availability check');
  expect(keytar.entries.size).toBe(0);
  await keychain.set('work', 'secret');
  keytar.state = 'locked';
  await expect(keychain.get('work')).rejects.toMatchObject({ code: 'keychain_locked' });
  await expect(keychain.set('work', 'x')).rejects.toMatchObject({ code: 'keychain_locked' });
  keytar.state = 'unlocked';
  expect(await keychain.get('work')).toBe('secret');
});

test('a locked keyring is an error, not an empty one', async () => {
  const { keytar, keychain } = createKeychainWorld();
  await keychain.set('work', 'secret');
  keytar.state = 'locked';

  await expect(keychain.get('work')).rejects.toMatchObject({ code: 'keychain_locked' });
  await expect(keychain.set('work', 'new')).rejects.toMatchObject({ code: 'keychain_locked' });
  await expect(keychain.delete('work')).rejects.toMatchObject({ code: 'keychain_locked' });

  expect(keytar.entries).toEqual(new Map([['Tobira/work', 'secret']]));
});

test('a secret service that is not there is a missing keychain, whatever its words', async () => {
  const { keytar, keychain } = createKeychainWorld();
  keytar.state = 'dead';
  for (const call of [
    () => keychain.get('work'),
    () => keychain.set('work', 'x'),
    () => keychain.delete('work'),
  ]) {
    await expect(call()).rejects.toMatchObject({ code: 'keychain_missing' });
  }
});

test('a secret service that dies between the read and the deletion is a keychain that has gone', async () => {
  const { keytar, keychain } = createKeychainWorld();
  await keychain.set('work', 'secret');
  keytar.before = (call) => {
    if (call.startsWith('delete ')) keytar.state = 'dead';
  };
  await expect(keychain.delete('work')).rejects.toMatchObject({ code: 'keychain_gone' });
  expect(keytar.entries.size).toBe(1);
});

test.for(['dead', 'restarted'] as const)(
  'a service that is %s after it has worked has gone, and comes back only with a keytar that has not lost it',
  async (state) => {
    const { keytar, keychain } = createKeychainWorld();
    await keychain.set('work', 'secret');
    keytar.state = state;
    for (const call of [
      () => keychain.get('work'),
      () => keychain.set('work', 'x'),
      () => keychain.delete('work'),
    ]) {
      await expect(call()).rejects.toMatchObject({ code: 'keychain_gone' });
    }
    expect(keytar.entries).toEqual(new Map([['Tobira/work', 'secret']]));
  },
);

test('a service that was started anew is found by a keytar made anew, and the call is made up for', async () => {
  const renewed = new FakeKeytar();
  renewed.entries.set('Tobira/work', 'secret');
  const { keytar, keychain, renewals } = createKeychainWorld({ renewed });
  await keychain.set('work', 'secret');
  keytar.state = 'restarted';

  expect(await keychain.get('work')).toBe('secret');
  await keychain.set('work', 'new');

  expect(renewed.entries.get('Tobira/work')).toBe('new');
  expect(renewals()).toBe(1);
});

test('a service that is away is no reason to make keytar anew: it would find nothing either', async () => {
  const { keytar, keychain, renewals } = createKeychainWorld({ renewed: new FakeKeytar() });
  await keychain.set('work', 'secret');
  keytar.state = 'dead';
  await expect(keychain.get('work')).rejects.toMatchObject({ code: 'keychain_gone' });
  expect(renewals()).toBe(0);
});

test('a keytar made anew that fails as well is tried once in each call', async () => {
  const renewed = new FakeKeytar();
  renewed.state = 'restarted';
  const { keytar, keychain, renewals } = createKeychainWorld({ renewed });
  await keychain.set('work', 'secret');
  keytar.state = 'restarted';
  await expect(keychain.get('work')).rejects.toMatchObject({ code: 'keychain_gone' });
  expect(renewals()).toBe(1);
});

test('an open keyring that refuses a write does not work, and is not called locked', async () => {
  const { keytar, keychain } = createKeychainWorld();
  keytar.setPassword = () => Promise.reject(new Error('Kein Platz'));
  await expect(keychain.set('work', 'x')).rejects.toMatchObject({
    code: 'keychain_failed',
    details: { reason: 'Kein Platz' },
  });
});

test('whether it can be written to without asking the user is told without asking the user', async () => {
  const { keytar, keychain } = createKeychainWorld();
  const answers: boolean[] = [];
  for (const state of ['unlocked', 'locked', 'prompting', 'dead'] as const) {
    keytar.state = state;
    answers.push(await keychain.ready());
  }
  expect(answers).toEqual([true, false, false, false]);
  expect(keytar.calls).toEqual([]);
  expect(await createKeychainWorld({ platform: 'darwin' }).keychain.ready()).toBe(true);
});

test('where nothing is a locked keyring, a refused write is a failure of its own', async () => {
  const { keytar, keychain } = createKeychainWorld({ platform: 'win32' });
  keytar.setPassword = () => Promise.reject(new Error('The stub received bad data'));
  await expect(keychain.set('work', 'x')).rejects.toMatchObject({
    code: 'keychain_failed',
    details: { reason: 'The stub received bad data' },
  });
});

test('where nothing is a locked keyring, an empty one is not probed', async () => {
  const { keytar, keychain } = createKeychainWorld({ platform: 'darwin' });
  expect(await keychain.get('work')).toBeUndefined();
  expect(keytar.calls.some((call) => call.startsWith('set '))).toBe(false);
});

test('an unlock prompt that is answered gives the secret', async () => {
  const { keytar, keychain, clock } = createKeychainWorld();
  await keychain.set('work', 'secret');
  keytar.state = 'prompting';
  const asked = keychain.get('work');
  await clock.advance(59_000);
  keytar.answer('unlocked');
  expect(await asked).toBe('secret');
});

test.for([
  ['read', (keychain) => keychain.get('work')],
  ['write', (keychain) => keychain.set('work', 'new')],
  ['deletion', (keychain) => keychain.delete('work')],
] as readonly [string, (keychain: SecretStore) => Promise<unknown>][])(
  'an unlock prompt that is dismissed in a %s is told from a keyring that cannot ask, and does not come again',
  async ([, call]) => {
    const { keytar, keychain, clock } = createKeychainWorld();
    await keychain.set('work', 'secret');
    keytar.state = 'prompting';
    keytar.calls.length = 0;
    const asked = expect(call(keychain)).rejects.toMatchObject({ code: 'keychain_dismissed' });
    await clock.advance(1_000);
    keytar.answer('locked');
    await asked;
    expect(keytar.calls.filter((made) => made !== 'get nothing')).toHaveLength(1);
    expect(keytar.entries).toEqual(new Map([['Tobira/work', 'secret']]));
  },
);

test('whoever closes the password window is not asked again for the same click, but for the next one', async () => {
  const { keytar, keychain, clock } = createKeychainWorld();
  await keychain.set('work', 'secret');
  keytar.state = 'prompting';
  const asked = [keychain.get('work'), keychain.get('home')].map((call) =>
    expect(call).rejects.toMatchObject({ code: 'keychain_dismissed' }),
  );
  await clock.advance(1_000);
  keytar.answer('locked');
  await Promise.all(asked);
  keytar.state = 'prompting';
  keytar.calls.length = 0;
  await expect(keychain.get('work')).rejects.toMatchObject({ code: 'keychain_dismissed' });
  expect(keytar.calls).toEqual([]);

  await clock.advance(1_000);
  const next = keychain.get('work');
  await clock.advance(500);
  keytar.answer('unlocked');
  expect(await next).toBe('secret');
});

test('an unlock prompt that nobody answers blocks one thread, and the callers for a minute', async () => {
  const { keytar, keychain, clock } = createKeychainWorld();
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
  expect(keytar.calls).toEqual(['get nothing', 'get account 0', 'set availability check']);
});

test('once a late prompt is answered, the keychain works again', async () => {
  const { keytar, keychain, clock } = createKeychainWorld();
  await keychain.set('work', 'secret');
  keytar.state = 'prompting';
  const asked = expect(keychain.get('work')).rejects.toMatchObject({ code: 'keychain_locked' });
  await clock.advance(60_000);
  await asked;

  keytar.answer('unlocked');
  await settle();

  expect(await keychain.get('work')).toBe('secret');
});

test('a keyring that has no way to ask is locked, however long it took to say so, and is not written to', async () => {
  const { keytar, keychain, clock } = createKeychainWorld();
  keytar.state = 'shut';
  await slowly(
    keytar,
    clock,
    () => true,
    async () => {
      await expect(keychain.get('work')).rejects.toMatchObject({ code: 'keychain_locked' });
      expect(keytar.calls.filter((call) => call.startsWith('set '))).toEqual([]);
      keytar.entries.set('Tobira/work', 'secret');
      await expect(keychain.get('work')).rejects.toMatchObject({ code: 'keychain_locked' });
    },
  );
});

test('how long the first call takes says nothing: keytar looks for the service in it', async () => {
  const { keytar, keychain, clock } = createKeychainWorld();
  keytar.entries.set('Tobira/work', 'secret');
  keytar.state = 'locked';
  await slowly(
    keytar,
    clock,
    (call) => call === 1,
    async () => {
      await expect(keychain.get('work')).rejects.toMatchObject({ code: 'keychain_locked' });
    },
  );
  await slowly(
    keytar,
    clock,
    () => true,
    async () => {
      await expect(keychain.get('work')).rejects.toMatchObject({ code: 'keychain_dismissed' });
    },
  );
});

/** Has reads take two seconds each, as many as are named by their number. */
async function slowly(
  keytar: FakeKeytar,
  clock: FakeClock,
  isSlow: (call: number) => boolean,
  work: () => Promise<void>,
): Promise<void> {
  const read = keytar.getPassword.bind(keytar);
  let calls = 0;
  keytar.getPassword = async (service, account) => {
    calls += 1;
    if (isSlow(calls)) await clock.advance(2_000);
    return read(service, account);
  };
  await work();
  keytar.getPassword = read;
}
