import { describe, expect, test } from 'vitest';
import type { Role } from '../../../src/core/model.ts';
import { sessionPolicies } from '../../../src/core/role-access.ts';
import { settle } from '../../support/fake-clock.ts';
import { configWith, identityWith, roleWith } from '../../support/fake-nouns.ts';
import { createFakeWorld, type FakeWorld } from '../../support/fake-owner.ts';

const readOnlyAccess = ['arn:aws:iam::aws:policy/ReadOnlyAccess'];
const full = roleWith();
const viewer = roleWith({ readOnly: true });

async function signedIn(role: Role = full): Promise<FakeWorld> {
  const world = createFakeWorld();
  world.configSource.config = configWith({ roles: [role] });
  const login = world.owner.actions.signIn(undefined, world.browser);
  await settle();
  world.provider.approve(identityWith());
  await login;
  world.browser.pages.length = 0;
  return world;
}

const policies = ({ assumer }: FakeWorld) => assumer.asked.map(({ policyArns }) => policyArns);
const questions = ({ owner }: FakeWorld) => owner.state.get().attention;
const ends = ({ owner }: FakeWorld) => owner.state.get().roles.get(full.id)?.sessionEnds;

async function edit(world: FakeWorld, role: Role): Promise<void> {
  world.configSource.config = configWith({ roles: [role] });
  await world.owner.actions.loadConfig();
}

test.each([
  ['aws', 'arn:aws:iam::aws:policy/ReadOnlyAccess'],
  ['aws-cn', 'arn:aws-cn:iam::aws:policy/ReadOnlyAccess'],
  ['aws-us-gov', 'arn:aws-us-gov:iam::aws:policy/ReadOnlyAccess'],
  ['aws-eusc', 'arn:aws-eusc:iam::aws:policy/ReadOnlyAccess'],
])('in %s a session is held to reading by the policy of that partition', (partition, policy) => {
  const arn = { ...full.arn, partition };
  expect(sessionPolicies({ arn, readOnly: true })).toEqual([policy]);
  expect(sessionPolicies({ arn, readOnly: false })).toEqual([]);
});

describe('read-only sessions', () => {
  test('are asked of AWS with a policy, and kept apart from full ones', async () => {
    const world = await signedIn();
    const { actions } = world.owner;

    const reading = await actions.credentials('prod', 'read-only');
    const all = await actions.credentials('prod');

    expect(policies(world)).toEqual([readOnlyAccess, undefined]);
    expect(all.accessKeyId).not.toBe(reading.accessKeyId);
    expect(await actions.credentials('prod', 'read-only')).toBe(reading);
    expect(await actions.credentials('prod', 'full')).toBe(all);
    expect(world.assumer.asked).toHaveLength(2);
    expect(Object.keys(ends(world) ?? {})).toEqual(['full', 'read-only']);
  });

  test('at the same moment are not those of who wants everything', async () => {
    const world = await signedIn();
    const { actions } = world.owner;
    const [reading, all] = await Promise.all([
      actions.credentials('prod', 'read-only'),
      actions.credentials('prod', 'full'),
    ]);
    expect(reading.accessKeyId).not.toBe(all.accessKeyId);
  });

  test('open a read-only console', async () => {
    const world = await signedIn();
    await world.owner.actions.openConsole('prod', world.browser, { access: 'read-only' });
    expect(policies(world)).toEqual([readOnlyAccess]);
  });

  test('end apart: what is left of the other kind stays shown', async () => {
    const world = await signedIn();
    await world.owner.actions.credentials('prod', 'read-only');
    await world.clock.advance(600_000);
    await world.owner.actions.credentials('prod');
    const longest = ends(world)?.full;

    await world.clock.advance(3_000_000);

    expect(ends(world)).toEqual({ full: longest });
  });

  test('go with the session, all of them', async () => {
    const world = await signedIn();
    await world.owner.actions.credentials('prod', 'read-only');
    await world.owner.actions.credentials('prod', 'full');
    await world.owner.actions.signOut('work');
    expect(world.owner.handOver().credentials.size).toBe(0);
    expect(world.owner.state.get().roles.get(full.id)).toBeUndefined();
  });

  test('are handed on to the next owner as what they are', async () => {
    const before = await signedIn();
    const reading = await before.owner.actions.credentials('prod', 'read-only');
    await before.owner.pause();
    const { secrets, provider, clock } = before;
    const after = createFakeWorld({ secrets, provider, clock });
    after.owner.adopt(before.owner.handOver());

    expect(await after.owner.actions.credentials('prod', 'read-only')).toEqual(reading);
    await after.owner.actions.credentials('prod', 'full');
    expect(policies(after)).toEqual([undefined]);
  });
});

describe('a role that is read-only by itself', () => {
  test('hands nothing else to programs and surfaces that do not say so', async () => {
    const world = await signedIn(viewer);
    const { actions } = world.owner;
    await actions.credentials('prod');
    await actions.consoleUrl('prod');
    await actions.openConsole('prod', world.browser);
    await actions.deliver('prod', { sink: 'copy-env' });
    await actions.deliver('prod', { sink: 'profile' }, 'program');
    expect(policies(world)).toEqual([readOnlyAccess]);
  });

  test('gives full access to a program that asks for it in so many words', async () => {
    const world = await signedIn(viewer);
    await world.owner.actions.credentials('prod', 'full');
    expect(policies(world)).toEqual([undefined]);
    expect(questions(world)).toEqual([]);
  });

  test.each([
    [
      'opening',
      (world: FakeWorld) => world.owner.actions.openConsole('prod', world.browser, { access: 'full' }),
    ],
    [
      'copying',
      (world: FakeWorld) => world.owner.actions.deliver('prod', { sink: 'copy-env', access: 'full' }),
    ],
    [
      'writing',
      (world: FakeWorld) => world.owner.actions.deliver('prod', { sink: 'profile', access: 'full' }),
    ],
  ])('asks before %s with full access in the app, and says what for', async (_what, begin) => {
    const world = await signedIn(viewer);
    const done = begin(world);
    await settle();
    expect(questions(world)).toEqual([
      { kind: 'confirmation-needed', role: 'prod', by: 'app', fullAccess: true },
    ]);
    expect(world.assumer.asked).toEqual([]);
    // The file is saved meanwhile, with the same role in it.
    await edit(world, roleWith({ readOnly: true, name: 'Another name' }));
    expect(questions(world)).toHaveLength(1);

    await world.owner.actions.confirm('prod', 'full');
    await done;

    expect(policies(world)).toEqual([undefined]);
  });

  test('with `confirm` too, a yes to reading is none to full access, and a yes to that is one to reading', async () => {
    const world = await signedIn(roleWith({ readOnly: true, confirm: true }));
    const { actions } = world.owner;
    const reading = actions.openConsole('prod', world.browser);
    await settle();
    expect(questions(world)).toEqual([{ kind: 'confirmation-needed', role: 'prod', by: 'app' }]);
    await actions.confirm('prod');
    await reading;

    const all = actions.openConsole('prod', world.browser, { access: 'full' });
    await settle();
    expect(questions(world)).toMatchObject([{ fullAccess: true }]);
    await actions.confirm('prod', 'full');
    await all;

    await world.clock.advance(60_000);
    await actions.openConsole('prod', world.browser);
    expect(questions(world)).toEqual([]);
    expect(world.browser.pages).toHaveLength(3);
  });

  test('writes a profile that stays read-only when it is renewed, whatever the file says by then', async () => {
    const world = await signedIn(viewer);
    await world.owner.actions.deliver('prod', { sink: 'profile' });
    await edit(world, full);
    await world.clock.advance(3_000_000);
    expect(world.assumer.asked.length).toBeGreaterThan(1);
    expect(new Set(policies(world).map(String))).toEqual(new Set(readOnlyAccess));
  });
});

test('a profile of a role that becomes read-only is renewed so', async () => {
  const world = await signedIn();
  await world.owner.actions.deliver('prod', { sink: 'profile' });
  await edit(world, viewer);
  await world.clock.advance(1_000);
  expect(policies(world)).toEqual([undefined, readOnlyAccess]);
});

test('a profile that an earlier run wrote read-only is taken up as one', async () => {
  const world = await signedIn();
  world.profiles.earlier.set('prod', 'prod');
  world.profiles.earlierAccess.set('prod', 'read-only');
  await world.owner.resumeProfiles();
  await world.clock.advance(1_000);
  expect(policies(world)).toEqual([readOnlyAccess]);
});

test('a profile that was written with full access in so many words stays so', async () => {
  const world = await signedIn(viewer);
  await world.owner.actions.deliver('prod', { sink: 'profile', access: 'full' }, 'program');
  await world.clock.advance(3_000_000);
  expect(new Set(policies(world))).toEqual(new Set([undefined]));
});

test('the endpoint gives each kind out at an address of its own', async () => {
  const world = await signedIn();
  await world.owner.actions.turnEndpoint(true);
  await world.owner.actions.deliver('prod', { sink: 'copy-endpoint', access: 'read-only' });
  await world.owner.actions.deliver('prod', { sink: 'copy-endpoint' });
  await settle();
  const [reading, all] = ['prod read-only', 'prod'].map((key) => world.endpointServer.ask(key));
  expect(reading).toMatchObject({ kind: 'credentials' });
  expect(all).toMatchObject({ kind: 'credentials' });
  expect(reading).not.toEqual(all);
});
