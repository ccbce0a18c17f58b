import { expect, test } from 'vitest';
import { AppError } from '../../../src/core/errors.ts';
import { settle } from '../../support/fake-clock.ts';
import { Gate } from '../../support/fake-gate.ts';
import { ada, bob, identityWith } from '../../support/fake-nouns.ts';
import { createSessionWorld } from '../../support/fake-sessions.ts';

const work = identityWith();
const timeout = () => new AppError('network_timeout', { host: 'gitlab.example.com', seconds: 15 });
/** Past the life of an ID token. */
const later = 121_000;

test('an ID token is handed out from memory until 20 s before its end', async () => {
  const world = createSessionWorld();
  await world.signIn(work);
  const first = await world.sessions.idToken(work);

  await world.clock.advance(100_000);
  expect(await world.sessions.idToken(work)).toBe(first);
  expect(world.provider.presented).toEqual([]);

  await world.clock.advance(1);
  expect(await world.sessions.idToken(work)).not.toBe(first);
  expect(world.provider.presented).toHaveLength(1);
});

test('an ID token that AWS refused is thrown away', async () => {
  const world = createSessionWorld();
  await world.signIn(work);
  const refused = await world.sessions.idToken(work);

  world.sessions.dropIdToken(work, refused);

  expect((await world.sessions.idToken(work)).jwt).not.toBe(refused.jwt);
});

test('however many ask for an ID token at once, the provider is asked once', async () => {
  const world = createSessionWorld();
  await world.signIn(work);
  await world.clock.advance(later);

  const tokens = await Promise.all(Array.from({ length: 20 }, () => world.sessions.idToken(work)));

  expect(new Set(tokens).size).toBe(1);
  expect(world.provider.presented).toHaveLength(1);
});

test('a failed refresh is not shared with those who ask afterwards', async () => {
  const world = createSessionWorld();
  await world.signIn(work);
  await world.clock.advance(later);
  world.provider.nextRefresh = () => Promise.reject(timeout());

  await expect(world.sessions.idToken(work)).rejects.toMatchObject({ code: 'network_timeout' });

  await expect(world.sessions.idToken(work)).resolves.toMatchObject({ subject: '42' });
});

test('nobody signed in means login_needed, and the provider is not asked', async () => {
  const world = createSessionWorld();

  await expect(world.sessions.idToken(work)).rejects.toMatchObject({ code: 'login_needed' });
  await expect(world.sessions.user(work)).rejects.toMatchObject({ code: 'login_needed' });
  expect(world.provider.presented).toEqual([]);
});

test('the rotated token is stored and read back before the rest of the reply counts', async () => {
  const world = createSessionWorld();
  await world.signIn(work);
  await world.clock.advance(later);
  world.secrets.calls.length = 0;
  const order: string[] = [];
  world.provider.nextRefresh = async (identity, _old, keep) => {
    await keep(world.provider.issue());
    order.push(...world.secrets.calls.map((call) => call.split(' ')[0] ?? ''), 'reply looked at');
    return { idToken: world.provider.idToken(identity) };
  };

  await world.sessions.idToken(work);

  expect(order).toEqual(['get', 'set', 'get', 'reply looked at']);
});

test('a rotated token survives a reply whose claims are refused', async () => {
  const world = createSessionWorld();
  await world.signIn(work);
  await world.clock.advance(later);
  world.provider.nextRefresh = async (_identity, _old, keep) => {
    await keep(world.provider.issue());
    throw new AppError('id_token_invalid', { issuer: work.issuer, reason: 'jwt timestamp check failed' });
  };

  await expect(world.sessions.idToken(work)).rejects.toMatchObject({ code: 'id_token_invalid' });

  expect(world.secrets.text()).toContain(world.provider.live);
  expect(world.shown(work)).toMatchObject({ status: 'signed-in' });
  await expect(world.sessions.idToken(work)).resolves.toMatchObject({ subject: '42' });
});

test('a rotated token outlives the process', async () => {
  const before = createSessionWorld();
  await before.signIn(work);
  await before.clock.advance(later);
  await before.sessions.idToken(work);

  const after = createSessionWorld(before);
  await after.sessions.restore(work);

  expect(after.shown(work)).toEqual({ status: 'signed-in', user: ada, storage: 'keychain' });
  await expect(after.sessions.idToken(work)).resolves.toMatchObject({ subject: '42' });
});

test('a provider that does not rotate keeps its token', async () => {
  const world = createSessionWorld();
  const token = await world.signIn(work);
  await world.clock.advance(later);
  world.provider.nextRefresh = (identity) => Promise.resolve({ idToken: world.provider.idToken(identity) });

  await world.sessions.idToken(work);

  expect(world.secrets.text()).toContain(token);
});

test('a token that names another user is refused and not handed out', async () => {
  const world = createSessionWorld();
  await world.signIn(work);
  await world.clock.advance(later);
  world.provider.user = bob;

  await expect(world.sessions.idToken(work)).rejects.toMatchObject({ code: 'id_token_invalid' });
});

test('offline keeps the session', async () => {
  const world = createSessionWorld();
  const token = await world.signIn(work);
  await world.clock.advance(later);
  const offline = new AppError('network_unreachable', { host: 'gitlab.example.com', reason: 'ENOTFOUND' });
  world.provider.nextRefresh = () => Promise.reject(offline);

  await expect(world.sessions.idToken(work)).rejects.toBe(offline);

  expect(world.secrets.text()).toContain(token);
  expect(world.shown(work)).toMatchObject({ status: 'signed-in' });
});

test('after a lost reply the token is kept and tried once more', async () => {
  const world = createSessionWorld();
  const token = await world.signIn(work);
  await world.clock.advance(later);
  world.provider.nextRefresh = () => Promise.reject(timeout());
  await expect(world.sessions.idToken(work)).rejects.toMatchObject({ code: 'network_timeout' });

  await world.sessions.idToken(work);

  expect(world.provider.presented).toEqual([token]);
});

test('after a lost reply that had rotated the token, the session is unknown and ended', async () => {
  const world = createSessionWorld();
  await world.signIn(work);
  await world.clock.advance(later);
  world.provider.nextRefresh = () => {
    world.provider.issue();
    return Promise.reject(timeout());
  };
  await expect(world.sessions.idToken(work)).rejects.toMatchObject({ code: 'network_timeout' });

  await expect(world.sessions.idToken(work)).rejects.toMatchObject({ code: 'session_unknown' });

  expect(world.shown(work)).toMatchObject({ status: 'signed-out', error: { code: 'session_unknown' } });
  await expect(world.sessions.idToken(work)).rejects.toMatchObject({ code: 'login_needed' });
  expect(world.provider.presented).toHaveLength(1);
});

test('a fault after the rotated token was kept does not make the session unknown', async () => {
  const world = createSessionWorld();
  await world.signIn(work);
  await world.clock.advance(later);
  world.provider.nextRefresh = async (_identity, _old, keep) => {
    await keep(world.provider.issue());
    throw timeout();
  };
  await expect(world.sessions.idToken(work)).rejects.toMatchObject({ code: 'network_timeout' });
  world.provider.live = undefined;

  await expect(world.sessions.idToken(work)).rejects.toMatchObject({ code: 'session_expired' });
});

test('a session that the provider ended is ended here too, and says why', async () => {
  const world = createSessionWorld();
  await world.signIn(work);
  await world.clock.advance(later);
  world.provider.live = undefined;

  await expect(world.sessions.idToken(work)).rejects.toMatchObject({ code: 'session_expired' });

  expect(world.provider.presented).toHaveLength(1);
  expect(world.secrets.entries.size).toBe(0);
  expect(world.shown(work)).toMatchObject({ status: 'signed-out', error: { code: 'session_expired' } });
});

test('where another program rotated the token meanwhile, its token is used', async () => {
  const world = createSessionWorld();
  const old = await world.signIn(work);
  const other = createSessionWorld(world);
  await world.clock.advance(later);
  world.provider.nextRefresh = async (identity, token, keep) => {
    // Between our reading of the keychain and our request, the other program refreshes.
    await other.sessions.idToken(work);
    return world.provider.rotate(identity, token, keep);
  };

  await expect(world.sessions.idToken(work)).resolves.toMatchObject({ subject: '42' });

  expect(world.provider.presented.filter((token) => token === old)).toHaveLength(2);
  expect(world.secrets.text()).toContain(world.provider.live);
});

test('the keychain is read again only once: a second refusal ends the session', async () => {
  const world = createSessionWorld();
  const old = await world.signIn(work);
  await world.clock.advance(later);
  world.provider.live = 'out of reach';
  world.provider.nextRefresh = (identity, token, keep) => {
    const [[account, text] = ['', '']] = world.secrets.entries;
    world.secrets.entries.set(account, text.replace(old, 'refresh-of-another'));
    return world.provider.rotate(identity, token, keep);
  };

  await expect(world.sessions.idToken(work)).rejects.toMatchObject({ code: 'session_expired' });

  expect(world.provider.presented).toEqual([old, 'refresh-of-another']);
  expect(world.shown(work)).toMatchObject({ status: 'signed-out' });
  expect(world.secrets.entries.size).toBe(0);
});

test('an edited client id or issuer never gets the old token', async () => {
  const world = createSessionWorld();
  await world.signIn(work);

  for (const edited of [
    identityWith({ clientId: 'app-2' }),
    identityWith({ issuer: 'https://evil.example' }),
  ]) {
    await expect(world.sessions.idToken(edited)).rejects.toMatchObject({ code: 'login_needed' });
    await expect(world.sessions.user(edited)).rejects.toMatchObject({ code: 'login_needed' });
  }
  expect(world.provider.presented).toEqual([]);
});

test("an identity edited during a refresh does not get the other one's ID token", async () => {
  const world = createSessionWorld();
  await world.signIn(work);
  await world.clock.advance(later);
  const gate = new Gate();
  world.provider.nextRefresh = async (...request) => {
    await gate.passed();
    return world.provider.rotate(...request);
  };
  const underWay = world.sessions.idToken(work);
  await settle();

  const edited = world.sessions.idToken(identityWith({ clientId: 'app-2' }));
  gate.open();

  await expect(edited).rejects.toMatchObject({ code: 'login_needed' });
  await expect(underWay).resolves.toMatchObject({ audience: 'app-1' });
});
