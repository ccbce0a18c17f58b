import { describe, expect, it } from 'vitest';
import { hold } from '../../sandbox/gitlab/fault.ts';
import { expectNoSecret, suffer } from './invariants.ts';
import { useMachine } from './machine.ts';
import { failureOf, REFRESH, startRig, type Rig } from './rig.ts';

const machine = useMachine();
const ASSUME = 'AssumeRoleWithWebIdentity';

async function signedIn(): Promise<Rig> {
  const rig = await startRig(machine());
  await rig.nextDay();
  return rig;
}

/** GitLab has rotated the token of a refresh and keeps the reply back. */
function heldRefresh({ sandbox }: Rig): { readonly reached: Promise<void>; readonly letGo: () => void } {
  let letGo: () => void = () => undefined;
  const held = new Promise<void>((resolve) => (letGo = resolve));
  const before = sandbox.gitlab.requests.count('token');
  sandbox.gitlab.faults.add('token', hold(held, 'done'), { times: 1 });
  return { reached: sandbox.gitlab.requests.reached('token', before + 1), letGo: () => letGo() };
}

describe('clicks', () => {
  it('come twenty at once: one refresh, one exchange, one console', async () => {
    const rig = await signedIn();
    const { gitlab, aws } = rig.sandbox;
    const results = await Promise.all(Array.from({ length: 20 }, () => rig.click()));
    expect(results).toEqual(Array.from({ length: 20 }));
    expect(gitlab.requests.count('token', REFRESH)).toBe(1);
    expect(aws.requests.count(ASSUME)).toBe(1);
    expect(rig.person.consoles).toHaveLength(1);
    await suffer(rig, { strikes: () => () => undefined });
  });

  it('come twenty at once on different roles: one refresh, one exchange for each', async () => {
    const rig = await signedIn();
    const { gitlab, aws } = rig.sandbox;
    const roles = ['prod-admin', 'stage-dev', 'dev-read'];
    await Promise.all(Array.from({ length: 20 }, (_, index) => rig.click(roles[index % roles.length])));
    expect(gitlab.requests.count('token', REFRESH)).toBe(1);
    expect(aws.requests.count(ASSUME)).toBe(3);
    expect(rig.person.consoles).toHaveLength(3);
    await suffer(rig, { strikes: () => () => undefined });
  });

  it('come twenty at once while nobody is signed in: one login page', async () => {
    const rig = await startRig(machine());
    const results = await Promise.all(Array.from({ length: 20 }, () => rig.click()));
    expect(results).toEqual(Array.from({ length: 20 }));
    expect(rig.person.logins).toHaveLength(1);
    expect(rig.person.consoles).toHaveLength(1);
    await suffer(rig, { strikes: () => () => undefined });
  });
});

describe('while a refresh is under way', () => {
  it('the user signs out: the token that arrives is revoked and not resurrected', async () => {
    const rig = await signedIn();
    await suffer(rig, {
      strikes: () => () => undefined,
      does: async () => {
        const { reached, letGo } = heldRefresh(rig);
        const click = failureOf(rig.owner.actions.credentials('prod-admin'));
        await reached;
        const out = rig.owner.actions.signOut('work');
        // A sign-out reads the configuration first: when it is read again, the sign-out has begun.
        await rig.owner.actions.loadConfig();
        letGo();
        expect((await out).providerTold).toBe(true);
        const failure = await click;
        expect(failure?.code).toBe('signed_out_meanwhile');
        expectNoSecret(rig, [failure]);
        expect(rig.sandbox.aws.requests.count(ASSUME)).toBe(0);
        expect(rig.view().roles.every(({ credentialsUntil }) => credentialsUntil === undefined)).toBe(true);
        expect(rig.person.consoles).toHaveLength(0);
        // Whoever signs out wants to read no message about it.
        return undefined;
      },
      token: 'over',
      logins: 1,
    });
  });

  it('another owner takes over: it gets the token that arrives, and nobody signs in again', async () => {
    const rig = await signedIn();
    const { gitlab } = rig.sandbox;
    const { reached, letGo } = heldRefresh(rig);
    const click = failureOf(rig.owner.actions.credentials('prod-admin'));
    await reached;
    const paused = rig.owner.pause();
    letGo();
    await Promise.all([paused, click]);
    const memory = rig.owner.handOver();
    await rig.restart();
    rig.owner.adopt(memory);
    await suffer(rig, { strikes: () => () => undefined });
    // The ID token that the refresh has brought went along: the next owner needs no other.
    expect(gitlab.requests.count('token', REFRESH)).toBe(1);
  });
});
