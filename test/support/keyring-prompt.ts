import { setTimeout } from 'node:timers/promises';
import type { Desktop } from './desktop.ts';
import { KEYRING_PASSWORD } from './keyring.ts';
import { run } from './process.ts';

/**
 * Waits for the keyring's password window, as a user does, and answers it. It needs a desktop with `prompter: true`.
 * Rejects when there is no window within 10 s, or when it does not go away.
 */
export async function answerKeyringPrompt(desktop: Desktop, answer: 'unlock' | 'cancel'): Promise<void> {
  const xdotool = (...args: readonly string[]): ReturnType<typeof run> =>
    run('xdotool', args, { env: desktop.env });
  const prompt = async (): Promise<string | undefined> => {
    const { stdout } = await xdotool('search', '--onlyvisible', '--class', 'gcr-prompter');
    return /(\d+)\s*$/.exec(stdout)?.[1];
  };

  const window = await retry('The keyring asked for no password', prompt);
  // Without a window manager the keys go to the window under the pointer.
  await xdotool('mousemove', '--window', window, '60', '20');
  const keys = answer === 'unlock' ? ['type', '--delay', '15', KEYRING_PASSWORD] : ['key', 'Escape'];
  await retry('The password window stayed', async () => {
    await xdotool(...keys);
    if (answer === 'unlock') await xdotool('key', 'Return');
    return (await isGone(prompt)) ? true : undefined;
  });
}

async function isGone(prompt: () => Promise<string | undefined>): Promise<boolean> {
  for (let attempt = 0; attempt < 20; attempt++) {
    if ((await prompt()) === undefined) return true;
    await setTimeout(50);
  }
  return false;
}

async function retry<T>(failure: string, attempt: () => Promise<T | undefined>): Promise<T> {
  const end = performance.now() + 10_000;
  while (performance.now() < end) {
    const result = await attempt();
    if (result !== undefined) return result;
    await setTimeout(50);
  }
  throw new Error(failure);
}
