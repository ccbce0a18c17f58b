import { join } from 'node:path';
import { setTimeout as pass } from 'node:timers/promises';
import { expect, onTestFinished, test, vi } from 'vitest';
import { createKeytarRenewal } from '../../../src/adapters/system/keychain-process.ts';
import { createKeychain } from '../../../src/adapters/system/keychain.ts';
import { systemClock } from '../../../src/adapters/system/system-clock.ts';
import { startKeychainProcess } from '../../../src/agent/keychain.ts';
import type { Clock, SecretStore } from '../../../src/core/ports.ts';
import { startDesktop, type Desktop, type DesktopOptions } from '../../support/desktop.ts';
import { FakeClock, settle } from '../../support/fake-clock.ts';
import { answerKeyringPrompt } from '../../support/keyring-prompt.ts';
import { useInstalledCli } from '../cli/world.ts';

const installed = useInstalledCli();

interface World {
  readonly desktop: Desktop;
  readonly keychain: SecretStore;
  /** How often keytar was started in a process of its own. */
  readonly starts: () => number;
  /** What the keyring itself says is in it; undefined for a locked secret. */
  readonly entries: () => Promise<ReadonlyMap<string, string | undefined>>;
}

/** The real keychain in front of a real gnome-keyring; keytar runs in a process that knows this desktop alone. */
async function openWorld(options: DesktopOptions = {}, clock: Clock = systemClock): Promise<World> {
  const desktop = await startDesktop({ panel: false, ...options });
  onTestFinished(() => desktop.close());
  for (const name of ['DBUS_SESSION_BUS_ADDRESS', 'DISPLAY', 'XDG_RUNTIME_DIR', 'HOME'])
    vi.stubEnv(name, desktop.env[name]);
  let starts = 0;
  const renew = createKeytarRenewal(() => {
    starts += 1;
    const child = startKeychainProcess(join(installed().folder, 'agent', 'index.js'));
    onTestFinished(() => child.kill());
    return child;
  });
  let first: ReturnType<typeof renew> | undefined;
  return {
    desktop,
    keychain: createKeychain({ load: () => (first ??= renew()), renew, clock, platform: 'linux' }),
    starts: () => starts,
    entries: async () =>
      new Map((await desktop.keyring.items('Tobira')).map(({ account, secret }) => [account, secret])),
  };
}

const calls: readonly (readonly [string, (keychain: SecretStore) => Promise<unknown>])[] = [
  ['read', (keychain) => keychain.get('work')],
  ['write', (keychain) => keychain.set('work', 'new')],
  ['deletion', (keychain) => keychain.delete('work')],
];

test('values of all sizes are kept, replaced and deleted', async () => {
  const { keychain, entries } = await openWorld();
  for (const value of ['one', 'x'.repeat(20_000), '扉'.repeat(3_000), 'two', 'y'.repeat(3_000)]) {
    await keychain.set('work', value);
    expect(await keychain.get('work')).toBe(value);
  }
  expect((await entries()).size).toBe(4);
  await keychain.delete('work');
  expect(await keychain.get('work')).toBeUndefined();
  expect(await entries()).toEqual(new Map());
});

test('a locked keyring that cannot ask is locked, whatever is wanted of it, and keeps its entry', async () => {
  const { desktop, keychain, entries } = await openWorld();
  await keychain.set('work', 'old');
  await desktop.keyring.lock();
  for (const [, call] of calls)
    await expect(call(keychain)).rejects.toMatchObject({ code: 'keychain_locked' });
  expect(await keychain.ready()).toBe(false);
  await desktop.keyring.unlock();
  expect(await entries()).toEqual(new Map([['work', 'old']]));
  expect(await keychain.get('work')).toBe('old');
  expect(await keychain.ready()).toBe(true);
});

test('a locked keyring with nothing of ours in it is not taken for an empty one', async () => {
  const { desktop, keychain } = await openWorld();
  await desktop.keyring.lock();
  await expect(keychain.get('work')).rejects.toMatchObject({ code: 'keychain_locked' });
});

test.for(calls)('a password window that is closed in a %s is told, and comes once', async ([, call]) => {
  const { desktop, keychain, entries } = await openWorld({ prompter: true });
  await keychain.set('work', 'old');
  await desktop.keyring.lock();
  const refused = expect(call(keychain)).rejects.toMatchObject({ code: 'keychain_dismissed' });
  // As long as a person needs at least.
  await pass(600);
  await answerKeyringPrompt(desktop, 'cancel');
  await refused;
  await desktop.keyring.unlock();
  expect(await entries()).toEqual(new Map([['work', 'old']]));
});

test('a password window that is answered gives the value', async () => {
  const { desktop, keychain } = await openWorld({ prompter: true });
  await keychain.set('work', 'old');
  await desktop.keyring.lock();
  const asked = keychain.get('work');
  await answerKeyringPrompt(desktop, 'unlock');
  expect(await asked).toBe('old');
});

test('a password window that nobody answers is a locked keychain, until it is answered', async () => {
  const clock = new FakeClock();
  const { desktop, keychain } = await openWorld({ prompter: true }, clock);
  await keychain.set('work', 'old');
  await desktop.keyring.lock();
  const refused = expect(keychain.get('work')).rejects.toMatchObject({ code: 'keychain_locked' });
  await settle();
  await clock.advance(60_000);
  await refused;
  await expect(keychain.set('work', 'new')).rejects.toMatchObject({ code: 'keychain_locked' });
  await answerKeyringPrompt(desktop, 'unlock');
  await vi.waitFor(async () => expect(await keychain.get('work')).toBe('old'), 10_000);
});

test('without a secret service there is no keychain, until one is started', async () => {
  const { desktop, keychain } = await openWorld();
  await desktop.keyring.stop();
  for (const [, call] of calls)
    await expect(call(keychain)).rejects.toMatchObject({ code: 'keychain_missing' });
  await desktop.keyring.start();
  await keychain.set('work', 'new');
  expect(await keychain.get('work')).toBe('new');
});

test('without any session bus there is no keychain', async () => {
  const { keychain } = await openWorld({ keyring: 'none' });
  for (const address of ['unix:path=/nowhere/bus', 'disabled:']) {
    vi.stubEnv('DBUS_SESSION_BUS_ADDRESS', address);
    for (const [, call] of calls)
      await expect(call(keychain)).rejects.toMatchObject({ code: 'keychain_missing' });
  }
});

test.each(['ended', 'crashed'] as const)(
  'a keyring that %s has gone, and is found again when it is back, without a new start of ours',
  async (how) => {
    const { desktop, keychain, entries, starts } = await openWorld();
    await keychain.set('work', 'old');
    await desktop.keyring.stop(how);
    for (const [, call] of calls)
      await expect(call(keychain)).rejects.toMatchObject({ code: 'keychain_gone' });
    expect(starts()).toBe(1);
    await desktop.keyring.start();
    expect(await keychain.get('work')).toBe('old');
    await keychain.set('work', 'new');
    expect(await entries()).toEqual(new Map([['work', 'new']]));
    expect(starts()).toBe(2);
  },
);

test('a keyring that is killed in the middle of a write keeps the old value or has the new one', async () => {
  const { desktop, keychain, entries } = await openWorld();
  const values = [
    'a',
    'b'.repeat(6_000),
    'c',
    'd'.repeat(9_000),
    'e'.repeat(6_000),
    'f',
    'g',
    'h'.repeat(6_000),
  ];
  let stored = 'first';
  let refused = 0;
  await keychain.set('work', stored);
  for (const [round, value] of values.entries()) {
    const written = keychain.set('work', value).then(
      () => true,
      () => false,
    );
    await pass(round * 4);
    await desktop.keyring.stop('crashed');
    const told = await written;
    await desktop.keyring.start();
    const now = (await keychain.get('work')) ?? '';
    expect(told ? [value] : [stored, value]).toContain(now);
    refused += told ? 0 : 1;
    stored = now;
  }
  expect(refused).toBeGreaterThan(0);
  await keychain.delete('work');
  expect(await entries()).toEqual(new Map());
});
