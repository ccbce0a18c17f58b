import { expect, it, onTestFinished, vi } from 'vitest';
import { suffer } from './invariants.ts';
import { useMachine } from './machine.ts';
import { failureOf, startRig } from './rig.ts';

const machine = useMachine();

it('a keychain that hangs: a click waits a minute at most, nothing is overwritten, and it goes on by itself', async () => {
  const { keyring } = machine();
  const rig = await startRig(machine());
  await rig.nextDay();
  const before = await keyring.items('Tobira');
  const pid = keyring.pid() ?? 0;
  onTestFinished(() => void process.kill(pid, 'SIGCONT'));
  await suffer(rig, {
    strikes: () => {
      process.kill(pid, 'SIGSTOP');
      return async () => {
        process.kill(pid, 'SIGCONT');
        expect(await keyring.items('Tobira')).toEqual(before);
        // The call that was given up is answered at last; until then no other one is begun.
        const ask = (): ReturnType<typeof failureOf> => failureOf(rig.owner.actions.credentials('dev-read'));
        await expect.poll(ask, { timeout: 10_000 }).toBeUndefined();
      };
    },
    does: async (one) => {
      const { clock } = one;
      clock.waits.length = 0;
      const clicking = one.click();
      await vi.waitFor(() => expect(clock.waits).toContain(60_000));
      clock.pass(60_000);
      return clicking;
    },
    says: { code: 'keychain_locked', words: ['The keychain is locked', 'Nothing in it has changed'] },
    token: 'locked',
  });
});
