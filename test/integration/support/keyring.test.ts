import { afterEach, beforeEach, expect, test } from 'vitest';
import { startDesktop, type Desktop } from '../../support/desktop.ts';
import { answerKeyringPrompt } from '../../support/keyring-prompt.ts';
import { run } from '../../support/process.ts';

let desktop: Desktop;
beforeEach(async () => {
  desktop = await startDesktop({ panel: false });
});
afterEach(() => desktop.close());

const store = (secret: string): ReturnType<typeof run> =>
  run('secret-tool', ['store', '--label=a label', 'service', 'tobira', 'account', 'work'], {
    env: desktop.env,
    input: secret,
  });

test('what a program stores in the keyring can be read from outside', async () => {
  expect((await store('geheim 扉')).code).toBe(0);

  expect(await desktop.keyring.items('tobira')).toEqual([
    { label: 'a label', service: 'tobira', account: 'work', secret: 'geheim 扉' },
  ]);
  expect(await desktop.keyring.items('another')).toEqual([]);
});

test('a locked keyring keeps its secrets until it is unlocked', async () => {
  await store('geheim');
  await desktop.keyring.lock();
  expect(await desktop.keyring.isLocked()).toBe(true);
  expect(await desktop.keyring.items('tobira')).toMatchObject([{ account: 'work', secret: undefined }]);
  expect((await store('another')).code).not.toBe(0);

  await desktop.keyring.unlock();

  expect(await desktop.keyring.isLocked()).toBe(false);
  expect(await desktop.keyring.items('tobira')).toMatchObject([{ secret: 'geheim' }]);
});

test.each(['ended', 'crashed'] as const)(
  'a keyring that %s stays away and comes back with its items',
  async (how) => {
    await store('geheim');

    await desktop.keyring.stop(how);

    expect(desktop.keyring.pid()).toBeUndefined();
    expect((await store('nobody hears')).code).not.toBe(0);
    expect(await desktop.bus.hasOwner('org.freedesktop.secrets')).toBe(false);
    await desktop.keyring.start();
    expect(await desktop.keyring.items('tobira')).toMatchObject([{ secret: 'geheim' }]);
  },
);

test('a desktop can start with a locked keyring', async () => {
  const locked = await startDesktop({ panel: false, keyring: 'locked' });
  try {
    expect(await locked.keyring.isLocked()).toBe(true);
  } finally {
    await locked.close();
  }
});

test('a desktop without a keyring has no secret service at all', async () => {
  const bare = await startDesktop({ panel: false, keyring: 'none' });
  try {
    expect(await bare.bus.hasOwner('org.freedesktop.secrets')).toBe(false);
    expect(() => bare.keyring).toThrow("keyring: 'none'");
  } finally {
    await bare.close();
  }
});

test.each(['unlock', 'cancel'] as const)(
  'a locked keyring asks in a window, which is answered: %s',
  async (answer) => {
    const asking = await startDesktop({ panel: false, prompter: true });
    try {
      const { env } = asking;
      await run('secret-tool', ['store', '--label=x', 'service', 'tobira'], { env, input: 'geheim' });
      await asking.keyring.lock();
      const lookup = run('secret-tool', ['lookup', 'service', 'tobira'], { env });

      await answerKeyringPrompt(asking, answer);

      expect((await lookup).stdout).toBe(answer === 'unlock' ? 'geheim' : '');
      expect(await asking.keyring.isLocked()).toBe(answer === 'cancel');
    } finally {
      await asking.close();
    }
  },
);
