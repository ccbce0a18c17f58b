import { describe, expect, test } from 'vitest';
import { settle } from '../../support/fake-clock.ts';
import { configWith, identityWith, roleWith } from '../../support/fake-nouns.ts';
import { createFakeWorld, type FakeWorld } from '../../support/fake-owner.ts';
import { FakeProfileSink } from '../../support/fake-profile-sink.ts';

/** The credentials of an hour are renewed before this has passed. */
const soon = 46 * 60_000;

async function signIn(world: FakeWorld): Promise<void> {
  const login = world.owner.actions.signIn(undefined, world.browser);
  await settle();
  world.provider.approve(identityWith());
  await login;
  await settle();
}

describe('a profile of an earlier run with full access to a role that is read-only by itself', () => {
  async function next(access?: 'full'): Promise<FakeWorld> {
    const profiles = new FakeProfileSink();
    profiles.earlier.set('prod', 'prod');
    if (access !== undefined) profiles.earlierAccess.set('prod', access);
    const world = createFakeWorld({ profiles });
    world.configSource.config = configWith({ roles: [roleWith({ readOnly: true })] });
    await signIn(world);
    await world.owner.resumeProfiles();
    await world.clock.advance(soon);
    return world;
  }
  const asked = ({ assumer }: FakeWorld) => assumer.asked.map(({ policyArns }) => policyArns !== undefined);

  test('waits for a yes to that, also after an edit: a yes to reading is none', async () => {
    const world = await next('full');
    await world.owner.actions.confirm('prod');
    world.configSource.config = configWith({ roles: [roleWith({ readOnly: true, region: 'us-west-2' })] });
    await world.owner.actions.loadConfig();
    await world.clock.advance(soon);
    expect(world.profiles.keys.get('prod')).toBe('old');
    expect(asked(world)).toEqual([]);
    expect(world.owner.state.get().roles.get(roleWith().id)?.standing).toBeUndefined();

    void world.owner.actions.deliver('prod', { sink: 'profile', access: 'full' });
    await settle();
    await world.owner.actions.confirm('prod', 'full');
    await world.clock.advance(0);
    expect(asked(world)).toEqual([false]);
    expect(world.profiles.keys.get('prod')).toBe('ASIA-1');
    expect(world.owner.state.get().roles.get(roleWith().id)).toMatchObject({
      standing: [{ name: 'prod', access: 'full' }],
    });
  });

  test('a yes that was given elsewhere takes it up', async () => {
    const world = await next('full');
    void world.owner.actions.openConsole('prod', world.browser, { access: 'full' });
    await settle();
    await world.owner.actions.confirm('prod', 'full');
    await world.clock.advance(0);
    expect(world.profiles.keys.get('prod')).toBe('ASIA-1');
  });

  test("is nobody's to ask for where the profile goes by the configuration", async () => {
    const world = await next();
    expect(asked(world)[0]).toBe(true);
    expect(world.profiles.keys.get('prod')).not.toBe('old');
  });
});
