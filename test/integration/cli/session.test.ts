import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { shown } from '../sandbox/aws-browser.ts';
import { openConsolePage } from '../../support/console-visit.ts';
import { startDesktop } from '../../support/desktop.ts';
import type { Desktop } from '../../support/desktop.ts';
import { run } from '../../support/process.ts';
import { AIKO, member, openWorld, useInstalledCli } from './world.ts';
import type { World } from './world.ts';

const installed = useInstalledCli();
let desktop: Desktop;
beforeAll(async () => {
  desktop = await startDesktop({ panel: false });
});
afterAll(() => desktop.close());

const REFRESH = { grant_type: 'refresh_token' };
const ASSUME = 'AssumeRoleWithWebIdentity';

const open = (options = {}): Promise<World> => openWorld(installed(), { desktop, ...options });

async function signedIn(options = {}): Promise<World> {
  const world = await open(options);
  await world.ok('login');
  return world;
}

/** The keychain entries of this world: the desktop's keyring is shared with others. */
async function keychainEntries({ sandbox }: World): Promise<readonly string[]> {
  const items = await desktop.keyring.items('Tobira');
  return items
    .filter(({ account }) => account.includes(sandbox.gitlab.issuer))
    .map(({ secret = '' }) => secret);
}

describe('signing in', () => {
  it('opens the browser, and keeps the refresh token in the keychain', async () => {
    const world = await open();
    const { stdout, stderr } = await world.ok('login');
    expect(stdout).toBe('');
    expect(stderr).toContain('Signed in as Aiko Tanaka (@aiko), user id 42.');
    expect(stderr).not.toContain('no usable keychain');
    expect(world.terminal.opened).toHaveLength(1);
    const [live] = world.sandbox.gitlab.refreshTokens(AIKO);
    const entries = await keychainEntries(world);
    expect(entries).toHaveLength(1);
    expect(member(entries[0] ?? '', 'refreshToken')).toBe(live?.token);
  });

  it('says who is signed in, in words and as JSON', async () => {
    const { ok, sandbox } = await signedIn();
    const words = await ok('status');
    expect(words.stdout).toBe(`work: Aiko Tanaka (@aiko), GitLab user 42 at ${sandbox.gitlab.issuer}\n`);
    expect(words.stderr).toBe('');
    const { stdout } = await ok('status', '--json');
    expect(JSON.parse(stdout)).toMatchObject({
      owner: { kind: 'agent' },
      config: { problems: [] },
      identities: [{ id: 'work', signedIn: true, storage: 'keychain', user: { subject: '42' } }],
    });
  });

  it('revokes the earlier session when one signs in anew', async () => {
    const { ok, sandbox } = await signedIn();
    await ok('login');
    expect(sandbox.gitlab.refreshTokens(AIKO)).toHaveLength(1);
  });

  it('gives the session as JSON where that is wanted', async () => {
    const { ok } = await open();
    const { stdout } = await ok('login', 'work', '--json');
    expect(JSON.parse(stdout)).toMatchObject({
      identity: 'work',
      storage: 'keychain',
      user: { username: 'aiko' },
    });
  });
});

describe('using a role', () => {
  it('lists the roles', async () => {
    const { ok } = await open();
    const { stdout, stderr } = await ok('roles');
    expect(stdout.split('\n')[0]).toMatch(
      /^prod-admin +Production \/ Admin +arn:aws:iam::123456789012:role\/Admin +ap-northeast-1$/,
    );
    expect(stderr).toBe('');
    const json: unknown = JSON.parse((await ok('roles', '--json')).stdout);
    expect(json).toContainEqual(expect.objectContaining({ id: 'dev-read', tags: ['sandbox'] }));
  });

  it('prints a console address that really leads to the console as that role', async () => {
    const { ok } = await signedIn();
    const { stdout, stderr } = await ok('console', 'prod-admin', '--print');
    expect(stderr).toBe('');
    const page = await openConsolePage(stdout.trim());
    expect(shown(page, 'assumed-role-arn')).toBe(
      'arn:aws:sts::123456789012:assumed-role/Admin/aiko@example.com',
    );
    expect(shown(page, 'region')).toBe('ap-northeast-1');
  });

  it('opens a page of the console by its name, in the role’s region or another one', async () => {
    const { ok, tobira, consolePage, sandbox } = await signedIn();
    const { origin } = new URL(sandbox.aws.endpoints.console);
    await ok('console', 'dev-read', '--service', 'Step Functions');
    expect(shown(await consolePage(0), 'destination')).toBe(`${origin}/states/home?region=us-east-1`);
    await ok('console', 'dev-read', '--service', 'logs', '--region', 'eu-west-1');
    expect(shown(await consolePage(1), 'destination')).toBe(
      `${origin}/cloudwatch/home?region=eu-west-1#logsV2:log-groups`,
    );
    const unknown = await tobira(['console', 'dev-read', '--service', 'clodwatch']);
    expect(unknown).toMatchObject({ code: 2, stdout: '' });
    expect(unknown.stderr).toContain('There is no service "clodwatch". Near it are cloudwatch, ');
    const both = await tobira(['console', 'dev-read', '--service', 'ec2', '--destination', origin]);
    expect(both).toMatchObject({ code: 2 });
    expect(both.stderr).toContain('Say --service or --destination, not both.');
  });

  it('opens the console in the browser, in another region and on another page where that is wanted', async () => {
    const { ok, consolePage } = await signedIn();
    const destination = 'https://console.aws.amazon.com/ecs/home';
    await ok('console', 'dev-read', '--region', 'eu-west-1');
    const first = await consolePage(0);
    expect(shown(first, 'role')).toBe('ReadOnly');
    expect(shown(first, 'region')).toBe('eu-west-1');
    await ok('console', 'dev-read', '--destination', destination);
    expect(shown(await consolePage(1), 'destination')).toBe(destination);
  });

  it('opens a copied page with the one role that can, and names the roles where there are several', async () => {
    const { ok, tobira, consolePage } = await signedIn();
    const page = 'eu-west-1.console.aws.amazon.com/ecs/v2/clusters?region=eu-west-1';
    const several = await tobira(['console', '--destination', `https://${page}`]);
    expect(several).toMatchObject({ code: 2, stdout: '' });
    expect(several.stderr).toContain('Several roles can open the page.');
    expect(several.stderr).toMatch(/^ {2}prod-admin$/m);
    expect(several.stderr).toMatch(/^ {2}dev-read$/m);

    // Another session was open there: nothing of it is left.
    await ok('console', 'dev-read', '--destination', `https://123456789012-k7fx.${page}`);
    const shownPage = await consolePage(0);
    expect([shown(shownPage, 'role'), shown(shownPage, 'destination')]).toEqual([
      'ReadOnly',
      `https://${page}`,
    ]);

    const of = (wanted: string, ...role: string[]) => tobira(['console', ...role, '--destination', wanted]);
    const foreign = await of(`https://333333333333-k7fx.${page}`);
    expect(foreign).toMatchObject({ code: 2 });
    expect(foreign.stderr).toContain('No role of the configuration is in account 333333333333');
    const account = await of(`https://333333333333-k7fx.${page}`, 'dev-read');
    expect(account).toMatchObject({ code: 2 });
    expect(account.stderr).toContain(`give the address without the account: https://${page}`);
    const partition = await of('https://console.amazonaws.cn/ec2/home', 'dev-read');
    expect(partition).toMatchObject({ code: 2 });
    expect(partition.stderr).toContain('The page is of the partition aws-cn, and the role is in aws');
    const alike = await of('https://console.aws.amazon.com.evil.example/', 'dev-read');
    expect(alike).toMatchObject({ code: 2 });
  });

  it('writes variables that a shell takes over', async () => {
    const { ok, sandbox, terminal } = await signedIn();
    const { stdout, stderr } = await ok('credentials', 'prod-admin', '--format', 'env');
    expect(stderr).toBe('');
    const shell = await run(
      'bash',
      ['-c', `${stdout}\nprintf '%s\\n' "$AWS_SECRET_ACCESS_KEY" "$AWS_REGION"`],
      {
        env: terminal.env,
      },
    );
    expect(shell.stdout).toBe(`${sandbox.aws.issuedCredentials[0]?.secretAccessKey ?? ''}\nap-northeast-1\n`);
  });

  it('writes JSON that holds the same', async () => {
    const { ok, sandbox } = await signedIn();
    const { stdout } = await ok('credentials', 'prod-admin', '--format', 'json');
    const [issued] = sandbox.aws.issuedCredentials;
    expect(JSON.parse(stdout)).toMatchObject({
      AWS_ACCESS_KEY_ID: issued?.accessKeyId,
      AWS_SESSION_TOKEN: issued?.sessionToken,
    });
    expect((await ok('credentials', 'prod-admin', '--json')).stdout).toBe(stdout);
  });

  it('serves as credential_process of the AWS CLI, which is then that role', async () => {
    const { sandbox, terminal } = await signedIn();
    const file = join(terminal.home, 'aws-config');
    const command = `"${process.execPath}" "${installed().entry}" credentials stage-dev --format process`;
    await writeFile(file, `[profile staging]\nregion = us-east-1\ncredential_process = ${command}\n`);
    const words = ['--profile', 'staging', '--endpoint-url', sandbox.aws.endpoints.sts];
    const { code, stdout, stderr } = await run('aws', [...words, 'sts', 'get-caller-identity'], {
      env: { ...terminal.env, AWS_CONFIG_FILE: file, AWS_SHARED_CREDENTIALS_FILE: '/dev/null' },
    });
    expect(stderr).toBe('');
    expect(code).toBe(0);
    expect(member(stdout, 'Arn')).toBe('arn:aws:sts::123456789012:assumed-role/Developer/aiko@example.com');
  });

  it('falls back to the longest session that the role allows, once', async () => {
    const tooLong = (text: string): string => text.replace('duration: 2h', 'duration: 12h');
    const { ok, sandbox } = await signedIn({ config: tooLong });
    await ok('credentials', 'stage-dev');
    const asked = sandbox.aws.requests.of(ASSUME).map(({ parameters }) => parameters['DurationSeconds']);
    expect(asked).toEqual(['43200', undefined]);
  });
});

describe('several commands at once', () => {
  it('share one refresh and one set of credentials', async () => {
    const { ok, sandbox } = await signedIn();
    // What the login has left in memory is gone with its agent.
    await ok('agent', 'stop');
    const results = await Promise.all(
      Array.from({ length: 6 }, () => ok('credentials', 'prod-admin', '--format', 'process')),
    );
    expect(new Set(results.map(({ stdout }) => stdout)).size).toBe(1);
    expect(sandbox.gitlab.requests.count('token', REFRESH)).toBe(1);
    expect(sandbox.aws.requests.count(ASSUME)).toBe(1);
  });

  it('find the session again after the agent has ended', async () => {
    const world = await signedIn();
    const before = member((await world.ok('agent', 'status', '--json')).stdout, 'version');
    await world.ok('agent', 'stop');
    expect((await world.ok('status')).stdout).toContain('Aiko Tanaka');
    await world.ok('credentials', 'dev-read');
    expect(member((await world.ok('agent', 'status', '--json')).stdout, 'version')).toBe(before);
    expect(world.terminal.opened).toHaveLength(1);
    // The rotated token is the one that is kept.
    const [entry = ''] = await keychainEntries(world);
    const [live] = world.sandbox.gitlab.refreshTokens(AIKO);
    expect(member(entry, 'refreshToken')).toBe(live?.token);
  });
});

describe('signing out', () => {
  it('empties the keychain, has GitLab forget the session and gives no credentials any more', async () => {
    const world = await signedIn();
    await world.ok('credentials', 'prod-admin');
    const { stdout, stderr } = await world.ok('logout');
    expect(stdout).toBe('');
    expect(stderr).toContain('Signed out of "work"');
    expect(await keychainEntries(world)).toEqual([]);
    expect(world.sandbox.gitlab.refreshTokens(AIKO)).toEqual([]);
    for (const words of [
      ['credentials', 'prod-admin'],
      ['console', 'prod-admin', '--print'],
    ]) {
      const refused = await world.tobira(words);
      expect(refused).toMatchObject({ code: 4, stdout: '' });
      expect(refused.stderr).toContain('tobira login work');
    }
  });

  it('says so where GitLab cannot be told', async () => {
    const world = await signedIn();
    await world.sandbox.gitlab.close();
    const { stderr } = await world.ok('logout');
    expect(stderr).toContain('GitLab could not be told');
    expect(await keychainEntries(world)).toEqual([]);
  });
});

describe('secrets', () => {
  it('stay out of messages, files, command lines and environments', async () => {
    const canary = 'CANARYCANARYCANARY';
    const { ok, tobira, sandbox, terminal } = await signedIn({ aws: { canary } });
    const said: string[] = [];
    for (const words of [
      ['credentials', 'prod-admin'],
      ['console', 'prod-admin', '--print'],
      ['status', '--json'],
      ['roles', '--json'],
    ])
      said.push((await ok(...words)).stderr);
    said.push((await tobira(['credentials', 'audit'])).stderr);

    const tokens = sandbox.gitlab.requests
      .to('token')
      .flatMap(({ form }) => [form['refresh_token'], form['code'], form['code_verifier']])
      .concat(sandbox.gitlab.refreshTokens().map(({ token }) => token))
      .concat(sandbox.aws.requests.of(ASSUME).map(({ parameters }) => parameters['WebIdentityToken']));
    const secrets = [canary, ...tokens.filter((token) => token !== undefined && token !== '')];
    expect(secrets.length).toBeGreaterThan(4);

    const places = new Map<string, string>([['stderr', said.join('\n')]]);
    for (const pid of terminal.processes()) {
      for (const name of ['cmdline', 'environ'])
        places.set(`${name} of ${pid}`, await readFile(`/proc/${pid}/${name}`, 'latin1'));
    }
    for (const file of await readdir(terminal.home, { recursive: true, withFileTypes: true })) {
      const path = join(file.parentPath, file.name);
      if (file.isFile()) places.set(path, await readFile(path, 'latin1'));
    }
    expect([...places.keys()].some((place) => place.endsWith('agent.log'))).toBe(true);
    expect([...places.keys()].some((place) => place.startsWith('cmdline'))).toBe(true);
    const leaks = secrets.flatMap((secret) =>
      [...places].filter(([, text]) => text.includes(secret ?? '')).map(([place]) => place),
    );
    expect(leaks).toEqual([]);
  });
});
