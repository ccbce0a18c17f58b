import { describe, expect, test } from 'vitest';
import { AppError } from '../../../src/core/errors.ts';
import type { Role } from '../../../src/core/model.ts';
import type { Config } from '../../../src/core/ports.ts';
import { setRole } from '../../../src/core/state.ts';
import { settle } from '../../support/fake-clock.ts';
import { configWith, identityWith, roleWith, problemWith } from '../../support/fake-nouns.ts';
import { createFakeWorld, type FakeWorld } from '../../support/fake-owner.ts';

const prod = roleWith();

async function signedIn(role = prod): Promise<FakeWorld> {
  const world = createFakeWorld();
  world.configSource.config = configWith({ roles: [role] });
  await enter(world);
  return world;
}

async function enter(world: FakeWorld, identity = identityWith()): Promise<void> {
  const login = world.owner.actions.signIn(identity.id, world.browser);
  await settle();
  world.provider.approve(identity);
  await login;
}

async function edit(world: FakeWorld, roles: readonly Role[], change: Partial<Config> = {}): Promise<void> {
  world.configSource.config = configWith({ roles, ...change });
  await world.owner.actions.loadConfig();
}

const copy = ({ owner }: FakeWorld) => owner.actions.deliver('prod', { sink: 'copy-endpoint' });

describe('the local endpoint', () => {
  test('is off until it is turned on', async () => {
    const world = await signedIn();
    expect(world.owner.state.get().endpoint.status).toBe('off');
    await expect(copy(world)).rejects.toMatchObject({ code: 'endpoint_off' });
    expect(world.endpointServer.served.size).toBe(0);
  });

  test('gives what is held, and has something from the first moment', async () => {
    const world = await signedIn();
    await world.owner.actions.turnEndpoint(true);
    await copy(world);
    expect(world.clipboard.text).toContain('AWS_CONTAINER_CREDENTIALS_FULL_URI=');
    expect(world.endpointServer.ask(prod.id)).toMatchObject({
      kind: 'credentials',
      credentials: { accessKeyId: 'ASIA-1' },
    });
    expect(world.assumer.asked).toHaveLength(1);
  });

  test('renews ahead, so that what it gives never runs short', async () => {
    const world = await signedIn();
    await world.owner.actions.turnEndpoint(true);
    await copy(world);
    await world.clock.advance(46 * 60_000);
    expect(world.endpointServer.ask(prod.id)).toMatchObject({ credentials: { accessKeyId: 'ASIA-2' } });
  });

  test('gives nothing more once it is off, and renews nothing', async () => {
    const world = await signedIn();
    await world.owner.actions.turnEndpoint(true);
    await copy(world);
    await world.owner.actions.turnEndpoint(false);
    expect(world.endpointServer.ask(prod.id)).toBeUndefined();
    expect(world.endpointServer.closed).toBe(1);
    expect(world.owner.inUse()).toBe(false);
  });

  test('gives nothing to an identity that has signed out, renews nothing for it, and says what to do', async () => {
    const world = await signedIn();
    await world.owner.actions.turnEndpoint(true);
    await copy(world);
    await world.owner.actions.signOut(undefined);
    expect(world.endpointServer.ask(prod.id)).toMatchObject({ kind: 'refused', code: 'login_needed' });
    expect(world.owner.inUse()).toBe(false);
    expect(world.owner.state.get().attention).toMatchObject([{ kind: 'login-needed', role: 'prod' }]);
  });

  test.each([
    ['the same user', undefined],
    ['another one', { subject: '99', username: 'bo' }],
  ])('gives anew at the same address when %s signs in, and renews again', async (_who, user) => {
    const world = await signedIn();
    await world.owner.actions.turnEndpoint(true);
    await copy(world);
    await world.owner.actions.signOut(undefined);
    if (user !== undefined) world.provider.user = user;
    await enter(world);
    await world.clock.advance(0);
    expect(world.endpointServer.ask(prod.id)).toMatchObject({ credentials: { accessKeyId: 'ASIA-2' } });
    await world.clock.advance(46 * 60_000);
    expect(world.endpointServer.ask(prod.id)).toMatchObject({ credentials: { accessKeyId: 'ASIA-3' } });
    await world.owner.actions.turnEndpoint(false);
    expect(world.owner.inUse()).toBe(false);
  });

  test('is dead for good once all is locked, whoever signs in', async () => {
    const world = await signedIn();
    await world.owner.actions.turnEndpoint(true);
    await copy(world);
    await world.owner.actions.lock.everything();
    await enter(world);
    await world.owner.actions.turnEndpoint(true);
    await world.clock.advance(0);
    expect(world.endpointServer.ask(prod.id)).toBeUndefined();
    expect(world.owner.inUse()).toBe(false);
  });

  test('gives nothing where the keychain keeps a session that was signed out of', async () => {
    const world = await signedIn();
    await world.owner.actions.turnEndpoint(true);
    await copy(world);
    world.secrets.fault = 'locked';
    await expect(world.owner.actions.signOut(undefined)).rejects.toMatchObject({ code: 'keychain_locked' });
    expect(world.owner.state.get().sessions.get(prod.identity)?.status).not.toBe('signed-out');
    expect(world.endpointServer.ask(prod.id)).toMatchObject({ code: 'signed_out_meanwhile' });
  });

  test('tells of what keeps it from renewing, and says to try again where it does not know', async () => {
    const world = await signedIn();
    await world.owner.actions.turnEndpoint(true);
    await copy(world);
    world.assumer.failWith(new AppError('sts_region_disabled', { region: 'eu-central-1' }));
    await world.clock.advance(61 * 60_000);
    expect(world.endpointServer.ask(prod.id)).toMatchObject({ kind: 'refused', code: 'sts_region_disabled' });
    setRole(world.owner.state, prod.id, { activity: { status: 'idle' } });
    expect(world.endpointServer.ask(prod.id)).toMatchObject({ kind: 'refused', code: 'NotReadyYet' });
    expect(world.owner.state.get().attention).toEqual([]);
  });

  test.each([
    ['ARN', roleWith({ roleName: 'ReadOnly' })],
    ['region', roleWith({ region: 'us-east-1' })],
    ['duration', roleWith({ durationSeconds: 7200 })],
  ])('gives what the edited %s stands for as soon as AWS has given it', async (_what, edited) => {
    const world = await signedIn();
    await world.owner.actions.turnEndpoint(true);
    await copy(world);
    await world.clock.advance(60_000);
    await edit(world, [edited]);
    await world.clock.advance(0);
    expect(world.endpointServer.ask(prod.id)).toMatchObject({ credentials: { accessKeyId: 'ASIA-2' } });
  });

  test('never gives what the role was before an edit', async () => {
    const world = await signedIn();
    await world.owner.actions.turnEndpoint(true);
    await copy(world);
    await world.clock.advance(60_000);
    await edit(world, [roleWith({ roleName: 'ReadOnly' })]);
    expect(world.endpointServer.ask(prod.id)).toMatchObject({ kind: 'refused', code: 'NotReadyYet' });
  });

  test('says that a role has left the configuration, renews it no more, and serves it again when it is back', async () => {
    const world = await signedIn();
    await world.owner.actions.turnEndpoint(true);
    await copy(world);
    await world.clock.advance(60_000);
    await edit(world, []);
    await world.clock.advance(0);
    expect(world.endpointServer.ask(prod.id)).toEqual({
      kind: 'refused',
      code: 'unknown_role',
      message: 'There is no role "prod". Check the id, or add the role to the configuration.',
    });
    expect(world.owner.inUse()).toBe(false);
    await edit(world, [prod]);
    await world.clock.advance(0);
    expect(world.endpointServer.ask(prod.id)).toMatchObject({ credentials: { accessKeyId: 'ASIA-2' } });
  });

  test('says so where a mistake in the configuration leaves the role out', async () => {
    const world = await signedIn();
    await world.owner.actions.turnEndpoint(true);
    await copy(world);
    const problems = [problemWith('prod', 7)];
    await edit(world, [], { problems });
    const answer = world.endpointServer.ask(prod.id);
    expect(answer).toMatchObject({ code: 'unknown_role' });
    expect(answer).toHaveProperty('message', expect.stringContaining('tobira status'));
  });

  test('serves a role again that becomes the one of somebody who is signed in', async () => {
    const play = identityWith({ id: 'play', clientId: 'app-2' });
    const both = { identities: [identityWith(), play] };
    const world = await signedIn();
    await edit(world, [prod], both);
    await enter(world, play);
    await world.owner.actions.turnEndpoint(true);
    await copy(world);
    await world.owner.actions.signOut('work');
    expect(world.endpointServer.ask(prod.id)).toMatchObject({ code: 'login_needed' });

    await edit(world, [roleWith({ identity: 'play' })], both);
    await world.clock.advance(0);

    expect(world.endpointServer.ask(prod.id)).toMatchObject({ credentials: { accessKeyId: 'ASIA-2' } });
    await world.clock.advance(46 * 60_000);
    expect(world.endpointServer.ask(prod.id)).toMatchObject({ credentials: { accessKeyId: 'ASIA-3' } });
  });

  test('goes with everything else when all is locked', async () => {
    const world = await signedIn();
    await world.owner.actions.turnEndpoint(true);
    await copy(world);
    await world.owner.actions.lock.everything();
    expect(world.endpointServer.ask(prod.id)).toBeUndefined();
    expect(world.owner.state.get().endpoint.status).toBe('off');
  });

  test('asks for a yes again once the last one is old', async () => {
    const world = await signedIn(roleWith({ confirm: true }));
    await world.owner.actions.turnEndpoint(true);
    await world.owner.actions.confirm('prod');
    await copy(world);
    await world.clock.advance(14 * 60_000);
    expect(world.endpointServer.ask(prod.id)).toMatchObject({ kind: 'credentials' });
    await world.clock.advance(60_000);
    expect(world.endpointServer.ask(prod.id)).toMatchObject({ kind: 'refused', code: 'confirmation_needed' });
    await world.owner.actions.confirm('prod');
    expect(world.endpointServer.ask(prod.id)).toMatchObject({ kind: 'credentials' });
  });
});
