import { describe, expect, it, onTestFinished } from 'vitest';
import { answerKeyringPrompt } from '../../support/keyring-prompt.ts';
import { run } from '../../support/process.ts';
import { suffer } from './invariants.ts';
import { useDesktop } from './machine.ts';
import { failureOf, startRig, type Rig } from './rig.ts';

const desktop = useDesktop();

async function signedIn(): Promise<Rig> {
  const rig = await startRig(desktop());
  await rig.nextDay();
  return rig;
}

/** The keychain is locked, and the program has just started. */
async function lock(): Promise<void> {
  await desktop().keyring.lock();
  onTestFinished(() => desktop().keyring.unlock());
}

/** The call that was given up is answered at last; until then no other one is begun. */
async function expectItToGoOn({ owner }: Rig): Promise<void> {
  const ask = (): ReturnType<typeof failureOf> => failureOf(owner.actions.credentials('dev-read'));
  await expect.poll(ask, { timeout: 10_000 }).toBeUndefined();
}

/** Closes every password window that comes while this work is under way. @returns how many came */
async function dismissing({ clock }: Rig, work: Promise<unknown>): Promise<number> {
  const seen = { windows: 0, over: false };
  const done = work.finally(() => (seen.over = true)).catch(() => undefined);
  const answer = async (): Promise<void> => {
    await windowUp();
    if (seen.over) return;
    // Nobody is as quick as this test.
    clock.pass(1000);
    seen.windows += 1;
    await answerKeyringPrompt(desktop(), 'cancel');
  };
  while (!seen.over) await Promise.race([done, answer().catch(() => undefined)]);
  return seen.windows;
}

async function windowUp(): Promise<void> {
  const { env } = desktop();
  const search = ['search', '--sync', '--onlyvisible', '--class', 'gcr-prompter'];
  await run('xdotool', search, { env });
}

describe('a locked keychain', () => {
  it('whose password window is closed: nothing is overwritten, nobody signs in, and a click asks again', async () => {
    const rig = await signedIn();
    const { keyring } = desktop();
    const before = await keyring.items('Tobira');
    await suffer(rig, {
      strikes: async () => {
        await lock();
        expect(await dismissing(rig, rig.restart())).toBe(1);
        return async () => {
          await keyring.unlock();
          expect(await keyring.items('Tobira')).toEqual(before);
        };
      },
      does: async (one) => {
        // Nobody closes a window and clicks within the same moment.
        one.clock.pass(2000);
        const clicking = one.click();
        expect(await dismissing(one, clicking)).toBe(1);
        return clicking;
      },
      says: { code: 'keychain_dismissed', words: ['password'] },
      token: 'locked',
    });
  });

  it('whose password window stands unanswered: a click waits a minute, then says so; unlocking is enough', async () => {
    const rig = await signedIn();
    await suffer(rig, {
      strikes: async () => {
        await lock();
        return async () => {
          await answerKeyringPrompt(desktop(), 'unlock');
          await expectItToGoOn(rig);
        };
      },
      does: async (one) => {
        const clicking = one.click();
        await windowUp();
        one.clock.pass(60_000);
        return clicking;
      },
      says: { code: 'keychain_locked', words: ['The keychain is locked', 'Unlock'] },
      token: 'locked',
    });
  });

  it('that is unlocked in its window: the click goes on, and nobody signs in', async () => {
    const rig = await signedIn();
    await suffer(rig, {
      strikes: async () => {
        await lock();
        return () => undefined;
      },
      does: async (one) => {
        const clicking = one.click();
        await answerKeyringPrompt(desktop(), 'unlock');
        return clicking;
      },
    });
  });
});
