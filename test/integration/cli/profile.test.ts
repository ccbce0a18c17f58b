import { cp, mkdir, mkdtemp, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { InstalledCli } from '../../support/cli.ts';
import { startDesktop } from '../../support/desktop.ts';
import type { Desktop } from '../../support/desktop.ts';
import { arnOf, awsClients } from './aws-clients.ts';
import { openWorld, useInstalledCli } from './world.ts';
import type { World, WorldOptions } from './world.ts';

const installed = useInstalledCli();
let desktop: Desktop;
/** The command line in a folder with spaces in its name: what names it has to be quoted. */
let spaced: InstalledCli;
beforeAll(async () => {
  desktop = await startDesktop({ panel: false });
  const base = await mkdtemp(join(tmpdir(), 'tobira of Aiko (64 bit) '));
  const from = dirname(installed().folder);
  await cp(installed().folder, join(base, 'dist'), { recursive: true });
  await cp(join(from, 'package.json'), join(base, 'package.json'));
  await symlink(join(from, 'node_modules'), join(base, 'node_modules'));
  const folder = join(base, 'dist');
  spaced = {
    entry: join(folder, 'cli', 'index.js'),
    folder,
    remove: () => rm(base, { recursive: true, force: true }),
  };
});
afterAll(async () => {
  await desktop.close();
  await spaced.remove();
});

const DEVELOPER = 'arn:aws:sts::123456789012:assumed-role/Developer/aiko@example.com';

async function signedIn(options: WorldOptions = {}): Promise<World> {
  const world = await openWorld(spaced, { desktop, ...options });
  await world.ok('login');
  return world;
}

const places = ({ terminal }: World) => ({
  credentials: join(terminal.home, '.aws', 'credentials'),
  config: join(terminal.home, '.aws', 'config'),
});

const textOf = (path: string): Promise<string> => readFile(path, 'utf8').catch(() => '');

async function put(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  await writeFile(path, text, { mode: 0o600 });
}

const MINE = '# mine\n[prod]\naws_access_key_id = AKIAMINE\naws_secret_access_key = mine\n';

describe('a profile with keys', () => {
  it.each(awsClients)('makes %s the role', async (client) => {
    const world = await signedIn();
    const { stdout, stderr } = await world.ok('profile', 'write', 'stage-dev');
    expect(stdout).toBe('');
    expect(stderr).toBe(
      `Wrote the profile "stage-dev" to ${places(world).credentials}. Its keys are renewed while Tobira runs.\n`,
    );
    expect(await arnOf(client, 'stage-dev', world)).toBe(DEVELOPER);
    expect((await stat(places(world).credentials)).mode & 0o777).toBe(0o600);
  });

  it('goes by another name where one is given, beside what was there', async () => {
    const world = await signedIn();
    const { credentials } = places(world);
    await put(credentials, MINE);
    const { stdout } = await world.ok('profile', 'write', 'prod-admin', '--profile', 'admin', '--json');
    expect(JSON.parse(stdout)).toEqual({
      profile: 'admin',
      role: 'prod-admin',
      mode: 'static',
      path: credentials,
    });
    const text = await textOf(credentials);
    expect(text.startsWith(MINE)).toBe(true);
    expect(text).toContain(world.sandbox.aws.issuedCredentials[0]?.secretAccessKey);
  });

  it('is written where the client’s own environment says, whatever the one’s who holds the session', async () => {
    const world = await signedIn();
    const file = join(world.terminal.home, 'elsewhere', 'keys');
    const env = { AWS_SHARED_CREDENTIALS_FILE: file };
    expect(await world.tobira(['profile', 'write', 'stage-dev'], { env })).toMatchObject({ code: 0 });
    expect(await textOf(places(world).credentials)).toBe('');
    expect(await arnOf('the AWS CLI', 'stage-dev', world, env)).toBe(DEVELOPER);
    expect(await world.tobira(['profile', 'remove', 'stage-dev'], { env })).toMatchObject({ code: 0 });
    expect(await textOf(file)).not.toContain('stage-dev');
  });

  it('goes with the session, and other people’s stay', async () => {
    const world = await signedIn();
    const { credentials } = places(world);
    await put(credentials, MINE);
    await world.ok('profile', 'write', 'stage-dev');
    expect(await textOf(credentials)).toContain('stage-dev');
    await world.ok('logout');
    expect(await textOf(credentials)).toBe(MINE);
  });

  it('stays when one signs out, where that is wanted', async () => {
    const keep = (text: string): string => `${text}\nprofiles: { removeOnSignOut: false }\n`;
    const world = await signedIn({ config: keep });
    await world.ok('profile', 'write', 'stage-dev');
    const before = await textOf(places(world).credentials);
    await world.ok('logout');
    expect(await textOf(places(world).credentials)).toBe(before);
  });
});

describe('a profile that names Tobira', () => {
  it.each(awsClients)('makes %s the role, from a folder with spaces too', async (client) => {
    const world = await signedIn();
    const { config, credentials } = places(world);
    const { stdout } = await world.ok('profile', 'write', 'stage-dev', '--mode', 'process', '--json');
    expect(JSON.parse(stdout)).toEqual({
      profile: 'stage-dev',
      role: 'stage-dev',
      mode: 'process',
      path: config,
    });
    expect(await textOf(config)).toContain('credential_process');
    expect(await textOf(credentials)).toBe('');
    await world.ok('agent', 'stop');
    expect(await arnOf(client, 'stage-dev', world)).toBe(DEVELOPER);
    // It holds no keys: it stays, and asks the user to sign in again.
    await world.ok('logout');
    expect(await textOf(config)).toContain('credential_process');
    await expect(arnOf('boto3', 'stage-dev', world)).rejects.toThrow('tobira login work');
  });

  it('names the configuration too, where it is not the usual one', async () => {
    const world = await signedIn();
    const other = join(world.terminal.home, 'my config.yaml');
    await cp(world.terminal.configPath, other);
    await world.ok('agent', 'stop');
    const words = ['--config', other];
    await world.ok('login', ...words);
    await world.ok('profile', 'write', 'stage-dev', '--mode', 'process', ...words);
    expect(await arnOf('the AWS CLI', 'stage-dev', world)).toBe(DEVELOPER);
    expect(await arnOf('the JavaScript SDK', 'stage-dev', world)).toBe(DEVELOPER);
  });

  it('takes the place of one with keys', async () => {
    const world = await signedIn();
    await world.ok('profile', 'write', 'stage-dev');
    await world.ok('profile', 'write', 'stage-dev', '--mode', 'process');
    expect(await textOf(places(world).credentials)).not.toContain('aws_secret_access_key');
    expect(await arnOf('the AWS CLI', 'stage-dev', world)).toBe(DEVELOPER);
  });
});

describe('a profile that somebody else wrote', () => {
  it.each(['prod', 'default'])('is left alone: %s', async (name) => {
    const world = await signedIn();
    const { credentials } = places(world);
    const theirs = MINE.replace('[prod]', `[${name}]`);
    await put(credentials, theirs);
    for (const mode of ['static', 'process']) {
      const words = ['profile', 'write', 'stage-dev', '--profile', name, '--mode', mode];
      const { code, stdout, stderr } = await world.tobira(words);
      expect({ code, stdout }).toEqual({ code: 8, stdout: '' });
      expect(stderr).toContain(credentials);
      expect(stderr).toContain('--overwrite');
    }
    expect(await textOf(credentials)).toBe(theirs);
    const removal = await world.tobira(['profile', 'remove', name]);
    expect(removal).toMatchObject({ code: 8, stdout: '' });
    expect(await textOf(credentials)).toBe(theirs);
  });

  it('is replaced where that is said', async () => {
    const world = await signedIn();
    const { credentials } = places(world);
    await put(credentials, MINE);
    await world.ok('profile', 'write', 'stage-dev', '--profile', 'prod', '--overwrite');
    expect(await textOf(credentials)).not.toContain('AKIAMINE');
    expect(await arnOf('the AWS CLI', 'prod', world)).toBe(DEVELOPER);
  });
});

describe('removing', () => {
  it('takes away what Tobira wrote, and says from where', async () => {
    const world = await signedIn();
    const { credentials, config } = places(world);
    await put(credentials, MINE);
    await world.ok('profile', 'write', 'stage-dev');
    const { stdout, stderr } = await world.ok('profile', 'remove', 'stage-dev');
    expect(stdout).toBe('');
    expect(stderr).toBe(`Removed the profile "stage-dev" from ${credentials}.\n`);
    expect(await textOf(credentials)).toBe(MINE);
    await world.ok('profile', 'write', 'stage-dev', '--mode', 'process');
    const json = await world.ok('profile', 'remove', 'stage-dev', '--json');
    expect(JSON.parse(json.stdout)).toEqual({
      removed: [{ profile: 'stage-dev', role: 'stage-dev', mode: 'process', path: config }],
    });
    expect(await textOf(config)).not.toContain('stage-dev');
  });

  it('says so where there is nothing of ours', async () => {
    const world = await signedIn();
    const { code, stdout, stderr } = await world.tobira(['profile', 'remove', 'stage-dev', '--json']);
    expect({ code, stdout }).toEqual({ code: 8, stdout: '' });
    expect(JSON.parse(stderr)).toMatchObject({ error: { code: 'profile_unknown', exitCode: 8 } });
  });
});

const wrongNames = ['two words', 'a]b', 'a\nb', '', 'DEFAULT', '__proto__', 'x'.repeat(129)];

it.for<readonly string[]>([
  ['profile'],
  ['profile', 'list'],
  ['profile', 'write'],
  ['profile', 'write', 'stage-dev', '--mode', 'other'],
  ...wrongNames.map((name) => ['profile', 'write', 'stage-dev', '--profile', name]),
  ...wrongNames.map((name) => ['profile', 'remove', name]),
])('wrong usage ends with 2 and touches nothing: %j', async (words) => {
  const world = await openWorld(spaced);
  expect(await world.tobira(words)).toMatchObject({ code: 2, stdout: '' });
  // Nobody was asked.
  expect((await world.ok('agent', 'status', '--json')).stdout).toContain('"running": false');
  expect(await textOf(places(world).credentials)).toBe('');
});

it('a login that is needed ends with 4, and a role that is not there with 3', async () => {
  const world = await openWorld(spaced, { desktop });
  expect(await world.tobira(['profile', 'write', 'stage-dev'])).toMatchObject({ code: 4, stdout: '' });
  await world.ok('login');
  expect(await world.tobira(['profile', 'write', 'no-such'])).toMatchObject({ code: 3, stdout: '' });
  expect(await textOf(places(world).credentials)).toBe('');
});
