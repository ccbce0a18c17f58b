import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startDesktop } from '../../support/desktop.ts';
import type { Desktop } from '../../support/desktop.ts';
import { arnOf, awsClients, whoAmI, type AwsClient } from './aws-clients.ts';
import { openWorld, useInstalledCli } from './world.ts';
import type { World } from './world.ts';

const installed = useInstalledCli();
let desktop: Desktop;
/** The command line in a folder with spaces in its name. */
let folder: string;
beforeAll(async () => {
  desktop = await startDesktop({ panel: false });
  folder = await mkdtemp(join(tmpdir(), 'tobira of Aiko (64 bit) '));
  const from = dirname(installed().folder);
  await cp(installed().folder, join(folder, 'dist'), { recursive: true });
  await cp(join(from, 'package.json'), join(folder, 'package.json'));
  await symlink(join(from, 'node_modules'), join(folder, 'node_modules'));
});
afterAll(async () => {
  await desktop.close();
  await rm(folder, { recursive: true, force: true });
});

const DEVELOPER = 'arn:aws:sts::123456789012:assumed-role/Developer/aiko@example.com';

/** A user with a profile that names Tobira as the program to ask. */
async function open(): Promise<World> {
  const world = await openWorld(installed(), { desktop });
  const command = `"${process.execPath}" "${join(folder, 'dist', 'cli', 'index.js')}"`;
  await mkdir(join(world.terminal.home, '.aws'));
  await writeFile(
    join(world.terminal.home, '.aws', 'config'),
    `[profile staging]\nregion = us-east-1\ncredential_process = ${command} credentials stage-dev --format process\n`,
  );
  return world;
}

const isRunning = async ({ ok }: World): Promise<boolean> =>
  (await ok('agent', 'status', '--json')).stdout.includes('"running": true');

describe('where one is signed in', () => {
  it.each(awsClients)('%s is the role, whether somebody holds the session or not', async (client) => {
    const world = await open();
    await world.ok('login');
    expect(await isRunning(world)).toBe(true);
    expect(await arnOf(client, 'staging', world)).toBe(DEVELOPER);
    await world.ok('agent', 'stop');
    await expect.poll(() => isRunning(world)).toBe(false);
    // The command starts an agent, which finds the session in the keychain.
    expect(await arnOf(client, 'staging', world)).toBe(DEVELOPER);
    expect(await isRunning(world)).toBe(true);
    expect(world.terminal.opened).toHaveLength(1);
  });

  it('nothing is said but the credentials', async () => {
    const world = await open();
    await world.ok('login');
    const { stdout, stderr } = await world.ok('credentials', 'stage-dev', '--format', 'process');
    expect(stderr).toBe('');
    expect(stdout).toMatch(/^\{.*\}\n$/);
    expect(Object.keys(JSON.parse(stdout) as object)).toEqual([
      'Version',
      'AccessKeyId',
      'SecretAccessKey',
      'SessionToken',
      'Expiration',
    ]);
  });
});

describe('where a login is needed', () => {
  const SAID = /^tobira: You are not signed in as "work"\. .*`tobira login work`\.\n$/;
  const words = ['credentials', 'stage-dev', '--format', 'process'];

  it('it says so in one line, asks nobody, and ends at once', async () => {
    const world = await open();
    await world.tobira(words);
    const { code, stdout, stderr, ms } = await world.tobira(words);
    expect({ code, stdout }).toEqual({ code: 4, stdout: '' });
    expect(stderr).toMatch(SAID);
    expect(world.terminal.opened).toEqual([]);
    // Go's SDK waits for a minute, and users for less.
    expect(ms).toBeLessThan(5_000);
    expect((await world.tobira(['credentials', 'stage-dev', '--format=process'])).stderr).toMatch(SAID);
  });

  it('so do twenty at once, with nobody there to ask', async () => {
    const world = await open();
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => world.tobira(words)));
    for (const { code, stdout, stderr } of outcomes) {
      expect({ code, stdout }).toEqual({ code: 4, stdout: '' });
      expect(stderr).toMatch(SAID);
    }
    expect(world.terminal.opened).toEqual([]);
    expect(world.sandbox.gitlab.requests.count('token')).toBe(0);
  });

  it.each<readonly [AwsClient, string]>([
    ['the AWS CLI', 'tobira login work'],
    ['boto3', 'tobira login work'],
    // It keeps to itself what the command has said.
    ['the JavaScript SDK', 'CredentialsProviderError'],
  ])('%s fails, and says %j', async (client, said) => {
    const world = await open();
    const { code, stderr } = await whoAmI(client, 'staging', world);
    expect(code).not.toBe(0);
    expect(stderr).toContain(said);
    expect(world.terminal.opened).toEqual([]);
  });

  it('other failures are one line, too', async () => {
    const world = await open();
    await world.ok('login');
    const refused = await world.tobira(['credentials', 'audit', '--format', 'process']);
    expect(refused).toMatchObject({ code: 5, stdout: '' });
    expect(refused.stderr).toMatch(/^tobira: .*\n$/);
    const json = await world.tobira(['credentials', 'no-such', '--format', 'process', '--json']);
    expect(json).toMatchObject({ code: 3, stdout: '' });
    expect(JSON.parse(json.stderr)).toMatchObject({ error: { code: 'unknown_role' } });
  });
});
