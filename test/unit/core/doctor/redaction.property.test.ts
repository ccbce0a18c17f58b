import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { supportBundle } from '../../../../src/core/doctor/bundle.ts';
import { failure, finding, type Finding } from '../../../../src/core/doctor/finding.ts';
import { AppError } from '../../../../src/core/errors.ts';
import { configWith, identityWith, roleWith } from '../../../support/fake-nouns.ts';

type Environment = Readonly<Record<string, string>>;

const signs = (text: string) => fc.constantFrom(...Array.from(text));
const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';
const word = (text: string, size: { minLength: number; maxLength: number }) =>
  fc.array(signs(text), size).map((list) => list.join(''));
const length = { minLength: 10, maxLength: 44 };
const key = word(`${letters}0123456789/+`, { minLength: 39, maxLength: 39 });

/** As people and services choose them: words of letters alone, AWS's keys, and anything that can be typed. */
const secrets = fc.oneof(
  word(letters, length),
  key.map((rest) => `/${rest}`),
  key.map((rest) => `${rest}=`),
  word(`${letters}0123456789!#$%&*+,-./:;<=>?@[]^_|~'"\\`, length),
  word('äöüßéñ日本語パスワード漢字🔑aB3 ', { minLength: 10, maxLength: 20 }).map((text) => `k${text}k`),
);

const names = fc.constantFrom(
  ...['AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN', 'GITLAB_TOKEN', 'DB_PASSWORD', 'MYSQL_PWD', 'PGPASSWORD'],
  ...['CI_JOB_JWT_SECRET', 'HTTP_COOKIE', 'npm_config__auth', 'API_KEY', 'SSH_PASSPHRASE', 'Client_Secret'],
);

const anything = /./;
/** Who writes it as it is cannot have what ends a word. */
const unbroken = /^[^\s"'&,;]*$/;

/** What puts a secret into an environment, and which secrets can be put there so. */
const holders: readonly (readonly [string, RegExp, (name: string, secret: string) => Environment])[] = [
  ['a variable', anything, (name, secret) => ({ [name]: secret })],
  ['a proxy', unbroken, (_name, secret) => ({ HTTPS_PROXY: `http://ada:${secret}@proxy.example.com:3128` })],
  ['a proxy without a scheme', unbroken, (_name, secret) => ({ https_proxy: `ada:${secret}@proxy:8080` })],
  ['a login', anything, (_name, secret) => ({ DB_URL: `pg://ada:${encodeURIComponent(secret)}@db/x` })],
  [
    'a parameter',
    anything,
    (_name, secret) => ({ HOOK: `https://h.example.com/?token=${encodeURIComponent(secret)}` }),
  ],
  ['a document', anything, (_name, secret) => ({ THING: JSON.stringify({ user: 'ada', password: secret }) })],
  ['a header', unbroken, (_name, secret) => ({ GIT_CONFIG_VALUE_0: `AUTHORIZATION: basic ${secret}` })],
];

const encodings: readonly (readonly [string, (secret: string) => string])[] = [
  ['plain', (secret) => secret],
  ['Base64', (secret) => Buffer.from(secret).toString('base64')],
  ['Base64 for addresses', (secret) => Buffer.from(secret).toString('base64url')],
  ['Base64 behind a user', (secret) => Buffer.from(`ada:${secret}`).toString('base64')],
  ['in an address', (secret) => encodeURIComponent(secret)],
  [
    'in an address, in lower case',
    (secret) => encodeURIComponent(secret).replace(/%../g, (code) => code.toLowerCase()),
  ],
  ['in a form', (secret) => new URLSearchParams({ p: secret }).toString().slice(2)],
  ['in JSON', (secret) => JSON.stringify(secret).slice(1, -1)],
  ['in JSON in JSON', (secret) => JSON.stringify(JSON.stringify(secret)).slice(3, -3)],
];

/** Where the checks may come upon it. */
const places: readonly ((text: string) => Finding)[] = [
  (text) => failure({ check: 'keychain' }, new AppError('keychain_failed', { reason: `no: ${text}, sorry` })),
  (text) => failure({ check: 'role', about: text }, new AppError('sts_failed', { code: text, reason: text })),
  (text) =>
    finding({ check: 'config' }, 'warn', 'config_problem', { path: '/c', message: `"id" is "${text}": no` }),
  (text) => finding({ check: 'config' }, 'warn', 'config_problem', { path: '/c', message: `bad ${text}` }),
  (text) => finding({ check: 'proxy' }, 'fail', 'proxy_dead', { proxy: `http://${text}@p:1`, reason: text }),
  (text) => finding({ check: 'aws-files', about: text }, 'ok', 'file_absent', { path: `/data/${text}/x` }),
  (text) =>
    failure({ check: 'config' }, new AppError('config_broken', { path: text, problems: ['x', text] })),
  (text) => finding({ check: 'names' }, 'fail', 'name_unknown', { host: text, reason: `of ${text}.` }),
];

function bundle(findings: readonly Finding[], environment: Environment, secret = ''): string {
  const issuer = `https://ada:${encodeURIComponent(secret)}@gitlab.example.com/?token=${encodeURIComponent(secret)}`;
  const config = configWith({
    identities: [identityWith({ id: secret, clientId: secret, issuer, scopes: ['openid', secret] })],
    roles: [roleWith({ id: secret, name: secret, identity: secret, profile: secret, region: secret })],
    problems: [],
  });
  return JSON.stringify(
    supportBundle({
      ...{ findings, environment, config, home: '/home/First Last', now: 0 },
      program: { tobira: '1', runtime: 'Node 22', platform: 'linux x64' },
      review: {
        files: [{ path: `/home/First Last/${secret}`, content: { kind: 'absent' } }],
        profiles: [secret],
        managed: [],
      },
    }),
  );
}

/** All texts of the bundle, as a person reads them and as they are written. */
function texts(json: string): string {
  const found: string[] = [json];
  JSON.parse(json, (_key, value: unknown) => {
    if (typeof value === 'string') found.push(value);
    return value;
  });
  return found.join('\n');
}

describe('whatever an environment says in secret', () => {
  it.each(holders)('from %s, is in no bundle: in no place, and in no encoding', (_holder, fits, hold) => {
    fc.assert(
      fc.property(secrets, names, fc.constantFrom(...places), (secret, name, place) => {
        fc.pre(fits.test(secret));
        const findings = encodings.map(([, encode]) => place(encode(secret)));
        const read = texts(bundle(findings, hold(name, secret), secret));
        for (const [encoding, encode] of encodings) {
          expect(read.includes(encode(secret)), `${encoding}: ${read}`).toBe(false);
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('what no environment tells of', () => {
  it('is known by its looks: keys of AWS in any encoding, and tokens', () => {
    // By chance alone, as AWS makes them: so long a key has large and small letters, and mostly digits.
    const mixed = fc.noBias(word(`${letters}0123456789/+`, { minLength: 40, maxLength: 40 }));
    fc.assert(
      fc.property(
        fc.oneof(
          mixed,
          mixed.map((one) => `/${one.slice(1)}`),
        ),
        fc.constantFrom(...places),
        (secret, place) => {
          for (const [encoding, encode] of encodings) {
            const read = texts(bundle([place(encode(secret))], {}));
            expect(read.includes(encode(secret)), `${encoding}: ${read}`).toBe(false);
            expect(read.includes(secret), encoding).toBe(false);
          }
        },
      ),
      { numRuns: 150 },
    );
  });

  it('is known by where it stands: logins in addresses, with a scheme and without', () => {
    // No white space nor quotes: these end an address.
    const password = word(`${letters}0123456789/!$%&*+-.:=?@_~`, { minLength: 4, maxLength: 30 });
    fc.assert(
      fc.property(password, fc.constantFrom('http://', 'socks5://', ''), (one, scheme) => {
        const text = `cannot reach ${scheme}ada:z${one}z@proxy:8080`;
        const read = bundle([places[0]?.(text) ?? expect.fail()], {});
        expect(texts(read).includes(`z${one}z`), read).toBe(false);
      }),
      { numRuns: 500 },
    );
  });

  it('is in no path: whatever a folder is called, and however many words its name has', () => {
    const name = word(`${letters}äöü`, { minLength: 4, maxLength: 12 }).map((text) => `Q${text}q`);
    const folder = fc.array(name, { minLength: 1, maxLength: 3 });
    const root = fc.constantFrom('/home/', '/Users/', 'C:\\Users\\', '/srv/data/');
    fc.assert(
      fc.property(root, folder, fc.boolean(), (start, words, isWhole) => {
        const end = start.includes('\\') ? '\\.aws\\config' : '/.aws/config';
        const path = `${start}${words.join(' ')}${end}`;
        const reason = isWhole ? path : `cannot open ${path}: no such file`;
        const read = bundle(
          [failure({ check: 'config' }, new AppError('file_failed', { path, reason }))],
          {},
        );
        for (const one of words) expect(read).not.toContain(one);
      }),
      { numRuns: 500 },
    );
  });
});
