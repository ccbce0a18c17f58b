import { describe, expect, it } from 'vitest';
import { expectToWork, suffer } from './invariants.ts';
import { useMachine } from './machine.ts';
import { REFRESH, startRig, type Rig } from './rig.ts';
import { awsAnswers } from './strikes.ts';

const machine = useMachine();
const ASSUME = 'AssumeRoleWithWebIdentity';
const HOUR = 3_600_000;

async function signedIn(): Promise<Rig> {
  const rig = await startRig(machine());
  await rig.nextDay();
  return rig;
}

const wrong = [
  ['an hour fast', HOUR],
  ['an hour slow', -HOUR],
  ['a day fast', 24 * HOUR],
  ['a day slow', -24 * HOUR],
] as const;

describe('a clock', () => {
  it.each(wrong)(
    '%s from the start: signing in, renewing and keeping credentials work all the same',
    async (_how, ms) => {
      const rig = await startRig(machine());
      rig.setClock(ms);
      const { gitlab, aws } = rig.sandbox;
      await rig.nextDay();
      await suffer(rig, { strikes: () => () => undefined });
      // Both clicks were served with one exchange: what AWS says of the end is read by AWS's clock.
      expect(aws.requests.count(ASSUME)).toBe(1);
      expect(gitlab.requests.count('token', REFRESH)).toBe(1);
      // And they are not used any longer than they last.
      rig.clock.pass(HOUR);
      await expectToWork(rig);
      expect(aws.requests.count(ASSUME)).toBe(2);
    },
  );

  it.each(wrong)(
    'set to be %s while Tobira runs: held credentials are used no longer than they last',
    async (_how, ms) => {
      const rig = await signedIn();
      const { aws } = rig.sandbox;
      await expectToWork(rig);
      await suffer(rig, {
        strikes: () => {
          rig.setClock(ms);
          return () => undefined;
        },
      });
      const held = aws.requests.count(ASSUME);
      expect(held).toBeLessThanOrEqual(2);
      rig.clock.pass(HOUR);
      await expectToWork(rig);
      expect(aws.requests.count(ASSUME)).toBe(held + 1);
    },
  );
});

describe('STS', () => {
  it.each([
    ['an hour fast', HOUR, 'ahead of'],
    ['a day slow', -24 * HOUR, 'behind'],
  ] as const)(
    'takes every ID token for expired while this clock is %s: the message names the difference, not AWS',
    async (_how, ms, direction) => {
      const rig = await startRig(machine());
      rig.setClock(ms);
      await rig.nextDay();
      const { host } = new URL(rig.sandbox.gitlab.issuer);
      await suffer(rig, {
        strikes: awsAnswers(ASSUME, { kind: 'error', code: 'ExpiredTokenException' }),
        says: {
          code: 'clock_skew',
          words: ['disagree about the time', `${direction} ${host}`, 'set the time automatically'],
        },
      });
      // It was renewed once before anybody was blamed.
      expect(rig.sandbox.gitlab.requests.count('token', REFRESH)).toBe(2);
    },
  );
});

describe('after a sleep in which everything has ended', () => {
  it('ten clicks make one refresh and one exchange, and nobody signs in', async () => {
    const rig = await signedIn();
    const { gitlab, aws } = rig.sandbox;
    await expectToWork(rig);
    rig.clock.sleep(26 * HOUR);
    rig.owner.wake();
    expect(rig.view().roles.every(({ credentialsUntil }) => credentialsUntil === undefined)).toBe(true);
    const before = [gitlab.requests.count('token', REFRESH), aws.requests.count(ASSUME)];
    const results = await Promise.all(Array.from({ length: 10 }, () => rig.click()));
    expect(results).toEqual(Array.from({ length: 10 }));
    const after = [gitlab.requests.count('token', REFRESH), aws.requests.count(ASSUME)];
    expect(after.map((count, index) => count - (before[index] ?? 0))).toEqual([1, 1]);
    await suffer(rig, { strikes: () => () => undefined });
  });

  it('what is kept fresh is renewed at once, in one flight with the click that comes at the same moment', async () => {
    const rig = await signedIn();
    const { gitlab, aws } = rig.sandbox;
    const lease = rig.owner.keepFresh(roleOf(rig), () => undefined);
    await expectToWork(rig);
    rig.clock.sleep(26 * HOUR);
    const before = [gitlab.requests.count('token', REFRESH), aws.requests.count(ASSUME)];
    rig.owner.wake();
    expect(await rig.click()).toBeUndefined();
    const after = [gitlab.requests.count('token', REFRESH), aws.requests.count(ASSUME)];
    expect(after.map((count, index) => count - (before[index] ?? 0))).toEqual([1, 1]);
    lease.release();
    await suffer(rig, { strikes: () => () => undefined });
  });
});

function roleOf({ owner }: Rig): Parameters<Rig['owner']['keepFresh']>[0] {
  const { config } = owner.state.get();
  const [role] = config.status === 'ready' ? config.config.roles : [];
  if (role === undefined) throw new Error('There is no role');
  return role.id;
}
