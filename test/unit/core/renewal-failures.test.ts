import { expect, test } from 'vitest';
import { AppError } from '../../../src/core/errors.ts';
import type { AwsCredentials, RoleId } from '../../../src/core/model.ts';
import { createLeaseWorld, dev } from '../../support/fake-leases.ts';
import { configWith, identityWith, roleWith } from '../../support/fake-nouns.ts';

const minute = 60_000;
const hour = 60 * minute;
const work = identityWith();
const prod = roleWith();

const offline = () => new AppError('network_unreachable', { host: 'sts', reason: 'ENOTFOUND' });
const refused = () =>
  new AppError('role_refused', {
    ...{ roleArn: prod.arn.text, issuer: work.issuer, audience: 'app-1', subject: '42' },
  });

test('while nothing gets through the pauses grow to a minute, and end when it does', async () => {
  const world = await createLeaseWorld();
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
  const world = await createLeaseWorld();
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
  const world = await createLeaseWorld();
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
  const world = await createLeaseWorld();
  const { got } = world.lease();
  world.assumer.failWith(new AppError('sts_throttled', { waitSeconds: 100 }));
  await world.clock.advance(99_999);
  expect(world.asked()).toBe(1);
  await world.clock.advance(1);
  expect(got).toHaveLength(1);
});

test('a refusal is shown and not tried again, until the user acts', async () => {
  const world = await createLeaseWorld();
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
  const world = await createLeaseWorld();
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
  const world = await createLeaseWorld();
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

test('one that cannot take its credentials does not harm the others', async () => {
  const world = await createLeaseWorld();
  world.owner.keepFresh(prod.id, () => {
    throw new Error('no room');
  });
  const { got } = world.lease();
  await world.clock.advance(45 * minute);
  expect(got).toHaveLength(2);
  expect(world.log.lines.join('\n')).toContain('renewal.not-taken');
});

test('a role that nobody knows stops the lease without a word on any row', async () => {
  const world = await createLeaseWorld();
  const got: AwsCredentials[] = [];
  world.owner.keepFresh('nowhere' as RoleId, (fresh) => got.push(fresh));
  await world.clock.advance(hour);
  expect(got).toHaveLength(0);
  expect(world.owner.state.get().roles.has('nowhere' as RoleId)).toBe(false);
});
