import { expect, test } from 'vitest';
import { AppError } from '../../../src/core/errors.ts';
import { settle } from '../../support/fake-clock.ts';
import { Gate } from '../../support/fake-gate.ts';
import { ada, identityWith } from '../../support/fake-nouns.ts';
import { createSessionWorld, type SessionWorld } from '../../support/fake-sessions.ts';

const work = identityWith();
const later = 121_000;

/** A refresh whose answer waits for the gate; the provider has the token by then. */
async function refreshing(world: SessionWorld) {
  await world.clock.advance(later);
  const gate = new Gate();
  world.provider.nextRefresh = async (...request) => {
    await gate.passed();
    return world.provider.rotate(...request);
  };
  const refresh = world.sessions.idToken(work).catch(() => undefined);
  await settle();
  return { gate, refresh };
}

/** Has the provider be slow to hear of the next sign-out. */
function slowToHear(world: SessionWorld): Gate {
  const gate = new Gate();
  const revoke = world.provider.revoke.bind(world.provider);
  world.provider.revoke = async (...request) => {
    world.provider.revoke = revoke;
    await gate.passed();
    return revoke(...request);
  };
  return gate;
}

test('a sign-out after a new sign-in ends that one, however slow the provider is to hear of the first', async () => {
  const world = createSessionWorld();
  await world.signIn(work);
  const heard = slowToHear(world);
  const first = world.sessions.signOut(work);
  await settle();
  await world.signIn(work);

  expect(await world.sessions.signOut(work)).toEqual({ providerTold: true });

  expect(world.secrets.entries.size).toBe(0);
  expect(world.provider.live).toBeUndefined();
  await expect(world.sessions.idToken(work)).rejects.toMatchObject({ code: 'login_needed' });
  heard.open();
  expect(await first).toEqual({ providerTold: true });
});

test('a use after a new sign-in does not wait until the provider has heard of the sign-out before', async () => {
  const world = createSessionWorld();
  await world.signIn(work);
  const heard = slowToHear(world);
  const signOut = world.sessions.signOut(work);
  await settle();
  await world.signIn(work);

  expect(await world.sessions.idToken(work)).toMatchObject({ subject: ada.subject });

  heard.open();
  await signOut;
  expect(world.shown(work)).toMatchObject({ status: 'signed-in' });
});

test('a second sign-out hears what became of telling the provider of the first', async () => {
  const world = createSessionWorld();
  await world.signIn(work);
  world.provider.revokeFailure = new AppError('network_timeout', { host: 'gitlab.example.com', seconds: 15 });
  const both = [world.sessions.signOut(work), world.sessions.signOut(work)];
  expect(await Promise.all(both)).toEqual([{ providerTold: false }, { providerTold: false }]);
});

test('a sign-in while a sign-out waits for a refresh is a session of its own', async () => {
  const world = createSessionWorld();
  await world.signIn(work);
  const { gate, refresh } = await refreshing(world);
  const signOut = world.sessions.signOut(work);
  await settle();
  const login = world.sessions.logins.signIn(work, world.open);
  await settle();
  const token = world.provider.approve(work);
  await settle();
  // The old session's token is another one than the login's.
  world.provider.nextRefresh = undefined;
  gate.open();
  await Promise.all([refresh, signOut, login]);

  expect(world.secrets.text()).toContain(token);
  expect(world.shown(work)).toMatchObject({ status: 'signed-in', user: ada });
});

test('a refresh that waits for the discovery document does not begin once an end has', async () => {
  const world = createSessionWorld();
  const token = await world.signIn(work);
  await world.clock.advance(later);
  const found = new Gate();
  world.provider.discovered = found.passed();
  const refresh = world.sessions.idToken(work);
  const refused = expect(refresh).rejects.toMatchObject({ code: 'owner_busy' });
  await settle();
  const ended = world.sessions.end();
  found.open();
  await refused;
  await ended;

  expect(world.provider.presented).toEqual([]);
  expect(world.provider.live).toBe(token);
});

test('a refresh that waits for the discovery document does not begin once a sign-out has', async () => {
  const world = createSessionWorld();
  await world.signIn(work);
  await world.clock.advance(later);
  const found = new Gate();
  world.provider.discovered = found.passed();
  const refresh = world.sessions.idToken(work);
  const refused = expect(refresh).rejects.toMatchObject({ code: 'signed_out_meanwhile' });
  await settle();
  const signOut = world.sessions.signOut(work);
  found.open();
  await refused;
  await signOut;

  expect(world.provider.presented).toEqual([]);
  expect(world.provider.live).toBeUndefined();
});

test('what fails before the token leaves does not make the session unknown', async () => {
  const world = createSessionWorld();
  await world.signIn(work);
  await world.clock.advance(later);
  const unreachable = new AppError('network_unreachable', {
    host: 'gitlab.example.com',
    reason: 'ENOTFOUND',
  });
  world.provider.discovered = Promise.reject(unreachable);
  await expect(world.sessions.idToken(work)).rejects.toBe(unreachable);
  world.provider.discovered = Promise.resolve();
  world.provider.live = undefined;

  await expect(world.sessions.idToken(work)).rejects.toMatchObject({ code: 'session_expired' });
});

test('an ID token that AWS refused takes no newer one along', async () => {
  const world = createSessionWorld();
  await world.signIn(work);
  const refused = await world.sessions.idToken(work);
  world.sessions.dropIdToken(work, refused);
  const fresh = await world.sessions.idToken(work);

  world.sessions.dropIdToken(work, refused);

  expect(await world.sessions.idToken(work)).toBe(fresh);
  expect(world.provider.presented).toHaveLength(1);
});

test('a sign-in after the configuration was mended does not join the one that waits by the old one', async () => {
  const world = createSessionWorld();
  const mistaken = identityWith({ clientId: 'mistyped' });
  const first = world.sessions.logins.signIn(mistaken, world.open);
  const replaced = expect(first).rejects.toMatchObject({ code: 'login_replaced' });
  await settle();
  const second = world.sessions.logins.signIn(work, world.open);
  await replaced;
  await settle();
  world.provider.approve(work);

  expect(await second).toEqual(ada);

  expect(world.provider.logins).toBe(2);
  expect(new Set(world.browser.pages).size).toBe(2);
});

test('many who only need a login open no page again that has just come up, but one that is old', async () => {
  const world = createSessionWorld();
  const many = Array.from({ length: 8 }, () => world.sessions.logins.signIn(work, world.open, 'if-old'));
  await settle();
  many.push(world.sessions.logins.signIn(work, world.open, 'if-old'));
  await settle();
  expect(world.browser.pages).toHaveLength(1);
  await world.clock.advance(11_000);
  many.push(world.sessions.logins.signIn(work, world.open, 'if-old'));
  await settle();
  expect(world.browser.pages).toHaveLength(2);
  world.provider.approve(work);
  await Promise.all(many);

  expect(world.provider.logins).toBe(1);
});
