import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
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
});
