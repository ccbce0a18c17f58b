import { mkdtemp, rm, symlink, truncate, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createConfigFile } from '../../../../src/adapters/system/config-file.ts';
import { topKeys } from '../../../../src/core/config-schema.ts';
import { guidance } from '../../../../src/core/error-guide.ts';
import type { AppError } from '../../../../src/core/errors.ts';
import type { Config } from '../../../../src/core/ports.ts';
import { run } from '../../../support/process.ts';

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
  ['nothing', '', 'Line 1, column 1: "version" is missing.'],
  ['a list', '- version: 1\n', 'Line 1, column 1: a list stands where a mapping of keys must stand.'],
  [
    'plain words',
    'hello there\n',
    'Line 1, column 1: "hello there" stands where a mapping of keys must stand.',
  ],
  ['no version', 'roles: []\n', 'Line 1, column 1: "version" is missing.'],
  ['a version to come', '# new\nversion: 2\n', 'Line 2, column 10: "version" is 2: must be 1.'],
  ['a version in quotes', 'version: "1"\n', 'Line 1, column 10: "version" is "1": must be 1.'],
  [
    'identities that are no list',
    'version: 1\nidentities: work\n',
    'Line 2, column 13: "identities" is "work": must be a list.',
  ],
  [
    'roles that are no list',
    'version: 1\n\nroles:\n  prod: x\n',
    'Line 4, column 3: "roles" is a mapping: must be a list.',
  ],
  [
    'an endpoint in the clear',
    'version: 1\nendpoints:\n  signin: http://signin.example/federation\n',
    'Line 3, column 11: "signin" is "http://signin.example/federation": must be an https address (plain http only for loopback hosts).',
  ],
  [
    'an unknown endpoint',
    'version: 1\nendpoints:\n  iam: https://iam.example\n',
    'Line 3, column 3: unknown key "iam": allowed are sts, signin, console.',
  ],
  ['a tab', 'version: 1\n\troles: []\n', 'Line 2, column 1: Tabs are not allowed as indentation.'],
  ['a key twice', 'version: 1\nroles: []\nroles: []\n', 'Line 3, column 1: Map keys must be unique.'],
  [
    'two documents',
    'version: 1\n---\nversion: 1\n',
    'Line 2, column 1: a second document begins here: there must be one.',
  ],
  [
    'an alias to nothing',
    'version: 1\nroles: *all\n',
    'Line 2, column 8: An alias (*name) names nothing above it, or there are too many.',
  ],
] as const)('a file with %s is refused, with its place', async ([, text, problem]) => {
  expect(await failure(load(text))).toMatchObject({
    code: 'config_broken',
    details: { problems: [problem] },
  });
});

test.for([
  ['nothing', '', '1 行目 1 文字目: 「version」がありません。'],
  [
    'a version to come',
    '# new\nversion: 2\n',
    '2 行目 10 文字目: 「version」に 2 は使用できません。1 を指定してください。',
  ],
  [
    'a tab',
    'version: 1\n\troles: []\n',
    '2 行目 1 文字目: 字下げにタブは使用できません。空白を使用してください。',
  ],
  ['a key twice', 'version: 1\nroles: []\nroles: []\n', '3 行目 1 文字目: 同じキーがすでに上にあります。'],
  [
    'an alias to nothing',
    'version: 1\nroles: *all\n',
    '2 行目 8 文字目: エイリアス（*名前）が指すものが上にないか、エイリアスが多すぎます。',
  ],
] as const)('a file with %s is refused in Japanese, too', async ([, text, said]) => {
  const { happened } = guidance(await failure(load(text)), 'ja');
  expect(happened).toBe(`${join(folder, 'config.yaml')} に次の誤りがあります。${said}`);
});

test('an unclosed bracket is refused with the line where it is missed', async () => {
  const { details } = await failure(load('version: 1\nroles: [\n'));
  expect(details).toMatchObject({
    problems: [expect.stringMatching(/^Line 3, column 1: Flow sequence .*\.$/)],
  });
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
  [
    'confrim: true',
    10,
    /unknown key "confrim": if "confirm" is meant, the role would be used with less care/,
  ],
] as const)('a role with %s is left out, with its line', async ([line, number, expected]) => {
  const { identities, roles, problems } = await load(
    line.startsWith('roleArn') ? withRole(line) : withRole(arn, line),
  );
  expect(identities).toHaveLength(1);
  expect(roles).toEqual([]);
  expect(problems).toMatchObject([{ line: number, message: matching(expected) }]);
});

test.for([
  ['https://console.amazonaws.cn/ecs/home', 'aws'],
  ['https://console.aws.amazon.com.evil.example/', 'aws'],
  ['https://signin.aws.amazon.com/federation?Action=x', 'aws'],
] as const)('a role opens at the home page where its destination is %s', async ([destination, partition]) => {
  const { roles, problems } = await load(withRole(arn, `destination: ${destination}`));
  expect(roles).toHaveLength(1);
  expect(roles[0]).not.toHaveProperty('destination');
  expect(problems).toMatchObject([
    { line: 10, complaint: { at: ['roles', 0, 'destination'], kind: 'no-console', partition } },
  ]);
});

test.for([
  [
    'https://123456789012-abcdefgh.eu-west-1.console.aws.amazon.com/ecs/home?region=eu-west-1#/x',
    'https://eu-west-1.console.aws.amazon.com/ecs/home?region=eu-west-1#/x',
  ],
  ['https://console.aws.amazon.com/s3/home', 'https://console.aws.amazon.com/s3/home'],
] as const)('the page that a role opens is that of any session: %s', async ([destination, page]) => {
  const { roles, problems } = await load(withRole(arn, `destination: "${destination}"`));
  expect(problems).toEqual([]);
  expect(roles[0]?.destination).toBe(page);
});

test('a role may open a page of the console that the configuration names', async () => {
  const destination = 'https://console.example/aws/ecs';
  const role = withRole(arn, `destination: ${destination}`);
  const { roles, problems } = await load(`${role}endpoints: { console: https://console.example/ }\n`);
  expect(problems).toEqual([]);
  expect(roles[0]?.destination).toBe(destination);
});

test('the page of a role that is reached through another one is one of its own partition', async () => {
  const chained = { ...chain('aws-cn'), destination: 'https://console.aws.amazon.com/ecs/home' };
  const { roles, problems } = await load(`version: 1\n${identity}\nroles: [${JSON.stringify(chained)}]\n`);
  expect(roles).toHaveLength(1);
  expect(problems).toMatchObject([{ complaint: { kind: 'no-console', partition: 'aws-cn' } }]);
});

/** A role that is reached through another one. */
function chain(partition: string) {
  const [first, last] = ['In', 'Last'].map((name) => `arn:${partition}:iam::123456789012:role/${name}`);
  return { id: 'prod', identity: 'work', roleArn: first, region: 'cn-north-1', chain: [last] };
}

test('a key that means nothing takes no role away, and hides nothing else that is wrong with it', async () => {
  const { roles, problems } = await load(withRole(arn, 'nope: 1'));
  expect(roles).toMatchObject([{ id: 'prod' }]);
  expect(problems).toMatchObject([
    { line: 10, column: 5, message: matching(/unknown key "nope": allowed are id, name, identity, roleArn/) },
  ]);
  expect(await complaints(withRole(arn, 'nope: 1', 'color: pink'))).toEqual([
    matching(/^10: .*unknown key "nope"/),
    matching(/^11: .*"color" is "pink"/),
  ]);
  const two = withRole(arn, 'confrim: true', 'chain: ["arn:aws-cn:iam::123456789012:role/A"]');
  expect(await complaints(two)).toEqual([matching(/^10: .*"confrim"/), matching(/^11: .*partition aws/)]);
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

test.runIf(process.platform !== 'win32')(
  'a pipe or a device is told of, and never waited for',
  { timeout: 10_000 },
  async () => {
    const pipe = join(folder, 'pipe.yaml');
    expect((await run('mkfifo', [pipe])).code).toBe(0);
    for (const path of [pipe, '/dev/zero']) {
      expect(await failure(createConfigFile(path, defaults).load())).toMatchObject({
        code: 'config_unreadable',
        details: { path, reason: 'it is not a regular file' },
      });
    }
  },
);

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

test.for([
  ['braces within braces', '{'.repeat(65_000)],
  ['dashes behind dashes', `version: 1\nroles:\n  ${'- '.repeat(65_000)}`],
  ['a fault above braces within braces', `a: b: c\n${'{'.repeat(65_000)}`],
] as const)('%s end no process: the file is refused, with the place', async ([, text]) => {
  const error = await failure(load(text));
  expect(error).toMatchObject({
    code: 'config_broken',
    details: { complaints: [{ complaint: { kind: 'too-deep' } }] },
  });
  expect(guidance(error, 'en').happened).toMatch(/Line \d, column \d+: too many lists and mappings stand/);
  expect(guidance(error, 'ja').happened).toMatch(/\d 行目 \d+ 文字目: ここで、/);
});

test('every complaint has its column, also in a list and behind a mark of the byte order', async () => {
  const { problems } = await load(
    `\uFEFFextra: 1\nversion: 1\n${identity}\nroles:\n  - { id: a, identity: work, tags: [x, 1], roleArn: 'arn:aws:iam::123456789012:role/A' }\n  - id: b\n    identity: wrok\n    ${arn}\n`,
  );
  expect(problems.map(({ line, column, complaint: { kind } }) => [line, column, kind])).toEqual([
    [1, 1, 'unknown-key'],
    [8, 40, 'wrong'],
    [10, 15, 'unknown-identity'],
  ]);
});

test('a file with an alias is read as one that says the same without', async () => {
  const config = await load(
    `version: 1\n${identity}\nroles:\n  - &one { id: one, identity: work, ${arn.replace(': ', ": '")}', tags: &tags [prod] }\n  - { id: two, identity: work, ${arn.replace(': ', ": '")}', tags: *tags }\n`,
  );
  expect(config.problems).toEqual([]);
  expect(config.roles.map(({ id, tags }) => [id, tags])).toEqual([
    ['one', ['prod']],
    ['two', ['prod']],
  ]);
});
