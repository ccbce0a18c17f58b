import { describe, expect, test } from 'vitest';
import { AppError } from '../../../src/core/errors.ts';
import { settle } from '../../support/fake-clock.ts';
import { configWith, identityWith, roleWith, settingsWith } from '../../support/fake-nouns.ts';
import { createFakeWorld, type FakeWorld } from '../../support/fake-owner.ts';
import { FakeProfileSink } from '../../support/fake-profile-sink.ts';

const prod = roleWith();
/** The very same role, which is reached through itself. */
const byAnotherWay = roleWith({ chain: [{ arn: prod.arn, externalId: 'acme' }] });
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
    expect(shown(world)).toMatchObject({ activity: { status: 'idle' }, standing: [{ name: 'prod' }] });
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
    await world.clock.advance(3_000);
    world.profiles.keys.clear();
    await world.clock.advance(soon);
    expect([...world.profiles.keys]).toEqual([]);
    expect(shown(world)).not.toHaveProperty('standing');
    expect(world.owner.inUse()).toBe(false);
  });

  test('that cannot be written is tried again long before the old keys end, and says so only until it works', async () => {
    const world = await signedIn();
    await write(world);
    await world.clock.advance(40 * 60_000);
    const locked = () => new AppError('aws_file_locked', { path: files.credentials });
    world.profiles.failures.push(locked(), locked());
    await world.clock.advance(5 * 60_000);
    expect(world.profiles.failures).toEqual([]);
    expect(world.profiles.keys.get('prod')).toBe('ASIA-2');
    expect(shown(world)?.activity).toEqual({ status: 'idle' });
  });

  test('shows why it cannot be written as long as it cannot', async () => {
    const world = await signedIn();
    await write(world);
    world.profiles.failures.push(
      ...Array.from(
        { length: 100 },
        () => new AppError('file_failed', { path: files.credentials, reason: 'EROFS' }),
      ),
    );
    await world.clock.advance(soon);
    expect(shown(world)?.activity).toMatchObject({
      status: 'failed',
      sink: 'profile',
      error: { code: 'file_failed' },
    });
    world.profiles.failures.length = 0;
    await world.clock.advance(60_000);
    expect(world.profiles.keys.get('prod')).toBe('ASIA-2');
    expect(shown(world)?.activity).toEqual({ status: 'idle' });
  });

  test('that another program has undone in the same moment is put back', async () => {
    const world = await signedIn();
    await write(world);
    world.profiles.keys.set('prod', 'of before');
    await world.clock.advance(3_000);
    expect(world.profiles.keys.get('prod')).toBe('ASIA-1');
  });

  test('that somebody else has made their own is theirs from then on', async () => {
    const world = await signedIn();
    await write(world);
    world.profiles.failures.push(new AppError('profile_taken', { path: files.credentials, profile: 'prod' }));
    await world.clock.advance(soon);
    expect(world.profiles.keys.get('prod')).toBe('ASIA-1');
    expect(shown(world)).not.toHaveProperty('standing');
    expect(shown(world)?.activity).toEqual({ status: 'idle' });
  });

  test('names the region that the configuration names by then', async () => {
    const world = await signedIn();
    await write(world);
    world.configSource.config = configWith({ roles: [roleWith({ region: 'us-west-2' })] });
    await world.owner.actions.loadConfig();
    await world.clock.advance(soon);
    expect(world.profiles.regions.get('prod')).toBe('us-west-2');
  });

  test('gets keys of the new way at once where an edit leads another way to the same role', async () => {
    const world = await signedIn();
    await write(world);
    world.configSource.config = configWith({ roles: [byAnotherWay] });
    await world.owner.actions.loadConfig();
    await world.clock.advance(0);
    expect(world.profiles.keys.get('prod')).toBe('ASIA-2');
    expect(world.assumer.asked.at(-1)?.chain).toEqual(byAnotherWay.chain);
  });

  test('is never given the keys of before an edit again, also where AWS refuses those of after it', async () => {
    const world = await signedIn();
    await write(world);
    world.assumer.failWith(new AppError('sts_region_disabled', { region: 'eu-central-1' }));
    world.configSource.config = configWith({ roles: [byAnotherWay] });
    await world.owner.actions.loadConfig();
    world.profiles.keys.set('prod', 'of somebody else');
    await world.clock.advance(3 * 60_000);
    expect(world.profiles.keys.get('prod')).toBe('of somebody else');
    expect(shown(world)?.activity).toMatchObject({
      status: 'failed',
      error: { code: 'sts_region_disabled' },
    });
  });

  test('written anew is renewed once, not twice', async () => {
    const world = await signedIn();
    await write(world);
    await write(world);
    await world.clock.advance(soon);
    expect(world.assumer.asked).toHaveLength(2);
    expect(shown(world)?.standing).toEqual([{ name: 'prod' }]);
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
    expect(shown(world)?.standing).toEqual([{ name: 'prod' }]);
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

  test('of a role that is configured no more is not renewed, and goes with the next sign-out', async () => {
    const world = await signedIn({ profiles: earlier('gone') });
    world.profiles.keys.set('prod', 'old');
    await world.owner.resumeProfiles();
    await world.clock.advance(soon);
    expect(world.profiles.keys.get('prod')).toBe('old');
    expect(world.owner.inUse()).toBe(false);
    await world.owner.actions.signOut(undefined);
    expect([...world.profiles.keys]).toEqual([]);
  });

  test('is taken up once its file can be read', async () => {
    const world = await signedIn({ profiles: earlier('prod') });
    world.profiles.unreadable = 3;
    await world.owner.resumeProfiles();
    expect(shown(world)?.standing).toBeUndefined();
    await world.clock.advance(60_000);
    expect(world.profiles.keys.get('prod')).toBe('ASIA-1');
  });

  test('is taken up once its role is configured', async () => {
    const world = await signedIn({ profiles: earlier('dev') });
    await world.owner.resumeProfiles();
    world.configSource.config = configWith({ roles: [roleWith({ id: 'dev' })] });
    await world.owner.actions.loadConfig();
    await world.clock.advance(0);
    expect(world.profiles.keys.get('prod')).toBe('ASIA-1');
  });

  test('of a role that wants a yes waits for one', async () => {
    const world = await signedIn({ profiles: earlier('prod') });
    world.configSource.config = configWith({ roles: [roleWith({ confirm: true })] });
    await world.owner.actions.loadConfig();
    await world.owner.resumeProfiles();
    await world.clock.advance(soon);
    expect(world.profiles.keys.has('prod')).toBe(false);
    await world.owner.actions.confirm('prod');
    await world.clock.advance(0);
    expect(world.profiles.keys.get('prod')).toBe('ASIA-1');
  });

  test('goes with a sign-out before it was taken up', async () => {
    const world = await signedIn({ profiles: earlier('prod') });
    world.profiles.keys.set('prod', 'old');
    await world.owner.actions.signOut(undefined);
    expect([...world.profiles.keys]).toEqual([]);
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
    expect(shown(world)?.standing).toEqual([{ name: 'prod' }]);
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

  test('says where keys may have stayed behind', async () => {
    const world = await signedIn();
    await write(world);
    world.profiles.stuck = true;
    expect(await world.owner.actions.signOut(undefined)).toMatchObject({ notWithdrawn: ['aws-files'] });
    expect(world.owner.state.get().sessions.get(identityWith().id)).toMatchObject({
      status: 'signed-out',
      notWithdrawn: ['aws-files'],
    });
    await signIn(world);
    expect(world.owner.state.get().sessions.get(identityWith().id)).not.toHaveProperty('notWithdrawn');
  });

  test('of another identity leaves it alone', async () => {
    const world = await signedIn();
    const home = identityWith({ id: 'home', clientId: 'app-2' });
    world.configSource.config = configWith({ identities: [identityWith(), home] });
    await write(world);
    await world.owner.actions.signOut('home');
    expect(world.profiles.keys.get('prod')).toBe('ASIA-1');
  });

  test.each(['work', 'home'])(
    'of either identity takes the keys of a role that an edit has given to another: %s',
    async (leaving) => {
      const world = await signedIn();
      const home = identityWith({ id: 'home', clientId: 'app-2' });
      world.configSource.config = configWith({ identities: [identityWith(), home] });
      await write(world);
      const roles = configWith({}).roles.map((role) => ({ ...role, identity: home.id }));
      world.configSource.config = configWith({ identities: [identityWith(), home], roles });
      await world.owner.actions.loadConfig();
      await world.owner.actions.signOut(leaving);
      expect(world.profiles.keys.has('prod')).toBe(false);
    },
  );
});

test('quitting leaves the profile where it is', async () => {
  const world = await signedIn();
  await write(world);
  await world.owner.end();
  expect(world.profiles.keys.get('prod')).toBe('ASIA-1');
});
