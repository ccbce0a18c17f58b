import { describe, it } from 'vitest';
import { resetAfter } from '../../sandbox/gitlab/fault.ts';
import { suffer } from './invariants.ts';
import { useMachine } from './machine.ts';
import { AIKO } from './person.ts';
import { failureOf, startRig, type Rig } from './rig.ts';

const machine = useMachine();

async function signedIn(): Promise<Rig> {
  const rig = await startRig(machine());
  await rig.nextDay();
  return rig;
}

/** What a command asks for: it opens no login page. */
const command = (rig: Rig): ReturnType<typeof failureOf> =>
  failureOf(rig.owner.actions.credentials('prod-admin'));

describe('a command, where the session', () => {
  it('is really over: a command opens no login page, and says what to do', async () => {
    await suffer(await signedIn(), {
      strikes: ({ sandbox }) => {
        sandbox.gitlab.revokeTokens(AIKO);
        return () => undefined;
      },
      does: command,
      says: { code: 'session_expired', words: ['Your session has ended', 'Sign in again'] },
      token: 'over',
      logins: 1,
    });
  });

  it('is lost after GitLab has rotated: a command says calmly to sign in again', async () => {
    const rig = await signedIn();
    rig.sandbox.gitlab.faults.add('token', resetAfter(), { times: 1 });
    await command(rig);
    await suffer(rig, {
      strikes: () => () => undefined,
      does: command,
      says: { code: 'session_unknown', words: ['Please sign in again', 'nothing else is lost'] },
      token: 'over',
      orphans: 1,
      logins: 1,
    });
  });
});
