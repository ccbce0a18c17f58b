import { describe, expect, test } from 'vitest';
import { settle } from '../../support/fake-clock.ts';
import { Gate } from '../../support/fake-gate.ts';
import { configWith, credentialsFrom, identityWith, roleWith } from '../../support/fake-nouns.ts';
import { createFakeWorld, type FakeWorld } from '../../support/fake-owner.ts';

const work = identityWith();
const prod = roleWith();
const cancelled = { code: 'work_cancelled' };

async function signedIn(): Promise<FakeWorld> {
  const world = createFakeWorld();
  const login = world.owner.actions.signIn(undefined, world.browser);
  await settle();
  world.provider.approve(work);
  await login;
  world.browser.pages.length = 0;
  return world;
}

const activity = ({ owner }: FakeWorld) => owner.state.get().roles.get(prod.id)?.activity;

/** Nobody has to look at what comes of it right away. */
function begun<Value>(work: Promise<Value>): Promise<Value> {
  work.catch(() => undefined);
  return work;
}

describe('what is under way with a role, called off', () => {
  test('frees the role at once, opens nothing when AWS answers, and the next click starts anew', async () => {
    const world = await signedIn();
    const { owner, assumer, browser, clock } = world;
    const gate = new Gate();
    assumer.answers.push(async () => {
      await gate.passed();
      return credentialsFrom(clock.now(), 3_600_000, 'late');
    });
    const opening = begun(owner.actions.openConsole('prod', browser));
    await settle();
    expect(activity(world)).toEqual({ status: 'busy', step: 'assuming-role' });

    owner.actions.cancel('prod');

    expect(activity(world)).toEqual({ status: 'idle' });
    await expect(opening).rejects.toMatchObject(cancelled);

    // AWS has not answered the first yet: the second asks for itself.
    await owner.actions.openConsole('prod', browser);
    expect(browser.pages).toHaveLength(1);
    gate.open();
    await settle();
    expect(browser.pages).toHaveLength(1);
    expect(activity(world)).toEqual({ status: 'idle' });
  });

  test('lets a refresh store its token, and asks AWS for nothing then', async () => {
    const world = await signedIn();
    const { owner, provider, assumer, secrets, clock, browser } = world;
    await clock.advance(121_000);
    const gate = new Gate();
    provider.nextRefresh = async (...asked) => {
      await gate.passed();
      return provider.rotate(...asked);
    };
    const opening = begun(owner.actions.openConsole('prod', browser));
    await settle();
    expect(activity(world)).toEqual({ status: 'busy', step: 'refreshing' });
    const before = [...secrets.entries.values()].join();

    owner.actions.cancel('prod');
    await expect(opening).rejects.toMatchObject(cancelled);
    gate.open();
    await settle();

    expect([...secrets.entries.values()].join()).not.toBe(before);
    expect([...secrets.entries.values()].join()).toContain(String(provider.live));
    expect(assumer.asked).toEqual([]);
    expect(browser.pages).toEqual([]);
    expect(activity(world)).toEqual({ status: 'idle' });
  });

  test('takes along a login that this click alone began, and the same click begins another', async () => {
    const world = createFakeWorld();
    const { owner, provider, browser } = world;
    const opening = begun(owner.actions.openConsole('prod', browser));
    await settle();
    expect(owner.state.get().sessions.get(work.id)?.status).toBe('signing-in');

    owner.actions.cancel('prod');
    await settle();

    await expect(opening).rejects.toMatchObject(cancelled);
    expect(owner.state.get().sessions.get(work.id)?.status).toBe('signed-out');
    expect(activity(world)).toEqual({ status: 'idle' });

    const again = owner.actions.openConsole('prod', browser);
    await settle();
    expect(provider.logins).toBe(2);
    provider.approve(work);
    await again;
    expect(browser.pages).toHaveLength(3);
  });

  test.each([
    ['the user asked for', (world: FakeWorld) => world.owner.actions.signIn('work', world.browser)],
    ['another role waits for', (world: FakeWorld) => world.owner.actions.openConsole('dev', world.browser)],
  ])('leaves a login alone that %s as well', async (_who, ask) => {
    const world = createFakeWorld();
    const dev = roleWith({ id: 'dev', roleName: 'Dev' });
    world.configSource.config = configWith({ roles: [prod, dev] });
    const opening = begun(world.owner.actions.openConsole('prod', world.browser));
    await settle();
    const other = ask(world);
    await settle();

    world.owner.actions.cancel('prod');
    await expect(opening).rejects.toMatchObject(cancelled);
    world.provider.approve(work);
    await other;

    expect(owner(world)).toBe('signed-in');
  });

  test('takes its question along, and a later yes opens nothing', async () => {
    const world = await signedIn();
    world.configSource.config = configWith({ roles: [roleWith({ confirm: true })] });
    await world.owner.actions.loadConfig();
    const opening = begun(world.owner.actions.openConsole('prod', world.browser));
    await settle();

    world.owner.actions.cancel('prod');

    await expect(opening).rejects.toMatchObject(cancelled);
    expect(world.owner.state.get().attention).toEqual([]);
    await world.owner.actions.confirm('prod');
    await settle();
    expect(world.browser.pages).toEqual([]);
  });

  test('copies nothing', async () => {
    const world = await signedIn();
    const gate = new Gate();
    world.assumer.answers.push(async () => {
      await gate.passed();
      return credentialsFrom(world.clock.now());
    });
    const copying = begun(world.owner.actions.deliver('prod', { sink: 'copy-env' }));
    await settle();

    world.owner.actions.cancel('prod');
    gate.open();
    await settle();

    await expect(copying).rejects.toMatchObject(cancelled);
    expect(world.clipboard.text).toBe('');
    expect(activity(world)).toEqual({ status: 'idle' });
  });

  test('an exchange that somebody else still waits for goes on for that one', async () => {
    const world = await signedIn();
    const gate = new Gate();
    const given = credentialsFrom(world.clock.now(), 3_600_000, 'shared');
    world.assumer.answers.push(async () => {
      await gate.passed();
      return given;
    });
    const gone = new AbortController();
    const left = begun(world.owner.actions.credentials('prod', undefined, gone.signal));
    const stays = world.owner.actions.credentials('prod');
    await settle();

    gone.abort();
    await expect(left).rejects.toMatchObject(cancelled);
    expect(activity(world)).toMatchObject({ status: 'busy' });
    gate.open();

    expect(await stays).toBe(given);
    expect(world.assumer.asked).toHaveLength(1);
  });

  test('is nothing where nothing is under way', async () => {
    const world = await signedIn();
    const before = world.owner.state.get();
    world.owner.actions.cancel('prod');
    world.owner.actions.cancel('nobody');
    expect(world.owner.state.get()).toBe(before);
  });
});

test('whoever hangs up while AWS is asked frees the role, and AWS is asked no second time', async () => {
  const world = await signedIn();
  const gate = new Gate();
  world.assumer.answers.push(async () => {
    await gate.passed();
    throw new Error('unavailable');
  });
  const gone = new AbortController();
  const asking = begun(world.owner.actions.consoleUrl('prod', {}, gone.signal));
  await settle();

  gone.abort();
  expect(world.assumer.asked[0]?.signal?.aborted).toBe(true);
  gate.open();
  await settle();

  await expect(asking).rejects.toMatchObject(cancelled);
  expect(activity(world)).toEqual({ status: 'idle' });
  expect(world.assumer.asked).toHaveLength(1);
});

function owner(world: FakeWorld): string | undefined {
  return world.owner.state.get().sessions.get(work.id)?.status;
}
