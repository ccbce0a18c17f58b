import { describe, expect, test } from 'vitest';
import { AppError } from '../../../src/core/errors.ts';
import { settle } from '../../support/fake-clock.ts';
import { Gate } from '../../support/fake-gate.ts';
import { bob, configWith, identityWith, roleWith, settingsWith } from '../../support/fake-nouns.ts';
import { createFakeWorld, type FakeWorld } from '../../support/fake-owner.ts';

const prod = roleWith();
const minute = 60_000;

async function signIn(world: FakeWorld): Promise<void> {
  const login = world.owner.actions.signIn(undefined, world.browser);
  await settle();
  world.provider.approve(identityWith());
  await login;
  await settle();
}

async function signedIn(): Promise<FakeWorld> {
  const world = createFakeWorld();
  await signIn(world);
  return world;
}

const write = ({ owner }: FakeWorld) => owner.actions.deliver('prod', { sink: 'profile' });
const shown = ({ owner }: FakeWorld) => owner.state.get().roles.get(prod.id);

/** The keys are obtained, and wait for their turn to be written. */
async function startWriting(
  world: FakeWorld,
): Promise<{ readonly writing: Promise<unknown>; readonly gate: Gate }> {
  const gate = new Gate();
  world.profiles.gate = gate;
  const writing = write(world);
  // Whoever waits for it hears of a failure; until then nobody does.
  writing.catch(() => undefined);
  await settle();
  return { writing, gate };
}

describe('keys that are being written', () => {
  const ways = [
    ['the user signs out', (world: FakeWorld) => world.owner.actions.signOut(undefined)],
    ['everything is locked', (world: FakeWorld) => world.owner.actions.lock.everything()],
    [
      'somebody else signs in',
      (world: FakeWorld) => {
        world.provider.user = bob;
        return signIn(world);
      },
    ],
  ] as const;

  test.each(ways)('do not stay where %s meanwhile, and whoever wanted them hears of it', async (_, leave) => {
    const world = await signedIn();
    const { writing, gate } = await startWriting(world);
    await leave(world);
    gate.open();
    await expect(writing).rejects.toMatchObject({ code: 'signed_out_meanwhile' });
    expect([...world.profiles.keys]).toEqual([]);
    expect(shown(world)?.standing).toBeUndefined();
    expect(world.owner.inUse()).toBe(false);
  });

  test('do not stay even where the user keeps profiles', async () => {
    const world = await signedIn();
    const settings = settingsWith({ profiles: { removeOnSignOut: false } });
    world.configSource.config = configWith({ settings });
    const { writing, gate } = await startWriting(world);
    await world.owner.actions.signOut(undefined);
    gate.open();
    await expect(writing).rejects.toMatchObject({ code: 'signed_out_meanwhile' });
    expect([...world.profiles.keys]).toEqual([]);
  });

  test('stay where the app is quit meanwhile, and nobody keeps them fresh', async () => {
    const world = await signedIn();
    const { writing, gate } = await startWriting(world);
    await world.owner.end();
    gate.open();
    await writing;
    expect([...world.profiles.keys]).toEqual([['prod', 'ASIA-1']]);
    expect(world.owner.inUse()).toBe(false);
  });

  test('do not stay where the user signs out, and the app is quit right after it', async () => {
    const world = await signedIn();
    const { writing, gate } = await startWriting(world);
    await world.owner.actions.signOut(undefined);
    await world.owner.end();
    gate.open();
    await expect(writing).rejects.toMatchObject({ code: 'signed_out_meanwhile' });
    expect([...world.profiles.keys]).toEqual([]);
  });
});

describe('a file that somebody writes to long after we did', () => {
  test('gets the newest keys back within a minute where it holds older ones', async () => {
    const world = await signedIn();
    await write(world);
    await world.clock.advance(10 * minute);
    world.profiles.keys.set('prod', 'of before');
    await world.clock.advance(minute);
    expect(world.profiles.keys.get('prod')).toBe('ASIA-1');
    world.profiles.keys.set('prod', 'of before');
    await world.clock.advance(minute);
    expect(world.profiles.keys.get('prod')).toBe('ASIA-1');
    expect(world.assumer.asked).toHaveLength(1);
  });

  test('is not read as long as nobody does', async () => {
    const world = await signedIn();
    await write(world);
    await world.clock.advance(20 * minute);
    expect(world.profiles.reads).toBe(0);
  });

  test('and has taken the profile out of it stays without, and it is not shown any more', async () => {
    const world = await signedIn();
    await write(world);
    await world.clock.advance(10 * minute);
    world.profiles.keys.clear();
    await world.clock.advance(minute);
    expect([...world.profiles.keys]).toEqual([]);
    expect(shown(world)).not.toHaveProperty('standing');
    expect(world.owner.inUse()).toBe(false);
  });

  test('is left alone once the app has ended', async () => {
    const world = await signedIn();
    await write(world);
    await world.owner.end();
    world.profiles.keys.set('prod', 'of before');
    await world.clock.advance(10 * minute);
    expect(world.profiles.keys.get('prod')).toBe('of before');
  });

  test('is tried again where it cannot be mended at once, and that is shown', async () => {
    const world = await signedIn();
    await write(world);
    await world.clock.advance(10 * minute);
    world.profiles.keys.set('prod', 'of before');
    const keys = ['role_arn'];
    const shadowed = new AppError('profile_shadowed', { path: world.profiles.path, profile: 'prod', keys });
    world.profiles.failures.push(...Array.from({ length: 100 }, () => shadowed));
    await world.clock.advance(minute);
    expect(shown(world)?.activity).toMatchObject({ status: 'failed', error: { code: 'profile_shadowed' } });
    world.profiles.failures.length = 0;
    await world.clock.advance(minute);
    expect(world.profiles.keys.get('prod')).toBe('ASIA-1');
    expect(shown(world)?.activity).toEqual({ status: 'idle' });
  });
});

test('an edit of the role’s ARN has its keys in the profile, and its marker beside them', async () => {
  const world = await signedIn();
  await write(world);
  expect(world.profiles.arns.get('prod')).toBe(prod.arn.text);
  const edited = roleWith({ roleName: 'Other' });
  world.configSource.config = configWith({ roles: [edited] });
  await world.owner.actions.loadConfig();
  await world.clock.advance(minute);
  expect(world.profiles.keys.get('prod')).toBe('ASIA-2');
  expect(world.profiles.arns.get('prod')).toBe(edited.arn.text);
});

test('a sign-out says why keys may have stayed behind, with file and line', async () => {
  const world = await signedIn();
  await write(world);
  world.profiles.stuck = true;
  const details = { path: world.profiles.path, line: 7 };
  const report = { notWithdrawn: ['aws-files'], problems: [{ code: 'aws_file_malformed', details }] };
  expect(await world.owner.actions.signOut(undefined)).toMatchObject(report);
  expect(await world.owner.actions.lock.everything()).toMatchObject(report);
});
