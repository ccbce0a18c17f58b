import { expect, test } from 'vitest';
import { settle } from '../../support/fake-clock.ts';
import { Gate } from '../../support/fake-gate.ts';
import { identityWith } from '../../support/fake-nouns.ts';
import { createSessionWorld } from '../../support/fake-sessions.ts';

const work = identityWith();
/** Past the life of an ID token. */
const later = 121_000;

test('ending waits until a refresh under way has stored its token', async () => {
  const world = createSessionWorld();
  await world.signIn(work);
  await world.clock.advance(later);
  const reply = new Gate();
  world.provider.nextRefresh = async (identity, token, keep) => {
    await reply.passed();
    return world.provider.rotate(identity, token, keep);
  };
  const token = world.sessions.idToken(work);
  await settle();

  let ended = false;
  const ending = world.sessions.end().then(() => (ended = true));
  await settle();
  expect(ended).toBe(false);
  reply.open();
  await Promise.all([token, ending]);

  expect((await world.vault.reread(work))?.refreshToken).toBe(world.provider.live);
});

test('what asks for a token or a login once the end has begun is turned away', async () => {
  const world = createSessionWorld();
  await world.signIn(work);
  await world.clock.advance(later);
  await world.sessions.end();

  await expect(world.sessions.idToken(work)).rejects.toMatchObject({ code: 'owner_busy' });
  await expect(world.sessions.logins.signIn(work, world.open)).rejects.toMatchObject({ code: 'owner_busy' });
  expect(world.provider.presented).toEqual([]);
});

test('signing out is turned away once the end has begun: the next owner may have the session', async () => {
  const world = createSessionWorld();
  await world.signIn(work);
  const token = world.provider.live;
  await world.sessions.end();

  await expect(world.sessions.signOut(work)).rejects.toMatchObject({ code: 'owner_busy' });
  expect(world.provider.live).toBe(token);
  expect((await world.vault.reread(work))?.refreshToken).toBe(token);
  world.sessions.resume();
  expect(await world.sessions.signOut(work)).toEqual({ providerTold: true });
});

test('ending cancels a login that waits for the browser', async () => {
  const world = createSessionWorld();
  const login = world.sessions.logins.signIn(work, world.open);
  const outcome = expect(login).rejects.toMatchObject({ code: 'login_cancelled' });
  await settle();

  await world.sessions.end();
  await outcome;
});

test('a sign-in right after a cancel is a login of its own', async () => {
  const world = createSessionWorld();
  const first = world.sessions.logins.signIn(work, world.open);
  const cancelled = expect(first).rejects.toMatchObject({ code: 'login_cancelled' });
  await settle();

  world.sessions.logins.cancel(work);
  const second = world.sessions.logins.signIn(work, world.open);
  await cancelled;
  await settle();
  world.provider.approve(work);

  await expect(second).resolves.toMatchObject({ subject: '42' });
  expect(world.provider.logins).toBe(2);
});

test('the address of the login page is known while it is awaited, and only then', async () => {
  const world = createSessionWorld();
  expect(world.sessions.logins.address(work)).toBeUndefined();
  const login = world.sessions.logins.signIn(work, world.open);
  await settle();
  expect(world.sessions.logins.address(work)).toBe(world.browser.pages[0]);
  world.provider.approve(work);
  await login;
  expect(world.sessions.logins.address(work)).toBeUndefined();
});
