import { mkdtemp, rm, symlink, truncate, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createConfigFile } from '../../../../src/adapters/system/config-file.ts';
import { topKeys } from '../../../../src/core/config-schema.ts';
import { guidance } from '../../../../src/core/error-guide.ts';
import type { AppError } from '../../../../src/core/errors.ts';
import type { Config } from '../../../../src/core/ports.ts';

const defaults = {
  scopes: () => ['openid', 'email'],
  region: (partition: string) => (partition === 'aws' ? 'us-east-1' : undefined),
};

let folder: string;
beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), 'tobira-config-'))));
afterEach(() => rm(folder, { recursive: true }));

async function load(text: string): Promise<Config> {
  const path = join(folder, 'config.yaml');
  await writeFile(path, text);
  return createConfigFile(path, defaults).load();
}

async function failure(loading: Promise<unknown>): Promise<AppError> {
  return loading.then(
    () => expect.fail('the configuration was accepted'),
    (error: unknown) => error as AppError,
  );
}

/** Vitest's own type for this is any. */
const matching = (pattern: RegExp): unknown => expect.stringMatching(pattern);

/** What is said about a file of which parts can be used. */
async function complaints(text: string): Promise<readonly string[]> {
  const { problems } = await load(text);
  return problems.map(({ line, message }) => `${line ?? '?'}: ${message}`);
}

const identity = `identities:
  - id: work
    issuer: https://gitlab.example.com
    clientId: 4a1b`;

/** A file with one good identity (lines 2 to 5) and a role from line 7 on. */
const withRole = (...lines: readonly string[]) =>
  `version: 1\n${identity}\nroles:\n  - id: prod\n    identity: work\n${lines.map((line) => `    ${line}\n`).join('')}`;
const arn = 'roleArn: arn:aws:iam::123456789012:role/path/Admin';

/** A file with one identity whose keys start on line 3. */
const withIdentity = (...lines: readonly string[]) =>
  `version: 1\nidentities:\n  - ${lines.join('\n    ')}\n`;

test('a whole file is read as it is meant', async () => {
  const config = await load(`# my roles
version: 1
${identity}
  - { id: home, provider: oidc, issuer: http://127.0.0.1:8080, clientId: x, scopes: [openid], redirectUri: 'http://127.0.0.1:49215/callback' }
roles:
  - id: prod
    name: Production / Admin 扉
    identity: work
    ${arn}
    region: ap-northeast-1
    duration: 1h30m
    consoleDuration: 12h
    destination: https://console.aws.amazon.com/ecs/home#/clusters
    color: red
    tags: [prod]
    profile: live/admin
    confirm: true
  - { id: dev, identity: home, roleArn: 'arn:aws:iam::123456789012:role/Dev' }
endpoints: { sts: http://localhost:4566, signin: https://signin.example/federation }
`).catch((error: unknown) => expect.fail(JSON.stringify(error)));

  expect(config.problems).toEqual([]);
  expect(config.identities).toEqual([
    {
      id: 'work',
      provider: 'gitlab',
      issuer: 'https://gitlab.example.com',
      clientId: '4a1b',
      scopes: ['openid', 'email'],
    },
    {
      id: 'home',
      provider: 'oidc',
      issuer: 'http://127.0.0.1:8080',
      clientId: 'x',
      scopes: ['openid'],
      redirectUri: 'http://127.0.0.1:49215/callback',
    },
  ]);
  expect(config.roles).toEqual([
    {
      id: 'prod',
      name: 'Production / Admin 扉',
      identity: 'work',
      arn: {
        text: 'arn:aws:iam::123456789012:role/path/Admin',
        partition: 'aws',
        accountId: '123456789012',
        roleName: 'Admin',
      },
      region: 'ap-northeast-1',
      durationSeconds: 5400,
      consoleSeconds: 43_200,
      destination: 'https://console.aws.amazon.com/ecs/home#/clusters',
      color: 'red',
      tags: ['prod'],
      profile: 'live/admin',
      confirm: true,
      readOnly: false,
    },
    {
      id: 'dev',
      name: 'dev',
      identity: 'home',
      arn: {
        text: 'arn:aws:iam::123456789012:role/Dev',
        partition: 'aws',
        accountId: '123456789012',
        roleName: 'Dev',
      },
      region: 'us-east-1',
      tags: [],
      profile: 'dev',
      confirm: false,
      readOnly: false,
    },
  ]);
  expect(config.endpoints).toEqual({
    sts: 'http://localhost:4566',
    signin: 'https://signin.example/federation',
  });
});

test('a theme is taken, and any other word for it is complained about and left out', async () => {
  expect(await load('version: 1\ntheme: dark\n')).toMatchObject({ theme: 'dark', problems: [] });
  expect(await load('version: 1\ntheme: mauve\n')).toMatchObject({
    theme: 'system',
    problems: [{ line: 2, message: expect.stringContaining('"theme"') as string }],
  });
});

test('a language is taken, and any other is complained about and left out, which the theme does not mind', async () => {
  expect(await load('version: 1\nlanguage: ja\n')).toMatchObject({ language: 'ja', problems: [] });
  expect(await load('version: 1\nlanguage: fr\ntheme: dark\n')).toMatchObject({
    language: 'system',
    theme: 'dark',
    problems: [{ line: 2, message: '"language" is "fr": must be one of system, en, ja' }],
  });
});

test('the smallest file has a version and nothing else', async () => {
  expect(await load('version: 1\n')).toMatchObject({
    identities: [],
    roles: [],
    endpoints: {},
    theme: 'system',
    language: 'system',
    problems: [],
  });
});

test('a byte order mark and Windows line ends are fine', async () => {
  expect(await load(`\uFEFFversion: 1\r\n${identity.replaceAll('\n', '\r\n')}\r\n`)).toMatchObject({
    identities: [{ id: 'work' }],
    problems: [],
  });
});

test.for([
  ['nothing', '', '"version" is missing.'],
  ['a list', '- version: 1\n', 'a list stands where a mapping of keys must stand.'],
  ['plain words', 'hello there\n', '"hello there" stands where a mapping of keys must stand.'],
  ['no version', 'roles: []\n', '"version" is missing.'],
  ['a version to come', '# new\nversion: 2\n', 'Line 2: "version" is 2: must be 1.'],
  ['a version in quotes', 'version: "1"\n', 'Line 1: "version" is "1": must be 1.'],
  [
    'identities that are no list',
    'version: 1\nidentities: work\n',
    'Line 2: "identities" is "work": must be a list.',
  ],
  [
    'roles that are no list',
    'version: 1\n\nroles:\n  prod: x\n',
    'Line 4: "roles" is a mapping: must be a list.',
  ],
  [
    'an endpoint in the clear',
    'version: 1\nendpoints:\n  signin: http://signin.example/federation\n',
    'Line 3: "signin" is "http://signin.example/federation": must be an https address (plain http only for loopback hosts).',
  ],
  [
    'an unknown endpoint',
    'version: 1\nendpoints:\n  iam: https://iam.example\n',
    'Line 3: unknown key "iam": allowed are sts, signin, console.',
  ],
  ['a tab', 'version: 1\n\troles: []\n', 'Line 2: Tabs are not allowed as indentation.'],
  ['a key twice', 'version: 1\nroles: []\nroles: []\n', 'Line 3: Map keys must be unique.'],
  [
    'two documents',
    'version: 1\n---\nversion: 1\n',
    'Line 2: a second document begins here: there must be one.',
  ],
  [
    'an alias to nothing',
    'version: 1\nroles: *all\n',
    'An alias (*name) names nothing above it, or there are too many.',
  ],
] as const)('a file with %s is refused, with its line', async ([, text, problem]) => {
  expect(await failure(load(text))).toMatchObject({
    code: 'config_broken',
    details: { problems: [problem] },
  });
});

test.for([
  ['nothing', '', '「version」がありません。'],
  [
    'a version to come',
    '# new\nversion: 2\n',
    '2 行目: 「version」に 2 は使用できません。1 を指定してください。',
  ],
  ['a tab', 'version: 1\n\troles: []\n', '2 行目: 字下げにタブは使用できません。空白を使用してください。'],
  ['a key twice', 'version: 1\nroles: []\nroles: []\n', '3 行目: 同じキーがすでに上にあります。'],
  [
    'an alias to nothing',
    'version: 1\nroles: *all\n',
    'エイリアス（*名前）が指すものが上にないか、エイリアスが多すぎます。',
  ],
] as const)('a file with %s is refused in Japanese, too', async ([, text, said]) => {
  const { happened } = guidance(await failure(load(text)), 'ja');
  expect(happened).toBe(`${join(folder, 'config.yaml')} に次の誤りがあります。${said}`);
});

test('an unclosed bracket is refused with the line where it is missed', async () => {
  const { details } = await failure(load('version: 1\nroles: [\n'));
  expect(details).toMatchObject({ problems: [expect.stringMatching(/^Line \d: Flow sequence .*\.$/)] });
});

test('aliases that would fill the memory are refused', async () => {
  const levels = Array.from(
    { length: 8 },
    (_, level) =>
      `l${level + 1}: &l${level + 1} [${Array.from({ length: 10 }, () => `*l${level}`).join(', ')}]`,
  );
  expect(await failure(load(`version: 1\nl0: &l0 [x]\n${levels.join('\n')}\n`))).toMatchObject({
    code: 'config_broken',
  });
});

test.for([
  [
    'issuer: http://gitlab.example.com',
    '"issuer" is "http://gitlab.example.com": must be an https address (plain http only for loopback hosts)',
  ],
  [
    'issuer: gitlab.example.com',
    '"issuer" is "gitlab.example.com": must be an https address (plain http only for loopback hosts)',
  ],
  ['issuer: https://me:secret@gitlab.example.com', /^"issuer" is .*: must be an https address/],
  ['issuer: https://gitlab.example.com?x=1', /^"issuer" is .*: must not hold a query/],
  ['issuer: 5', /^"issuer" is 5: invalid input: expected string/],
  ['issuer: [https://gitlab.example.com]', /^"issuer" is a list: /],
] as const)('an identity with %s is left out', async ([line, expected]) => {
  const [problem] = await complaints(withIdentity('id: work', line, 'clientId: x'));
  const text = problem?.replace('4: identities[0]: ', '') ?? '';
  if (typeof expected === 'string') expect(text).toBe(expected);
  else expect(text).toMatch(expected);
});

test.for([
  ['id: my work', /"id" is "my work": must be 1 to 64 letters/],
  ['clientId: a b', /"clientId" is "a b": must be the application id, without spaces/],
  ['clientId: 12', /"clientId" is 12: invalid input: expected string/],
  ['provider: github', /"provider" is "github": must be one of gitlab, oidc/],
  ['scopes: [open id]', /entry 0 is "open id": /],
  ['redirectUri: http://localhost:49215/callback', /"redirectUri" is .*: must be a fixed loopback address/],
  ['redirectUri: http://127.0.0.1/callback', /"redirectUri" is .*: must be a fixed loopback address/],
  ['redirectUri: http://127.0.0.1:80/callback', /"redirectUri" is .*: must be a fixed loopback address/],
  ['redirectUri: http://127.0.0.1:99999/callback', /"redirectUri" is .*: must be a fixed loopback address/],
  ['redirectUri: https://127.0.0.1:49215/callback', /"redirectUri" is .*: must be a fixed loopback address/],
  [
    'clientSecret: canary',
    /^6: identities\[0\]: unknown key "clientSecret": allowed are id, provider, issuer/,
  ],
] as const)('an identity with %s is left out, and says so in its line', async ([line, expected]) => {
  const [name = ''] = line.split(':');
  const usual = { id: 'id: work', issuer: 'issuer: https://gitlab.example.com', clientId: 'clientId: x' };
  const lines = Object.values({ ...usual, [name]: line });

  const [problem, ...more] = await complaints(withIdentity(...lines));

  expect(problem).toMatch(expected);
  expect(problem).toMatch(new RegExp(`^${lines.indexOf(line) + 3}: `));
  expect(problem).not.toContain('canary');
  expect(more).toEqual([]);
});

test('an identity that lacks something says what, on the line where it begins', async () => {
  expect(await complaints(withIdentity('id: work'))).toEqual([
    '3: identities[0]: "issuer" is missing',
    '3: identities[0]: "clientId" is missing',
  ]);
});

test('an issuer with a slash at its end works without, and says so', async () => {
  const config = await load(
    withIdentity('id: work', 'issuer: https://gitlab.example.com/gitlab/', 'clientId: x'),
  );
  expect(config.identities[0]?.issuer).toBe('https://gitlab.example.com/gitlab');
  expect(config.problems[0]).toMatchObject({ line: 4, message: matching(/ends in a slash/) });
});

test('another provider may have a name that ends in a slash: nobody complains', async () => {
  const config = await load(
    withIdentity('id: work', 'provider: oidc', 'issuer: https://tenant.example.com/', 'clientId: x'),
  );
  expect(config.identities[0]?.issuer).toBe('https://tenant.example.com');
  expect(config.problems.map(({ message }) => message).join()).not.toMatch(/slash/);
});

test.for([
  ['roleArn: nope', 9, /"roleArn" is "nope": must be the ARN of an IAM role/],
  ['roleArn: arn:aws-iso:iam::123456789012:role/Admin', 9, /the partition aws-iso is not supported/],
  ['region: Frankfurt', 10, /"region" is "Frankfurt": must be an AWS region/],
  ['region: "eu-central-1.evil.example/"', 10, /must be an AWS region/],
  ['duration: 14m', 10, /"duration" is "14m": must be a duration from 15m to 12h/],
  ['duration: 13h', 10, /"duration" is "13h": must be a duration from 15m to 12h/],
  ['duration: 3600', 10, /"duration" is 3600: /],
  ['duration: long', 10, /"duration" is "long": must be a duration/],
  ['consoleDuration: 1d', 10, /"consoleDuration" is "1d": must be a duration/],
  ['destination: file:///etc/passwd', 10, /"destination" is .*: must be an https address/],
  ['destination: javascript:alert(1)', 10, /"destination" is .*: must be an https address/],
  ['destination: http://console.example/', 10, /"destination" is .*: must be an https address/],
  ['color: pink', 10, /"color" is "pink": must be one of red, orange/],
  ['name: "Admin\\u202Enimda"', 10, /"name" is .*: must not hold control or direction characters/],
  ['name: "two\\nlines"', 10, /"name" is "two�lines": must not hold control or direction characters/],
  ['name: ""', 10, /"name" is ""/],
  ['tags: [1]', 10, /entry 0 is 1: /],
  ['arn: x', 10, /unknown key "arn": allowed are id, name, identity, roleArn/],
] as const)('a role with %s is left out, with its line', async ([line, number, expected]) => {
  const { identities, roles, problems } = await load(
    line.startsWith('roleArn') ? withRole(line) : withRole(arn, line),
  );
  expect(identities).toHaveLength(1);
  expect(roles).toEqual([]);
  expect(problems).toMatchObject([{ line: number, message: matching(expected) }]);
});

test('a role of an unknown identity is left out, and the known ones are named', async () => {
  const text = withRole(arn).replace('identity: work', 'identity: wrok');
  expect(await complaints(text)).toEqual(['8: roles[0]: "wrok" is no usable identity: known are work']);
  expect(await complaints(text.replace('https:', 'ftp:'))).toContain(
    '8: roles[0]: "wrok" is no usable identity: known are none',
  );
});

test('one bad role does not hide the good ones', async () => {
  const config = await load(
    `${withRole(arn)}  - nonsense\n  -\n  - { id: dev, identity: work, roleArn: 'arn:aws:iam::123456789012:role/Dev' }\n`,
  );
  expect(config.roles.map(({ id }) => id)).toEqual(['prod', 'dev']);
  expect(config.problems).toMatchObject([
    { line: 10, message: 'roles[1]: "nonsense" stands where a mapping of keys must stand' },
    { line: 11, message: 'roles[2]: null stands where a mapping of keys must stand' },
  ]);
});

test('of two entries with one name the first counts', async () => {
  const config = await load(
    `${withRole(arn)}  - { id: prod, identity: work, roleArn: 'arn:aws:iam::123456789012:role/Other' }\n`,
  );
  expect(config.roles.map(({ arn: { roleName } }) => roleName)).toEqual(['Admin']);
  expect(config.problems).toMatchObject([
    { line: 10, message: 'roles[1]: "prod" is taken by an entry above: this one is left out' },
  ]);
});

test('an unknown key at the top is complained about and nothing more', async () => {
  const config = await load(`version: 1\n${identity}\nrols: []\n`);
  expect(config.identities).toHaveLength(1);
  expect(config.problems).toMatchObject([
    {
      line: 6,
      message: `unknown key "rols": allowed are ${topKeys.join(', ')}`,
    },
  ]);
});

test('long values are cut in complaints, and complaints come in the order of the lines', async () => {
  const text = await complaints(
    `version: 1\nroles:\n  - id: ${'x'.repeat(100)}\n${identity.replace('4a1b', '"a b"')}\n`,
  );
  expect(text.map((line) => Number.parseInt(line))).toEqual([3, 3, 3, 7]);
  expect(text.join()).toContain(`"${'x'.repeat(60)}…"`);
  expect(text.join()).not.toContain('x'.repeat(61));
});

test('a missing file is its own error', async () => {
  const path = join(folder, 'none', 'config.yaml');
  expect(await failure(createConfigFile(path, defaults).load())).toMatchObject({
    code: 'config_missing',
    details: { path },
  });
});

test('a folder in place of a file says so', async () => {
  expect(await failure(createConfigFile(folder, defaults).load())).toMatchObject({
    code: 'config_unreadable',
    details: { reason: 'it is a folder, not a file' },
  });
});

test('a link to itself cannot be read', async () => {
  const path = join(folder, 'loop');
  await symlink(path, path);
  expect(await failure(createConfigFile(path, defaults).load())).toMatchObject({
    code: 'config_unreadable',
    details: { reason: 'ELOOP' },
  });
});

test('a file beyond all measure is not read', async () => {
  const path = join(folder, 'config.yaml');
  await writeFile(path, '');
  await truncate(path, 20_000_001);
  expect(await failure(createConfigFile(path, defaults).load())).toMatchObject({ code: 'config_unreadable' });
});

test('a file that has not changed is not read anew, a changed one is', async () => {
  const path = join(folder, 'config.yaml');
  const source = createConfigFile(path, defaults);
  await writeFile(path, 'version: 1\n');
  const first = await source.load();
  expect(await source.load()).toBe(first);

  await utimes(path, new Date(), new Date(Date.now() + 5_000));

  expect(await source.load()).not.toBe(first);
});

test('a mended file is used after a broken one', async () => {
  const path = join(folder, 'config.yaml');
  const source = createConfigFile(path, defaults);
  await writeFile(path, 'version: [\n');
  expect(await failure(source.load())).toMatchObject({ code: 'config_broken' });
  await writeFile(path, `version: 1\n${identity}\n`);
  expect((await source.load()).identities).toHaveLength(1);
});
