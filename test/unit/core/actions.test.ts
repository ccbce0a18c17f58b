import { expect, test } from 'vitest';
import { AppError } from '../../../src/core/errors.ts';
import { settle } from '../../support/fake-clock.ts';
import { Gate } from '../../support/fake-gate.ts';
import { bob, configWith, identityWith, roleWith, problemWith } from '../../support/fake-nouns.ts';
import { createFakeWorld, type FakeWorld } from '../../support/fake-owner.ts';

const work = identityWith();
const prod = roleWith();
const broken = new AppError('config_broken', { path: 'config.yaml', problems: ['Line 3: oops.'] });

async function signIn({ owner, provider, browser }: FakeWorld): Promise<void> {
  const login = owner.actions.signIn(undefined, browser);
  await settle();
  provider.approve(work);
  await login;
  browser.pages.length = 0;
}

async function signedIn(): Promise<FakeWorld> {
  const world = createFakeWorld();
  await signIn(world);
  return world;
}

/** Every activity that role `prod` shows from now on. */
function watch({ owner }: FakeWorld): string[] {
  const seen: string[] = [];
  owner.state.subscribe(() => {
    const activity = owner.state.get().roles.get(prod.id)?.activity;
    const text = activity?.status === 'busy' ? activity.step : (activity?.status ?? 'none');
    if (seen.at(-1) !== text) seen.push(text);
  });
  return seen;
}

const activity = ({ owner }: FakeWorld) => owner.state.get().roles.get(prod.id)?.activity;

test('signed in, a console opens with one page', async () => {
  const world = await signedIn();

  await world.owner.actions.openConsole('prod', world.browser);

  expect(world.browser.pages).toEqual(['https://signin.example/login?n=1']);
  expect(world.federation.asked[0]).toMatchObject({
    credentials: { accessKeyId: 'ASIA-1' },
    partition: 'aws',
    region: 'eu-central-1',
    issuer: 'https://gitlab.example.com',
  });
});

test('not signed in, a console opens after the login', async () => {
  const world = createFakeWorld();
  const opened = world.owner.actions.openConsole('prod', world.browser);
  await settle();
  expect(world.browser.pages).toEqual(['https://gitlab.example.com/oauth/authorize?n=1']);

  world.provider.approve(work);
  await opened;

  expect(world.browser.pages.slice(1)).toEqual(['https://signin.example/login?n=1']);
});

test('without a keychain, a console opens after a login that is kept in memory', async () => {
  const world = createFakeWorld();
  world.secrets.fault = 'missing';
  const opened = world.owner.actions.openConsole('prod', world.browser);
  await settle();

  world.provider.approve(work);
  await opened;

  expect(world.browser.pages).toHaveLength(2);
});

test('a locked keychain opens no login page: the session may be in there', async () => {
  const world = createFakeWorld();
  world.secrets.fault = 'locked';

  await expect(world.owner.actions.openConsole('prod', world.browser)).rejects.toMatchObject({
    code: 'keychain_locked',
  });

  expect(world.browser.pages).toEqual([]);
  // Said once: where the identity stands, not at each of its roles as well.
  expect(world.owner.state.get().sessions.get(work.id)).toMatchObject({ error: { code: 'keychain_locked' } });
  expect(activity(world)).toEqual({ status: 'idle' });
});

test('a session that GitLab has ended leads to one login, and to the console', async () => {
  const world = await signedIn();
  await world.clock.advance(121_000);
  world.provider.live = undefined;
  const opened = world.owner.actions.openConsole('prod', world.browser);
  await settle();
  expect(world.browser.pages).toEqual(['https://gitlab.example.com/oauth/authorize?n=2']);

  world.provider.approve(work);
  await opened;

  expect(world.browser.pages.slice(1)).toEqual(['https://signin.example/login?n=1']);
});

test('cached credentials open a console without the keychain and without GitLab', async () => {
  const world = await signedIn();
  await world.owner.actions.openConsole('prod', world.browser);
  await world.clock.advance(121_000);
  world.secrets.fault = 'locked';
  world.provider.live = undefined;

  await world.owner.actions.openConsole('prod', world.browser);

  expect(world.browser.pages).toHaveLength(2);
  expect(world.assumer.asked).toHaveLength(1);
});

test('twenty rapid clicks are one exchange and one console', async () => {
  const world = await signedIn();

  await Promise.all(Array.from({ length: 20 }, () => world.owner.actions.openConsole('prod', world.browser)));

  expect(world.assumer.asked).toHaveLength(1);
  expect(world.federation.asked).toHaveLength(1);
  expect(world.browser.pages).toHaveLength(1);
});

test('a click after the console has opened opens another', async () => {
  const world = await signedIn();
  await world.owner.actions.openConsole('prod', world.browser);
  await world.owner.actions.openConsole('prod', world.browser);
  expect(world.browser.pages).toHaveLength(2);
  expect(world.assumer.asked).toHaveLength(1);
});

test('two consoles that need a login share one', async () => {
  const world = createFakeWorld();
  world.configSource.config = configWith({ roles: [prod, roleWith({ id: 'dev', roleName: 'Dev' })] });
  const opened = ['prod', 'dev'].map((role) => world.owner.actions.openConsole(role, world.browser));
  await settle();
  world.provider.approve(work);
  await Promise.all(opened);

  expect(world.provider.logins).toBe(1);
  expect(world.browser.pages.filter((page) => page.startsWith('https://signin.'))).toHaveLength(2);
});

test('the steps of a console are shown in their order', async () => {
  const world = createFakeWorld();
  const seen = watch(world);
  const opened = world.owner.actions.openConsole('prod', world.browser);
  await settle();
  world.provider.approve(work);
  await opened;

  expect(seen.slice(seen.indexOf('waiting-for-browser'))).toEqual([
    'waiting-for-browser',
    'refreshing',
    'assuming-role',
    'signing-in-to-console',
    'opening',
    'idle',
  ]);
});

test('a failure is shown on the role, and the next try clears it', async () => {
  const world = await signedIn();
  const refusal = new AppError('role_refused', {
    roleArn: prod.arn.text,
    issuer: work.issuer,
    audience: 'app-1',
    subject: '42',
  });
  world.assumer.failWith(refusal);

  await expect(world.owner.actions.openConsole('prod', world.browser)).rejects.toBe(refusal);
  expect(activity(world)).toEqual({ status: 'failed', error: refusal, wish: { kind: 'console' } });

  await world.owner.actions.openConsole('prod', world.browser);
  expect(activity(world)).toEqual({ status: 'idle' });
});

test('what nobody foresaw is shown as an internal error', async () => {
  const world = await signedIn();
  world.assumer.failWith(new TypeError('x is not a function'));

  await expect(world.owner.actions.credentials('prod')).rejects.toThrow('x is not a function');

  expect(activity(world)).toMatchObject({ status: 'failed', error: { code: 'internal' } });
});

test('a cancelled login leaves the row idle', async () => {
  const world = createFakeWorld();
  const opened = world.owner.actions.openConsole('prod', world.browser);
  await settle();

  await world.owner.actions.cancelSignIn('work');

  await expect(opened).rejects.toMatchObject({ code: 'login_cancelled' });
  expect(activity(world)).toEqual({ status: 'idle' });
});

test('the login page is shown again on demand', async () => {
  const world = createFakeWorld();
  const login = world.owner.actions.signIn('work', world.browser);
  await settle();
  await world.owner.actions.reopenLogin('work', world.browser);
  expect(new Set(world.browser.pages).size).toBe(1);
  expect(world.browser.pages).toHaveLength(2);
  world.provider.approve(work);
  await login;
});

test('credentials and console addresses open no login page', async () => {
  const world = createFakeWorld();

  await expect(world.owner.actions.credentials('prod')).rejects.toMatchObject({ code: 'login_needed' });
  await expect(world.owner.actions.consoleUrl('prod')).rejects.toMatchObject({ code: 'login_needed' });

  expect(world.provider.logins).toBe(0);
});

test('a console address goes where the caller says, else where the role says', async () => {
  const world = await signedIn();
  world.configSource.config = configWith({
    roles: [roleWith({ destination: 'https://console.aws.amazon.com/ecs', consoleSeconds: 43_200 })],
    endpoints: { signin: 'https://signin.example/federation' },
  });

  await world.owner.actions.consoleUrl('prod');
  await world.owner.actions.consoleUrl('prod', {
    region: 'us-west-2',
    destination: 'https://console.aws.amazon.com/s3',
  });

  const [first, second] = world.federation.asked;
  expect(first).toMatchObject({
    region: 'eu-central-1',
    destination: 'https://console.aws.amazon.com/ecs',
    sessionSeconds: 43_200,
    endpoints: { signin: 'https://signin.example/federation' },
  });
  expect(second).toMatchObject({ region: 'us-west-2', destination: 'https://console.aws.amazon.com/s3' });
});

test('another user who signs in does not get the consoles of the one before', async () => {
  const world = await signedIn();
  await world.owner.actions.credentials('prod');
  world.provider.user = bob;
  await signIn(world);

  await world.owner.actions.credentials('prod');

  expect(world.assumer.asked.map(({ sessionName }) => sessionName)).toEqual([
    'ada@example.com',
    'bob@example.com',
  ]);
});

test('the same user who signs in again keeps the cached credentials', async () => {
  const world = await signedIn();
  const first = await world.owner.actions.credentials('prod');
  await signIn(world);
  expect(await world.owner.actions.credentials('prod')).toBe(first);
});

test('after signing out, cached credentials are gone', async () => {
  const world = await signedIn();
  await world.owner.actions.credentials('prod');

  const report = await world.owner.actions.signOut(undefined);

  expect(report).toMatchObject({ providerTold: true, identity: { id: 'work' } });
  await expect(world.owner.actions.credentials('prod')).rejects.toMatchObject({ code: 'login_needed' });
});

test('signing out during an exchange leaves no credentials', async () => {
  const world = await signedIn();
  const gate = new Gate();
  world.assumer.answers.push(async () => {
    await gate.passed();
    throw new AppError('sts_throttled', {});
  });
  const asked = world.owner.actions.credentials('prod');
  await settle();
  await world.owner.actions.signOut('work');
  gate.open();
  const outcome = expect(asked).rejects.toMatchObject({ code: 'signed_out_meanwhile' });
  await world.clock.advance(10_000);
  await outcome;
  expect(world.owner.handOver().credentials.size).toBe(0);
});

test('an unknown role names the known ones and counts what was left out', async () => {
  const world = createFakeWorld();
  world.configSource.config = configWith({ problems: [problemWith('prod', 4)] });

  await expect(world.owner.actions.credentials('prood')).rejects.toMatchObject({
    code: 'unknown_role',
    details: { role: 'prood', known: ['prod'], problems: 1 },
  });
});

test('an unknown identity names the known ones', async () => {
  const { owner, browser } = createFakeWorld();
  const expected = { code: 'unknown_identity', details: { identity: 'nobody', known: ['work'] } };
  await expect(owner.actions.signIn('nobody', browser)).rejects.toMatchObject(expected);
  await expect(owner.actions.signOut('nobody')).rejects.toMatchObject(expected);
  await expect(owner.actions.cancelSignIn('nobody')).rejects.toMatchObject(expected);
});

test('one identity need not be named, of two one must be, and none is an error of its own', async () => {
  const world = createFakeWorld();
  world.configSource.config = configWith({ identities: [work, identityWith({ id: 'home' })] });
  await expect(world.owner.actions.signIn(undefined, world.browser)).rejects.toMatchObject({
    code: 'identity_ambiguous',
    details: { known: ['work', 'home'] },
  });
  world.configSource.config = configWith({ identities: [] });
  await expect(world.owner.actions.signOut(undefined)).rejects.toMatchObject({ code: 'no_identity' });
});

test('loading the configuration shows who is signed in, without the network', async () => {
  const before = await signedIn();
  const world = createFakeWorld(before);

  await world.owner.actions.loadConfig();

  expect(world.owner.state.get().sessions.get(work.id)).toMatchObject({ status: 'signed-in' });
  expect(world.provider.presented).toEqual([]);
});

test('a configuration that breaks keeps the last good one, and says what is wrong', async () => {
  const world = await signedIn();
  world.configSource.failure = broken;

  await expect(world.owner.actions.loadConfig()).rejects.toBe(broken);
  expect(world.owner.state.get().config).toEqual({
    status: 'failed',
    error: broken,
    previous: world.configSource.config,
  });
  await expect(world.owner.actions.loadConfig()).rejects.toBe(broken);
  expect(world.owner.state.get().config).toMatchObject({ previous: world.configSource.config });

  world.configSource.failure = undefined;
  await world.owner.actions.loadConfig();
  expect(world.owner.state.get().config).toEqual({ status: 'ready', config: world.configSource.config });
});

test('a configuration that was never good has no previous one', async () => {
  const world = createFakeWorld();
  world.configSource.failure = broken;
  await expect(world.owner.actions.loadConfig()).rejects.toBe(broken);
  expect(world.owner.state.get().config).toEqual({ status: 'failed', error: broken });
});

test('a configuration that did not change looks nothing up and shows nothing new', async () => {
  const world = await signedIn();
  let changes = 0;
  world.owner.state.subscribe(() => (changes += 1));
  world.secrets.calls.length = 0;

  await world.owner.actions.loadConfig();

  expect(changes).toBe(0);
  expect(world.secrets.calls).toEqual([]);
});

test('a file that is saved while the keychain takes its time is read at once', async () => {
  const world = createFakeWorld();
  const gate = new Gate();
  world.secrets.get = () => gate.passed().then(() => undefined);
  const first = world.owner.actions.loadConfig();
  await settle();

  world.configSource.config = configWith({ roles: [roleWith({ name: 'Renamed' })] });
  const second = world.owner.actions.loadConfig();
  await settle();
  expect(world.owner.state.get().config).toMatchObject({ config: { roles: [{ name: 'Renamed' }] } });
  expect(world.owner.state.get().sessions.get(work.id)?.status).not.toBe('signed-out');

  gate.open();
  await Promise.all([first, second]);
  expect(world.owner.state.get().sessions.get(work.id)).toEqual({ status: 'signed-out' });
});

test('an identity whose application is edited shows nobody signed in', async () => {
  const world = await signedIn();
  world.configSource.config = configWith({ identities: [identityWith({ clientId: 'app-2' })] });

  await world.owner.actions.loadConfig();

  expect(world.owner.state.get().sessions.get(work.id)).toEqual({ status: 'signed-out' });
});

test('the next owner goes on where this one ended', async () => {
  const before = createFakeWorld();
  before.secrets.fault = 'missing';
  await signIn(before);
  const held = await before.owner.actions.credentials('prod');
  const next = createFakeWorld(before);

  next.owner.adopt(before.owner.handOver());
  await next.owner.actions.loadConfig();

  expect(await next.owner.actions.credentials('prod')).toBe(held);
  expect(next.owner.state.get().sessions.get(work.id)).toMatchObject({
    status: 'signed-in',
    storage: 'memory',
  });
});
