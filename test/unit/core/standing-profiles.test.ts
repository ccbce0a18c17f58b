import { describe, expect, test } from 'vitest';
import { AppError } from '../../../src/core/errors.ts';
import { settle } from '../../support/fake-clock.ts';
import { configWith, identityWith, roleWith, settingsWith } from '../../support/fake-nouns.ts';
import { createFakeWorld, type FakeWorld } from '../../support/fake-owner.ts';
import { FakeProfileSink } from '../../support/fake-profile-sink.ts';

const prod = roleWith();
const files = { credentials: '/home/ada/.aws/credentials', config: '/home/ada/.aws/config' };

async function signIn(world: FakeWorld): Promise<void> {
  const login = world.owner.actions.signIn(undefined, world.browser);
  await settle();
  world.provider.approve(identityWith());
  await login;
  await settle();
}

async function signedIn(shared: Parameters<typeof createFakeWorld>[0] = {}): Promise<FakeWorld> {
  const world = createFakeWorld(shared);
  await signIn(world);
  return world;
}

const write = ({ owner }: FakeWorld) => owner.actions.deliver('prod', { sink: 'profile' });
const shown = ({ owner }: FakeWorld) => owner.state.get().roles.get(prod.id);
/** The credentials of an hour are renewed before this has passed. */
const soon = 46 * 60_000;

describe('a profile with keys', () => {
  test('is written once, and is shown to be kept fresh', async () => {
    const world = await signedIn();
    await write(world);
    expect([...world.profiles.keys]).toEqual([['prod', 'ASIA-1']]);
    expect(shown(world)).toMatchObject({ activity: { status: 'idle' }, standing: ['prod'] });
    expect(world.log.lines.filter((line) => line.includes('delivered'))).toHaveLength(1);
  });

  test('gets new keys before the old ones end, again and again', async () => {
    const world = await signedIn();
    await write(world);
    await world.clock.advance(soon);
    expect(world.profiles.keys.get('prod')).toBe('ASIA-2');
    await world.clock.advance(soon);
    expect(world.profiles.keys.get('prod')).toBe('ASIA-3');
    expect(world.assumer.asked).toHaveLength(3);
  });

  test('that somebody took away stays away, and its role is not renewed any more', async () => {
    const world = await signedIn();
    await write(world);
    world.profiles.keys.clear();
    await world.clock.advance(soon);
    expect([...world.profiles.keys]).toEqual([]);
    expect(shown(world)).not.toHaveProperty('standing');
    expect(world.owner.inUse()).toBe(false);
  });

  test('that cannot be renewed says so at its role, and the next time may work', async () => {
    const world = await signedIn();
    await write(world);
    world.profiles.failures.push(new AppError('file_failed', { path: files.credentials, reason: 'EROFS' }));
    await world.clock.advance(soon);
    expect(shown(world)?.activity).toMatchObject({
      status: 'failed',
      sink: 'profile',
      error: { code: 'file_failed' },
    });
    await world.clock.advance(soon);
    expect(world.profiles.keys.get('prod')).toBe('ASIA-3');
  });

  test('written anew is renewed once, not twice', async () => {
    const world = await signedIn();
    await write(world);
    await write(world);
    await world.clock.advance(soon);
    expect(world.assumer.asked).toHaveLength(2);
    expect(shown(world)?.standing).toEqual(['prod']);
  });

  test('is removed by its name, and not renewed after that', async () => {
    const world = await signedIn();
    await write(world);
    expect(await world.owner.actions.removeProfile('prod', files)).toMatchObject([{ profile: 'prod' }]);
    await world.clock.advance(soon);
    expect([...world.profiles.keys]).toEqual([]);
    expect(world.owner.inUse()).toBe(false);
  });
});

describe('a profile of an earlier run', () => {
  function earlier(role: string): FakeProfileSink {
    const profiles = new FakeProfileSink();
    profiles.earlier.set('prod', role);
    return profiles;
  }

  test('is taken up, and gets fresh keys at once', async () => {
    const world = await signedIn({ profiles: earlier('prod') });
    await world.owner.resumeProfiles();
    await world.clock.advance(0);
    expect(world.profiles.keys.get('prod')).toBe('ASIA-1');
    expect(shown(world)?.standing).toEqual(['prod']);
  });

  test('waits until somebody signs in', async () => {
    const world = createFakeWorld({ profiles: earlier('prod') });
    await world.owner.actions.loadConfig();
    await world.owner.resumeProfiles();
    await world.clock.advance(60_000);
    expect(world.profiles.keys.get('prod')).toBe('old');
    expect(world.browser.pages).toEqual([]);

    await signIn(world);
    await world.clock.advance(60_000);
    expect(world.profiles.keys.get('prod')).toBe('ASIA-1');
  });

  test('of a role that is configured no more stays as it is', async () => {
    const world = await signedIn({ profiles: earlier('gone') });
    await world.owner.resumeProfiles();
    await world.clock.advance(soon);
    expect(world.profiles.keys.get('prod')).toBe('old');
    expect(world.owner.inUse()).toBe(false);
  });
});

describe('signing out', () => {
  test('removes the profile, and nothing brings it back', async () => {
    const world = await signedIn();
    await write(world);
    await world.owner.actions.signOut(undefined);
    expect([...world.profiles.keys]).toEqual([]);
    await signIn(world);
    await world.clock.advance(soon);
    expect([...world.profiles.keys]).toEqual([]);
  });

  test('leaves it where the user wants that, and the next session keeps it fresh', async () => {
    const world = await signedIn();
    world.configSource.config = configWith({
      settings: settingsWith({ profiles: { removeOnSignOut: false } }),
    });
    await write(world);
    await world.owner.actions.signOut(undefined);
    expect(world.profiles.keys.get('prod')).toBe('ASIA-1');
    expect(shown(world)?.standing).toEqual(['prod']);
    await signIn(world);
    await world.clock.advance(soon);
    expect(world.profiles.keys.get('prod')).not.toBe('ASIA-1');
  });

  test('by locking everything removes it whatever the user wants', async () => {
    const world = await signedIn();
    world.configSource.config = configWith({
      settings: settingsWith({ profiles: { removeOnSignOut: false } }),
    });
    await write(world);
    await world.owner.actions.lock.everything();
    expect([...world.profiles.keys]).toEqual([]);
  });

  test('of another identity leaves it alone', async () => {
    const world = await signedIn();
    const home = identityWith({ id: 'home', clientId: 'app-2' });
    world.configSource.config = configWith({ identities: [identityWith(), home] });
    await write(world);
    await world.owner.actions.signOut('home');
    expect(world.profiles.keys.get('prod')).toBe('ASIA-1');
  });
});

test('quitting leaves the profile where it is', async () => {
  const world = await signedIn();
  await write(world);
  await world.owner.end();
  expect(world.profiles.keys.get('prod')).toBe('ASIA-1');
});
