import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { unavailable } from '../../sandbox/gitlab/fault.ts';
import type { ProcessResult } from '../../support/process.ts';
import { AIKO, openWorld, useInstalledCli } from './world.ts';
import type { World, WorldOptions } from './world.ts';

// No desktop here: there is no keychain, so sessions live in the agent's memory.
const installed = useInstalledCli();
const open = (options: WorldOptions = {}): Promise<World> => openWorld(installed(), options);

async function signedIn(options: WorldOptions = {}): Promise<World> {
  const world = await open(options);
  await world.ok('login');
  return world;
}

/** A command that fails says so on stderr alone. */
function expectRefusal(result: ProcessResult, code: number, ...words: readonly string[]): void {
  expect(result.stderr).toMatch(/^tobira: .+\n {2}.+/);
  for (const word of words) expect(result.stderr).toContain(word);
  expect(result.stdout).toBe('');
  expect(result.code, result.stderr).toBe(code);
}

describe('usage', () => {
  it('is shown on stderr where no command is given, and on stdout where help is wanted', async () => {
    const { tobira } = await open();
    const [bare, help, deep] = await Promise.all([tobira([]), tobira(['--help']), tobira(['console', '-h'])]);
    expect(bare).toMatchObject({ code: 2, stdout: '' });
    expect(bare.stderr).toContain('Usage: tobira COMMAND');
    expect(help).toMatchObject({ code: 0, stderr: '' });
    expect(help.stdout).toContain('Usage: tobira COMMAND');
    expect(deep).toMatchObject({ code: 0, stderr: '' });
    expect(deep.stdout).toMatch(/^Usage: tobira console \[options\]\n\n {2}console ROLE /);
    expect(deep.stdout).not.toContain('tobira login');
  });

  it.each([
    [['frobnicate'], 'no command "frobnicate"'],
    [['--device', 'login'], 'a command first'],
    [['toString'], 'no command "toString"'],
    [['status', 'extra'], 'Unexpected word "extra"'],
    [['status', '--frobnicate'], 'no option "--frobnicate"'],
    [['console'], 'ROLE is missing'],
    [['credentials', ''], 'ROLE is missing'],
    [
      ['credentials', 'prod-admin', '--format', 'xml'],
      'env, fish, powershell, cmd, json, dotenv, ini, process',
    ],
    [['agent', 'restart'], 'agent status'],
    [['ci', 'deploy'], 'ci console'],
  ])('names the mistake in %j', async (words, message) => {
    const { tobira } = await open();
    expectRefusal(await tobira(words), 2, message, 'tobira --help');
  });

  it('tells failures as JSON on stderr where JSON is wanted', async () => {
    const { tobira } = await open();
    const { code, stdout, stderr } = await tobira(['credentials', 'nobody', '--json']);
    expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
    expect(JSON.parse(stderr)).toMatchObject({ error: { code: 'unknown_role', exitCode: 3 } });
  });

  it('prints the version', async () => {
    const { ok } = await open();
    expect((await ok('--version')).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});

describe('the configuration', () => {
  it('is asked for where there is none, and no agent is started for it', async () => {
    const { tobira, terminal } = await open({ config: () => undefined });
    expectRefusal(await tobira(['status']), 3, terminal.configPath);
    expect((await tobira(['agent', 'status', '--json'])).stdout).toContain('"running": false');
  });

  it('is looked for where --config and TOBIRA_CONFIG say', async () => {
    const { tobira, terminal, sandbox } = await open({ config: () => undefined });
    const path = join(terminal.home, 'elsewhere.yaml');
    expectRefusal(await tobira(['status', '--config', path]), 3, path);
    await writeFile(path, sandbox.configYaml());
    expect((await tobira(['roles', '--config', 'elsewhere.yaml'])).stdout).toContain('prod-admin');
    expect((await tobira(['roles'], { env: { TOBIRA_CONFIG: path } })).stdout).toContain('prod-admin');
  });

  it('is one at a time: another one is told which is in use', async () => {
    const { ok, tobira, terminal, sandbox } = await open();
    await ok('status');
    const path = join(terminal.home, 'other.yaml');
    await writeFile(path, sandbox.configYaml());
    expectRefusal(await tobira(['status', '--config', path]), 3, path, terminal.configPath, 'agent stop');
    await ok('agent', 'stop');
    expect((await tobira(['status', '--config', path])).code).toBe(0);
  });

  it.each([
    ['no YAML', () => 'version: 1\nroles: [\n', 'Line 3'],
    [
      'another version',
      (text: string) => text.replace('version: 1', 'version: 2'),
      '"version" is 2: must be',
    ],
    ['a key twice', (text: string) => `${text}version: 1\n`, 'Line'],
  ])('names the line where it is broken: %s', async (_what, config, message) => {
    const { tobira, terminal } = await open({ config });
    expectRefusal(await tobira(['status']), 3, terminal.configPath, message);
  });

  it('is a file, not a folder', async () => {
    const { tobira, terminal } = await open({ config: () => undefined });
    await mkdir(terminal.configPath);
    expectRefusal(await tobira(['status']), 3, 'it is a folder, not a file');
  });

  it('keeps its good roles where one is bad, and says which and where', async () => {
    const { ok, tobira, terminal } = await open({
      config: (text) => text.replace(':role/Admin', ':user/Admin'),
    });
    const status = await ok('status');
    expect(status.stderr).toMatch(
      new RegExp(
        `^${terminal.configPath}:\\d+:\\d+: roles\\[0\\]: "roleArn" is .*user/Admin.*ARN of an IAM role`,
      ),
    );
    expect((await ok('roles')).stdout).not.toContain('prod-admin');
    expectRefusal(await tobira(['console', 'prod-admin']), 3, 'Entries with mistakes were left out');
  });

  it.each(['http://gitlab.example.com', 'ftp://gitlab.example.com', 'https://me:pw@gitlab.example.com'])(
    'takes no issuer such as %s',
    async (issuer) => {
      const { ok, tobira } = await open({
        config: (text) => text.replace(/issuer: .*/, `issuer: ${issuer}`),
      });
      expect((await ok('status')).stderr).toContain('must be an https address');
      expectRefusal(await tobira(['login']), 3, 'No identity');
    },
  );

  it('is read anew after a change', async () => {
    const { ok, terminal, sandbox } = await open();
    expect((await ok('roles')).stdout).not.toContain('new-role');
    await writeFile(terminal.configPath, sandbox.configYaml().replace('dev-read', 'new-role'));
    expect((await ok('roles')).stdout).toContain('new-role');
  });
});

describe('names', () => {
  it('of roles and identities are told where they are not known', async () => {
    const { tobira } = await open();
    expectRefusal(await tobira(['console', 'nobody']), 3, 'prod-admin, stage-dev, dev-read, audit');
    expectRefusal(await tobira(['login', 'nobody']), 3, 'Known identities: work');
  });

  it('of identities are asked for where there are two', async () => {
    const { tobira } = await open({
      config: (text) =>
        text.replace(
          'identities:\n',
          'identities:\n  - { id: two, issuer: "https://x.test", clientId: a }\n',
        ),
    });
    expectRefusal(await tobira(['login']), 2, 'two, work');
  });
});

describe('signing in', () => {
  it('is asked for once GitLab has ended the session', async () => {
    const { ok, tobira, sandbox } = await signedIn();
    sandbox.gitlab.revokeTokens(AIKO);
    // The ID token of the login is still good; once AWS refuses it a fresh one is needed.
    sandbox.aws.faults.inject('AssumeRoleWithWebIdentity', { kind: 'error', code: 'InvalidIdentityToken' });
    expectRefusal(
      await tobira(['credentials', 'dev-read']),
      4,
      'Your session has ended',
      'tobira login work',
    );
    expect((await ok('status')).stdout).toContain('not signed in');
  });

  it('says that the user has denied it', async () => {
    const { tobira } = await open({ answers: 'deny' });
    const result = await tobira(['login']);
    expect(result.code).toBe(4);
    expect(result.stderr).toContain('denied in the browser');
    expect(result.stdout).toBe('');
  });

  it('prints the address where there is no browser, and goes on waiting for it', async () => {
    const { terminal, sandbox } = await open({ answers: 'never' });
    const login = terminal.start(['login'], { env: { BROWSER: join(terminal.home, 'no-such-browser') } });
    await login.output((_out, err) => err.includes('No browser could be started'));
    const url = /^ {2}(http\S+)$/m.exec(login.stderr())?.[1] ?? '';
    const user = sandbox.gitlab.users.get(AIKO);
    const page = await fetch(await sandbox.gitlab.authorize(url, { user }));
    expect(await page.text()).toContain('You are signed in');
    expect((await login.result).code).toBe(0);
  });

  it('says that the issuer cannot be reached', async () => {
    const { tobira, sandbox } = await open();
    await sandbox.gitlab.close();
    expectRefusal(await tobira(['login']), 6, new URL(sandbox.gitlab.issuer).host, 'ECONNREFUSED');
  });

  it('says that something else than GitLab is there', async () => {
    const portal = createServer((_request, response) => response.end('<html>Welcome to our Wi-Fi'));
    await new Promise<void>((resolve) => portal.listen(0, '127.0.0.1', resolve));
    const { port } = portal.address() as AddressInfo;
    const { tobira } = await open({
      config: (text) => text.replace(/issuer: .*/, `issuer: http://127.0.0.1:${port}`),
    });
    expectRefusal(
      await tobira(['login']),
      6,
      'does not answer as an identity provider',
      'your network has a sign-in page',
    );
    portal.close();
  });

  it('says that GitLab is out of order', async () => {
    const { tobira, sandbox } = await open();
    sandbox.gitlab.faults.add('discovery', unavailable());
    expectRefusal(await tobira(['login']), 5, 'is not available', 'status 503');
  });

  it('says that GitLab does not know the application', async () => {
    const { tobira, sandbox, terminal } = await open();
    const { uid } = sandbox.gitlab.applications.register({ name: 'Confidential was left on' });
    await writeFile(terminal.configPath, sandbox.configYaml().replace(/clientId: .*/, `clientId: ${uid}`));
    const result = await tobira(['login']);
    expect(result.code).toBe(5);
    expect(result.stderr).toContain(uid);
    expect(result.stderr).toContain('"Confidential" off');
  });
});

describe('AWS', () => {
  it('is quoted where it refuses the role, with what its trust policy would have to say', async () => {
    const { tobira, sandbox } = await signedIn();
    const result = await tobira(['credentials', 'audit']);
    const { issuer, applications } = sandbox.gitlab;
    expectRefusal(result, 5, ':role/Auditor', issuer, applications.default.uid, 'sub 42');
  });

  it('is named where it cannot be reached', async () => {
    const { tobira, sandbox } = await signedIn();
    await sandbox.aws.close();
    expectRefusal(await tobira(['credentials', 'prod-admin']), 6, new URL(sandbox.aws.endpoints.sts).host);
  });

  it('has to give a sign-in token before a browser is opened', async () => {
    const { tobira, sandbox, terminal } = await signedIn();
    sandbox.aws.faults.inject('getSigninToken', { kind: 'error', code: 'BadRequest' }, Infinity);
    expectRefusal(await tobira(['console', 'prod-admin']), 5, 'did not open a console session');
    expect(terminal.opened).toHaveLength(1);
  });
});

describe('a machine without a keychain', () => {
  it('has a session in memory, and says so at login', async () => {
    const { tobira, ok } = await open();
    const login = await tobira(['login']);
    expect(login.code).toBe(0);
    expect(login.stderr).toContain('no usable keychain');
    expect((await ok('status')).stdout).toContain('kept in memory only');
    expect((await ok('credentials', 'prod-admin')).stdout).toContain('AWS_SESSION_TOKEN');
  });

  it('says that it has none before it says that nobody is signed in', async () => {
    const { tobira } = await open();
    expectRefusal(
      await tobira(['credentials', 'prod-admin']),
      7,
      'There is no keychain',
      'You can also sign in',
    );
  });

  it('has no session any more once the agent has ended', async () => {
    const { ok, tobira } = await signedIn();
    await ok('agent', 'stop');
    expect((await tobira(['credentials', 'prod-admin'])).code).toBe(7);
  });
});
