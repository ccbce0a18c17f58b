import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { secretsIn, secretsOf } from '../../e2e/support/secrets.ts';
import { hold } from '../../sandbox/gitlab/fault.ts';
import { startDesktop, type Desktop } from '../../support/desktop.ts';
import { openWorld, useInstalledCli } from '../cli/world.ts';
import { gone, oneAgent } from '../owner/rig.ts';
import { AIKO } from './person.ts';
import { REFRESH } from './rig.ts';

const installed = useInstalledCli();
let desktop: Desktop;
beforeAll(async () => {
  desktop = await startDesktop({ panel: false });
});
afterAll(() => desktop.close());

it('SIGTERM in the middle of a refresh: the new token is stored first, within two seconds of its arrival', async () => {
  const world = await openWorld(installed(), { desktop });
  const { gitlab, aws } = world.sandbox;
  await world.ok('login');
  const pid = await oneAgent(world);
  const [before] = gitlab.refreshTokens(AIKO);
  // AWS takes the login's own ID token for too old, so another is fetched.
  aws.faults.inject('AssumeRoleWithWebIdentity', { kind: 'error', code: 'ExpiredTokenException' });
  let letGo: () => void = () => undefined;
  const held = new Promise<void>((resolve) => (letGo = resolve));
  gitlab.faults.add('token', hold(held, 'done'), { times: 1 });
  const command = world.tobira(['credentials', 'prod-admin']);
  await gitlab.requests.reached('token', 2);

  process.kill(pid, 'SIGTERM');
  letGo();
  /** Whether the keychain holds the token that GitLab accepts now, and it is a new one. */
  const isStored = async (): Promise<boolean> => {
    const [live] = gitlab.refreshTokens(AIKO);
    const items = await desktop.keyring.items('Tobira');
    if (live === undefined || live.token === before?.token || items.length !== 1) return false;
    return items[0]?.secret?.includes(live.token) === true;
  };
  await expect.poll(isStored, { timeout: 2000, interval: 20 }).toBe(true);
  await gone(pid);
  expect(await isStored()).toBe(true);
  // The command was answered, or asks the next agent; either way nobody signs in again.
  const { code, stderr } = await command;
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  await world.ok('credentials', 'dev-read');
  expect(world.terminal.opened).toHaveLength(1);
  expect(gitlab.requests.count('token', REFRESH)).toBeLessThanOrEqual(2);
  expect(gitlab.refreshTokens(AIKO)).toHaveLength(1);
  const log = await readFile(join(world.terminal.home, '.local', 'state', 'tobira', 'agent.log'), 'utf8');
  expect(secretsIn(log + stderr, secretsOf(world.sandbox))).toEqual([]);
});
