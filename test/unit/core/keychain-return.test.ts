import { expect, test } from 'vitest';
import { createKeychainReturn } from '../../../src/core/keychain-return.ts';
import { configWith, identityWith } from '../../support/fake-nouns.ts';
import { createSessionWorld } from '../../support/fake-sessions.ts';

const work = identityWith();

function createWorld() {
  const world = createSessionWorld();
  const { vault, state, clock, log } = world;
  state.update((current) => ({ ...current, config: { status: 'ready', config: configWith() } }));
  return { ...world, back: createKeychainReturn({ vault, state, clock, log }) };
}

test('a session in memory goes back into the keychain by itself, and is shown there', async () => {
  const world = createWorld();
  world.secrets.fault = 'locked';
  await world.signIn(work);
  await world.clock.advance(30_000);
  expect(world.shown(work)).toMatchObject({ storage: 'memory' });

  world.secrets.fault = 'none';
  await world.clock.advance(60_000);

  expect(world.shown(work)).toMatchObject({ status: 'signed-in', storage: 'keychain' });
  expect(world.vault.memoryOnly().size).toBe(0);
  expect(world.clock.waiting()).toBe(0);
});

test('where all sessions are in the keychain nothing ticks', async () => {
  const world = createWorld();
  await world.signIn(work);
  expect(world.clock.waiting()).toBe(0);
});

test('a keychain that stays away is looked for less and less often', async () => {
  const world = createWorld();
  world.secrets.fault = 'missing';
  await world.signIn(work);
  let looks = 0;
  world.secrets.ready = () => {
    looks += 1;
    return Promise.resolve(false);
  };
  await world.clock.advance(60 * 60_000);
  expect(looks).toBeGreaterThan(50);
  expect(looks).toBeLessThan(70);
});

test('once stopped it writes nothing, until it is resumed', async () => {
  const world = createWorld();
  world.secrets.fault = 'locked';
  await world.signIn(work);
  await world.back.stop();
  world.secrets.fault = 'none';
  await world.clock.advance(10 * 60_000);
  expect(world.secrets.entries.size).toBe(0);

  world.back.resume();
  await world.clock.advance(15_000);

  expect(world.shown(work)).toMatchObject({ storage: 'keychain' });
});

test('stopping waits for a write that is under way', async () => {
  const world = createWorld();
  world.secrets.fault = 'locked';
  await world.signIn(work);
  world.secrets.fault = 'none';
  let release: () => void = () => undefined;
  const set = world.secrets.set.bind(world.secrets);
  world.secrets.set = async (account, secret) => {
    await new Promise<void>((resolve) => (release = resolve));
    await set(account, secret);
  };
  await world.clock.advance(15_000);
  let stopped = false;
  const stop = world.back.stop().then(() => (stopped = true));
  await world.clock.advance(0);
  expect(stopped).toBe(false);
  release();
  await stop;
  expect(world.secrets.entries.size).toBe(1);
});

test('the last chance before the end is taken at once', async () => {
  const world = createWorld();
  world.secrets.fault = 'locked';
  await world.signIn(work);
  world.secrets.fault = 'none';
  await world.back.stop();
  await world.back.lastChance();
  expect(world.shown(work)).toMatchObject({ storage: 'keychain' });
  expect(world.secrets.entries.size).toBe(1);
});
