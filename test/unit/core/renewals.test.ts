import { expect, test } from 'vitest';
import { AppError } from '../../../src/core/errors.ts';
import { Gate } from '../../support/fake-gate.ts';
import { createLeaseWorld, dev } from '../../support/fake-leases.ts';
import { configWith, credentialsFrom, roleWith } from '../../support/fake-nouns.ts';

const minute = 60_000;
const hour = 60 * minute;
const prod = roleWith();

const offline = () => new AppError('network_unreachable', { host: 'sts', reason: 'ENOTFOUND' });

test('a lease brings credentials at once, and new ones ahead of the last 15 minutes', async () => {
  const world = await createLeaseWorld();
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
  const world = await createLeaseWorld();
  world.random.value = value;
  const { got } = world.lease();
  await world.clock.advance(40 * minute + value * 5 * minute - 1);
  expect(got).toHaveLength(1);
  await world.clock.advance(2);
  expect(got).toHaveLength(2);
});

test('a leased role is never down to less than 15 minutes, for a day', async () => {
  const world = await createLeaseWorld();
  const { got } = world.lease();
  for (let passed = 0; passed < 24 * hour; passed += 10 * minute) {
    await world.clock.advance(10 * minute);
    expect((got.at(-1)?.expiresAt ?? 0) - world.clock.now()).toBeGreaterThanOrEqual(15 * minute);
  }
  expect(world.asked()).toBeLessThan(36);
});

test('a leased role that is reached through another is renewed as the whole chain, ahead of the end of its hour', async () => {
  const world = await createLeaseWorld();
  const chain = [{ arn: roleWith({ roleName: 'Hub' }).arn, externalId: 'acme:7' }];
  const chained = roleWith({ chain, durationSeconds: 3_600 });
  world.configSource.config = configWith({ roles: [chained] });
  await world.owner.actions.loadConfig();
  const { got } = world.lease(chained);
  for (let passed = 0; passed < 3 * hour; passed += 10 * minute) {
    await world.clock.advance(10 * minute);
    expect((got.at(-1)?.expiresAt ?? 0) - world.clock.now()).toBeGreaterThanOrEqual(15 * minute);
  }
  expect(got.length).toBeGreaterThan(3);
  expect(world.assumer.asked.map((asked) => asked.chain)).toEqual(got.map(() => chain));
});

test('without a lease nothing is renewed', async () => {
  const world = await createLeaseWorld();
  await world.owner.actions.credentials('prod');
  await world.clock.advance(24 * hour);
  expect(world.asked()).toBe(1);
});

test('a lease that is released renews nothing any more', async () => {
  const world = await createLeaseWorld();
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
  const world = await createLeaseWorld();
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
  const world = await createLeaseWorld();
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
  const world = await createLeaseWorld();
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
