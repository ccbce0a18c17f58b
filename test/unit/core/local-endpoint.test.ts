import { describe, expect, test } from 'vitest';
import { settle } from '../../support/fake-clock.ts';
import { configWith, identityWith, roleWith } from '../../support/fake-nouns.ts';
import { createFakeWorld, type FakeWorld } from '../../support/fake-owner.ts';

const prod = roleWith();

async function signedIn(role = prod): Promise<FakeWorld> {
  const world = createFakeWorld();
  world.configSource.config = configWith({ roles: [role] });
  const login = world.owner.actions.signIn(undefined, world.browser);
  await settle();
  world.provider.approve(identityWith());
  await login;
  return world;
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

  test('gives nothing to an identity that has signed out, and its address is dead', async () => {
    const world = await signedIn();
    await world.owner.actions.turnEndpoint(true);
    await copy(world);
    await world.owner.actions.signOut(undefined);
    expect(world.endpointServer.ask(prod.id)).toBeUndefined();
  });

  test('refuses in words where the credentials could not be renewed', async () => {
    const world = await signedIn();
    await world.owner.actions.turnEndpoint(true);
    await copy(world);
    const answer = world.endpointServer.served.get(prod.id);
    await world.owner.actions.signOut(undefined);
    expect(answer?.()).toMatchObject({ kind: 'refused', code: 'login_needed' });
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
