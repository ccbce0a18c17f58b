import { expect, test } from 'vitest';
import { ada, identityWith } from '../../support/fake-nouns.ts';
import { createSessionWorld } from '../../support/fake-sessions.ts';

const work = identityWith();
const later = 121_000;

test('restoring shows who is signed in, without the network', async () => {
  const before = createSessionWorld();
  await before.signIn(work);
  const world = createSessionWorld(before);

  await world.sessions.restore(work);

  expect(world.shown(work)).toEqual({ status: 'signed-in', user: ada, storage: 'keychain' });
  expect(world.provider.presented).toEqual([]);
});

test('restoring shows that nobody is signed in', async () => {
  const world = createSessionWorld();
  await world.sessions.restore(work);
  expect(world.shown(work)).toEqual({ status: 'signed-out' });
});

test('restoring from a locked keychain says so, and touches nothing', async () => {
  const world = createSessionWorld();
  world.secrets.fault = 'locked';

  await world.sessions.restore(work);

  expect(world.shown(work)).toMatchObject({ status: 'signed-out', error: { code: 'keychain_locked' } });
  expect(world.secrets.calls.every((call) => call.startsWith('get '))).toBe(true);
});

test('restoring does not disturb a login that is under way', async () => {
  const world = createSessionWorld();
  const login = world.sessions.logins.signIn(work, world.open);
  await world.sessions.restore(work);
  expect(world.shown(work)).toEqual({ status: 'signing-in' });
  world.sessions.logins.cancel(work);
  await expect(login).rejects.toMatchObject({ code: 'login_cancelled' });
});

test.for(['missing', 'locked', 'write-only-fails', 'loses-writes'] as const)(
  'with a keychain that is %s, a login makes a session in memory',
  async (fault) => {
    const world = createSessionWorld();
    world.secrets.fault = fault;

    await world.signIn(work);

    expect(world.shown(work)).toEqual({ status: 'signed-in', user: ada, storage: 'memory' });
    await world.clock.advance(later);
    await expect(world.sessions.idToken(work)).resolves.toMatchObject({ subject: '42' });
    expect(world.secrets.entries.size).toBe(0);
  },
);

test('a keychain that comes back takes the token at the next rotation', async () => {
  const world = createSessionWorld();
  world.secrets.fault = 'locked';
  await world.signIn(work);
  world.secrets.fault = 'none';
  await world.clock.advance(later);

  await world.sessions.idToken(work);

  expect(world.shown(work)).toMatchObject({ storage: 'keychain' });
  expect(world.secrets.text()).toContain(world.provider.live);
  expect(world.sessions.handOver().records.size).toBe(0);
});

test('a keychain that locks mid-session loses no rotated token', async () => {
  const world = createSessionWorld();
  await world.signIn(work);
  await world.clock.advance(later);
  world.provider.nextRefresh = (...request) => {
    world.secrets.fault = 'locked';
    return world.provider.rotate(...request);
  };

  await world.sessions.idToken(work);

  expect(world.shown(work)).toMatchObject({ status: 'signed-in', storage: 'memory' });
  await world.clock.advance(later);
  await expect(world.sessions.idToken(work)).resolves.toMatchObject({ subject: '42' });
});

test.for(['missing', 'locked'] as const)(
  'a session in memory that the provider ends is ended, although the keychain is %s',
  async (fault) => {
    const world = createSessionWorld();
    world.secrets.fault = fault;
    await world.signIn(work);
    await world.clock.advance(later);
    world.provider.live = undefined;

    await expect(world.sessions.idToken(work)).rejects.toMatchObject({ code: 'session_expired' });

    expect(world.shown(work)).toMatchObject({ status: 'signed-out', error: { code: 'session_expired' } });
    expect(world.sessions.handOver().records.size).toBe(0);
  },
);

test('a locked keychain does not end a session that it holds', async () => {
  const world = createSessionWorld();
  await world.signIn(work);
  await world.clock.advance(later);
  world.secrets.fault = 'locked';

  await expect(world.sessions.idToken(work)).rejects.toMatchObject({ code: 'keychain_locked' });

  expect(world.shown(work)).toMatchObject({ status: 'signed-in' });
  world.secrets.fault = 'none';
  await expect(world.sessions.idToken(work)).resolves.toMatchObject({ subject: '42' });
});

test('a stored record that cannot be read is an error without the record in it', async () => {
  const world = createSessionWorld();
  await world.signIn(work);
  const [account = ''] = world.secrets.entries.keys();
  for (const text of ['{"refreshToken":"canary', '{"version":2,"refreshToken":"canary"}', '[]', '']) {
    world.secrets.entries.set(account, text);

    const error: unknown = await world.vault.read(work).catch((thrown: unknown) => thrown);

    expect(error).toMatchObject({ code: 'keychain_unreadable' });
    expect(error).not.toHaveProperty('cause');
    expect(JSON.stringify(error)).not.toContain('canary');
  }
});

test('what is kept in the keychain is one record for each identity, issuer and application', async () => {
  const world = createSessionWorld();
  await world.signIn(work);
  await world.signIn(identityWith({ clientId: 'app-2' }));
  await world.signIn(identityWith({ id: 'home' }));

  expect([...world.secrets.entries.keys()]).toEqual([
    'work https://gitlab.example.com app-1',
    'work https://gitlab.example.com app-2',
    'home https://gitlab.example.com app-1',
  ]);
  const [text = ''] = world.secrets.entries.values();
  expect(JSON.parse(text)).toEqual({ version: 1, refreshToken: 'refresh-1', user: ada });
});

test('the next owner takes over what only this process knows', async () => {
  const before = createSessionWorld();
  before.secrets.fault = 'missing';
  await before.signIn(work);
  const next = createSessionWorld(before);

  next.sessions.adopt(before.sessions.handOver());
  await next.sessions.restore(work);

  expect(next.shown(work)).toEqual({ status: 'signed-in', user: ada, storage: 'memory' });
  expect(await next.sessions.idToken(work)).toEqual(await before.sessions.idToken(work));
  await next.clock.advance(later);
  await expect(next.sessions.idToken(work)).resolves.toMatchObject({ subject: '42' });
});

test('a session in the keychain is not handed over: the next owner reads it there', async () => {
  const world = createSessionWorld();
  await world.signIn(work);
  expect(world.sessions.handOver().records.size).toBe(0);
});

test('no token reaches the log', async () => {
  const world = createSessionWorld();
  world.secrets.fault = 'missing';
  await world.signIn(work);
  await world.clock.advance(later);
  await world.sessions.idToken(work);
  await world.sessions.signOut(work);

  expect(world.log.lines.length).toBeGreaterThan(2);
  expect(world.log.lines.join('\n')).not.toMatch(/refresh-\d|jwt-\d/);
});
