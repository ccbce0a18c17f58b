import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { startDesktop } from '../../support/desktop.ts';
import type { Desktop } from '../../support/desktop.ts';
import { openWorld, useInstalledCli } from './world.ts';
import type { World } from './world.ts';

const installed = useInstalledCli();
let desktop: Desktop;
beforeAll(async () => {
  desktop = await startDesktop({ panel: false });
});
afterAll(() => desktop.close());

/** Signs in, then locks the keyring and lets the agent forget what it knew. */
async function lockedOut(): Promise<World> {
  const world = await openWorld(installed(), { desktop });
  await world.ok('login');
  await world.ok('agent', 'stop');
  await desktop.keyring.lock();
  onTestFinished(() => desktop.keyring.unlock());
  return world;
}

describe('a locked keychain', () => {
  it('is told from having signed out, and the session in it survives', async () => {
    const { tobira, ok, terminal } = await lockedOut();
    const refused = await tobira(['credentials', 'prod-admin']);
    expect(refused).toMatchObject({ code: 7, stdout: '' });
    expect(refused.stderr).toContain('The keychain is locked.');
    await desktop.keyring.unlock();
    // The same agent finds it open now.
    await ok('credentials', 'prod-admin');
    expect(terminal.opened).toHaveLength(1);
  });

  it('is named by status, which sees at once when it is opened', async () => {
    const { ok } = await lockedOut();
    expect((await ok('status')).stdout).toContain('The keychain is locked.');
    await desktop.keyring.unlock();
    expect((await ok('status')).stdout).toContain('Aiko Tanaka');
  });

  it('does not let a sign-out pass for done', async () => {
    const { tobira, ok } = await lockedOut();
    expect((await tobira(['logout'])).code).toBe(7);
    await desktop.keyring.unlock();
    expect((await ok('logout')).stderr).toContain('Signed out');
  });

  it('still lets one sign in, for as long as the agent runs', async () => {
    const { ok } = await lockedOut();
    expect((await ok('login')).stderr).toContain('no usable keychain');
    await ok('credentials', 'prod-admin');
  });

  it('takes the session as soon as it is open, and nothing is in memory only any more', async () => {
    const { ok } = await lockedOut();
    await ok('login');
    expect((await ok('status')).stdout).toContain('kept in memory only');
    await desktop.keyring.unlock();
    await vi.waitFor(
      async () => expect((await ok('status', '--json')).stdout).toContain('"storage": "keychain"'),
      { timeout: 40_000, interval: 500 },
    );
    // What is in it now is good: the next agent knows nothing else.
    await ok('agent', 'stop');
    await ok('credentials', 'prod-admin');
  });
});

describe('a keychain that is started anew', () => {
  it('is found again by the same agent', async () => {
    const { ok, tobira, sandbox } = await openWorld(installed(), { desktop });
    await ok('login');
    await desktop.keyring.stop('crashed');
    const refused = await tobira(['logout']);
    expect(refused.code).toBe(7);
    expect(refused.stderr).toContain('The keychain has ended.');
    await desktop.keyring.start();
    expect((await ok('status')).stdout).toContain('Aiko Tanaka');
    expect((await ok('logout')).stderr).toContain('Signed out');
    const accounts = (await desktop.keyring.items('Tobira')).map(({ account }) => account);
    expect(accounts.filter((account) => account.includes(sandbox.gitlab.issuer))).toEqual([]);
  });
});
