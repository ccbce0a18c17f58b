import { describe, expect, test } from 'vitest';
import type { Browser } from '../../../src/core/ports.ts';
import { settle } from '../../support/fake-clock.ts';
import { Gate } from '../../support/fake-gate.ts';
import { FakeMemory } from '../../support/fake-memory.ts';
import {
  configWith,
  credentialsFrom,
  identityWith,
  roleWith,
  settingsWith,
} from '../../support/fake-nouns.ts';
import { createFakeWorld, type FakeWorld } from '../../support/fake-owner.ts';

const work = identityWith();
const prod = roleWith();

async function signedIn(): Promise<FakeWorld> {
  const world = createFakeWorld();
  const login = world.owner.actions.signIn(undefined, world.browser);
  await settle();
  world.provider.approve(work);
  await login;
  return world;
}

/** The next exchange waits until the gate is opened. */
function holdExchange({ assumer, clock }: FakeWorld): Gate {
  const gate = new Gate();
  assumer.answers.push(async () => {
    await gate.passed();
    return credentialsFrom(clock.now());
  });
  return gate;
}

const copy = ({ owner }: FakeWorld, roleId = 'prod') => owner.actions.deliver(roleId, { sink: 'copy-env' });
const shown = ({ owner }: FakeWorld) => owner.state.get().roles.get(prod.id);

describe('copying credentials', () => {
  test('is one exchange, shown on its way, and what is lent is shown as long as it is', async () => {
    const world = await signedIn();
    const steps: unknown[] = [];
    world.owner.state.subscribe(() => steps.push(shown(world)?.activity));

    await copy(world);

    expect(world.clipboard.text).toContain("export AWS_ACCESS_KEY_ID='ASIA-1'\n");
    expect(world.clipboard.text).toContain("export AWS_REGION='eu-central-1'\n");
    expect(steps).toContainEqual({ status: 'busy', step: 'assuming-role', sink: 'copy-env' });
    const at = world.clock.now();
    expect(shown(world)).toMatchObject({
      activity: { status: 'idle' },
      loan: { sink: 'copy-env', at, forMs: 30_000 },
    });

    await world.clock.advance(30_000);
    expect(shown(world)).not.toHaveProperty('loan');
    expect(world.clipboard.text).toBe('');
    expect(JSON.stringify([...world.owner.state.get().roles])).not.toContain('secret');
  });

  test('hands out what is held, and renews it under 15 minutes: the rule of the command line', async () => {
    const world = await signedIn();
    await copy(world);
    await world.clock.advance(45 * 60_000);
    await copy(world);
    expect(world.assumer.asked).toHaveLength(1);

    await world.clock.advance(1);
    await copy(world);
    expect(world.assumer.asked).toHaveLength(2);
    expect(world.clipboard.text).toContain('ASIA-2');
  });

  test('opens no login page where nobody is signed in, and says so at the role', async () => {
    const world = createFakeWorld();
    await expect(copy(world)).rejects.toMatchObject({ code: 'login_needed' });
    expect(world.browser.pages).toEqual([]);
    expect(world.clipboard.text).toBe('');
    expect(shown(world)?.activity).toMatchObject({
      status: 'failed',
      sink: 'copy-env',
      error: { code: 'login_needed' },
    });
  });

  test('shows a clipboard that refuses, at the role', async () => {
    const world = await signedIn();
    world.clipboard.failing.write = 1;
    await expect(copy(world)).rejects.toMatchObject({ code: 'clipboard_failed' });
    expect(shown(world)?.activity).toMatchObject({ status: 'failed', error: { code: 'clipboard_failed' } });
    expect(shown(world)).not.toHaveProperty('loan');
  });

  test('shows a clipboard that could not be cleared, at the role', async () => {
    const world = await signedIn();
    await copy(world);
    world.clipboard.failing.read = 3;
    await world.clock.advance(31_000);
    expect(shown(world)?.activity).toMatchObject({
      status: 'failed',
      sink: 'copy-env',
      error: { code: 'clipboard_not_cleared' },
    });
    expect(shown(world)).not.toHaveProperty('loan');
  });

  test('twenty times at once is one exchange and one delivery', async () => {
    const world = await signedIn();
    await Promise.all(Array.from({ length: 20 }, () => copy(world)));
    expect(world.assumer.asked).toHaveLength(1);
    expect(world.log.lines.filter((line) => line.includes('credentials.delivered'))).toHaveLength(1);
  });

  test('of another role takes the place of the first', async () => {
    const world = await signedIn();
    const dev = roleWith({ id: 'dev', roleName: 'Dev' });
    world.configSource.config = configWith({ roles: [prod, dev] });
    await copy(world);
    await copy(world, 'dev');
    expect(shown(world)).not.toHaveProperty('loan');
    expect(world.owner.state.get().roles.get(dev.id)).toHaveProperty('loan');
  });

  test('says nothing secret to the log', async () => {
    const world = await signedIn();
    await copy(world);
    expect(world.log.lines.join('\n')).not.toMatch(/ASIA|secret-|session-\d/);
  });
});

describe('signing out', () => {
  test('clears the clipboard', async () => {
    const world = await signedIn();
    await copy(world);
    await world.owner.actions.signOut(undefined);
    expect(world.clipboard.text).toBe('');
  });

  test('leaves alone what another identity lent', async () => {
    const world = await signedIn();
    const home = identityWith({ id: 'home', clientId: 'app-2' });
    world.configSource.config = configWith({ identities: [work, home] });
    await copy(world);
    await world.owner.actions.signOut('home');
    expect(world.clipboard.text).toContain('ASIA-1');
  });

  test('while the credentials are on their way leaves nothing on the clipboard', async () => {
    const world = await signedIn();
    const gate = holdExchange(world);
    const copying = copy(world);
    await settle();
    await world.owner.actions.signOut(undefined);
    gate.open();
    await expect(copying).rejects.toMatchObject({ code: 'signed_out_meanwhile' });
    expect(world.clipboard.text).toBe('');
  });

  test('works where the clipboard does not', async () => {
    const world = await signedIn();
    await copy(world);
    world.clipboard.failing.read = 3;
    const leaving = world.owner.actions.signOut(undefined);
    await world.clock.advance(1_000);
    await expect(leaving).resolves.toMatchObject({ providerTold: true });
  });
});

describe('the end of the owner', () => {
  test('clears the clipboard, and nothing is copied after it', async () => {
    const world = await signedIn();
    await copy(world);
    await world.owner.end();
    expect(world.clipboard.text).toBe('');
    await expect(copy(world)).rejects.toMatchObject({ code: 'signed_out_meanwhile' });
    expect(world.clipboard.text).toBe('');
  });

  test('while the credentials are on their way leaves nothing on the clipboard', async () => {
    const world = await signedIn();
    const gate = holdExchange(world);
    const copying = copy(world);
    await settle();
    await world.owner.end();
    gate.open();
    await expect(copying).rejects.toMatchObject({ code: 'signed_out_meanwhile' });
    expect(world.clipboard.text).toBe('');
  });

  test('leaves alone what the user has copied', async () => {
    const world = await signedIn();
    await copy(world);
    world.clipboard.text = 'a shopping list';
    await world.owner.end();
    expect(world.clipboard.text).toBe('a shopping list');
  });
});

describe('copying in a format', () => {
  test('is for its reader, and is what one click copies from then on', async () => {
    const world = await signedIn();
    await world.owner.actions.deliver('prod', { sink: 'copy-ini' });
    expect(world.clipboard.text).toMatch(/^\[prod\]\naws_access_key_id = ASIA-1\n/);
    expect(world.owner.state.get().lastCopied).toBe('copy-ini');
    expect(world.memory.copied).toBe('copy-ini');
  });

  test('is remembered from the run before', () => {
    const memory = new FakeMemory();
    memory.copied = 'copy-fish';
    expect(createFakeWorld({ memory }).owner.state.get().lastCopied).toBe('copy-fish');
  });

  test('is not what the address of a console is', async () => {
    const world = await signedIn();
    await world.owner.actions.deliver('prod', { sink: 'copy-console' });
    expect(world.clipboard.text).toMatch(/^https:/);
    expect(shown(world)).toMatchObject({ loan: { sink: 'copy-console' } });
    expect(world.owner.state.get()).not.toHaveProperty('lastCopied');
  });

  test('lasts as long as the configuration says', async () => {
    const world = await signedIn();
    const clipboard = { clearAfterMs: 5_000, clearOnQuit: false };
    world.configSource.config = configWith({ settings: settingsWith({ clipboard }) });
    await copy(world);
    expect(shown(world)).toMatchObject({ loan: { forMs: 5_000 } });
    await world.owner.end();
    expect(world.clipboard.text).toContain('ASIA-1');
  });

  test('by a sign-out while a console address is on its way leaves nothing on the clipboard', async () => {
    const world = await signedIn();
    const gate = holdExchange(world);
    const copying = world.owner.actions.deliver('prod', { sink: 'copy-console' });
    await settle();
    await world.owner.actions.signOut(undefined);
    gate.open();
    await expect(copying).rejects.toMatchObject({ code: 'signed_out_meanwhile' });
    expect(world.clipboard.text).toBe('');
  });
});

test("a rival for a console's address becomes an alarm about its role, until it is dismissed", async () => {
  const world = await signedIn();
  const turnedAway = { kind: 'program', pid: 4711, name: 'curl' } as const;
  const browser: Browser = {
    open(_url, { secrecy, onRival } = {}) {
      expect(secrecy).toBe('secret');
      onRival?.({ turnedAway });
      return Promise.resolve();
    },
  };

  await world.owner.actions.openConsole('prod', browser);

  const { alarms } = world.owner.state.get();
  expect(alarms).toEqual([{ id: '1', role: prod.id, rivals: { turnedAway } }]);
  world.owner.actions.dismissAlarm('1');
  expect(world.owner.state.get().alarms).toEqual([]);
});
