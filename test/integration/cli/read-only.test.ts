import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { shown } from '../sandbox/aws-browser.ts';
import { openWorld, useInstalledCli, type World } from './world.ts';

const installed = useInstalledCli();
const policy = 'arn:aws:iam::aws:policy/ReadOnlyAccess';

/** Signed in. @param more what stands below the role's name in the configuration */
async function signedIn(more = ''): Promise<World> {
  const world = await openWorld(installed(), {
    config: (text) => text.replace('    name: Production / Admin\n', `$&${more}`),
  });
  await world.ok('login');
  return world;
}

/** The policies of the sessions that AWS has begun, in their order. */
const sessions = ({ sandbox }: World) =>
  sandbox.aws.issuedCredentials.map(({ policies }) => policies.policyArns);

describe('--read-only', () => {
  it('is what AWS holds credentials, programs and consoles to, and no other session', async () => {
    const world = await signedIn();
    await world.ok('credentials', 'prod-admin', '--read-only');
    expect(sessions(world)).toEqual([[policy]]);
    const ran = await world.ok('exec', 'prod-admin', '--read-only', '--', 'printenv', 'AWS_ACCESS_KEY_ID');
    expect(ran.stdout.trim()).toBe(world.sandbox.aws.issuedCredentials[0]?.accessKeyId);
    await world.ok('console', 'prod-admin', '--read-only');
    const page = await world.consolePage(0);
    expect(shown(page, 'read-only')).toBe('read-only');
    expect(sessions(world)).toHaveLength(1);

    await world.ok('credentials', 'prod-admin');
    expect(sessions(world)).toEqual([[policy], []]);
  });

  it('holds for an endpoint that renews keys as well', async () => {
    const world = await signedIn();
    const read = `
      import urllib.request, os, json
      request = urllib.request.Request(os.environ['AWS_CONTAINER_CREDENTIALS_FULL_URI'],
        headers={'Authorization': os.environ['AWS_CONTAINER_AUTHORIZATION_TOKEN']})
      print(json.load(urllib.request.urlopen(request))['AccessKeyId'])`;
    const program = read.replaceAll(/^ {6}/gm, '').trim();
    const words = ['exec', 'prod-admin', '--endpoint', '--read-only', '--', 'python3', '-c', program];
    const { stdout } = await world.ok(...words);
    expect(stdout.trim()).toBe(world.sandbox.aws.issuedCredentials[0]?.accessKeyId);
    expect(sessions(world)).toEqual([[policy]]);
  });

  it('goes with no --full-access', async () => {
    const world = await signedIn();
    for (const words of [
      ['credentials', 'prod-admin'],
      ['console', 'prod-admin'],
      ['profile', 'write', 'prod-admin'],
      ['exec', 'prod-admin', '--', 'true'],
    ]) {
      const at = words.indexOf('prod-admin') + 1;
      const both = [...words.slice(0, at), '--read-only', '--full-access', ...words.slice(at)];
      const { code, stderr } = await world.tobira(both);
      expect([words[0], code]).toEqual([words[0], 2]);
      expect(stderr).toContain('--full-access');
    }
    expect(sessions(world)).toEqual([]);
  });
});

describe('a role that is read-only by itself', () => {
  const readOnly = '    readOnly: true\n';

  it('gives programs nothing else, until they say --full-access', async () => {
    const world = await signedIn(readOnly);
    await world.ok('credentials', 'prod-admin');
    await world.ok('exec', 'prod-admin', '--', 'true');
    await world.ok('console', 'prod-admin', '--print');
    expect(sessions(world)).toEqual([[policy]]);

    await world.ok('credentials', 'prod-admin', '--full-access');
    expect(sessions(world)).toEqual([[policy], []]);
    const { stdout } = await world.ok('roles', '--json');
    expect(JSON.parse(stdout)).toMatchObject([
      { id: 'prod-admin', readOnly: true },
      { id: 'stage-dev' },
      { id: 'dev-read' },
      { id: 'audit' },
    ]);
  });

  it('is written as a read-only profile, in both modes', async () => {
    const world = await signedIn(readOnly);
    await world.ok('profile', 'write', 'prod-admin', '--profile', 'keys');
    await world.ok('profile', 'write', 'prod-admin', '--profile', 'asks', '--mode', 'process');
    const aws = (name: string) => readFile(join(world.terminal.home, '.aws', name), 'utf8');
    expect(await aws('credentials')).toMatch(
      /^# Managed by Tobira for the role "prod-admin", arn:\S+, read-only, with the key ASIA/m,
    );
    expect(await aws('config')).toMatch(
      /^credential_process = .* credentials prod-admin --format process --read-only$/m,
    );
    expect(sessions(world)).toEqual([[policy]]);
  });
});
