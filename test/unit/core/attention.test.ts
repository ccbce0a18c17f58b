import { expect, test } from 'vitest';
import { addAttention, removeAttention } from '../../../src/core/attention.ts';
import { AppError } from '../../../src/core/errors.ts';
import type { Role } from '../../../src/core/model.ts';
import { createState, type Attention } from '../../../src/core/state.ts';
import { settle } from '../../support/fake-clock.ts';
import { configWith, identityWith, roleWith } from '../../support/fake-nouns.ts';
import { createFakeWorld, type FakeWorld } from '../../support/fake-owner.ts';

const work = identityWith();
const prod = roleWith();
const test2 = roleWith({ id: 'test' });
const loginNeeded = { kind: 'login-needed', identity: 'work', role: 'prod' };

const attention = ({ owner }: FakeWorld) => owner.state.get().attention;

async function signIn({ owner, provider, browser }: FakeWorld): Promise<void> {
  const login = owner.actions.signIn('work', browser);
  await settle();
  provider.approve(work);
  await login;
}

async function signedIn(roles: readonly Role[] = [prod, test2]): Promise<FakeWorld> {
  const world = createFakeWorld();
  world.configSource.config = configWith({ roles });
  await signIn(world);
  return world;
}

test('a program that fails for want of a login asks for the user, once for all its tries and roles', async () => {
  const world = createFakeWorld();
  world.configSource.config = configWith({ roles: [prod, test2] });
  for (let time = 0; time < 20; time += 1) {
    await expect(world.owner.actions.credentials('prod')).rejects.toMatchObject({ code: 'login_needed' });
  }
  await expect(world.owner.actions.consoleUrl('test')).rejects.toMatchObject({ code: 'login_needed' });
  expect(attention(world)).toEqual([loginNeeded]);
});

test.each<readonly [string, (world: FakeWorld) => Promise<unknown>]>([
  ['credentials', ({ owner }) => owner.actions.credentials('prod')],
  ['a console', ({ owner }) => owner.actions.consoleUrl('prod')],
  ['a profile', ({ owner }) => owner.actions.deliver('prod', { sink: 'profile' }, 'program')],
])('a program that wants %s and finds the session ended asks for the user', async (_, ask) => {
  const world = await signedIn();
  await world.owner.actions.signOut('work');
  await expect(ask(world)).rejects.toMatchObject({ code: 'login_needed' });
  expect(attention(world)).toEqual([loginNeeded]);
});

test('a session that the provider has ended asks for the user, too', async () => {
  const world = await signedIn();
  await world.clock.advance(10 * 60_000);
  world.provider.refresh = () =>
    Promise.reject(new AppError('session_expired', { identity: 'work', issuer: work.issuer }));
  await expect(world.owner.actions.credentials('prod')).rejects.toMatchObject({ code: 'session_expired' });
  expect(attention(world)).toEqual([loginNeeded]);
});

test('where no keychain holds a session, a login mends it: the user is asked', async () => {
  const world = createFakeWorld();
  world.secrets.fault = 'missing';
  await expect(world.owner.actions.credentials('prod')).rejects.toMatchObject({ code: 'keychain_missing' });
  expect(attention(world)).toEqual([loginNeeded]);
});

test('what the user does in the app asks for no further attention: the login page comes by itself', async () => {
  const world = createFakeWorld();
  const opened = world.owner.actions.openConsole('prod', world.browser);
  await settle();
  await expect(world.owner.actions.deliver('prod', { sink: 'copy-env' })).rejects.toMatchObject({
    code: 'login_needed',
  });
  expect(attention(world)).toEqual([]);
  world.provider.approve(work);
  await opened;
});

test('whoever is signing in knows: a program that fails meanwhile asks for nothing', async () => {
  const world = createFakeWorld();
  const login = world.owner.actions.signIn('work', world.browser);
  await settle();
  await expect(world.owner.actions.credentials('prod')).rejects.toMatchObject({ code: 'login_needed' });
  expect(attention(world)).toEqual([]);
  world.provider.approve(work);
  await login;
});

test('failures that a login does not mend ask for nothing', async () => {
  const world = await signedIn();
  world.assumer.assume = () =>
    Promise.reject(new AppError('sts_region_disabled', { region: 'eu-central-1' }));
  await expect(world.owner.actions.credentials('prod')).rejects.toMatchObject({
    code: 'sts_region_disabled',
  });
  await expect(world.owner.actions.credentials('nobody')).rejects.toMatchObject({ code: 'unknown_role' });
  expect(attention(world)).toEqual([]);
});

test('it goes when somebody signs in with that identity, not with another one', async () => {
  const home = identityWith({ id: 'home', issuer: 'https://git.example' });
  const world = createFakeWorld();
  world.configSource.config = configWith({ identities: [work, home] });
  await world.owner.actions.credentials('prod').catch(() => undefined);

  const other = world.owner.actions.signIn('home', world.browser);
  await settle();
  world.provider.approve(home);
  await other;
  expect(attention(world)).toEqual([loginNeeded]);

  await signIn(world);
  expect(attention(world)).toEqual([]);
});

test('it goes when its identity leaves the configuration', async () => {
  const world = createFakeWorld();
  await world.owner.actions.credentials('prod').catch(() => undefined);
  expect(attention(world)).toEqual([loginNeeded]);
  world.configSource.config = configWith({ identities: [], roles: [] });
  await world.owner.actions.loadConfig();
  expect(attention(world)).toEqual([]);
});

test('an endpoint that has nothing to give for want of a login asks for the user', async () => {
  const world = await signedIn();
  await world.owner.actions.turnEndpoint(true);
  await world.owner.actions.deliver('prod', { sink: 'copy-endpoint' });
  world.provider.refresh = () =>
    Promise.reject(new AppError('session_expired', { identity: 'work', issuer: work.issuer }));
  await world.clock.advance(2 * 60 * 60_000);
  world.owner.look();

  expect(world.endpointServer.ask(prod.id)).toMatchObject({ kind: 'refused', code: 'login_needed' });
  expect(world.endpointServer.ask(prod.id)).toMatchObject({ kind: 'refused' });

  expect(attention(world)).toEqual([loginNeeded]);
});

test('a role that wants a yes first asks for that alone; the login comes after', async () => {
  const world = createFakeWorld();
  world.configSource.config = configWith({ roles: [roleWith({ confirm: true })] });
  await world.owner.actions.credentials('prod').catch(() => undefined);
  expect(attention(world)).toMatchObject([{ kind: 'confirmation-needed' }]);
  await world.owner.actions.confirm('prod');
  await world.owner.actions.credentials('prod').catch(() => undefined);
  expect(attention(world)).toEqual([loginNeeded]);
});

test('one cause stands once, what the app waits for first, and the same again changes nothing', () => {
  const state = createState();
  const asked = (role: string, by: 'app' | 'program') =>
    ({ kind: 'confirmation-needed', role, by }) as Attention;
  addAttention(state, asked('a', 'program'));
  addAttention(state, asked('b', 'program'));
  addAttention(state, asked('b', 'app'));
  const after = state.get();
  addAttention(state, asked('a', 'program'));
  addAttention(state, asked('b', 'app'));
  addAttention(state, asked('b', 'program'));
  expect(state.get()).toBe(after);
  expect(after.attention).toEqual([asked('b', 'app'), asked('a', 'program')]);

  removeAttention(state, () => false);
  expect(state.get()).toBe(after);
  removeAttention(state, (one) => one.role === 'a');
  expect(state.get().attention).toEqual([asked('b', 'app')]);
});
