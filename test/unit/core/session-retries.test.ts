import { expect, test } from 'vitest';
import { AppError } from '../../../src/core/errors.ts';
import { settle } from '../../support/fake-clock.ts';
import { identityWith } from '../../support/fake-nouns.ts';
import { createSessionWorld } from '../../support/fake-sessions.ts';

const work = identityWith();
/** Past the life of an ID token. */
const later = 121_000;

const failed = (status: number, waitSeconds?: number) =>
  new AppError('issuer_failed', {
    ...{ issuer: work.issuer, status },
    ...(waitSeconds !== undefined && { waitSeconds }),
  });

/** A session whose ID token has run out, at a provider that fails in these ways before it works. */
async function createWorld(...failures: readonly AppError[]) {
  const world = createSessionWorld();
  await world.signIn(work);
  await world.clock.advance(later);
  const times: number[] = [];
  const start = world.clock.steady();
  const left = [...failures];
  const { provider } = world;
  const refresh: typeof provider.rotate = (...request) => {
    times.push(world.clock.steady() - start);
    const failure = left.shift();
    provider.nextRefresh = refresh;
    return failure === undefined ? provider.rotate(...request) : Promise.reject(failure);
  };
  provider.nextRefresh = refresh;
  return { ...world, times };
}

test.for([500, 502, 503, 504])(
  'a provider that is out of order (%i) is asked three times',
  async (status) => {
    const world = await createWorld(failed(status), failed(status));
    const asked = world.sessions.idToken(work);
    await world.clock.advance(1_500);
    expect((await asked).subject).toBe('42');
    expect(world.times).toEqual([0, 500, 1_500]);
  },
);

test('and then it is said, while the session stays', async () => {
  const world = await createWorld(failed(500), failed(500), failed(500), failed(500));
  const asked = world.sessions.idToken(work);
  const outcome = expect(asked).rejects.toMatchObject({ code: 'issuer_failed', details: { status: 500 } });
  await world.clock.advance(60_000);
  await outcome;
  expect(world.times).toHaveLength(3);
  expect(world.shown(work)).toMatchObject({ status: 'signed-in' });
});

test('chance spreads the tries', async () => {
  const world = await createWorld(failed(502), failed(502));
  world.random.value = 0;
  const asked = world.sessions.idToken(work);
  await world.clock.advance(750);
  await asked;
  expect(world.times).toEqual([0, 250, 750]);
});

test.for([
  ['asks to slow down', failed(429)],
  ['asks for a long pause', failed(503, 60)],
  ['does not answer', new AppError('network_timeout', { host: 'gitlab.example.com', seconds: 15 })],
  [
    'cannot be reached',
    new AppError('network_unreachable', { host: 'gitlab.example.com', reason: 'ECONNRESET' }),
  ],
] as const)('a provider that %s is not asked again by itself', async ([, failure]) => {
  const world = await createWorld(failure);
  await expect(world.sessions.idToken(work)).rejects.toBe(failure);
  await world.clock.advance(60_000);
  expect(world.times).toEqual([0]);
});

test('a short pause that it asks for is kept to', async () => {
  const world = await createWorld(failed(503, 7));
  const asked = world.sessions.idToken(work);
  await world.clock.advance(7_000);
  await asked;
  expect(world.times).toEqual([0, 7_000]);
});

test('once the rotated token is kept, the old one is not sent again', async () => {
  const world = await createWorld();
  world.provider.nextRefresh = async (_identity, _old, keep) => {
    await keep(world.provider.issue());
    // Its keys could not be fetched.
    throw failed(503);
  };
  await expect(world.sessions.idToken(work)).rejects.toMatchObject({ code: 'issuer_failed' });
  await world.clock.advance(60_000);
  expect(world.provider.presented).toEqual([]);
  await world.sessions.idToken(work);
  expect(world.provider.presented).toEqual([expect.stringContaining('refresh-')]);
});

test('a try that was carried out unseen means a new login, and says that the connection was at fault', async () => {
  const world = await createWorld(failed(502));
  const asked = world.sessions.idToken(work);
  const outcome = expect(asked).rejects.toMatchObject({ code: 'session_unknown' });
  await settle();
  // The provider had rotated the token before its gateway gave up.
  world.provider.issue();
  await world.clock.advance(500);
  await outcome;
  expect(world.shown(work)).toMatchObject({ status: 'signed-out', error: { code: 'session_unknown' } });
});

test('who was asked to slow down and then hears that the session has ended is not told of a lost reply', async () => {
  const world = await createWorld(failed(429));
  await expect(world.sessions.idToken(work)).rejects.toMatchObject({ code: 'issuer_failed' });
  world.provider.issue();
  await expect(world.sessions.idToken(work)).rejects.toMatchObject({ code: 'session_expired' });
});

test('an end does not wait for further tries', async () => {
  const world = await createWorld(failed(500), failed(500));
  const asked = world.sessions.idToken(work);
  const outcome = expect(asked).rejects.toMatchObject({ code: 'issuer_failed' });
  await settle();
  const ended = world.sessions.end();
  await world.clock.advance(500);
  await ended;
  await outcome;
  expect(world.times).toEqual([0]);
});

test('the life of an ID token is counted from the question', async () => {
  const world = await createWorld();
  const { provider } = world;
  provider.nextRefresh = (identity, old, keep) => {
    const tokens = provider.rotate(identity, old, keep);
    // The lid closes while the answer is on its way.
    world.clock.sleep(101_000);
    return tokens;
  };
  const first = await world.sessions.idToken(work);
  expect(await world.sessions.idToken(work)).not.toBe(first);
});

test.for([-86_400_000, -3_600_000, 3_600_000, 86_400_000])(
  'an ID token lasts as long as it lasts, with a clock that was set by %i ms',
  async (ms) => {
    const world = await createWorld();
    const first = await world.sessions.idToken(work);
    world.clock.set(ms);
    await world.clock.advance(100_000);
    expect(await world.sessions.idToken(work)).toBe(first);
    await world.clock.advance(1);
    expect(await world.sessions.idToken(work)).not.toBe(first);
  },
);

test('an ID token that ended in sleep is thrown away at waking', async () => {
  const world = await createWorld();
  await world.sessions.idToken(work);
  world.clock.sleep(100_001);
  world.sessions.look();
  expect(world.sessions.handOver().idTokens.size).toBe(0);
});

test('the next owner gets an ID token with what is left of its life', async () => {
  const world = await createWorld();
  const first = await world.sessions.idToken(work);
  await world.clock.advance(60_000);
  const memory = world.sessions.handOver();
  expect(memory.idTokens.get(work.id)?.lifetimeMs).toBe(60_000);

  const next = createSessionWorld({ secrets: world.secrets, provider: world.provider });
  next.sessions.adopt(memory);
  await next.clock.advance(40_000);
  expect((await next.sessions.idToken(work)).jwt).toBe(first.jwt);
  await next.clock.advance(1);
  expect((await next.sessions.idToken(work)).jwt).not.toBe(first.jwt);
});
