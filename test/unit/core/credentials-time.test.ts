import { expect, test } from 'vitest';
import { AppError } from '../../../src/core/errors.ts';
import { createCredentialsWorld } from '../../support/fake-credentials.ts';
import { credentialsFrom, roleWith } from '../../support/fake-nouns.ts';

const prod = roleWith();
const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

const offline = () => new AppError('network_unreachable', { host: 'sts', reason: 'ENOTFOUND' });

test.for([-day, -hour, hour, day])('a clock that is set by %i ms loses nothing', async (ms) => {
  const world = await createCredentialsWorld();
  const first = await world.get();
  world.clock.set(ms);

  expect(await world.get()).toBe(first);
  await world.clock.advance(45 * minute);
  expect(await world.get()).toBe(first);
});

test.for([-day, -hour, hour, day])(
  'with a clock that was set by %i ms nothing is handed out that has ended',
  async (ms) => {
    const world = await createCredentialsWorld();
    const first = await world.get();
    world.clock.set(ms);

    await world.clock.advance(45 * minute + 1);
    expect(await world.get()).not.toBe(first);

    await world.clock.advance(hour);
    world.assumer.failWith(offline());
    await expect(world.get()).rejects.toMatchObject({ code: 'network_unreachable' });
  },
);

test.for([-day, -hour, hour, day])(
  "credentials last as long as AWS says where AWS's clock is %i ms ahead of ours",
  async (ms) => {
    const world = await createCredentialsWorld();
    world.assumer.answers.push(() => Promise.resolve(credentialsFrom(world.clock.now() + ms)));
    const first = await world.get();
    // What tools get is AWS's own time; what is counted down here is this computer's.
    expect(first.expiresAt).toBe(world.clock.now() + ms + hour);
    expect(world.shown()?.sessionEnds?.full).toBe(world.clock.now() + hour);

    await world.clock.advance(45 * minute);
    expect(await world.get()).toBe(first);
    await world.clock.advance(1);
    expect(await world.get()).not.toBe(first);
  },
);

test('credentials that end are shown as gone', async () => {
  const world = await createCredentialsWorld();
  const { expiresAt } = await world.get();
  await world.clock.advance(hour - 1);
  expect(world.shown()?.sessionEnds?.full).toBe(expiresAt);

  await world.clock.advance(1);

  expect(world.shown()?.sessionEnds).toBeUndefined();
  expect(world.credentials.handOver().size).toBe(0);
});

test('after sleep past their end they are gone as soon as somebody looks', async () => {
  const world = await createCredentialsWorld();
  await world.get();
  world.clock.sleep(2 * hour);

  world.credentials.look();

  expect(world.shown()?.sessionEnds).toBeUndefined();
});

test('after sleep past their end they are not handed out, whether or not somebody has looked', async () => {
  const world = await createCredentialsWorld();
  const first = await world.get();
  world.clock.sleep(2 * hour);
  expect(await world.get()).not.toBe(first);
});

test('the end of what is held is shown anew where the clock was set', async () => {
  const world = await createCredentialsWorld();
  await world.get();
  const end = world.clock.now() + hour;
  world.clock.set(day);

  world.credentials.look();

  expect(world.shown()?.sessionEnds?.full).toBe(end + day);
});

test('the life of credentials is counted from the question, not from the answer', async () => {
  const world = await createCredentialsWorld();
  world.assumer.answers.push(() => {
    const given = credentialsFrom(world.clock.now());
    // The lid closes while the answer is on its way.
    world.clock.sleep(50 * minute);
    return Promise.resolve(given);
  });
  const first = await world.get();
  expect(await world.get()).not.toBe(first);
});

test('renewing ahead begins five minutes before the mark of 15 minutes', async () => {
  const world = await createCredentialsWorld();
  const first = await world.ahead();
  await world.clock.advance(40 * minute - 1);
  expect(await world.ahead()).toBe(first);

  await world.clock.advance(1);

  const second = await world.ahead();
  expect(second).not.toBe(first);
  expect(await world.get()).toBe(second);
});

test('for short credentials it begins a twelfth of their life before half of it', async () => {
  const world = await createCredentialsWorld();
  world.assumer.answers.push(() => Promise.resolve(credentialsFrom(world.clock.now(), 15 * minute)));
  const first = await world.ahead();
  const start = world.clock.steady();
  expect(world.credentials.due(prod)).toEqual({ from: start + 6.25 * minute, by: start + 7.5 * minute });

  await world.clock.advance(6.25 * minute);

  expect(await world.ahead()).not.toBe(first);
});

test('what is not held is due now', async () => {
  const world = await createCredentialsWorld();
  const now = world.clock.steady();
  expect(world.credentials.due(prod)).toEqual({ from: now, by: now });
});

test('renewing ahead tells where it fails, while others still get what works', async () => {
  const world = await createCredentialsWorld();
  const first = await world.get();
  await world.clock.advance(50 * minute);
  world.assumer.failWith(offline(), offline());

  await expect(world.ahead()).rejects.toMatchObject({ code: 'network_unreachable' });
  expect(await world.get()).toBe(first);
});

test('a click that comes while credentials are renewed ahead waits for the same exchange', async () => {
  const world = await createCredentialsWorld();
  await world.get();
  await world.clock.advance(46 * minute);

  const [ahead, clicked] = await Promise.all([world.ahead(), world.get()]);

  expect(clicked).toBe(ahead);
  expect(world.assumer.asked).toHaveLength(2);
});
