import { expect, test } from 'vitest';
import { AppError } from '../../../src/core/errors.ts';
import type { Identity } from '../../../src/core/model.ts';
import { settle } from '../../support/fake-clock.ts';
import { Gate } from '../../support/fake-gate.ts';
import { configWith, identityWith, roleWith } from '../../support/fake-nouns.ts';
import { createFakeWorld, type FakeWorld } from '../../support/fake-owner.ts';

const work = identityWith();
const home = identityWith({ id: 'home', issuer: 'https://git.example' });
const both = configWith({
  identities: [work, home],
  roles: [roleWith(), roleWith({ id: 'home-admin', identity: 'home' })],
});

interface ShutWorld extends FakeWorld {
  readonly window: Gate;
  /** How often the user was asked. */
  readonly asked: () => number;
  readonly unlock: () => void;
}

/**
 * Somebody is signed in with `work`. The keychain is locked for `home`: its password window was closed once, and the
 * next one, which `window` stands for, stays unanswered.
 */
async function homeIsShut(): Promise<ShutWorld> {
  const world = createFakeWorld();
  world.configSource.config = both;
  const window = new Gate();
  let asked = 0;
  let answer = () => Promise.resolve();
  const get = world.secrets.get.bind(world.secrets);
  world.secrets.get = async (account) => {
    if (!account.startsWith('home ')) return get(account);
    asked += 1;
    await answer();
    throw new AppError('keychain_dismissed', {});
  };
  world.secrets.ready = () => Promise.resolve(false);
  const login = world.owner.actions.signIn('work', world.browser);
  await settle();
  world.provider.approve(work);
  await login;
  world.browser.pages.length = 0;
  expect(session(world, home)).toMatchObject({ error: { code: 'keychain_dismissed' } });
  asked = 0;
  answer = () => window.passed();
  const unlock = () => {
    world.secrets.get = get;
    world.secrets.ready = () => Promise.resolve(true);
  };
  return { ...world, window, asked: () => asked, unlock };
}

const session = ({ owner }: FakeWorld, identity: Identity) => owner.state.get().sessions.get(identity.id);

test('a click on a role neither asks for another identity’s password nor waits for it', async () => {
  const world = await homeIsShut();
  const { actions } = world.owner;

  await actions.openConsole('prod', world.browser);
  await actions.credentials('prod');
  await actions.consoleUrl('prod');
  await actions.deliver('prod', { sink: 'copy-env' });

  expect(world.asked()).toBe(0);
});

test('a sign-out neither asks for another identity’s password nor waits for it', async () => {
  const world = await homeIsShut();
  expect(await world.owner.actions.signOut('work')).toMatchObject({ providerTold: true });
  expect(world.asked()).toBe(0);
});

test('a sign-in neither asks for another identity’s password nor waits for it', async () => {
  const world = await homeIsShut();
  const login = world.owner.actions.signIn('work', world.browser);
  await settle();
  world.provider.approve(work);
  await login;
  expect(world.asked()).toBe(0);
});

test('a click on a role of the identity that was shut asks for its password again, and once', async () => {
  const world = await homeIsShut();
  const refused = world.owner.actions.openConsole('home-admin', world.browser).catch(() => undefined);
  await settle();
  expect(world.asked()).toBe(1);
  // While the window stands, the other identity goes on.
  await world.owner.actions.credentials('prod');
  expect(world.asked()).toBe(1);
  world.window.open();
  await refused;
});

test('loading the configuration asks for no password a second time, and sees at once that the keychain is open', async () => {
  const world = await homeIsShut();
  await world.owner.actions.loadConfig();
  expect(world.asked()).toBe(0);

  world.unlock();
  await world.owner.actions.loadConfig();
  expect(session(world, home)).toEqual({ status: 'signed-out' });
});

test('a click on a role notices for the others, too, that the keychain is open', async () => {
  const world = await homeIsShut();
  world.unlock();
  await world.owner.actions.credentials('prod');
  await settle();
  expect(session(world, home)).toEqual({ status: 'signed-out' });
});

test('a sign-out forgets and recalls before it reads the file', async () => {
  const world = await homeIsShut();
  await world.owner.actions.credentials('prod');
  const reading = new Gate();
  const load = world.configSource.load.bind(world.configSource);
  world.configSource.load = () => reading.passed().then(load);

  const signingOut = world.owner.actions.signOut('work');
  expect(world.owner.handOver().credentials.size).toBe(0);

  reading.open();
  await signingOut;
});

test('a sign-out during the first look into the keychain leaves nobody shown as signed in', async () => {
  const before = createFakeWorld();
  const login = before.owner.actions.signIn('work', before.browser);
  await settle();
  before.provider.approve(work);
  await login;
  const world = createFakeWorld(before);
  const get = world.secrets.get.bind(world.secrets);
  const window = new Gate();
  world.secrets.get = async (account) => {
    const value = await get(account);
    await window.passed();
    return value;
  };
  const loading = world.owner.actions.loadConfig();
  await settle();

  const signingOut = world.owner.actions.signOut('work');
  await settle();
  window.open();
  await Promise.all([loading, signingOut]);
  await settle();

  expect(session(world, work)).toEqual({ status: 'signed-out' });
});
