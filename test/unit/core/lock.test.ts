import { expect, test } from 'vitest';
import { AppError } from '../../../src/core/errors.ts';
import { settle } from '../../support/fake-clock.ts';
import { Gate } from '../../support/fake-gate.ts';
import { ada, bob, configWith, identityWith, roleWith } from '../../support/fake-nouns.ts';
import { createFakeWorld, type FakeWorld } from '../../support/fake-owner.ts';

const work = identityWith();
const home = identityWith({ id: 'home', issuer: 'https://git.example' });
const both = configWith({
  identities: [work, home],
  roles: [roleWith(), roleWith({ id: 'home-admin', identity: 'home' })],
});
const offline = new AppError('network_unreachable', { host: 'gitlab', reason: 'offline' });

async function signIn({ owner, provider, browser }: FakeWorld, identity: typeof work): Promise<string> {
  provider.user = identity === work ? ada : bob;
  const login = owner.actions.signIn(identity.id, browser);
  await settle();
  const token = provider.approve(identity);
  await login;
  browser.pages.length = 0;
  return token;
}

async function twoSignedIn(): Promise<FakeWorld & { readonly tokens: readonly string[] }> {
  const world = createFakeWorld();
  world.configSource.config = both;
  const tokens = [await signIn(world, work), await signIn(world, home)];
  return { ...world, tokens };
}

const sessions = ({ owner }: FakeWorld) =>
  [work, home].map(({ id }) => owner.state.get().sessions.get(id)?.status);

test('takes everything back: the clipboard, credentials, ID tokens, and each session here and at its GitLab', async () => {
  const world = await twoSignedIn();
  await world.owner.actions.credentials('home-admin');
  await world.owner.actions.deliver('prod', { sink: 'copy-env' });
  expect(world.clipboard.text).not.toBe('');

  const report = await world.owner.actions.lock.everything();

  expect(report).toEqual({
    identities: [
      { identity: 'work', signedOut: true, providerTold: true },
      { identity: 'home', signedOut: true, providerTold: true },
    ],
    notWithdrawn: [],
  });
  expect(world.clipboard.text).toBe('');
  expect(world.provider.revoked).toEqual(world.tokens);
  expect(world.secrets.entries.size).toBe(0);
  expect(world.owner.handOver()).toEqual({
    sessions: { idTokens: new Map(), records: new Map() },
    credentials: new Map(),
  });
  expect(sessions(world)).toEqual(['signed-out', 'signed-out']);
  expect(world.owner.state.get().lock).toEqual({ status: 'locked', report });
});

test('names an identity that the keychain does not let go of, and signs out the others', async () => {
  const world = await twoSignedIn();
  const remove = world.secrets.delete.bind(world.secrets);
  world.secrets.delete = (account) =>
    account.startsWith('work ') ? Promise.reject(new AppError('keychain_locked', {})) : remove(account);

  const { identities } = await world.owner.actions.lock.everything();

  expect(identities).toMatchObject([
    { identity: 'work', signedOut: false, providerTold: true, error: { code: 'keychain_locked' } },
    { identity: 'home', signedOut: true, providerTold: true },
  ]);
  // What the keychain keeps is worth nothing any more.
  expect([...world.provider.revoked].sort()).toEqual([...world.tokens].sort());
  expect([...world.secrets.entries.keys()]).toEqual([expect.stringMatching(/^work /)]);
});

test('does not claim that GitLab was told where a locked keychain does not give the session away', async () => {
  const { tokens, ...before } = await twoSignedIn();
  before.secrets.fault = 'locked';

  const { identities } = await before.owner.actions.lock.everything();

  expect(identities).toMatchObject(
    ['work', 'home'].map((identity) => ({ identity, signedOut: false, providerTold: false })),
  );
  expect(before.provider.revoked).toEqual([]);
  // Once it is open, the same thing again is all that is needed.
  before.secrets.fault = 'none';
  await before.owner.actions.lock.everything();
  expect(before.provider.revoked).toEqual(tokens);
});

test('names each identity whose GitLab was not told, and forgets its session all the same', async () => {
  const world = await twoSignedIn();
  world.provider.nextRevoke = () => Promise.reject(offline);

  const { identities } = await world.owner.actions.lock.everything();

  expect(identities.map((one) => one.signedOut && one.providerTold)).toEqual([false, true]);
  expect(world.secrets.entries.size).toBe(0);
});

test('names a clipboard that did not give back what was lent, and does the rest', async () => {
  const world = await twoSignedIn();
  await world.owner.actions.deliver('prod', { sink: 'copy-env' });
  world.clipboard.failing.read = 3;

  const locking = world.owner.actions.lock.everything();
  await world.clock.advance(1_000);

  expect(await locking).toMatchObject({ notWithdrawn: ['clipboard'] });
  expect(world.secrets.entries.size).toBe(0);
});

test('goes by the last good configuration while the file is broken', async () => {
  const world = await twoSignedIn();
  world.configSource.failure = new AppError('config_broken', { path: 'c', problems: [] });
  await world.owner.actions.lock.everything();
  expect(world.provider.revoked).toEqual(world.tokens);
});

test('takes with it an identity that has left the file, or is new in it', async () => {
  const before = await twoSignedIn();
  before.configSource.config = configWith({ identities: [work] });
  await before.owner.actions.loadConfig();
  await before.owner.actions.lock.everything();
  expect(before.provider.revoked).toEqual(before.tokens);

  const kept = await twoSignedIn();
  const world = createFakeWorld({ secrets: kept.secrets, provider: kept.provider });
  world.configSource.config = both;
  await world.owner.actions.lock.everything();
  expect(world.provider.revoked).toEqual(kept.tokens);
});

test('does what it can without any configuration', async () => {
  const world = createFakeWorld();
  const failure = new AppError('config_missing', { path: 'c' });
  world.configSource.failure = failure;
  // Nothing tells which sessions there are: nobody must take them for ended.
  expect(await world.owner.actions.lock.everything()).toEqual({
    identities: [],
    unlooked: failure,
    notWithdrawn: [],
  });
});

test('ends the sessions of earlier runs where the file is broken from the start', async () => {
  const kept = await twoSignedIn();
  const world = createFakeWorld({ secrets: kept.secrets, provider: kept.provider, memory: kept.memory });
  world.configSource.failure = new AppError('config_broken', { path: 'c', problems: [] });

  const report = await world.owner.actions.lock.everything();

  expect(report).toEqual({
    identities: [
      { identity: 'work', signedOut: true, providerTold: true },
      { identity: 'home', signedOut: true, providerTold: true },
    ],
    notWithdrawn: [],
  });
  expect(world.provider.revoked).toEqual(kept.tokens);
  expect(world.secrets.entries.size).toBe(0);
  // Once more: it is known that there is nothing else.
  expect(await world.owner.actions.lock.everything()).not.toHaveProperty('unlooked');
});

test('ends the session of an account that was edited while nothing ran', async () => {
  const kept = await twoSignedIn();
  const world = createFakeWorld({ secrets: kept.secrets, provider: kept.provider, memory: kept.memory });
  world.configSource.config = configWith({
    identities: [identityWith({ clientId: 'another-application' }), home],
    roles: both.roles,
  });
  await world.owner.actions.loadConfig();

  await world.owner.actions.lock.everything();

  expect([...world.provider.revoked].sort()).toEqual([...kept.tokens].sort());
  expect(world.secrets.entries.size).toBe(0);
});

test('an identity that was renamed while nothing ran can be signed out by its old name, also while the file is broken', async () => {
  for (const isBroken of [false, true]) {
    const kept = await twoSignedIn();
    const world = createFakeWorld({ secrets: kept.secrets, provider: kept.provider, memory: kept.memory });
    world.configSource.config = configWith({ identities: [home], roles: [] });
    if (isBroken) world.configSource.failure = new AppError('config_broken', { path: 'c', problems: [] });
    await world.owner.actions.signOut('work');
    expect(world.provider.revoked).toEqual([kept.tokens[0]]);
    expect([...world.secrets.entries.keys()]).toEqual([expect.stringMatching(/^home /)]);
  }
});

test('cancels a login that is under way', async () => {
  const world = createFakeWorld();
  const login = world.owner.actions.signIn('work', world.browser);
  await settle();
  const cancelled = expect(login).rejects.toMatchObject({ code: 'login_cancelled' });
  await world.owner.actions.lock.everything();
  await cancelled;
  expect(world.secrets.entries.size).toBe(0);
});

test('opens no console and hands out no credentials that were under way', async () => {
  const world = await twoSignedIn();
  await world.owner.actions.credentials('prod');
  const gate = new Gate();
  const loginUrl = world.federation.loginUrl.bind(world.federation);
  world.federation.loginUrl = async (request) => {
    await gate.passed();
    return loginUrl(request);
  };
  const opened = world.owner.actions.openConsole('prod', world.browser);
  const printed = world.owner.actions.consoleUrl('home-admin');
  const outcomes = [opened, printed].map((one) =>
    expect(one).rejects.toMatchObject({ code: 'signed_out_meanwhile' }),
  );
  await settle();
  await world.owner.actions.lock.everything();
  gate.open();
  await Promise.all(outcomes);
  expect(world.browser.pages).toEqual([]);
  expect(world.owner.handOver().credentials.size).toBe(0);
});

test('twice at once is once, and it can be done again', async () => {
  const world = await twoSignedIn();
  const { lock } = world.owner.actions;
  const [first, second] = await Promise.all([lock.everything(), lock.everything()]);
  expect(first).toBe(second);
  expect(world.provider.revoked).toHaveLength(2);
  expect((await lock.everything()).identities).toHaveLength(2);
});

test('begins with a question, which does nothing and can be answered no', async () => {
  const world = await twoSignedIn();
  const { lock } = world.owner.actions;
  const shown = () => world.owner.state.get().lock?.status;
  lock.ask();
  expect(shown()).toBe('asking');
  lock.dismiss();
  expect(shown()).toBeUndefined();
  expect(sessions(world)).toEqual(['signed-in', 'signed-in']);
});

test('can be neither asked again nor waved away while it is under way', async () => {
  const world = await twoSignedIn();
  const { lock } = world.owner.actions;
  const shown = () => world.owner.state.get().lock?.status;
  const gate = new Gate();
  world.provider.nextRevoke = () => gate.passed();
  const locking = lock.everything();
  await settle();
  lock.ask();
  lock.dismiss();
  expect(shown()).toBe('locking');
  gate.open();
  await locking;
  expect(shown()).toBe('locked');
  lock.dismiss();
  expect(shown()).toBeUndefined();
});

test('leaves the way open to sign in again', async () => {
  const world = await twoSignedIn();
  await world.owner.actions.lock.everything();
  await signIn(world, work);
  await expect(world.owner.actions.credentials('prod')).resolves.toMatchObject({ accessKeyId: 'ASIA-1' });
});
