import { expect, test } from 'vitest';
import { AppError } from '../../../src/core/errors.ts';
import { Gate } from '../../support/fake-gate.ts';
import { createLeaseWorld, dev } from '../../support/fake-leases.ts';
import { bob, credentialsFrom, identityWith, roleWith } from '../../support/fake-nouns.ts';

const minute = 60_000;
const hour = 60 * minute;
const work = identityWith();
const prod = roleWith();

const offline = () => new AppError('network_unreachable', { host: 'sts', reason: 'ENOTFOUND' });

test('signing out stops it, and signing in has it go on', async () => {
  const world = await createLeaseWorld();
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
  const world = await createLeaseWorld();
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

test('signing out and in again while a renewal is under way ends with a renewal of the new session', async () => {
  const world = await createLeaseWorld();
  const { got } = world.lease();
  await world.clock.advance(minute);
  const gate = new Gate();
  world.assumer.answers.push(async () => {
    await gate.passed();
    return credentialsFrom(world.clock.now(), hour, 'of the session before');
  });
  await world.clock.advance(42 * minute);
  await world.owner.actions.signOut('work');
  await world.signIn();

  gate.open();
  await world.clock.advance(0);

  expect(got).toHaveLength(2);
  expect(got[1]?.accessKeyId).not.toBe('ASIA-of the session before');
});

test('another user who signs in gets credentials of their own into what is kept fresh', async () => {
  const world = await createLeaseWorld();
  world.lease();
  await world.clock.advance(minute);
  await world.owner.actions.signOut('work');
  world.provider.user = bob;
  await world.signIn();
  expect(world.assumer.asked.at(-1)?.sessionName).toBe('bob@example.com');
});

test('after sleep past the end waking renews at once, in one go', async () => {
  const world = await createLeaseWorld();
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
  const world = await createLeaseWorld();
  const { got } = world.lease();
  await world.clock.advance(minute);
  world.clock.sleep(20 * minute);
  world.owner.wake();
  await world.clock.advance(0);
  expect(got).toHaveLength(1);
  expect(world.asked()).toBe(1);
});

test('waking cuts a pause short: the network may be back', async () => {
  const world = await createLeaseWorld();
  const { got } = world.lease();
  world.assumer.failWith(...Array.from({ length: 7 }, offline));
  await world.clock.advance(100_000);
  expect(world.asked()).toBe(7);

  world.owner.wake();
  await world.clock.advance(0);

  expect(got).toHaveLength(1);
});

test('without any sign of waking, sleep is noticed within a minute', async () => {
  const world = await createLeaseWorld();
  const { got } = world.lease();
  await world.clock.advance(0);
  world.clock.sleep(9 * hour);
  await world.clock.advance(minute);
  expect(got).toHaveLength(2);
});

test('credentials that ended in sleep are shown as gone at waking, leased or not', async () => {
  const world = await createLeaseWorld();
  await world.owner.actions.credentials('prod');
  world.clock.sleep(2 * hour);
  world.owner.wake();
  expect(world.owner.state.get().roles.get(prod.id)?.sessionEnds).toBeUndefined();
  await world.clock.advance(0);
  expect(world.asked()).toBe(1);
});

test('waking tries again what a locked keychain had stopped', async () => {
  const world = await createLeaseWorld();
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
  const world = await createLeaseWorld();
  world.lease();
  await world.clock.advance(minute);
  await world.owner.end();
  await world.clock.advance(24 * hour);
  expect(world.asked()).toBe(1);
});

test('an owner that hands over renews nothing, and goes on where that came to nothing', async () => {
  const world = await createLeaseWorld();
  const { got } = world.lease();
  await world.clock.advance(minute);
  await world.owner.pause();
  await world.clock.advance(hour);
  expect(world.asked()).toBe(1);

  world.owner.resume();
  await world.clock.advance(0);

  expect(got).toHaveLength(2);
});
