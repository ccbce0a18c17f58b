import { describe, expect, test } from 'vitest';
import { AppError } from '../../../src/core/errors.ts';
import type { Identity, Role, RoleArn } from '../../../src/core/model.ts';
import { settle } from '../../support/fake-clock.ts';
import { Gate } from '../../support/fake-gate.ts';
import { createLeaseWorld, dev } from '../../support/fake-leases.ts';
import { configWith, credentialsFrom, identityWith, roleWith } from '../../support/fake-nouns.ts';

const minute = 60_000;
const hour = 60 * minute;
const prod = roleWith();
const other = roleWith({ roleName: 'ReadOnly' });
const play = identityWith({ id: 'play', clientId: 'app-2' });

type World = Awaited<ReturnType<typeof createLeaseWorld>>;

/** Saves the file with these roles, as the app notices it. */
async function edit(
  world: World,
  roles: readonly Role[],
  identities: readonly Identity[] = [identityWith()],
): Promise<void> {
  world.configSource.config = configWith({ roles, identities });
  await world.owner.actions.loadConfig();
  await world.clock.advance(0);
}

/** A lease on the usual role that has got its first credentials. */
async function leased() {
  const world = await createLeaseWorld();
  const { got } = world.lease();
  await world.clock.advance(minute);
  expect(got).toHaveLength(1);
  return { world, got };
}

/** AWS answers the next question when the gate opens. */
function hold(world: World, answer: () => Promise<ReturnType<typeof credentialsFrom>>): Gate {
  const gate = new Gate();
  world.assumer.answers.push(async () => {
    await gate.passed();
    return answer();
  });
  return gate;
}

test('an edited ARN brings credentials of the new role at once', async () => {
  const { world, got } = await leased();
  await edit(world, [other, dev]);
  expect(got).toHaveLength(2);
  expect(world.assumer.asked.at(-1)?.roleArn.roleName).toBe('ReadOnly');
  await world.clock.advance(45 * minute);
  expect(got).toHaveLength(3);
});

test.each([
  ['region', roleWith({ region: 'us-east-1' }), { region: 'us-east-1' }],
  ['duration', roleWith({ durationSeconds: 7200 }), { durationSeconds: 7200 }],
])('an edited %s holds from now on, not from the next renewal on', async (_what, edited, asked) => {
  const { world, got } = await leased();
  await edit(world, [edited, dev]);
  expect(got).toHaveLength(2);
  expect(world.assumer.asked.at(-1)).toMatchObject(asked);
  expect(await world.owner.actions.credentials('prod')).toBe(got[1]);
});

const otherArn = (accountId: string, roleName: string): RoleArn => ({
  ...{ text: `arn:aws:iam::${accountId}:role/${roleName}`, partition: 'aws', accountId, roleName },
});

/** The same role at the end, by ways that are not the same. */
const hub = otherArn('210987654321', 'Hub');
const link = { arn: otherArn('320987654321', 'Spoke') };
const ways = [
  ['another first role', roleWith({ roleName: 'Other', chain: [link] })],
  ['a role between', roleWith({ chain: [{ arn: hub }, link] })],
  ['an external id', roleWith({ chain: [{ ...link, externalId: 'acme' }] })],
  ['a source identity', roleWith({ chain: [{ ...link, sourceIdentity: 'ada' }] })],
  ['a session policy', roleWith({ chain: [link], sessionPolicy: '{}' })],
] as const;

describe.each(ways)('after an edit to %s, with the same role at the end', (_what, edited) => {
  test('keys are obtained anew at once, and those before are given to nobody', async () => {
    const world = await createLeaseWorld();
    await edit(world, [roleWith({ chain: [link] }), dev]);
    const { got } = world.lease();
    await world.clock.advance(minute);
    expect(got).toHaveLength(1);
    await edit(world, [edited, dev]);
    expect(got).toHaveLength(2);
    expect(got[1]?.accessKeyId).not.toBe(got[0]?.accessKeyId);
    expect(await world.owner.actions.credentials('prod')).toBe(got[1]);
  });

  test('nothing is given out where AWS refuses it', async () => {
    const world = await createLeaseWorld();
    await edit(world, [roleWith({ chain: [link] }), dev]);
    const { got } = world.lease();
    await world.clock.advance(minute);
    const refusal = () => new AppError('sts_region_disabled', { region: 'eu-central-1' });
    world.assumer.failWith(refusal(), refusal());
    await edit(world, [edited, dev]);
    expect(got).toHaveLength(1);
    await expect(world.owner.actions.credentials('prod')).rejects.toMatchObject({
      code: 'sts_region_disabled',
    });
    expect(world.owner.state.get().roles.get(prod.id)?.sessionEnds).toBeUndefined();
  });
});

test("a role that becomes another identity's gets credentials with that one", async () => {
  const { world, got } = await leased();
  await edit(world, [prod, dev], [identityWith(), play]);
  const login = world.owner.actions.signIn('play', world.browser);
  await settle();
  world.provider.approve(play);
  await login;
  await edit(world, [roleWith({ identity: 'play' }), dev], [identityWith(), play]);
  expect(got).toHaveLength(2);
  expect(world.assumer.asked.at(-1)?.idToken.audience).toBe('app-2');
});

test('an edit of what AWS is not asked with asks nobody', async () => {
  const { world, got } = await leased();
  await edit(world, [roleWith({ name: 'Prod', color: 'red', profile: 'elsewhere' }), dev]);
  expect(got).toHaveLength(1);
  expect(world.asked()).toBe(1);
});

test('what was asked for before the edit reaches nobody after it', async () => {
  const { world, got } = await leased();
  const gate = hold(world, () => Promise.resolve(credentialsFrom(world.clock.now(), hour, 'of the admin')));
  await world.clock.advance(42 * minute);
  expect(world.asked()).toBe(2);
  await edit(world, [other, dev]);

  gate.open();
  await world.clock.advance(0);

  expect(got.map(({ accessKeyId }) => accessKeyId)).toEqual(['ASIA-1', 'ASIA-3']);
  expect(world.owner.state.get().roles.get(prod.id)?.sessionEnds?.full).toBe(got[1]?.expiresAt);
});

test('what a click asked for before the edit does not push aside what came after it', async () => {
  const { world, got } = await leased();
  await world.clock.advance(41 * minute);
  world.clock.sleep(5 * minute);
  const gate = hold(world, () => Promise.resolve(credentialsFrom(world.clock.now(), hour, 'of the admin')));
  const clicked = world.owner.actions.credentials('prod');
  await settle();
  await edit(world, [other, dev]);
  expect(got).toHaveLength(2);

  gate.open();
  expect((await clicked).accessKeyId).toBe('ASIA-of the admin');
  await world.clock.advance(0);

  expect(got).toHaveLength(2);
  expect(await world.owner.actions.credentials('prod')).toBe(got[1]);
});

test('a refusal of the role that was is none of the role that is', async () => {
  const { world, got } = await leased();
  const refused = new AppError('sts_region_disabled', { region: 'eu-central-1' });
  const gate = hold(world, () => Promise.reject(refused));
  await world.clock.advance(42 * minute);
  await edit(world, [other, dev]);

  gate.open();
  await world.clock.advance(0);

  expect(got).toHaveLength(2);
  expect(world.activity()?.status).not.toBe('failed');
});

test('a role that leaves the configuration is renewed no more, and again when it is back', async () => {
  const { world, got } = await leased();
  await edit(world, [dev]);
  expect(world.owner.inUse()).toBe(false);
  expect(world.owner.state.get().roles.get(prod.id)?.sessionEnds).toBeUndefined();
  await world.clock.advance(24 * hour);
  expect(world.asked()).toBe(1);

  await edit(world, [prod, dev]);

  expect(got).toHaveLength(2);
  expect(world.owner.inUse()).toBe(true);
});

test('a role that AWS refuses after the edit is shown as refused, and keeps nothing of the one before', async () => {
  const { world, got } = await leased();
  world.assumer.failWith(new AppError('sts_region_disabled', { region: 'eu-central-1' }));
  await edit(world, [other, dev]);
  expect(got).toHaveLength(1);
  expect(world.activity()).toMatchObject({ status: 'failed', error: { code: 'sts_region_disabled' } });
  expect(world.owner.state.get().roles.get(prod.id)?.sessionEnds).toBeUndefined();

  await edit(world, [prod, dev]);

  expect(got).toHaveLength(2);
  expect(world.activity()?.status).toBe('idle');
});

test('an edit cuts the pause after a failure short', async () => {
  const { world, got } = await leased();
  const offline = () => new AppError('network_unreachable', { host: 'sts', reason: 'ENOTFOUND' });
  world.assumer.failWith(...Array.from({ length: 7 }, offline));
  await world.clock.advance(42 * minute + 100_000);
  const asked = world.asked();
  await edit(world, [other, dev]);
  expect(world.asked()).toBe(asked + 1);
  expect(got).toHaveLength(2);
});

test.each([
  ['issuer', identityWith({ issuer: 'https://other.example.com' })],
  ['application', identityWith({ clientId: 'app-9' })],
])("with an identity's %s what was obtained with it is gone", async (_what, edited) => {
  const { world, got } = await leased();
  await edit(world, [prod, dev], [edited]);
  await expect(world.owner.actions.credentials('prod')).rejects.toMatchObject({ code: 'login_needed' });
  expect(world.owner.state.get().roles.get(prod.id)?.sessionEnds).toBeUndefined();
  expect(got).toHaveLength(1);
});
