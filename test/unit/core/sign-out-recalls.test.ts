import { describe, expect, test } from 'vitest';
import type { Browser, Opening } from '../../../src/core/ports.ts';
import { settle } from '../../support/fake-clock.ts';
import { Gate } from '../../support/fake-gate.ts';
import { ada, bob, configWith, identityWith, roleWith } from '../../support/fake-nouns.ts';
import { createFakeWorld, type FakeWorld } from '../../support/fake-owner.ts';

const work = identityWith();
const home = identityWith({ id: 'home', issuer: 'https://git.example' });
const roles = [roleWith(), roleWith({ id: 'home-admin', identity: 'home' })];
const signedOut = { code: 'signed_out_meanwhile' };

async function signIn({ owner, provider, browser }: FakeWorld, identity: typeof work, user = ada) {
  provider.user = user;
  const login = owner.actions.signIn(identity.id, browser);
  await settle();
  provider.approve(identity);
  await login;
  browser.pages.length = 0;
}

async function twoSignedIn(): Promise<FakeWorld> {
  const world = createFakeWorld();
  world.configSource.config = configWith({ identities: [work, home], roles });
  await signIn(world, work);
  await signIn(world, home);
  return world;
}

/** A browser that takes its time to start, and opens nothing that was called off by then. */
class SlowBrowser implements Browser {
  readonly gate = new Gate();
  readonly asked: (Opening | undefined)[] = [];
  readonly pages: string[] = [];

  async open(url: string, opening?: Opening): Promise<void> {
    this.asked.push(opening);
    await this.gate.passed();
    opening?.signal?.throwIfAborted();
    this.pages.push(url);
  }
}

const activity = ({ owner }: FakeWorld, role = roles[0]) =>
  (role && owner.state.get().roles.get(role.id)?.activity.status) ?? 'idle';

const ends = {
  'locking everything': ({ owner }: FakeWorld) => owner.actions.lock.everything(),
  'signing out of its identity': ({ owner }: FakeWorld) => owner.actions.signOut('work'),
  'signing in as somebody else': (world: FakeWorld) => signIn(world, work, bob),
};

describe.each(Object.entries(ends))('%s', (_name, end) => {
  test('stops a console that waits for its browser to start', async () => {
    const world = await twoSignedIn();
    const browser = new SlowBrowser();
    const opened = expect(world.owner.actions.openConsole('prod', browser)).rejects.toMatchObject(signedOut);
    await settle();
    expect(browser.asked).toHaveLength(1);

    await end(world);

    // A browser that has the address already is told: it is the signal that makes it lead nowhere.
    expect(browser.asked[0]?.signal?.reason).toMatchObject(signedOut);
    browser.gate.open();
    await opened;
    expect(browser.pages).toEqual([]);
    expect(activity(world)).toBe('idle');
  });
});

test.each(Object.entries(ends))('%s tells AWS’s side to go on to no further role', async (_name, end) => {
  const world = await twoSignedIn();
  const gate = new Gate();
  world.assumer.answers.push(async () => {
    await gate.passed();
    throw new Error('not reached');
  });
  const asked = expect(world.owner.actions.credentials('prod')).rejects.toMatchObject(signedOut);
  await settle();
  expect(world.assumer.asked.at(-1)?.signal?.aborted).toBe(false);

  await end(world);

  expect(world.assumer.asked.at(-1)?.signal?.aborted).toBe(true);
  gate.open();
  await asked;
});

test('signing out leaves the console of another identity alone', async () => {
  const world = await twoSignedIn();
  const browser = new SlowBrowser();
  const opening = world.owner.actions.openConsole('home-admin', browser);
  await settle();
  await world.owner.actions.signOut('work');
  browser.gate.open();
  await opening;
  expect(browser.pages).toHaveLength(1);
});

describe('what has not begun in earnest when everything is locked', () => {
  test('opens no login page later: a click may have waited for the file', async () => {
    const world = await twoSignedIn();
    const gate = new Gate();
    const load = world.configSource.load.bind(world.configSource);
    world.configSource.load = async () => {
      await gate.passed();
      return load();
    };
    const opened = expect(world.owner.actions.openConsole('prod', world.browser)).rejects.toMatchObject(
      signedOut,
    );
    await settle();
    const locking = world.owner.actions.lock.everything();
    await opened;
    gate.open();
    await locking;
    await settle();
    expect(world.browser.pages).toEqual([]);
    expect(world.owner.state.get().sessions.get(work.id)?.status).toBe('signed-out');
  });

  test('is given up at once: nobody waits for AWS to answer', async () => {
    const world = await twoSignedIn();
    const gate = new Gate();
    world.assumer.answers.push(async () => {
      await gate.passed();
      throw new Error('not reached');
    });
    const { actions } = world.owner;
    const outcomes = [
      actions.credentials('prod'),
      actions.consoleUrl('prod'),
      actions.deliver('prod', { sink: 'copy-env' }),
    ].map((one) => expect(one).rejects.toMatchObject(signedOut));
    await settle();
    const locking = actions.lock.everything();
    // AWS has not answered yet.
    await Promise.all(outcomes);
    expect(activity(world)).toBe('idle');
    gate.open();
    await locking;
    await settle();
    expect(world.clipboard.text).toBe('');
    expect(activity(world)).toBe('idle');
  });
});
