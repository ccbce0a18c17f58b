import { describe, expect, test } from 'vitest';
import { AppError } from '../../../src/core/errors.ts';
import { settle } from '../../support/fake-clock.ts';
import { Gate } from '../../support/fake-gate.ts';
import { credentialsFrom, identityWith, roleWith } from '../../support/fake-nouns.ts';
import { createFakeWorld, type FakeWorld } from '../../support/fake-owner.ts';

const prod = roleWith();
const tired = new AppError('clipboard_failed', { reason: 'it is tired' });
const other = new AppError('clipboard_failed', { reason: 'it is asleep' });

async function signedIn(): Promise<FakeWorld> {
  const world = createFakeWorld();
  const login = world.owner.actions.signIn(undefined, world.browser);
  await settle();
  world.provider.approve(identityWith());
  await login;
  world.browser.pages.length = 0;
  return world;
}

const shown = ({ owner }: FakeWorld) => owner.state.get().roles.get(prod.id);
const activity = (world: FakeWorld) => shown(world)?.activity;

/** AWS's next answer waits there. */
function held({ assumer, clock }: FakeWorld, then?: AppError): Gate {
  const gate = new Gate();
  assumer.answers.push(async () => {
    await gate.passed();
    if (then !== undefined) throw then;
    return credentialsFrom(clock.now());
  });
  return gate;
}

function begun<Value>(work: Promise<Value>): Promise<Value> {
  work.catch(() => undefined);
  return work;
}

const openReadOnly = ({ owner, browser }: FakeWorld) =>
  begun(owner.actions.openConsole('prod', browser, { access: 'read-only' }));
const asProgram = ({ owner }: FakeWorld) => begun(owner.actions.credentials('prod'));

async function failed(world: FakeWorld, ask: (world: FakeWorld) => Promise<unknown>, error = tired) {
  world.assumer.failWith(error);
  await expect(ask(world)).rejects.toBe(error);
}

describe('what a role shows while a program asks for it, too', () => {
  test('the user’s failure stays, through all of the program’s work and after its success', async () => {
    const world = await signedIn();
    await failed(world, openReadOnly);
    const before = activity(world);
    expect(before).toMatchObject({ status: 'failed', error: tired, wish: { access: 'read-only' } });
    const seen = new Set<unknown>();
    world.owner.state.subscribe(() => seen.add(activity(world)));

    await asProgram(world);
    expect(world.assumer.asked).toHaveLength(2);
    expect([...seen]).toEqual([before]);

    await openReadOnly(world);
    expect(activity(world)).toEqual({ status: 'idle' });
  });

  test('the user’s failure is not overwritten by the program’s', async () => {
    const world = await signedIn();
    await failed(world, openReadOnly);
    await failed(world, asProgram, other);
    expect(activity(world)).toMatchObject({ error: tired });
  });

  test('the user’s step and the way to cancel it stay when the program has its own', async () => {
    const world = await signedIn();
    const gate = held(world);
    const opening = openReadOnly(world);
    await settle();
    expect(activity(world)).toEqual({ status: 'busy', step: 'assuming-role' });

    await asProgram(world);
    expect(activity(world)).toEqual({ status: 'busy', step: 'assuming-role' });

    gate.open();
    await opening;
    expect(activity(world)).toEqual({ status: 'idle' });
  });

  test('it is busy until the last of them is done, whichever that is', async () => {
    const world = await signedIn();
    const gate = held(world);
    const program = asProgram(world);
    await settle();
    await openReadOnly(world);
    expect(activity(world)).toMatchObject({ status: 'busy' });
    gate.open();
    await program;
    expect(activity(world)).toEqual({ status: 'idle' });
  });

  test('the program’s failure is told, and its next success takes it away', async () => {
    const world = await signedIn();
    await failed(world, asProgram);
    expect(activity(world)).toMatchObject({ status: 'failed', error: tired });
    await asProgram(world);
    expect(activity(world)).toEqual({ status: 'idle' });
  });

  test('the success of another request leaves a program’s failure standing', async () => {
    const world = await signedIn();
    await failed(world, ({ owner }) => begun(owner.actions.consoleUrl('prod', { access: 'read-only' })));
    await asProgram(world);
    expect(activity(world)).toMatchObject({ status: 'failed', wish: { access: 'read-only' } });
  });

  test('a program that fails on and on leaves one failure', async () => {
    const world = await signedIn();
    for (const region of ['eu-west-1', 'eu-west-2', 'eu-west-3']) {
      await failed(world, ({ owner }) => begun(owner.actions.consoleUrl('prod', { region })), other);
    }
    expect(shown(world)?.pieces).toHaveLength(1);
    expect(activity(world)).toMatchObject({ wish: { region: 'eu-west-3' } });
  });

  test('the user’s next click takes the program’s failure away', async () => {
    const world = await signedIn();
    await failed(world, asProgram);
    const gate = held(world);
    const opening = openReadOnly(world);
    await settle();
    world.owner.actions.cancel('prod');
    await expect(opening).rejects.toMatchObject({ code: 'work_cancelled' });
    gate.open();
    expect(activity(world)).toEqual({ status: 'idle' });
    expect(shown(world)).not.toHaveProperty('pieces');
  });

  test('what could not be taken back while the user opens something is told when that is done', async () => {
    const world = await signedIn();
    await world.owner.actions.deliver('prod', { sink: 'copy-env' });
    const gate = held(world);
    const opening = openReadOnly(world);
    await settle();
    world.clipboard.failing.clear = 9;
    for (let second = 0; second < 32; second++) await world.clock.advance(1000);
    expect(activity(world)).toMatchObject({ status: 'busy' });
    gate.open();
    await opening;
    expect(activity(world)).toMatchObject({ status: 'failed', sink: 'copy-env' });
  });
});
