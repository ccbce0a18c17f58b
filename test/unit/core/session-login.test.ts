import { expect, test } from 'vitest';
import { AppError } from '../../../src/core/errors.ts';
import { settle } from '../../support/fake-clock.ts';
import { Gate } from '../../support/fake-gate.ts';
import { ada, bob, identityWith } from '../../support/fake-nouns.ts';
import { createSessionWorld } from '../../support/fake-sessions.ts';

const work = identityWith();
const later = 121_000;

test('a login stores the session, then shows who it is', async () => {
  const world = createSessionWorld();
  const login = world.sessions.logins.signIn(work, world.open);
  await settle();
  expect(world.shown(work)).toEqual({ status: 'signing-in' });
  const token = world.provider.approve(work);

  expect(await login).toEqual(ada);

  expect(world.secrets.text()).toContain(token);
  expect(world.shown(work)).toEqual({ status: 'signed-in', user: ada, storage: 'keychain' });
  expect(await world.sessions.user(work)).toEqual(ada);
});

test('a second sign-in joins the first and shows the same page again', async () => {
  const world = createSessionWorld();
  const first = world.sessions.logins.signIn(work, world.open);
  await settle();
  const second = world.sessions.logins.signIn(work, world.open);
  await settle();
  world.provider.approve(work);

  expect(await Promise.all([first, second])).toEqual([ada, ada]);

  expect(world.provider.logins).toBe(1);
  const [page] = world.browser.pages;
  expect(world.browser.pages).toEqual([page, page]);
});

test('a second sign-in whose browser is slow does not start another login', async () => {
  const world = createSessionWorld();
  const first = world.sessions.logins.signIn(work, world.open);
  await settle();
  const slow = new Gate();
  const second = world.sessions.logins.signIn(work, () => slow.passed());
  await settle();
  world.provider.approve(work);
  await first;
  slow.open();

  expect(await second).toEqual(ada);

  expect(world.provider.logins).toBe(1);
});

test('a sign-in with another identity takes the place of the one that waits', async () => {
  const home = identityWith({ id: 'home' });
  const world = createSessionWorld();
  const first = world.sessions.logins.signIn(work, world.open);
  await settle();
  const second = world.sessions.logins.signIn(home, world.open);
  await expect(first).rejects.toMatchObject({ code: 'login_replaced', details: { by: 'home' } });
  world.provider.approve(home);

  expect(await second).toEqual(ada);

  expect(world.shown(work)).toEqual({ status: 'signed-out' });
  expect(world.shown(home)).toMatchObject({ status: 'signed-in' });
});

test('the page is shown again on demand, and only while it is awaited', async () => {
  const world = createSessionWorld();
  await world.sessions.logins.reopen(work, world.open);
  expect(world.browser.pages).toEqual([]);
  const login = world.sessions.logins.signIn(work, world.open);
  await settle();

  await world.sessions.logins.reopen(work, world.open);

  expect(world.browser.pages).toHaveLength(2);
  world.provider.approve(work);
  await login;
  await world.sessions.logins.reopen(work, world.open);
  expect(world.browser.pages).toHaveLength(2);
});

test('a cancelled login shows no error', async () => {
  const world = createSessionWorld();
  const login = world.sessions.logins.signIn(work, world.open);
  await settle();

  world.sessions.logins.cancel(work);

  await expect(login).rejects.toMatchObject({ code: 'login_cancelled' });
  expect(world.shown(work)).toEqual({ status: 'signed-out' });
});

test('a login after a cancelled one starts anew', async () => {
  const world = createSessionWorld();
  const login = world.sessions.logins.signIn(work, world.open);
  await settle();
  world.sessions.logins.cancel(work);
  await expect(login).rejects.toMatchObject({ code: 'login_cancelled' });

  await world.signIn(work);

  expect(world.provider.logins).toBe(2);
  expect(world.shown(work)).toMatchObject({ status: 'signed-in' });
});

test('a login that fails says why', async () => {
  const world = createSessionWorld();
  const login = world.sessions.logins.signIn(work, world.open);
  await settle();

  world.provider.failLogin(new AppError('login_denied', { issuer: work.issuer }));

  await expect(login).rejects.toMatchObject({ code: 'login_denied' });
  expect(world.shown(work)).toMatchObject({ status: 'signed-out', error: { code: 'login_denied' } });
});

test('a browser that cannot be opened fails the login', async () => {
  const world = createSessionWorld();
  world.browser.failure = new AppError('browser_failed', { command: 'xdg-open' });

  await expect(world.sessions.logins.signIn(work, world.open)).rejects.toMatchObject({
    code: 'browser_failed',
  });
});

test.for([
  new AppError('login_cancelled', {}),
  new AppError('login_timeout', { issuer: work.issuer, redirectUri: 'http://127.0.0.1/callback' }),
])('a login that fails with %s leaves an earlier session as it was', async (failure) => {
  const world = createSessionWorld();
  const token = await world.signIn(work);
  const login = world.sessions.logins.signIn(work, world.open);
  await settle();

  world.provider.failLogin(failure);
  await expect(login).rejects.toBe(failure);

  expect(world.shown(work)).toEqual({ status: 'signed-in', user: ada, storage: 'keychain' });
  expect(world.secrets.text()).toContain(token);
  expect(world.provider.revoked).toEqual([]);
});

test('a new login ends the session before it at the provider', async () => {
  const world = createSessionWorld();
  const old = await world.signIn(work);

  await world.signIn(work, bob);

  expect(world.provider.revoked).toEqual([old]);
  expect(world.shown(work)).toMatchObject({ user: bob });
});

test('a token rotated during a login is the one that is ended', async () => {
  const world = createSessionWorld();
  await world.signIn(work);
  await world.clock.advance(later);
  const login = world.sessions.logins.signIn(work, world.open);
  await settle();
  await world.sessions.idToken(work);
  const rotated = world.provider.live;
  world.provider.approve(work);

  await login;

  expect(world.provider.revoked).toEqual([rotated]);
});

test('a refresh during a login does not store its token over the new session', async () => {
  const world = createSessionWorld();
  await world.signIn(work);
  await world.clock.advance(later);
  const gate = new Gate();
  world.provider.nextRefresh = async (...request) => {
    await gate.passed();
    return world.provider.rotate(...request);
  };
  const refresh = world.sessions.idToken(work);
  const login = world.sessions.logins.signIn(work, world.open);
  await settle();
  gate.open();
  const token = world.provider.approve(work);
  await Promise.allSettled([refresh, login]);

  expect(world.secrets.text()).toContain(token);
  expect(world.shown(work)).toMatchObject({ status: 'signed-in' });
});

test('whoever asks while a login is being stored gets the new session', async () => {
  const world = createSessionWorld();
  await world.signIn(work, bob);
  await world.clock.advance(later);
  world.provider.user = ada;
  const login = world.sessions.logins.signIn(work, world.open);
  await settle();
  const asked: Promise<unknown>[] = [];
  const unsubscribe = watchSets(world.secrets.calls, () => asked.push(world.sessions.idToken(work)));
  const token = world.provider.approve(work);

  await login;
  unsubscribe();

  expect(asked).toHaveLength(1);
  await expect(asked[0]).resolves.toMatchObject({ subject: ada.subject });
  expect(world.secrets.text()).toContain(token);
  expect(world.provider.presented).toEqual([]);
});

/** Runs `react` once, in the middle of the next write to the keychain. */
function watchSets(calls: string[], react: () => void): () => void {
  const push = calls.push.bind(calls);
  let done = false;
  calls.push = (...lines) => {
    if (!done && lines.some((line) => line.startsWith('set '))) {
      done = true;
      react();
    }
    return push(...lines);
  };
  return () => void (calls.push = push);
}
