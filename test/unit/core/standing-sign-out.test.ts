import { describe, expect, test } from 'vitest';
import { settle } from '../../support/fake-clock.ts';
import { configWith, identityWith, roleWith, settingsWith } from '../../support/fake-nouns.ts';
import { createFakeWorld, type FakeWorld } from '../../support/fake-owner.ts';
import { FakeProfileSink } from '../../support/fake-profile-sink.ts';
import type { Role } from '../../../src/core/model.ts';

/** The credentials of an hour are renewed before this has passed. */
const soon = 46 * 60_000;
const settings = settingsWith({ profiles: { removeOnSignOut: false } });
const readOnly = roleWith({ readOnly: true });

async function signIn(world: FakeWorld): Promise<void> {
  const login = world.owner.actions.signIn(undefined, world.browser);
  await settle();
  world.provider.approve(identityWith());
  await login;
  await settle();
}

/** Somebody who keeps profiles over a sign-out, and has had this one written. */
async function withProfile(role: Role, access?: 'full'): Promise<FakeWorld> {
  const world = createFakeWorld({ profiles: new FakeProfileSink() });
  world.configSource.config = configWith({ roles: [role], settings });
  await signIn(world);
  await world.owner.resumeProfiles();
  const delivered = world.owner.actions.deliver('prod', { sink: 'profile', ...(access && { access }) });
  await settle();
  if (role.confirm || (role.readOnly && access === 'full')) await world.owner.actions.confirm('prod', access);
  await delivered;
  // Whoever looks at the file later finds it there.
  world.profiles.earlier.set('prod', 'prod');
  if (access !== undefined) world.profiles.earlierAccess.set('prod', access);
  return world;
}

const key = ({ profiles }: FakeWorld) => profiles.keys.get('prod');
const standing = ({ owner }: FakeWorld) => owner.state.get().roles.get(readOnly.id)?.standing;

describe('a profile that stays over a sign-out', () => {
  test('and has full access to a role that is read-only by itself gets no new keys in the next session before a yes', async () => {
    const world = await withProfile(readOnly, 'full');
    await world.clock.advance(soon);
    expect(key(world)).toBe('ASIA-2');
    await world.owner.actions.signOut(undefined);
    expect(key(world)).toBe('ASIA-2');
    await signIn(world);
    await world.clock.advance(2 * soon);
    expect(key(world)).toBe('ASIA-2');
    expect(world.assumer.asked).toHaveLength(2);
    expect(standing(world)).toBeUndefined();
    expect(world.owner.inUse()).toBe(false);

    void world.owner.actions.openConsole('prod', world.browser, { access: 'full' });
    await settle();
    await world.owner.actions.confirm('prod', 'full');
    await world.clock.advance(0);
    expect(key(world)).toBe('ASIA-3');
    expect(standing(world)).toEqual([{ name: 'prod', access: 'full' }]);
  });

  test('does not wait for a yes that nobody takes back: one that has merely run out is enough', async () => {
    const world = await withProfile(readOnly, 'full');
    await world.clock.advance(3 * soon);
    expect(key(world)).toBe('ASIA-4');
  });

  test('and whose role asks for a yes waits for the next one', async () => {
    const world = await withProfile(roleWith({ confirm: true }));
    await world.owner.actions.signOut(undefined);
    await signIn(world);
    await world.clock.advance(2 * soon);
    expect(key(world)).toBe('ASIA-1');
    expect(world.assumer.asked).toHaveLength(1);
  });

  test('and can only read is renewed by whoever signs in next, unasked', async () => {
    const world = await withProfile(readOnly);
    await world.owner.actions.signOut(undefined);
    expect(key(world)).toBe('ASIA-1');
    await signIn(world);
    await world.clock.advance(0);
    expect(key(world)).toBe('ASIA-2');
    expect(world.assumer.asked.every(({ policyArns }) => policyArns !== undefined)).toBe(true);
  });

  test('gets no keys of another user with full access that only the first has said yes to', async () => {
    const world = await withProfile(readOnly, 'full');
    world.provider.user = { subject: '99', name: 'Ben' };
    await signIn(world);
    await world.clock.advance(2 * soon);
    expect(key(world)).toBe('ASIA-1');
    expect(standing(world)).toBeUndefined();
  });

  test('of an identity that nobody signs out of goes on', async () => {
    const world = await withProfile(readOnly, 'full');
    const home = identityWith({ id: 'home', clientId: 'app-2' });
    world.configSource.config = configWith({
      identities: [identityWith(), home],
      roles: [readOnly],
      settings,
    });
    await world.owner.actions.signOut('home');
    await world.clock.advance(soon);
    expect(key(world)).toBe('ASIA-2');
  });
});
