import { describe, expect, test } from 'vitest';
import { AppError } from '../../../src/core/errors.ts';
import type { DeliveryOrder } from '../../../src/core/delivery-ports.ts';
import type { ConsoleWish } from '../../../src/core/role-actions.ts';
import { createRetry, type RetryRequest } from '../../../src/main/retries.ts';
import { present } from '../../../src/main/present.ts';
import { settle } from '../../support/fake-clock.ts';
import { configWith, identityWith, roleWith } from '../../support/fake-nouns.ts';
import { createFakeWorld, type FakeWorld } from '../../support/fake-owner.ts';

const usual = { credentials: '/home/ada/.aws/credentials', config: '/home/ada/.aws/config' };

async function signedIn(readOnly = false): Promise<FakeWorld> {
  const world = createFakeWorld();
  world.configSource.config = configWith({ roles: [roleWith({ readOnly })] });
  const login = world.owner.actions.signIn(undefined, world.browser);
  await settle();
  world.provider.approve(identityWith());
  await login;
  world.browser.pages.length = 0;
  return world;
}

function shown({ owner }: FakeWorld) {
  const activity = present(owner.state.get(), 'config.yaml').roles[0]?.activity;
  if (activity?.status !== 'failed') throw new Error('nothing has failed');
  return activity;
}

/** What the button beside the failure sends. */
function button(world: FakeWorld, more: Pick<RetryRequest, 'overwrite'> = {}): RetryRequest {
  const { retry } = shown(world);
  if (retry === undefined) throw new Error('there is no such button');
  return { roleId: 'prod', retry, ...more };
}

function press(world: FakeWorld, request: RetryRequest): Promise<void> {
  const { actions, state } = world.owner;
  return createRetry({ actions, browser: world.browser, state })(request);
}

async function failing(world: FakeWorld, work: () => Promise<unknown>): Promise<void> {
  world.assumer.failWith(new AppError('clipboard_failed', { reason: 'it is tired' }));
  await expect(work()).rejects.toMatchObject({ code: 'clipboard_failed' });
  world.assumer.asked.length = 0;
}

const mayWrite = ({ assumer }: FakeWorld) => assumer.asked.map(({ policyArns }) => policyArns === undefined);
const consoles = ({ federation }: FakeWorld) =>
  federation.asked.map(({ destination, region, service }) => ({ destination, region, service: service?.id }));

describe('trying again what failed', () => {
  test.each<[string, (world: FakeWorld, wish: ConsoleWish) => Promise<unknown>]>([
    ['the app', ({ owner, browser }, wish) => owner.actions.openConsole('prod', browser, wish)],
    ['a program', ({ owner }, wish) => owner.actions.consoleUrl('prod', wish)],
  ])('opens a console that %s asked for as it was asked for, and none with more', async (_who, ask) => {
    const world = await signedIn();
    const wish: ConsoleWish = { access: 'read-only', service: 'lambda', region: 'eu-west-3' };
    await failing(world, () => ask(world, wish));

    await press(world, button(world));

    expect(mayWrite(world)).toEqual([false]);
    expect(consoles(world)).toEqual([{ destination: undefined, region: 'eu-west-3', service: 'lambda' }]);
    expect(world.browser.pages).toHaveLength(1);
    expect(world.owner.state.get().roles.get(roleWith().id)?.activity).toEqual({ status: 'idle' });
  });

  test('leads where it was to lead, and the view says nothing of that place', async () => {
    const world = await signedIn();
    const destination = 'https://console.aws.amazon.com/s3/buckets/plans-of-the-merger';
    await failing(world, () => world.owner.actions.openConsole('prod', world.browser, { destination }));
    expect(JSON.stringify(shown(world))).not.toContain('merger');

    await press(world, button(world));
    expect(consoles(world)).toMatchObject([{ destination }]);
  });

  test('stays read-only where the role has full access by now', async () => {
    const world = await signedIn(true);
    await failing(world, () => world.owner.actions.openConsole('prod', world.browser));
    world.configSource.config = configWith({ roles: [roleWith({ readOnly: false })] });
    await world.owner.actions.loadConfig();

    await press(world, button(world));
    expect(mayWrite(world)).toEqual([false]);
  });

  test('asks the user for the full access to a read-only role that a program had asked for', async () => {
    const world = await signedIn();
    await failing(world, () => world.owner.actions.consoleUrl('prod', { access: 'full' }));
    world.configSource.config = configWith({ roles: [roleWith({ readOnly: true })] });
    await world.owner.actions.loadConfig();

    const again = press(world, button(world));
    await settle();
    expect(world.assumer.asked).toEqual([]);
    expect(world.owner.state.get().attention).toMatchObject([{ by: 'app', fullAccess: true }]);
    world.owner.actions.decline('prod');
    await expect(again).rejects.toMatchObject({ code: 'confirmation_declined' });
  });

  test('hands the same over, to the same place', async () => {
    const world = await signedIn();
    const target = { profile: 'audit', files: usual };
    const order: DeliveryOrder = { sink: 'profile', access: 'read-only', target };
    await failing(world, () => world.owner.actions.deliver('prod', order, 'program'));

    await press(world, button(world));
    expect(mayWrite(world)).toEqual([false]);
    expect([...world.profiles.keys.keys()]).toEqual(['audit']);
  });

  test('replaces what somebody else wrote only where that is said', async () => {
    const world = await signedIn();
    const orders: DeliveryOrder[] = [];
    const { state, actions } = world.owner;
    await failing(world, () => actions.deliver('prod', { sink: 'profile', overwrite: true }));
    const retry = createRetry({
      actions: {
        ...actions,
        deliver: (_role, order) => {
          orders.push(order);
          return Promise.resolve({ kind: 'kept' });
        },
      },
      ...{ browser: world.browser, state },
    });
    await retry(button(world));
    await retry(button(world, { overwrite: true }));
    expect(orders).toEqual([{ sink: 'profile' }, { sink: 'profile', overwrite: true }]);
  });

  test('does nothing where something else has failed since, or nothing stands there any more', async () => {
    const world = await signedIn();
    const { actions } = world.owner;
    await failing(world, () => actions.openConsole('prod', world.browser, { access: 'read-only' }));
    const old = button(world);
    await failing(world, () => actions.openConsole('prod', world.browser, { access: 'full' }));
    await press(world, old);
    expect(world.assumer.asked).toEqual([]);

    await actions.openConsole('prod', world.browser);
    await press(world, old);
    expect(world.browser.pages).toHaveLength(1);
  });

  test('is offered for no credentials that a program wanted: the app has nobody to give them to', async () => {
    const world = await signedIn();
    await failing(world, () => world.owner.actions.credentials('prod', 'read-only'));
    expect(shown(world)).not.toHaveProperty('retry');
  });

  test('writes a profile that could not be renewed where it stands, with what its sessions may do', async () => {
    const world = await signedIn();
    const target = { profile: 'audit', files: usual };
    await world.owner.actions.deliver('prod', { sink: 'profile', access: 'read-only', target });
    const full = new AppError('file_failed', { path: usual.credentials, reason: 'disk full' });
    world.profiles.failures.push(...Array.from({ length: 8 }, () => full));
    for (let minutes = 0; minutes < 56 && world.profiles.failures.length === 8; minutes++) {
      await world.clock.advance(60_000);
    }
    expect(shown(world)).toMatchObject({ deliveryId: 'profile', error: { code: 'file_failed' } });
    world.assumer.asked.length = 0;
    const request = button(world);
    world.profiles.failures.length = 0;
    world.profiles.keys.clear();

    await press(world, request);
    expect([...world.profiles.keys.keys()]).toEqual(['audit']);
    expect(mayWrite(world)).not.toContain(true);
  });
});
