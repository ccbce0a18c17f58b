import { expect, test } from 'vitest';
import { AppError } from '../../../src/core/errors.ts';
import { settle } from '../../support/fake-clock.ts';
import { Gate } from '../../support/fake-gate.ts';
import { identityWith } from '../../support/fake-nouns.ts';
import { createSessionWorld } from '../../support/fake-sessions.ts';

const work = identityWith();
const later = 121_000;

test('signing out forgets the session here and at the provider', async () => {
  const world = createSessionWorld();
  const token = await world.signIn(work);

  expect(await world.sessions.signOut(work)).toEqual({ providerTold: true });

  expect(world.provider.revoked).toEqual([token]);
  expect(world.secrets.entries.size).toBe(0);
  expect(world.shown(work)).toEqual({ status: 'signed-out' });
  await expect(world.sessions.idToken(work)).rejects.toMatchObject({ code: 'login_needed' });
});

test('signing out offline forgets the session here and says that the provider was not told', async () => {
  const world = createSessionWorld();
  await world.signIn(work);
  world.provider.revokeFailure = new AppError('network_unreachable', { host: 'gitlab', reason: 'offline' });

  expect(await world.sessions.signOut(work)).toEqual({ providerTold: false });

  expect(world.secrets.entries.size).toBe(0);
  expect(world.shown(work)).toEqual({ status: 'signed-out', providerNotTold: true });
  await world.signIn(work);
  expect(world.shown(work)).toMatchObject({ status: 'signed-in' });
});

test('a sign-in that begins while the provider does not answer is not talked over', async () => {
  const world = createSessionWorld();
  await world.signIn(work);
  const gate = new Gate();
  world.provider.nextRevoke = async () => {
    await gate.passed();
    throw new AppError('network_timeout', { host: 'gitlab', seconds: 15 });
  };
  const signOut = world.sessions.signOut(work);
  await settle();
  expect(world.shown(work)).toEqual({ status: 'signed-out' });
  await world.signIn(work);
  gate.open();

  expect(await signOut).toEqual({ providerTold: false });
  expect(world.shown(work)).toMatchObject({ status: 'signed-in' });
});

test('a session that cannot be read is removed, and the provider counts as not told', async () => {
  const world = createSessionWorld();
  await world.signIn(work);
  for (const account of world.secrets.entries.keys()) world.secrets.entries.set(account, 'rubbish');

  expect(await world.sessions.signOut(work)).toEqual({ providerTold: false });

  expect(world.secrets.entries.size).toBe(0);
});

test('where the keychain keeps the session, the provider ends it: what is left is worth nothing', async () => {
  const world = createSessionWorld();
  const token = await world.signIn(work);
  world.secrets.delete = () => Promise.reject(new AppError('keychain_locked', {}));

  expect(await world.sessions.signOut(work)).toMatchObject({
    providerTold: true,
    refusal: { code: 'keychain_locked' },
  });

  expect(world.provider.revoked).toEqual([token]);
  expect(world.shown(work)).toMatchObject({ status: 'signed-out', error: { code: 'keychain_locked' } });
});

test('where neither the keychain nor the provider lets go, nothing is claimed', async () => {
  const world = createSessionWorld();
  await world.signIn(work);
  world.secrets.delete = () => Promise.reject(new AppError('keychain_locked', {}));
  world.provider.revokeFailure = new AppError('network_unreachable', { host: 'gitlab', reason: 'offline' });

  expect(await world.sessions.signOut(work)).toMatchObject({
    providerTold: false,
    refusal: { code: 'keychain_locked' },
  });

  expect(world.shown(work)).toMatchObject({ status: 'signed-in', error: { code: 'keychain_locked' } });
});

test('why a sign-out came to nothing stands with the session until the next one begins, or a sign-in', async () => {
  const world = createSessionWorld();
  await world.signIn(work);
  const calm = world.shown(work);
  world.secrets.fault = 'locked';
  await world.sessions.signOut(work);
  expect(world.shown(work)).toEqual({ ...calm, error: new AppError('keychain_locked', {}) });

  const gate = new Gate();
  const get = world.secrets.get.bind(world.secrets);
  world.secrets.get = (account) => gate.passed().then(() => get(account));
  const again = world.sessions.signOut(work);
  await settle();
  expect(world.shown(work)).toEqual(calm);
  gate.open();
  await again;
  expect(world.shown(work)).toMatchObject({ error: { code: 'keychain_locked' } });

  world.secrets.fault = 'none';
  await world.signIn(work);
  expect(world.shown(work)).toEqual(calm);
});

test('a sign-out that a locked keychain does not even read says so where nobody is shown as signed in', async () => {
  const world = createSessionWorld();
  world.secrets.fault = 'dismissed';
  expect(await world.sessions.signOut(work)).toMatchObject({ providerTold: false });
  expect(world.shown(work)).toMatchObject({ status: 'signed-out', error: { code: 'keychain_dismissed' } });
});

test('signing out with nobody signed in is fine', async () => {
  const world = createSessionWorld();
  expect(await world.sessions.signOut(work)).toEqual({ providerTold: true });
});

test('two sign-outs at once are one', async () => {
  const world = createSessionWorld();
  const token = await world.signIn(work);

  await Promise.all([world.sessions.signOut(work), world.sessions.signOut(work)]);

  expect(world.provider.revoked).toEqual([token]);
});

test('a refresh under way cannot bring a session back: its rotated token is ended too', async () => {
  const world = createSessionWorld();
  await world.signIn(work);
  await world.clock.advance(later);
  const gate = new Gate();
  world.provider.nextRefresh = async (...request) => {
    await gate.passed();
    return world.provider.rotate(...request);
  };
  const refresh = world.sessions.idToken(work);
  await settle();

  const signOut = world.sessions.signOut(work);
  const asked = world.sessions.idToken(work);
  await settle();
  gate.open();
  await Promise.allSettled([refresh, signOut]);

  await expect(asked).rejects.toMatchObject({ code: 'login_needed' });
  expect(world.secrets.entries.size).toBe(0);
  expect(world.provider.live).toBeUndefined();
  expect(world.shown(work)).toEqual({ status: 'signed-out' });
});

test('a session on its way into the keychain cannot arrive there after the sign-out', async () => {
  const world = createSessionWorld();
  world.secrets.fault = 'locked';
  await world.signIn(work);
  world.secrets.fault = 'none';
  const gate = new Gate();
  const set = world.secrets.set.bind(world.secrets);
  world.secrets.set = async (account, secret) => {
    await gate.passed();
    return set(account, secret);
  };
  const settling = world.vault.settle(work);
  await settle();

  const signOut = world.sessions.signOut(work);
  await settle();
  gate.open();
  await Promise.all([settling, signOut]);

  expect(world.secrets.entries.size).toBe(0);
  expect(world.provider.live).toBeUndefined();
});

test('signing out ends a login that is under way', async () => {
  const world = createSessionWorld();
  const login = world.sessions.logins.signIn(work, world.open);
  await settle();

  await world.sessions.signOut(work);

  await expect(login).rejects.toMatchObject({ code: 'login_cancelled' });
  expect(world.shown(work)).toEqual({ status: 'signed-out' });
});

test('without a keychain signing out ends the session in memory', async () => {
  const world = createSessionWorld();
  world.secrets.fault = 'missing';
  const token = await world.signIn(work);

  expect(await world.sessions.signOut(work)).toEqual({ providerTold: true });

  expect(world.provider.revoked).toEqual([token]);
  expect(world.sessions.handOver()).toEqual({ idTokens: new Map(), records: new Map() });
});

test('a locked keychain does not keep a session in memory from being ended', async () => {
  const world = createSessionWorld();
  world.secrets.fault = 'locked';
  const token = await world.signIn(work);

  expect(await world.sessions.signOut(work)).toEqual({ providerTold: true });

  expect(world.provider.revoked).toEqual([token]);
  expect(world.shown(work)).toEqual({ status: 'signed-out' });
});

test('a locked keychain that holds the session is an error: the token is still in there', async () => {
  const world = createSessionWorld();
  await world.signIn(work);
  world.secrets.fault = 'locked';

  expect(await world.sessions.signOut(work)).toMatchObject({
    providerTold: false,
    refusal: { code: 'keychain_locked' },
  });

  expect(world.shown(work)).toMatchObject({ status: 'signed-in' });
});

test('one can sign in again after signing out', async () => {
  const world = createSessionWorld();
  await world.signIn(work);
  await world.sessions.signOut(work);
  await world.signIn(work);
  await expect(world.sessions.idToken(work)).resolves.toMatchObject({ subject: '42' });
});
