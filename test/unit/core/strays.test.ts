import { expect, test } from 'vitest';
import { AppError } from '../../../src/core/errors.ts';
import { settle } from '../../support/fake-clock.ts';
import { configWith, identityWith, roleWith } from '../../support/fake-nouns.ts';
import { createFakeWorld, type FakeWorld } from '../../support/fake-owner.ts';

const work = identityWith();
const renamed = identityWith({ id: 'office' });

async function signedIn(): Promise<FakeWorld & { readonly token: string }> {
  const world = createFakeWorld();
  const login = world.owner.actions.signIn('work', world.browser);
  await settle();
  const token = world.provider.approve(work);
  await login;
  return { ...world, token };
}

/** The file is saved with these identities. */
async function save(world: FakeWorld, ...identities: readonly (typeof work)[]): Promise<void> {
  const [first] = identities;
  const roles = first === undefined ? [] : [roleWith({ identity: first.id })];
  world.configSource.config = configWith({ identities, roles });
  await world.owner.actions.loadConfig();
}

const strays = ({ owner }: FakeWorld) => owner.state.get().strays.map(({ id }) => id);

test('an identity that was renamed is remembered, and its session is left alone', async () => {
  const world = await signedIn();
  await save(world, renamed);
  expect(strays(world)).toEqual(['work']);
  expect(world.owner.state.get().sessions.get(work.id)).toMatchObject({ status: 'signed-in' });
  expect(world.provider.revoked).toEqual([]);
  expect(world.secrets.entries.size).toBe(1);
});

test('it can still be signed out of by its old name, here and at GitLab', async () => {
  const world = await signedIn();
  await save(world, renamed);
  const report = await world.owner.actions.signOut('work');
  expect(report).toMatchObject({ identity: { id: 'work' }, providerTold: true });
  expect(world.provider.revoked).toEqual([world.token]);
  expect(world.secrets.entries.size).toBe(0);
});

test('it is home again once the file names it again', async () => {
  const world = await signedIn();
  await save(world);
  expect(strays(world)).toEqual(['work']);
  await save(world, work);
  expect(strays(world)).toEqual([]);
  expect(world.owner.state.get().sessions.get(work.id)).toMatchObject({ status: 'signed-in' });
});

test('an identity that now means another GitLab leaves the old account behind, and the name means the new one', async () => {
  const world = await signedIn();
  const moved = identityWith({ issuer: 'https://git.example' });
  await save(world, moved);
  expect(world.owner.state.get().strays).toEqual([work]);
  expect(await world.owner.actions.signOut('work')).toMatchObject({ identity: { issuer: moved.issuer } });
  expect(world.provider.revoked).toEqual([]);
});

test('a broken file makes no stray of anybody', async () => {
  const world = await signedIn();
  world.configSource.failure = new AppError('config_broken', { path: 'c', problems: [] });
  await world.owner.actions.loadConfig().catch(() => undefined);
  expect(strays(world)).toEqual([]);
});

test('a name that was never there is still unknown', async () => {
  const world = await signedIn();
  await save(world, renamed);
  await expect(world.owner.actions.signOut('nobody')).rejects.toMatchObject({ code: 'unknown_identity' });
});
