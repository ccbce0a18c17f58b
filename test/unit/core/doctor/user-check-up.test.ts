import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../../src/core/doctor/finding.ts';
import type {
  AwsFileReview,
  BrowserFacts,
  ManagedReview,
  Surroundings,
} from '../../../../src/core/doctor/surroundings.ts';
import { checkConfig, checkProgram, checkUser } from '../../../../src/core/doctor/user-check-up.ts';
import { AppError } from '../../../../src/core/errors.ts';
import type { Config } from '../../../../src/core/ports.ts';
import { FakeConfigSource } from '../../../support/fake-config-source.ts';
import { configWith, roleWith, problemWith } from '../../../support/fake-nouns.ts';

const hour = 3_600_000;
const now = 1_000 * hour;
const path = '/home/ada/.aws/credentials';
const readable: AwsFileReview = {
  path,
  mode: 0o600,
  folderMode: 0o700,
  content: { kind: 'read', profiles: 2, managed: 1 },
};
const ours: ManagedReview = {
  profile: 'prod',
  role: 'prod',
  mode: 'static',
  path,
  changedAt: now,
  hiddenBy: [],
};
const browser: BrowserFacts = {
  named: [],
  opener: { program: 'xdg-open', found: true },
  hasDefault: true,
  hasDisplay: true,
};

interface Scene {
  readonly environment?: Record<string, string>;
  readonly file?: Partial<AwsFileReview>;
  /** Instead of the usual one. */
  readonly whole?: AwsFileReview;
  readonly managed?: readonly ManagedReview[];
  readonly browser?: Partial<BrowserFacts>;
  readonly config?: Config;
  readonly unreadable?: string;
}

async function look(scene: Scene): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  const surroundings: Surroundings = {
    environment: scene.environment ?? {},
    reviewAwsFiles: () =>
      Promise.resolve({
        files: [{ ...(scene.whole ?? readable), ...scene.file }],
        profiles: ['prod', 'own'],
        managed: scene.managed ?? [ours],
      }),
    canRead: () => Promise.resolve(scene.unreadable),
    browser: () => Promise.resolve({ ...browser, ...scene.browser }),
  };
  await checkUser(surroundings, scene.config ?? configWith(), { now: () => now }, (one) =>
    findings.push(one),
  );
  return findings;
}

async function troubles(scene: Scene): Promise<readonly string[]> {
  return (await look(scene)).flatMap(({ level, code }) => (level === 'ok' ? [] : [`${level} ${code}`]));
}

describe("the user's surroundings", () => {
  it('are without fault where nothing is wrong', async () => {
    expect(await troubles({})).toEqual([]);
  });

  it('may lack the files altogether', async () => {
    expect(await troubles({ file: { content: { kind: 'absent' } }, managed: [] })).toEqual([]);
  });

  it.each([
    ['a failure', 0o600, 'fail'],
    ['a warning on Windows, where there are no rights', undefined, 'warn'],
  ])('take a line that is not UTF-8 for %s, and praise nothing in the file', async (_what, mode, level) => {
    const { mode: _mode, ...rest } = readable;
    const review = { ...rest, ...(mode !== undefined && { mode }) };
    const content = { kind: 'read', profiles: 2, managed: 1, oddLine: 4 } as const;
    const findings = await look({ whole: { ...review, content } });
    expect(findings[0]).toMatchObject({ level, code: 'file_not_utf8', details: { path, line: 4 } });
    expect(findings.map(({ code }) => code)).not.toContain('profiles_good');
  });

  it("name the line at which AWS's tools give a file up", async () => {
    const error = new AppError('aws_file_malformed', {
      path,
      line: 7,
      reason: 'a section of this name stands above already',
    });
    const [first] = await look({ file: { content: { kind: 'broken', error } }, managed: [] });
    expect(first).toMatchObject({ level: 'fail', code: 'aws_file_malformed', details: { line: 7 } });
  });

  it('do not say that a profile is nowhere while a file cannot be read', async () => {
    const error = new AppError('file_failed', { path, reason: 'EACCES' });
    const file = { content: { kind: 'broken', error } } as const;
    const findings = await look({ file, managed: [], environment: { AWS_PROFILE: 'far' } });
    expect(findings.map(({ code }) => code)).not.toContain('variable_profile_unknown');
    const unread = findings.find(({ code }) => code === 'variable_profile_unread');
    expect(unread).toMatchObject({ level: 'skipped', details: { profile: 'far', path } });
    const known = await look({ file, managed: [], environment: { AWS_PROFILE: 'own' } });
    expect(known.map(({ code }) => code)).toContain('variable_profile');
  });

  it.each([
    [{ file: { mode: 0o644 } }, 'warn file_open_to_others'],
    [{ file: { folderMode: 0o777 } }, 'warn folder_open_to_others'],
    [{ managed: [{ ...ours, hiddenBy: [{ path, keys: ['role_arn'] }] }] }, 'fail profile_hidden'],
    [{ managed: [{ ...ours, role: 'gone' }] }, 'warn profile_left'],
    [{ managed: [{ ...ours, changedAt: now - 2 * hour }] }, 'warn profile_stale'],
    [{ environment: { AWS_ACCESS_KEY_ID: 'AKIA', AWS_SECRET_ACCESS_KEY: 'x' } }, 'warn variable_keys'],
    [{ environment: { AWS_SESSION_TOKEN: 'x' } }, 'warn variable_keys'],
    [{ environment: { AWS_SECURITY_TOKEN: 'x' } }, 'warn variable_old_token'],
    [{ environment: { AWS_PROFILE: 'mistyped' } }, 'warn variable_profile_unknown'],
    [{ environment: { AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: '/x' } }, 'warn variable_container'],
    [
      {
        environment: {
          AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: '/x',
          AWS_CONTAINER_CREDENTIALS_FULL_URI: 'http://127.0.0.1:1/x',
        },
      },
      'warn variable_container_both',
    ],
    [{ environment: { AWS_WEB_IDENTITY_TOKEN_FILE: '/token' } }, 'warn variable_web_identity'],
    [{ environment: { AWS_ROLE_ARN: 'arn' } }, 'warn variable_web_identity'],
    [{ environment: { AWS_SHARED_CREDENTIALS_FILE: '/c' } }, 'warn variable_file'],
    [{ environment: { AWS_CONFIG_FILE: '/c' } }, 'warn variable_file'],
    [{ environment: { AWS_ENDPOINT_URL: 'https://x' } }, 'warn variable_service'],
    [{ environment: { AWS_ENDPOINT_URL_S3: 'https://x' } }, 'warn variable_service'],
    [{ environment: { AWS_REGION: 'us-east-1' } }, 'warn variable_region'],
    [{ environment: { AWS_CA_BUNDLE: '/ca' }, unreadable: 'ENOENT' }, 'fail variable_authorities_missing'],
    [{ environment: { NODE_TLS_REJECT_UNAUTHORIZED: '0' } }, 'warn variable_unchecked'],
    [{ browser: { hasDisplay: false } }, 'warn browser_no_display'],
    [{ browser: { hasDefault: false } }, 'warn browser_no_default'],
    [{ browser: { opener: { program: 'xdg-open', found: false } } }, 'warn browser_missing'],
    [{ browser: { named: [{ program: 'gone', found: false }] } }, 'warn browser_variable_broken'],
  ] satisfies readonly (readonly [Scene, string])[])('%j: %s', async (scene, trouble) => {
    expect(await troubles(scene)).toEqual([trouble]);
  });

  it.each([
    { environment: { AWS_PROFILE: 'own' } },
    { environment: { AWS_ACCESS_KEY_ID: '' } },
    { environment: { AWS_REGION: 'eu-central-1' } },
    { environment: { AWS_CA_BUNDLE: '/ca' } },
    { environment: { AWS_CONTAINER_CREDENTIALS_FULL_URI: 'http://127.0.0.1:1/x' } },
    { browser: { named: [{ program: 'firefox', found: true }], hasDisplay: false } },
    { managed: [{ ...ours, mode: 'process', changedAt: 0 }] },
    {
      managed: [{ ...ours, changedAt: now - 2 * hour }],
      config: configWith({ roles: [roleWith({ durationSeconds: 43_200 })] }),
    },
  ] satisfies readonly Scene[])('are well with %j', async (scene) => {
    expect(await troubles(scene)).toEqual([]);
  });

  it('never tell the value of a key or a token, and of an address the host alone', async () => {
    const findings = await look({
      environment: {
        AWS_ACCESS_KEY_ID: 'CANARY-1',
        AWS_SECRET_ACCESS_KEY: 'CANARY-2',
        AWS_SESSION_TOKEN: 'CANARY-3',
        AWS_ENDPOINT_URL: 'https://user:CANARY-4@s3.example.com/CANARY-5',
        AWS_CONTAINER_CREDENTIALS_FULL_URI: 'http://127.0.0.1:1/CANARY-6',
      },
    });
    expect(JSON.stringify(findings)).not.toContain('CANARY');
    expect(JSON.stringify(findings)).toContain('s3.example.com');
  });
});

describe('the configuration', () => {
  const findingsOf = async (source: FakeConfigSource) => {
    const findings: Finding[] = [];
    const config = await checkConfig(source, (one) => findings.push(one));
    return { config, codes: findings.map(({ level, code }) => `${level} ${code}`) };
  };

  it('that is good is counted', async () => {
    const { codes, config } = await findingsOf(new FakeConfigSource());
    expect(codes).toEqual(['ok config_read']);
    expect(config?.roles).toHaveLength(1);
  });

  it('tells each problem, and is used all the same', async () => {
    const source = new FakeConfigSource();
    source.config = configWith({ problems: [problemWith('a', 3), problemWith('b')], roles: [] });
    const { codes, config } = await findingsOf(source);
    expect(codes).toEqual([
      'ok config_read',
      'warn config_problem',
      'warn config_problem',
      'warn config_empty',
    ]);
    expect(config).toBeDefined();
  });

  it.each([
    new AppError('config_missing', { path: '/c' }),
    new AppError('config_broken', { path: '/c', problems: ['Line 1: x.'] }),
    new AppError('config_unreadable', { path: '/c', reason: 'EACCES' }),
  ])('fails where nothing of it can be used: %j', async (failure) => {
    const source = new FakeConfigSource();
    source.failure = failure;
    expect(await findingsOf(source)).toEqual({ config: undefined, codes: [`fail ${failure.code}`] });
  });
});

describe('the program', () => {
  it.each([
    ['20.18.9', ['runtime_old', 'versions']],
    ['18.20.0', ['runtime_old', 'versions']],
    ['20.19.0', ['versions']],
    ['22.1.0', ['versions']],
  ])('on Node %s: %j', (node, codes) => {
    const findings: Finding[] = [];
    checkProgram({ tobira: '1', runtime: `Node ${node}`, platform: 'linux x64', node }, (one) =>
      findings.push(one),
    );
    expect(findings.map(({ code }) => code)).toEqual(codes);
  });
});
