import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { unavailable } from '../../sandbox/gitlab/fault.ts';
import { startDesktop, type Desktop } from '../../support/desktop.ts';
import type { ProcessResult } from '../../support/process.ts';
import { openWorld, useInstalledCli, type World } from './world.ts';

const installed = useInstalledCli();
let desktop: Desktop;
beforeAll(async () => {
  desktop = await startDesktop({ panel: false });
});
afterAll(() => desktop.close());

interface Line {
  readonly check: string;
  readonly about?: string;
  readonly level: string;
  readonly code: string;
  readonly details: Readonly<Record<string, unknown>>;
}

function linesOf({ stdout }: ProcessResult): readonly Line[] {
  const { findings } = JSON.parse(stdout) as { readonly findings: readonly Line[] };
  return findings;
}

function codesOf(result: ProcessResult, check?: string): readonly string[] {
  return linesOf(result)
    .filter((line) => check === undefined || line.check === check)
    .map(({ level, code }) => `${level} ${code}`);
}

async function signedIn(config?: (text: string) => string): Promise<World> {
  const world = await openWorld(installed(), { desktop, ...(config && { config }) });
  await world.ok('login');
  return world;
}

async function writeAwsFile({ terminal }: World, name: string, text: string): Promise<string> {
  const folder = join(terminal.home, '.aws');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, name);
  await writeFile(path, text, { mode: 0o600 });
  return path;
}

const look = ['doctor', 'prod-admin', '--json'] as const;

describe('the doctor, where all is well', () => {
  it('says so, refreshes the session, tries the role and leaves nothing in the keychain', async () => {
    const world = await signedIn();
    const before = (await desktop.keyring.items('Tobira')).map(({ account }) => account);
    const result = await world.tobira(look);
    expect(codesOf(result).filter((code) => code.startsWith('fail'))).toEqual([]);
    expect(result.code).toBe(0);
    expect(codesOf(result)).toEqual(
      expect.arrayContaining([
        'ok config_read',
        'ok owner_answers',
        'ok keychain_works',
        'ok loopback_free',
        'ok proxy_none',
        'ok issuer_good',
        'ok aws_reached',
        'ok clock_right',
        'ok session_renewed',
        'ok userinfo_same',
        'ok role_assumed',
        'ok environment_clear',
        'ok browser_found',
      ]),
    );
    expect((await desktop.keyring.items('Tobira')).map(({ account }) => account)).toEqual(before);
  });

  it('tells a person in groups, in the language of the terminal', async () => {
    const world = await signedIn();
    const english = await world.ok('doctor', 'prod-admin');
    expect(english.stdout).toContain('\nNetwork\n');
    expect(english.stdout).toContain('  ok       work: The session was refreshed.');
    const japanese = await world.tobira(['doctor', 'prod-admin'], { env: { LANG: 'ja_JP.UTF-8' } });
    expect(japanese.stdout).toContain('\nネットワーク\n');
    expect(japanese.stdout).toContain('セッションを更新できました。');
  });
});

describe('the doctor, where something is wrong', () => {
  it('tells which role AWS refuses, how to have that explained, and that the others work', async () => {
    const world = await signedIn();
    const result = await world.tobira(['doctor', 'audit', 'dev-read']);
    expect(result.code).toBe(5);
    expect(result.stdout).toMatch(/FAIL +audit: /);
    expect(result.stdout).toContain('-> Run `tobira explain audit`');
    expect(result.stdout).toMatch(/ok +dev-read: AWS gives credentials/);
    expect(result.stdout).toContain('1 thing fails');
  });

  it('has nothing but the configuration to complain of where that is missing', async () => {
    const world = await openWorld(installed(), { config: () => undefined });
    const result = await world.tobira(['doctor', '--json']);
    expect(result.code).toBe(5);
    expect(codesOf(result, 'config')).toEqual(['fail config_missing']);
    expect(codesOf(result).filter((code) => code.startsWith('fail'))).toHaveLength(1);
    expect(codesOf(result, 'owner')).toEqual(['skipped skipped']);
    expect(world.terminal.processes()).toEqual([]);
  });

  it('names the line of a broken configuration, and looks at the rest', async () => {
    const world = await openWorld(installed(), { desktop, config: () => 'version: 1\nidentities: [\n' });
    const result = await world.tobira(['doctor', '--json']);
    expect(codesOf(result, 'config')).toEqual(['fail config_broken']);
    expect(codesOf(result, 'keychain')).toEqual(['ok keychain_works']);
  });

  it('tells a locked keychain, and blames no session', async () => {
    const world = await signedIn();
    await world.ok('agent', 'stop');
    await desktop.keyring.lock();
    onTestFinished(() => desktop.keyring.unlock());
    const result = await world.tobira(look);
    expect(codesOf(result, 'keychain')).toEqual(['fail keychain_locked']);
    expect(codesOf(result, 'session')).toEqual(['skipped skipped']);
    expect(codesOf(result, 'issuer')).toContain('ok issuer_good');
  });

  it('tells an absent keychain', async () => {
    const world = await openWorld(installed());
    const result = await world.tobira(look);
    expect(codesOf(result, 'keychain')).toEqual(['fail keychain_missing']);
  });

  it('tells a keychain that hangs, and ends all the same', async () => {
    const world = await signedIn();
    const pid = desktop.keyring.pid() ?? 0;
    process.kill(pid, 'SIGSTOP');
    onTestFinished(() => void process.kill(pid, 'SIGCONT'));
    const result = await world.tobira(look);
    expect(codesOf(result, 'keychain')).toEqual(['fail keychain_hangs']);
    expect(codesOf(result, 'aws')).toContain('ok aws_reached');
  });

  it('tells keys that do not answer, a port that is taken, and a clock that is off', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void server.close());
    const { port } = server.address() as AddressInfo;
    const world = await openWorld(installed(), {
      desktop,
      aws: { clockOffsetMs: 400_000 },
      config: (text) =>
        text.replace(/^( +)clientId: .*$/m, `$&\n$1redirectUri: http://127.0.0.1:${port}/callback`),
    });
    world.sandbox.gitlab.faults.add('jwks', unavailable());
    const result = await world.tobira(look);
    expect(codesOf(result, 'issuer')).toContain('fail document-status');
    expect(codesOf(result, 'loopback')).toEqual(['ok loopback_free', 'fail port_taken']);
    expect(codesOf(result, 'clock')).toContain('fail clock_off');
    expect(codesOf(result, 'session')).toEqual(['skipped skipped']);
  });

  it('tells a proxy that is dead', async () => {
    const world = await openWorld(installed(), {
      config: (text) => text.replace(/issuer: .*/, 'issuer: https://gitlab.example.com'),
    });
    const env = { HTTPS_PROXY: 'http://ada:CANARY-proxy@127.0.0.1:9' };
    const result = await world.tobira(look, { env });
    expect(codesOf(result, 'proxy')).toEqual(['fail proxy_dead']);
    expect(result.stdout + result.stderr).not.toContain('CANARY');
  });

  it('tells what the terminal has and the background process was started without', async () => {
    const world = await openWorld(installed(), {
      config: (text) => text.replace(/issuer: .*/, 'issuer: https://gitlab.invalid'),
    });
    await world.ok('status');
    const env = {
      HTTPS_PROXY: 'http://ada:CANARY-proxy@127.0.0.1:9',
      NODE_EXTRA_CA_CERTS: join(world.terminal.home, 'missing.pem'),
    };
    const result = await world.tobira(look, { env });
    expect(codesOf(result, 'proxy')).toEqual(['ok proxy_none', 'warn owner_other_proxy']);
    expect(linesOf(result).find(({ code }) => code === 'owner_other_proxy')?.details).toEqual({
      kind: 'agent',
      hosts: ['gitlab.invalid'],
      here: 'http://127.0.0.1:9',
    });
    expect(codesOf(result, 'certificates')).toEqual(['warn terminal_authorities_broken']);
    expect(result.stdout + result.stderr).not.toContain('CANARY');
    await world.ok('agent', 'stop');
    expect(codesOf(await world.tobira(look, { env }), 'proxy')).toEqual(['fail proxy_dead']);
  });

  it('ends with the sign-in where nothing else is lacking', async () => {
    const world = await openWorld(installed(), { desktop });
    const english = await world.ok('doctor', 'prod-admin');
    expect(english.stdout).not.toContain('Nothing fails');
    expect(english.stdout).toContain('nobody is signed in for work');
    expect(english.stdout).toMatch(/\nBegin with this: .*`tobira login.*\n$/);
    const japanese = await world.tobira(['doctor', 'prod-admin'], { env: { LANG: 'ja_JP.UTF-8' } });
    expect(japanese.stdout).toMatch(/\nまずこちらから: .*`tobira login.*\n$/);
  });

  it('ends with what the configuration lacks', async () => {
    const world = await openWorld(installed(), { desktop, config: () => 'version: 1\n' });
    const empty = await world.ok('doctor');
    expect(empty.stdout).toMatch(/no role can be used yet.*\nBegin with this: Add one under `identities:`/);
  });

  it("tells what is wrong with AWS's files and with the environment", async () => {
    const world = await signedIn();
    await world.ok('profile', 'write', 'prod-admin', '--mode', 'process');
    const path = await writeAwsFile(world, 'credentials', '[prod-admin]\naws_access_key_id = AKIACANARY\n');
    const hidden = await world.tobira(look, {
      env: { AWS_SESSION_TOKEN: 'CANARY-token', AWS_PROFILE: 'none' },
    });
    expect(codesOf(hidden, 'profiles')).toEqual(['fail profile_hidden']);
    expect(codesOf(hidden, 'environment')).toEqual(['warn variable_keys', 'warn variable_profile_unknown']);
    await writeFile(path, '[a]\nx = 1\n[a]\n');
    const broken = await world.tobira(look);
    const [line] = linesOf(broken).filter(({ code }) => code === 'aws_file_malformed');
    expect(line).toMatchObject({ level: 'fail', about: path, details: { line: 3 } });
    expect(hidden.stdout + broken.stdout).not.toContain('CANARY');
    await writeFile(path, Buffer.from('[a]\nname = Andr\xe9\n', 'latin1'));
    const [odd] = linesOf(await world.tobira(look)).filter(({ about }) => about === path);
    expect(odd).toMatchObject({ level: 'fail', code: 'file_not_utf8', details: { line: 2 } });
  });
});

describe('the support bundle', () => {
  it('holds no secret that stands anywhere around, and neither does any other output', async () => {
    const world = await signedIn((text) =>
      text.replace(
        /^roles:/m,
        '  - id: bad\n    issuer: https://ada:CANARY-login@gitlab.example.com\n    clientId: x\nroles:',
      ),
    );
    await writeAwsFile(
      world,
      'credentials',
      '[customer]\naws_access_key_id = AKIACANARYCANARY1234\naws_secret_access_key = CANARY-file\n',
    );
    const env = {
      AWS_SECRET_ACCESS_KEY: 'CANARY-key',
      AWS_SESSION_TOKEN: 'CANARY-token',
      AWS_ENDPOINT_URL_S3: 'https://ada:CANARY-endpoint@s3.example.com/CANARY-path',
      HTTPS_PROXY: 'http://ada:CANARY-proxy@127.0.0.1:9',
      GITLAB_TOKEN: 'CANARY-gitlab',
      AWS_CA_BUNDLE: '/data/users/somebody/ca.pem',
      BROWSER: '/data/users/somebody/bin/browse',
      LC_TIME: 'somebody',
    };
    const refreshTokens = (await desktop.keyring.items('Tobira')).map(
      ({ secret = '{}' }) => (JSON.parse(secret) as { readonly refreshToken?: string }).refreshToken ?? '?',
    );
    const bundle = join(world.terminal.home, 'bundle.json');
    const outputs: string[] = [];
    for (const words of [['doctor', '--bundle', bundle], look]) {
      const { stdout, stderr } = await world.tobira(words, { env });
      outputs.push(stdout, stderr);
    }
    const text = await readFile(bundle, 'utf8');
    expect(text).toContain('config_problem');
    for (const output of [...outputs, text]) {
      expect(output).not.toMatch(/CANARY/);
      for (const token of refreshTokens) expect(output).not.toContain(token);
    }
    expect((await stat(bundle)).mode & 0o777).toBe(0o600);
    expect(text).not.toContain(world.terminal.home);
    expect(text).not.toMatch(/somebody|prod-admin|customer|Aiko|aiko@|123456789012/);
    expect(JSON.parse(text)).toMatchObject({ version: 1, config: { roles: [{ id: 'role-1' }, {}, {}, {}] } });
  });

  it('never takes the place of a file', async () => {
    const world = await openWorld(installed());
    const path = join(world.terminal.home, 'mine');
    await writeFile(path, 'mine');
    const result = await world.tobira(['doctor', '--bundle', path]);
    expect(result.code).toBe(8);
    expect(await readFile(path, 'utf8')).toBe('mine');
  });
});
