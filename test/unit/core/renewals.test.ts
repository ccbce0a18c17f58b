import { expect, test } from 'vitest';
import { AppError } from '../../../src/core/errors.ts';
import type { AwsCredentials, RoleId } from '../../../src/core/model.ts';
import { createFakeWorld } from '../../support/fake-owner.ts';
import { settle } from '../../support/fake-clock.ts';
import { Gate } from '../../support/fake-gate.ts';
import { bob, configWith, credentialsFrom, identityWith, roleWith } from '../../support/fake-nouns.ts';

const minute = 60_000;
const hour = 60 * minute;
const work = identityWith();
const prod = roleWith();
const dev = roleWith({ id: 'dev', roleName: 'Dev' });

const offline = () => new AppError('network_unreachable', { host: 'sts', reason: 'ENOTFOUND' });
const refused = () =>
  new AppError('role_refused', {
    ...{ roleArn: prod.arn.text, issuer: work.issuer, audience: 'app-1', subject: '42' },
  });

/** An owner whose user is signed in. */
async function createWorld() {
  const world = createFakeWorld();
  const { owner, configSource, assumer, clock } = world;
  configSource.config = configWith({ roles: [prod, dev] });
  const signIn = async () => {
    const login = owner.actions.signIn('work', world.browser);
    await settle();
    world.provider.approve(work);
    await login;
    await clock.advance(0);
  };
  await signIn();
  const lease = (role = prod) => {
    const got: AwsCredentials[] = [];
    const held = owner.keepFresh(role.id, (fresh) => got.push(fresh));
    return { got, release: () => held.release() };
  };
  return {
    ...world,
    signIn,
    lease,
    asked: () => assumer.asked.length,
    activity: () => owner.state.get().roles.get(prod.id)?.activity,
  };
}

test('a lease brings credentials at once, and new ones ahead of the last 15 minutes', async () => {
  const world = await createWorld();
  const { got } = world.lease();
  await world.clock.advance(0);
  expect(got).toHaveLength(1);

  // Chance says: in the middle between 20 and 15 minutes before the end.
  await world.clock.advance(42.5 * minute - 1);
  expect(got).toHaveLength(1);
  await world.clock.advance(1);

  expect(got).toHaveLength(2);
  expect(got[1]).not.toBe(got[0]);
  expect(await world.owner.actions.credentials('prod')).toBe(got[1]);
});

test.for([0, 0.25, 0.999])('chance (%d) decides when, and never too late', async (value) => {
  const world = await createWorld();
  world.random.value = value;
  const { got } = world.lease();
  await world.clock.advance(40 * minute + value * 5 * minute - 1);
  expect(got).toHaveLength(1);
  await world.clock.advance(2);
  expect(got).toHaveLength(2);
});

test('a leased role is never down to less than 15 minutes, for a day', async () => {
  const world = await createWorld();
  const { got } = world.lease();
  for (let passed = 0; passed < 24 * hour; passed += 10 * minute) {
    await world.clock.advance(10 * minute);
    expect((got.at(-1)?.expiresAt ?? 0) - world.clock.now()).toBeGreaterThanOrEqual(15 * minute);
  }
  expect(world.asked()).toBeLessThan(36);
});

test('without a lease nothing is renewed', async () => {
  const world = await createWorld();
  await world.owner.actions.credentials('prod');
  await world.clock.advance(24 * hour);
  expect(world.asked()).toBe(1);
});

test('a lease that is released renews nothing any more', async () => {
  const world = await createWorld();
  const { got, release } = world.lease();
  await world.clock.advance(minute);
  expect(world.owner.inUse()).toBe(true);

  release();

  expect(world.owner.inUse()).toBe(false);
  await world.clock.advance(24 * hour);
  expect(got).toHaveLength(1);
  expect(world.asked()).toBe(1);
});

test('two leases on one role are one renewal, which both get, until the last one is released', async () => {
  const world = await createWorld();
  const one = world.lease();
  await world.clock.advance(minute);
  const two = world.lease();
  await world.clock.advance(45 * minute);
  expect(two.got).toEqual(one.got);
  expect(world.asked()).toBe(2);

  one.release();
  one.release();
  await world.clock.advance(45 * minute);

  expect(one.got).toHaveLength(2);
  expect(two.got).toHaveLength(3);
});

test('a renewal that somebody else has caused is told, and counts', async () => {
  const world = await createWorld();
  const { got } = world.lease();
  await world.clock.advance(minute);
  world.assumer.failWith(offline());
  // The renewal that is due fails; the click right after it does not.
  await world.clock.advance(41.5 * minute);
  expect(got).toHaveLength(1);
  await world.clock.advance(1_000);
  world.clock.sleep(3 * minute);

  const clicked = await world.owner.actions.credentials('prod');

  expect(got).toEqual([got[0], clicked]);
  const asked = world.asked();
  await world.clock.advance(40 * minute);
  expect(world.asked()).toBe(asked);
});

test('roles are renewed one after the other, with one ID token', async () => {
  const world = await createWorld();
  const gate = new Gate();
  const tokens = world.provider.presented.length;
  world.assumer.answers.push(async () => {
    await gate.passed();
    return credentialsFrom(world.clock.now());
  });
  world.lease(prod);
  world.lease(dev);
  await world.clock.advance(1_000);
  expect(world.asked()).toBe(1);

  gate.open();
  await world.clock.advance(0);

  expect(world.asked()).toBe(2);
  await world.clock.advance(45 * minute);
  expect(world.asked()).toBe(4);
  expect(world.provider.presented).toHaveLength(tokens + 1);
});

test('while nothing gets through the pauses grow to a minute, and end when it does', async () => {
  const world = await createWorld();
  const { got } = world.lease();
  world.assumer.failWith(...Array.from({ length: 10 }, offline));
  const times: number[] = [];
  const start = world.clock.steady();
  let asked = world.asked();
  for (let second = 0; second < 360; second++) {
    await world.clock.advance(1_000);
    if (world.asked() > asked) times.push((world.clock.steady() - start) / 1000);
    asked = world.asked();
  }
  // Three quarters of 2, 4, 8, 16, 32, 60, 60, … seconds, where chance is in the middle.
  expect(times).toEqual([1, 2, 5, 11, 23, 47, 92, 137, 182, 227, 272]);
  expect(got).toHaveLength(1);
});

test('roles that fail together try one at a time', async () => {
  const world = await createWorld();
  world.lease(prod);
  world.lease(dev);
  world.assumer.failWith(...Array.from({ length: 4 }, offline));
  await world.clock.advance(0);
  expect(world.asked()).toBe(1);
  await world.clock.advance(1_500);
  // The other one has its turn: what keeps the first from working need not concern it.
  expect(world.assumer.asked.map(({ roleArn }) => roleArn.roleName)).toEqual(['Admin', 'Dev']);
});

test('a role that never works does not keep the others from being renewed', async () => {
  const world = await createWorld();
  const bad = world.lease(prod);
  const good = world.lease(dev);
  const answer = world.assumer.assume.bind(world.assumer);
  world.assumer.assume = (assumption) =>
    assumption.roleArn.roleName === 'Admin' ? Promise.reject(offline()) : answer(assumption);
  await world.clock.advance(2 * hour);
  expect(bad.got).toHaveLength(0);
  expect(good.got.length).toBeGreaterThanOrEqual(3);
});

test('a wait that AWS asks for is kept to', async () => {
  const world = await createWorld();
  const { got } = world.lease();
  world.assumer.failWith(new AppError('sts_throttled', { waitSeconds: 100 }));
  await world.clock.advance(99_999);
  expect(world.asked()).toBe(1);
  await world.clock.advance(1);
  expect(got).toHaveLength(1);
});

test('a refusal is shown and not tried again, until the user acts', async () => {
  const world = await createWorld();
  const { got } = world.lease();
  world.assumer.failWith(refused());
  await world.clock.advance(24 * hour);
  expect(world.asked()).toBe(1);
  expect(world.activity()).toMatchObject({ status: 'failed', error: { code: 'role_refused' } });

  const clicked = await world.owner.actions.credentials('prod');

  expect(got).toEqual([clicked]);
  await world.clock.advance(45 * minute);
  expect(got).toHaveLength(2);
});

test('an edit of the configuration is an act of the user', async () => {
  const world = await createWorld();
  const { got } = world.lease();
  world.assumer.failWith(refused());
  await world.clock.advance(hour);
  world.configSource.config = configWith({ roles: [roleWith({ roleName: 'ReadOnly' })] });

  await world.owner.actions.loadConfig();
  await world.clock.advance(0);

  expect(got).toHaveLength(1);
  expect(world.activity()).toEqual({ status: 'idle' });
  expect(world.assumer.asked.at(-1)?.roleArn.roleName).toBe('ReadOnly');
});

test('a role that leaves the configuration is renewed again when it comes back', async () => {
  const world = await createWorld();
  const { got } = world.lease();
  await world.clock.advance(0);
  world.configSource.config = configWith({ roles: [dev] });
  await world.owner.actions.loadConfig();
  await world.clock.advance(2 * hour);
  expect(got).toHaveLength(1);

  world.configSource.config = configWith({ roles: [prod] });
  await world.owner.actions.loadConfig();
  await world.clock.advance(0);

  expect(got).toHaveLength(2);
});

test('signing out stops it, and signing in has it go on', async () => {
  const world = await createWorld();
  const { got } = world.lease();
  await world.clock.advance(minute);
  await world.owner.actions.signOut('work');
  await world.clock.advance(24 * hour);
  expect(world.asked()).toBe(1);
  expect(world.activity()).toBeUndefined();

  await world.signIn();

  expect(got).toHaveLength(2);
  await world.clock.advance(45 * minute);
  expect(got).toHaveLength(3);
});

test('a session that has ended stops it, and is asked about once', async () => {
  const world = await createWorld();
  const { got } = world.lease();
  await world.clock.advance(minute);
  world.provider.live = 'somebody else has the session';
  const presented = world.provider.presented.length;
  await world.clock.advance(24 * hour);
  expect(world.provider.presented).toHaveLength(presented + 1);
  expect(world.owner.state.get().sessions.get(work.id)).toMatchObject({
    status: 'signed-out',
    error: { code: 'session_expired' },
  });

  await world.signIn();
  expect(got).toHaveLength(2);
});

test('another user who signs in gets credentials of their own into what is kept fresh', async () => {
  const world = await createWorld();
  world.lease();
  await world.clock.advance(minute);
  await world.owner.actions.signOut('work');
  world.provider.user = bob;
  await world.signIn();
  expect(world.assumer.asked.at(-1)?.sessionName).toBe('bob@example.com');
});

test('after sleep past the end waking renews at once, in one go', async () => {
  const world = await createWorld();
  const { got } = world.lease(prod);
  const other = world.lease(dev);
  await world.clock.advance(minute);
  world.clock.sleep(9 * hour);
  const presented = world.provider.presented.length;

  world.owner.wake();
  world.owner.wake();
  await world.clock.advance(0);
  world.owner.wake();
  await world.clock.advance(0);

  expect(got).toHaveLength(2);
  expect(other.got).toHaveLength(2);
  expect(world.asked()).toBe(4);
  expect(world.provider.presented).toHaveLength(presented + 1);
});

test('waking renews nothing that is not short of time', async () => {
  const world = await createWorld();
  const { got } = world.lease();
  await world.clock.advance(minute);
  world.clock.sleep(20 * minute);
  world.owner.wake();
  await world.clock.advance(0);
  expect(got).toHaveLength(1);
  expect(world.asked()).toBe(1);
});

test('waking cuts a pause short: the network may be back', async () => {
  const world = await createWorld();
  const { got } = world.lease();
  world.assumer.failWith(...Array.from({ length: 7 }, offline));
  await world.clock.advance(100_000);
  expect(world.asked()).toBe(7);

  world.owner.wake();
  await world.clock.advance(0);

  expect(got).toHaveLength(1);
});

test('without any sign of waking, sleep is noticed within a minute', async () => {
  const world = await createWorld();
  const { got } = world.lease();
  await world.clock.advance(0);
  world.clock.sleep(9 * hour);
  await world.clock.advance(minute);
  expect(got).toHaveLength(2);
});

test('credentials that ended in sleep are shown as gone at waking, leased or not', async () => {
  const world = await createWorld();
  await world.owner.actions.credentials('prod');
  world.clock.sleep(2 * hour);
  world.owner.wake();
  expect(world.owner.state.get().roles.get(prod.id)?.credentialsUntil).toBeUndefined();
  await world.clock.advance(0);
  expect(world.asked()).toBe(1);
});

test('waking tries again what a locked keychain had stopped', async () => {
  const world = await createWorld();
  const { got } = world.lease();
  await world.clock.advance(minute);
  world.secrets.fault = 'locked';
  await world.clock.advance(hour);
  expect(got).toHaveLength(1);
  world.secrets.fault = 'none';
  await world.clock.advance(hour);
  expect(got).toHaveLength(1);

  world.owner.wake();
  await world.clock.advance(0);

  expect(got).toHaveLength(2);
});

test('an owner that ends renews nothing any more', async () => {
  const world = await createWorld();
  world.lease();
  await world.clock.advance(minute);
  await world.owner.end();
  await world.clock.advance(24 * hour);
  expect(world.asked()).toBe(1);
});

test('an owner that hands over renews nothing, and goes on where that came to nothing', async () => {
  const world = await createWorld();
  const { got } = world.lease();
  await world.clock.advance(minute);
  await world.owner.pause();
  await world.clock.advance(hour);
  expect(world.asked()).toBe(1);

  world.owner.resume();
  await world.clock.advance(0);

  expect(got).toHaveLength(2);
});

test('one that cannot take its credentials does not harm the others', async () => {
  const world = await createWorld();
  world.owner.keepFresh(prod.id, () => {
    throw new Error('no room');
  });
  const { got } = world.lease();
  await world.clock.advance(45 * minute);
  expect(got).toHaveLength(2);
  expect(world.log.lines.join('\n')).toContain('renewal.not-taken');
});

test('a role that nobody knows stops the lease without a word on any row', async () => {
  const world = await createWorld();
  const got: AwsCredentials[] = [];
  world.owner.keepFresh('nowhere' as RoleId, (fresh) => got.push(fresh));
  await world.clock.advance(hour);
  expect(got).toHaveLength(0);
  expect(world.owner.state.get().roles.has('nowhere' as RoleId)).toBe(false);
});
