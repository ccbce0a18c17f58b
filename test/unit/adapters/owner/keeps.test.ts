import { expect, test } from 'vitest';
import { AppError } from '../../../../src/core/errors.ts';
import { settle } from '../../../support/fake-clock.ts';
import { createKeepWorld, hear, last } from '../../../support/fake-keeps.ts';
import { bob, credentialsFrom, identityWith, roleWith } from '../../../support/fake-nouns.ts';

const work = identityWith();
const minute = 60_000;
const hour = 60 * minute;

test('the client gets credentials at once, and new ones ahead of the last 15 minutes', async () => {
  const world = await createKeepWorld();
  await world.signIn();
  const line = world.keep();
  await hear(world, line, 1);
  expect(last(line)).toMatchObject({
    accessKeyId: 'ASIA-1',
    secretAccessKey: expect.any(String) as string,
    sessionToken: expect.any(String) as string,
    region: 'eu-central-1',
    leftMs: hour,
  });
  await world.clock.advance(45 * minute);
  await hear(world, line, 2);
  expect(last(line)).toMatchObject({ accessKeyId: 'ASIA-2' });
  expect(world.assumer.asked).toHaveLength(2);
});

test('what is held already is sent with the time that is left of it, whatever the clock says', async () => {
  const world = await createKeepWorld();
  await world.signIn();
  await world.owner.actions.credentials('prod');
  await world.clock.advance(20 * minute);
  world.clock.set(-24 * hour);
  world.owner.look();
  const line = world.keep();
  await hear(world, line, 1);
  expect(last(line)).toMatchObject({ accessKeyId: 'ASIA-1', leftMs: 40 * minute });
});

test('several clients share one renewal', async () => {
  const world = await createKeepWorld();
  await world.signIn();
  const lines = [world.keep(), world.keep(), world.keep()];
  for (const line of lines) await hear(world, line, 1);
  await world.clock.advance(45 * minute);
  for (const line of lines) await hear(world, line, 2);
  expect(world.assumer.asked).toHaveLength(2);
});

test('a client that goes is kept fresh for no longer', async () => {
  const world = await createKeepWorld();
  await world.signIn();
  const line = world.keep();
  await hear(world, line, 1);
  expect([world.owner.inUse(), world.busy()]).toEqual([true, 1]);
  line.socket.destroy();
  await expect.poll(() => world.busy()).toBe(0);
  expect(world.owner.inUse()).toBe(false);
  await world.clock.advance(2 * hour);
  expect(world.assumer.asked).toHaveLength(1);
});

test('a client that stays is not hung up on, however long nothing is said', async () => {
  const world = await createKeepWorld();
  await world.signIn();
  const line = world.keep();
  await hear(world, line, 1);
  await world.clock.advance(30 * minute);
  expect(line.socket.closed).toBe(false);
  expect(world.busy()).toBe(1);
});

test('where a login is needed the client is told to forget what it has, and gets some after a login', async () => {
  const world = await createKeepWorld();
  const line = world.keep();
  await hear(world, line, 1);
  expect(line.heard).toEqual([{ type: 'no-credentials' }]);
  await world.signIn();
  await hear(world, line, 2);
  expect(last(line)).toMatchObject({ accessKeyId: 'ASIA-1' });
});

test('signing out takes the credentials back, once, and a login brings new ones', async () => {
  const world = await createKeepWorld();
  await world.signIn();
  const line = world.keep();
  await hear(world, line, 1);
  await world.owner.actions.signOut(undefined);
  await hear(world, line, 2);
  expect(line.heard.at(-1)).toEqual({ type: 'no-credentials' });
  await world.clock.advance(hour);
  expect(line.heard).toHaveLength(2);
  await world.signIn();
  await hear(world, line, 3);
  expect(last(line)).toMatchObject({ accessKeyId: 'ASIA-2' });
});

test('locking everything takes the credentials back', async () => {
  const world = await createKeepWorld();
  await world.signIn();
  const line = world.keep();
  await hear(world, line, 1);
  await world.owner.actions.lock.everything();
  await hear(world, line, 2);
  expect(line.heard.at(-1)).toEqual({ type: 'no-credentials' });
});

test('what one user obtained is not left to the next one', async () => {
  const world = await createKeepWorld();
  await world.signIn();
  const line = world.keep();
  await hear(world, line, 1);
  const login = world.owner.actions.signIn(undefined, world.browser);
  await settle();
  world.provider.user = bob;
  world.provider.approve(work);
  await login;
  await hear(world, line, 3);
  expect(line.heard.map(({ type }) => type)).toEqual(['credentials', 'no-credentials', 'credentials']);
});

test('credentials that end without new ones are taken back', async () => {
  const world = await createKeepWorld();
  await world.signIn();
  const line = world.keep();
  await hear(world, line, 1);
  const { text } = roleWith().arn;
  const shown = { roleArn: text, issuer: 'x', audience: 'x', subject: '42' };
  for (let count = 0; count < 20; count++) world.assumer.failWith(new AppError('role_refused', shown));
  await world.clock.advance(hour - 1);
  expect(line.heard).toHaveLength(1);
  await world.clock.advance(1);
  await hear(world, line, 2);
  expect(line.heard.at(-1)).toEqual({ type: 'no-credentials' });
});

test('a role that wants to be asked about is never sent, but kept fresh all the same', async () => {
  const world = await createKeepWorld();
  await world.signIn();
  await world.configure(roleWith({ confirm: true }));
  const line = world.keep();
  await hear(world, line, 1);
  expect(line.heard).toEqual([{ type: 'no-credentials' }]);
  await expect
    .poll(async () => {
      await world.clock.advance(0);
      return world.assumer.asked.length;
    })
    .toBe(1);
  await world.clock.advance(45 * minute);
  expect(world.assumer.asked).toHaveLength(2);
  expect(line.heard).toHaveLength(1);
});

test('a role that comes to want it is taken back, and sent when it does not any more', async () => {
  const world = await createKeepWorld();
  await world.signIn();
  const line = world.keep();
  await hear(world, line, 1);
  await world.configure(roleWith({ confirm: true }));
  await hear(world, line, 2);
  expect(line.heard.at(-1)).toEqual({ type: 'no-credentials' });
  await world.configure(roleWith());
  await hear(world, line, 3);
  expect(last(line)).toMatchObject({ accessKeyId: 'ASIA-1' });
});

test.for([
  ['has another ARN', [roleWith({ roleName: 'Other' })]],
  ['is gone', [roleWith({ id: 'other' })]],
] as const)(
  'a role that %s in the configuration is taken back, and to be asked for anew',
  async ([, roles]) => {
    const world = await createKeepWorld();
    await world.signIn();
    const line = world.keep();
    await hear(world, line, 1);
    await world.configure(...roles);
    await line.over;
    expect(line.heard.slice(1)).toEqual([{ type: 'no-credentials' }, { type: 'result', value: {} }]);
    expect([world.owner.inUse(), world.busy()]).toEqual([false, 0]);
  },
);

test('another change of the configuration changes nothing', async () => {
  const world = await createKeepWorld();
  await world.signIn();
  const line = world.keep();
  await hear(world, line, 1);
  await world.configure(roleWith({ name: 'Another name' }), roleWith({ id: 'other' }));
  await settle();
  expect(line.heard).toHaveLength(1);
  expect(line.socket.closed).toBe(false);
});

test('a role that is not known is refused', async () => {
  const world = await createKeepWorld();
  const line = world.keep('nobody');
  await line.over;
  expect(line.heard).toMatchObject([{ type: 'error', error: { code: 'unknown_role' } }]);
  expect(world.owner.inUse()).toBe(false);
});

test('an owner that ends lets its clients go, and one that has ended keeps nobody', async () => {
  const world = await createKeepWorld();
  await world.signIn();
  const line = world.keep();
  await hear(world, line, 1);
  await world.owner.end();
  await line.over;
  expect(line.heard.at(-1)).toEqual({ type: 'result', value: {} });
  await world.keep().over;
  expect(world.owner.inUse()).toBe(false);
});

test('a session on its way to the next owner leaves the clients where they are, should it come back', async () => {
  const world = await createKeepWorld();
  await world.signIn();
  const line = world.keep();
  await hear(world, line, 1);
  await world.owner.pause();
  await world.clock.advance(50 * minute);
  expect(line.heard).toHaveLength(1);
  world.owner.resume();
  await hear(world, line, 2);
});

test('too many at once are refused, and served again when some have gone', async () => {
  const world = await createKeepWorld();
  await world.signIn();
  const lines = Array.from({ length: 256 }, () => world.keep());
  for (const line of lines) await hear(world, line, 1);
  const late = world.keep();
  await late.over;
  expect(late.heard).toMatchObject([{ type: 'error', error: { code: 'owner_busy' } }]);
  lines[0]?.socket.destroy();
  await expect.poll(() => world.busy()).toBe(255);
  await hear(world, world.keep(), 1);
});

test('a client that does not read costs no memory: it gets the newest when it does', async () => {
  const world = await createKeepWorld();
  await world.signIn();
  const rounds = 400;
  for (let round = 1; round <= rounds + 1; round++) {
    const sessionToken = 'x'.repeat(10_000);
    world.assumer.answers.push(() =>
      Promise.resolve({ ...credentialsFrom(world.clock.now(), hour, String(round)), sessionToken }),
    );
  }
  const line = world.keep();
  await hear(world, line, 1);
  line.socket.pause();
  for (let round = 0; round < rounds; round++) await world.clock.advance(45 * minute);
  expect(world.assumer.asked.length).toBeGreaterThanOrEqual(rounds);
  line.socket.resume();
  const newest = `ASIA-${world.assumer.asked.length}`;
  await expect.poll(() => last(line)?.accessKeyId).toBe(newest);
  // What the sockets themselves hold arrives too, and not much else.
  expect(line.heard.length).toBeLessThan(rounds / 2);
});

test('each client gets the kind that it asks for, with the time that is left of that one', async () => {
  const world = await createKeepWorld();
  await world.signIn();
  const reading = world.keep('prod', 'read-only');
  await hear(world, reading, 1);
  await world.clock.advance(10 * minute);
  const all = world.keep();
  await hear(world, all, 1);
  const again = world.keep('prod', 'read-only');
  await hear(world, again, 1);

  expect(last(reading)).toMatchObject({ accessKeyId: 'ASIA-1', leftMs: hour });
  expect(last(all)).toMatchObject({ accessKeyId: 'ASIA-2', leftMs: hour });
  expect(last(again)).toMatchObject({ accessKeyId: 'ASIA-1', leftMs: 50 * minute });
  expect(world.assumer.asked.map(({ policyArns }) => policyArns?.length ?? 0)).toEqual([1, 0]);
});
