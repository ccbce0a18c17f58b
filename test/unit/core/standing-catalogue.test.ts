import { expect, test } from 'vitest';
import type { CatalogueId, Role } from '../../../src/core/model.ts';
import { settle } from '../../support/fake-clock.ts';
import { configWith, identityWith, roleWith } from '../../support/fake-nouns.ts';
import { createFakeWorld } from '../../support/fake-owner.ts';

const catalogue = 'team' as CatalogueId;
const listed = roleWith({ catalogue });
const moved = roleWith({ catalogue, roleName: 'Other' });
/** The credentials of an hour are renewed before this has passed. */
const soon = 46 * 60_000;

async function standing(role: Role) {
  const world = createFakeWorld();
  const other = identityWith({ id: 'other', clientId: 'app-2' });
  const identities = [identityWith(), other];
  world.configSource.config = configWith({ identities, roles: [role] });
  await world.owner.actions.loadConfig();
  const login = world.owner.actions.signIn('work', world.browser);
  await settle();
  world.provider.approve(identityWith());
  await login;
  const write = () => world.owner.actions.deliver('prod', { sink: 'profile' });
  await write();
  return {
    ...world,
    write,
    edit: async (...roles: readonly Role[]): Promise<void> => {
      world.configSource.config = configWith({ identities, roles });
      await world.owner.actions.loadConfig();
      await world.clock.advance(soon);
    },
    arn: () => world.profiles.arns.get('prod'),
    keys: () => world.profiles.keys.get('prod'),
    shown: () => world.owner.state.get().roles.get(role.id),
  };
}

test("keys of a catalogue's role never become another role's by an edit of the catalogue, which is said", async () => {
  const { edit, arn, keys, shown, write } = await standing(listed);
  await edit(moved);
  expect([keys(), arn()]).toEqual(['ASIA-1', listed.arn.text]);
  expect(shown()).not.toHaveProperty('standing');
  expect(shown()?.activity).toMatchObject({
    status: 'failed',
    error: {
      code: 'catalogue_role_changed',
      details: { catalogue, role: 'prod', profile: 'prod', from: listed.arn.text, to: moved.arn.text },
    },
  });
  // Whoever asks for them anew gets them, and keeps them.
  await write();
  expect(arn()).toBe(moved.arn.text);
  expect(shown()?.activity).toEqual({ status: 'idle' });
  const written = keys();
  await edit(moved);
  expect(keys()).not.toBe(written);
});

test.each<[string, Role]>([
  ['another chain', roleWith({ catalogue, chain: [{ arn: moved.arn }] })],
  ['another identity', roleWith({ catalogue, identity: 'other', listedAccount: 'i app-2' })],
])('nor by way of %s; and looking for what stands takes them up no more', async (_what, now) => {
  const { edit, keys, shown, owner, profiles } = await standing(listed);
  profiles.earlier.set('prod', 'prod');
  await edit(now);
  await owner.actions.confirm('prod');
  await settle();
  expect(keys()).toBe('ASIA-1');
  expect(shown()).not.toHaveProperty('standing');
});

test('nor where a catalogue brings a role of that id back as another one, or the own one is gone for it', async () => {
  const back = await standing(listed);
  await back.edit();
  await back.edit(moved);
  expect(back.arn()).toBe(listed.arn.text);
  const own = await standing(roleWith());
  await own.edit(moved);
  expect(own.arn()).toBe(listed.arn.text);
});

test("the user's own edits of the configuration go on as they are meant", async () => {
  const own = await standing(roleWith());
  await own.edit(roleWith({ roleName: 'Other' }));
  expect(own.arn()).toBe(moved.arn.text);
  const overridden = await standing(listed);
  await overridden.edit(roleWith({ roleName: 'Other' }));
  expect(overridden.arn()).toBe(moved.arn.text);
  const renamed = await standing(listed);
  await renamed.edit(roleWith({ catalogue, name: 'Another', region: 'us-west-2' }));
  expect(renamed.keys()).not.toBe('ASIA-1');
});
