import { once } from 'node:events';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startDesktop } from '../../support/desktop.ts';
import type { RunningProcess } from '../../support/process.ts';
import { run } from '../../support/process.ts';
import { member, openWorld, useInstalledCli } from './world.ts';
import type { World } from './world.ts';

const installed = useInstalledCli();

async function signedIn(): Promise<World> {
  const world = await openWorld(installed());
  await world.ok('login');
  return world;
}

/** The keys that AWS gave out, in the order in which it did. */
function issuedKeys({ sandbox }: World) {
  return sandbox.aws.issuedCredentials;
}

/** A program's environment, as the system has it. */
async function environmentOf(pid: number): Promise<ReadonlyMap<string, string>> {
  const text = await readFile(`/proc/${pid}/environ`, 'utf8');
  return new Map(
    text
      .split('\0')
      .filter((entry) => entry !== '')
      .map((entry) => [entry.slice(0, entry.indexOf('=')), entry.slice(entry.indexOf('=') + 1)]),
  );
}

/** Starts a program that tells its id and stays until it is given a line. */
async function resident(
  world: World,
  options: readonly string[] = [],
  env: Readonly<Record<string, string>> = {},
) {
  const words = ['exec', 'prod-admin', ...options, '--', 'sh', '-c', 'echo "pid $$"; read -r line; exit 5'];
  const running = world.terminal.start(words, { env });
  const shown = await running.output((out) => out.includes('\n'));
  return { running, pid: Number(/pid (\d+)/.exec(shown)?.[1]) };
}

async function leave(running: RunningProcess): Promise<void> {
  running.write('\n');
  expect(await running.result).toMatchObject({ code: 5, stderr: '' });
}

/** Asks as AWS's clients do. The endpoint answers no browser, and `fetch` looks like one. */
async function get(url: string, authorization: string): Promise<string> {
  const [response] = (await once(request(url, { headers: { authorization } }).end(), 'response')) as [
    Readable,
  ];
  return (await response.setEncoding('utf8').toArray()).join('');
}

/** What a terminal may have of other people's identities. */
const others = {
  AWS_PROFILE: 'other',
  AWS_DEFAULT_PROFILE: 'other',
  AWS_ACCESS_KEY_ID: 'AKIAOTHER',
  AWS_SECURITY_TOKEN: 'other',
  AWS_ROLE_ARN: 'arn:aws:iam::999999999999:role/Other',
  AWS_WEB_IDENTITY_TOKEN_FILE: '/other',
  AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: '/other',
  AWS_REGION: 'us-gov-west-1',
  AWS_DEFAULT_REGION: 'us-gov-west-1',
};
const settings = { AWS_CONFIG_FILE: '/settings', AWS_PAGER: '', AWS_CA_BUNDLE: '/ca', FRUIT: 'キウイ' };

describe('the program', () => {
  it('has the role’s keys and region in its environment, and nobody else’s', async () => {
    const world = await signedIn();
    const { running, pid } = await resident(world, [], { ...others, ...settings });
    const environment = await environmentOf(pid);
    const [issued] = issuedKeys(world);
    const awsNames = [...environment.keys()].filter((name) => name.startsWith('AWS_')).sort();
    expect(awsNames).toEqual([
      'AWS_ACCESS_KEY_ID',
      'AWS_CA_BUNDLE',
      'AWS_CONFIG_FILE',
      'AWS_CREDENTIAL_EXPIRATION',
      'AWS_DEFAULT_REGION',
      'AWS_PAGER',
      'AWS_REGION',
      'AWS_SECRET_ACCESS_KEY',
      'AWS_SESSION_TOKEN',
    ]);
    expect(Object.fromEntries(environment)).toMatchObject({
      ...settings,
      AWS_ACCESS_KEY_ID: issued?.accessKeyId,
      AWS_SECRET_ACCESS_KEY: issued?.secretAccessKey,
      AWS_SESSION_TOKEN: issued?.sessionToken,
      AWS_REGION: 'ap-northeast-1',
      AWS_DEFAULT_REGION: 'ap-northeast-1',
      TOBIRA_ROLE: 'prod-admin',
      HOME: world.terminal.home,
    });
    await leave(running);
  });

  it('is the only one that has them: no command line shows them, and no other environment', async () => {
    const world = await signedIn();
    const { running, pid } = await resident(world);
    const [issued] = issuedKeys(world);
    const secrets = [issued?.secretAccessKey ?? '-', issued?.sessionToken ?? '-'];
    const places: string[] = [];
    for (const one of world.terminal.processes()) {
      for (const name of ['cmdline', 'environ']) {
        const text = await readFile(`/proc/${one}/${name}`, 'latin1');
        if (secrets.some((secret) => text.includes(secret))) places.push(`${name} of ${one}`);
      }
    }
    expect(world.terminal.processes()).toContain(running.pid);
    expect(places).toEqual([`environ of ${pid}`]);
    await leave(running);
  });

  it.each([
    ['the AWS CLI', ['/usr/bin/aws', 'sts', 'get-caller-identity', '--output', 'json', '--endpoint-url']],
    [
      'boto3',
      [
        '/usr/bin/python3',
        '-c',
        'import boto3, json, sys; print(json.dumps(boto3.client("sts", endpoint_url=sys.argv[1]).get_caller_identity()))',
      ],
    ],
  ])('is the role: %s says so', async (_name, command) => {
    const world = await signedIn();
    for (const options of [[], ['--endpoint']]) {
      const words = ['exec', 'stage-dev', ...options, '--', ...command, world.sandbox.aws.endpoints.sts];
      const { code, stdout, stderr } = await world.tobira(words, { env: others });
      expect(stderr).toBe('');
      expect(code).toBe(0);
      expect(member(stdout, 'Arn')).toBe('arn:aws:sts::123456789012:assumed-role/Developer/aiko@example.com');
    }
  });

  it('gets its words as they are, the options of this command among them', async () => {
    const world = await signedIn();
    const words = [
      '',
      'two words',
      `'"`,
      '--help',
      '-h',
      '--json',
      '--',
      '--endpoint',
      '$HOME `id` \\',
      '扉\n',
    ];
    const { code, stdout, stderr } = await world.tobira([
      ...['exec', 'dev-read', '--', process.execPath, '-p', 'JSON.stringify(process.argv.slice(1))', '--'],
      ...words,
    ]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(JSON.parse(stdout)).toEqual(words);
  });

  it('has another region where one is named', async () => {
    const world = await signedIn();
    const print = ['--', 'sh', '-c', 'echo "$AWS_REGION $AWS_DEFAULT_REGION"'];
    const { stdout } = await world.tobira(['exec', 'prod-admin', '--region', 'eu-west-1', ...print]);
    expect(stdout).toBe('eu-west-1 eu-west-1\n');
    const served = await world.tobira([
      'exec',
      'prod-admin',
      '--endpoint',
      '--region',
      'eu-west-1',
      ...print,
    ]);
    expect(served.stdout).toBe('eu-west-1 eu-west-1\n');
    expect(await world.tobira(['exec', 'prod-admin', '--region', 'x', ...print])).toMatchObject({ code: 2 });
  });

  it('reads what is piped in and writes what is piped on, as much as there is', async () => {
    const world = await signedIn();
    const text = 'All that there is to read.\n'.repeat(100_000);
    const words = [installed().entry, 'exec', 'dev-read', '--', 'cat'];
    const piped = await run(process.execPath, words, {
      cwd: world.terminal.home,
      env: world.terminal.env,
      input: text,
    });
    expect(piped.code).toBe(0);
    expect(piped.stdout === text).toBe(true);
    // Programs do not expect that a write may fail because nobody has read yet.
    const flags = 'import os; print([os.get_blocking(fd) for fd in (0, 1, 2)])';
    const { stdout } = await world.ok('exec', 'dev-read', '--', '/usr/bin/python3', '-c', flags);
    expect(stdout).toBe('[True, True, True]\n');
  });
});

describe('an endpoint instead of keys', () => {
  it('is named in the program’s environment, and there are no keys in it', async () => {
    const world = await signedIn();
    const { running, pid } = await resident(world, ['--endpoint'], { ...others, ...settings });
    const environment = await environmentOf(pid);
    const awsNames = [...environment.keys()].filter((name) => name.startsWith('AWS_')).sort();
    expect(awsNames).toEqual([
      'AWS_CA_BUNDLE',
      'AWS_CONFIG_FILE',
      'AWS_CONTAINER_AUTHORIZATION_TOKEN',
      'AWS_CONTAINER_CREDENTIALS_FULL_URI',
      'AWS_DEFAULT_REGION',
      'AWS_PAGER',
      'AWS_REGION',
    ]);
    const url = environment.get('AWS_CONTAINER_CREDENTIALS_FULL_URI') ?? '';
    const authorization = environment.get('AWS_CONTAINER_AUTHORIZATION_TOKEN') ?? '';
    const reply = await get(url, authorization);
    expect(member(reply, 'AccessKeyId')).toBe(issuedKeys(world)[0]?.accessKeyId);
    await leave(running);
    // It is there for the program, and goes with it.
    await expect(get(url, authorization)).rejects.toThrow('ECONNREFUSED');
  });

  it.each([
    ['.aws/credentials', '[default]\naws_access_key_id = AKIAOTHER\naws_secret_access_key = other\n'],
    ['.aws/config', '[profile mine]\nregion = x\r\n\r\n[ default ]\r\n  credential_process = other\r\n'],
  ])('is refused where AWS’s clients would take the default profile of %s instead', async (file, text) => {
    const world = await signedIn();
    const path = join(world.terminal.home, file);
    await mkdir(join(world.terminal.home, '.aws'));
    await writeFile(path, text);
    const words = ['exec', 'dev-read', '--endpoint', '--', 'touch', 'started'];
    const { code, stdout, stderr } = await world.tobira(words);
    expect({ code, stdout }).toEqual({ code: 8, stdout: '' });
    expect(stderr).toContain(path);
    await expect(readFile(join(world.terminal.home, 'started'))).rejects.toThrow('ENOENT');
    // Settings, and other people's profiles, are in nobody's way.
    await writeFile(path, '[default]\nregion = eu-west-1\n[mine]\naws_access_key_id = AKIAOTHER\n');
    await world.ok(...words);
  });
});

describe('the end', () => {
  it.each([0, 1, 3, 4, 127, 255])('has the program’s own exit code: %i', async (code) => {
    const world = await signedIn();
    const words = ['exec', 'dev-read', '--', 'sh', '-c', `exit ${code}`];
    expect(await world.tobira(words)).toMatchObject({ code, stdout: '', stderr: '' });
    expect(
      await world.tobira(['exec', 'dev-read', '--endpoint', '--', 'sh', '-c', `exit ${code}`]),
    ).toMatchObject({
      code,
      stderr: '',
    });
  });

  it('is by the same signal, so that a script that is interrupted stops', async () => {
    const world = await signedIn();
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP', 'SIGKILL', 'SIGUSR1', 'SIGUSR2'] as const) {
      const kill = `kill -${signal.slice(3)} $$`;
      const outcome = await world.tobira(['exec', 'dev-read', '--', 'sh', '-c', kill]);
      expect(outcome, signal).toMatchObject({ code: null, signal, stderr: '' });
    }
  });

  it('is the shells’ code for signals that would write memory to a file, or that do not end Node', async () => {
    const world = await signedIn();
    for (const [signal, code] of [
      ['SEGV', 139],
      ['QUIT', 131],
      ['ABRT', 134],
      ['PIPE', 141],
    ] as const) {
      const outcome = await world.tobira([
        'exec',
        'dev-read',
        '--',
        'sh',
        '-c',
        `ulimit -c 0; kill -${signal} $$`,
      ]);
      expect(outcome, signal).toMatchObject({ code, signal: null, stderr: '' });
    }
  });

  it('is 127 where there is no such program, and 126 where it cannot be run, with one line that helps', async () => {
    const world = await signedIn();
    const { home } = world.terminal;
    const script = join(home, 'script');
    await writeFile(script, '#!/no/such/shell\n');
    const outcomes: (readonly [number, string])[] = [];
    const attempt = async (...command: readonly string[]) => {
      const { code, stdout, stderr } = await world.tobira(['exec', 'dev-read', '--', ...command]);
      expect(stdout).toBe('');
      expect(stderr).toMatch(/^tobira: .*\n$/);
      outcomes.push([code ?? -1, stderr]);
    };
    await attempt('no-such-program', '--version');
    await attempt('aws s3 ls');
    await attempt(script);
    await chmod(script, 0o755);
    await attempt(script);
    await mkdir(join(home, 'folder'));
    await attempt(join(home, 'folder'));
    expect(outcomes).toEqual([
      [127, 'tobira: there is no program "no-such-program". Check its spelling, and PATH.\n'],
      [
        127,
        `tobira: there is no program "aws s3 ls". Write each word by itself, or name a shell: -- sh -c '...'\n`,
      ],
      [126, `tobira: ${JSON.stringify(script)} may not be run. Allow it: chmod +x FILE.\n`],
      [
        126,
        `tobira: ${JSON.stringify(script)} needs a program that is not there: see its first line, after "#!".\n`,
      ],
      [126, `tobira: ${JSON.stringify(join(home, 'folder'))} is a folder. Name a program in it.\n`],
    ]);
  });
});

describe('what keeps the program from being started', () => {
  it.each([
    [['exec'], 'Put "--" between the role and the program'],
    [['exec', 'prod-admin', 'touch', 'started'], 'Put "--" between the role and the program'],
    [['exec', '--', 'touch', 'started'], 'ROLE is missing.'],
    [['exec', 'prod-admin', '--'], 'The program after "--" is missing.'],
    [['exec', 'prod-admin', 'dev-read', '--', 'touch', 'started'], 'Unexpected word "dev-read".'],
    [['exec', '--no-such', 'prod-admin', '--', 'touch', 'started'], 'There is no option "--no-such"'],
  ])('is wrong usage: %j', async (words, message) => {
    const world = await openWorld(installed());
    const { code, stdout, stderr } = await world.tobira(words);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(message);
    await expect(readFile(join(world.terminal.home, 'started'))).rejects.toThrow('ENOENT');
  });

  it('is a login that is needed, a role that is not there, and a refusal by AWS', async () => {
    // Without a keychain that would be what is missing first.
    const desktop = await startDesktop({ panel: false });
    onTestFinished(() => desktop.close());
    const world = await openWorld(installed(), { desktop });
    const start = (role: string, ...options: readonly string[]) =>
      world.tobira(['exec', role, ...options, '--', 'touch', 'started']);
    for (const options of [[], ['--endpoint']]) {
      const refused = await start('prod-admin', ...options);
      expect(refused).toMatchObject({ code: 4, stdout: '' });
      expect(refused.stderr).toContain('tobira login work');
    }
    expect(world.terminal.opened).toEqual([]);
    await world.ok('login');
    expect(await start('no-such-role')).toMatchObject({ code: 3, stdout: '' });
    expect(await start('audit')).toMatchObject({ code: 5, stdout: '' });
    await expect(readFile(join(world.terminal.home, 'started'))).rejects.toThrow('ENOENT');
  });
});
