import { expect, test } from 'vitest';
import { settle } from '../../support/fake-clock.ts';
import { identityWith } from '../../support/fake-nouns.ts';
import { createFakeWorld, type FakeWorld } from '../../support/fake-owner.ts';

const work = identityWith();
const faults = ['locked', 'dismissed', 'missing', 'gone'] as const;

async function signIn({ owner, provider, browser }: FakeWorld): Promise<void> {
  const login = owner.actions.signIn(undefined, browser);
  await settle();
  provider.approve(work);
  await login;
}

const session = ({ owner }: FakeWorld) => owner.state.get().sessions.get(work.id);

test.for(faults)('a keychain that was %s at the start is looked into again later', async (fault) => {
  const before = createFakeWorld();
  await signIn(before);
  const world = createFakeWorld(before);
  world.secrets.fault = fault;
  await world.owner.actions.loadConfig();
  expect(session(world)).toMatchObject({ status: 'signed-out', error: { code: `keychain_${fault}` } });

  world.secrets.fault = 'none';
  await world.owner.actions.loadConfig();

  expect(session(world)).toMatchObject({ status: 'signed-in', storage: 'keychain' });
});

test.for(faults)('an owner that ends gives a session to a keychain that was %s before', async (fault) => {
  const world = createFakeWorld();
  world.secrets.fault = fault;
  await signIn(world);
  expect(session(world)).toMatchObject({ status: 'signed-in', storage: 'memory' });
  expect(world.secrets.entries.size).toBe(0);

  world.secrets.fault = 'none';
  await world.owner.end();

  const next = createFakeWorld(world);
  await next.owner.actions.loadConfig();
  expect(session(next)).toMatchObject({ status: 'signed-in', storage: 'keychain' });
});

test('an owner that hands over writes nothing any more, so that it cannot undo what the next one stores', async () => {
  const world = createFakeWorld();
  world.secrets.fault = 'locked';
  await signIn(world);
  await world.owner.pause();
  world.secrets.fault = 'none';
  await world.clock.advance(10 * 60_000);
  expect(world.secrets.entries.size).toBe(0);

  world.owner.resume();
  await world.clock.advance(10 * 60_000);

  expect(session(world)).toMatchObject({ storage: 'keychain' });
});
