import { expect, test } from 'vitest';
import { plain, quoted, quotedIn } from '../../../src/cli/quoted.ts';
import { wordsFor } from '../../../src/cli/words.ts';
import { AppError, type ErrorCode, type ErrorDetails } from '../../../src/core/errors.ts';
import { jwtWith } from '../../support/fake-jwt.ts';

const jwt = jwtWith({ iss: 'https://gitlab.example.com', aud: 'a', sub: 'canary-subject', exp: 1 });
const spaced = [`{ "alg": "RS256" }`, JSON.stringify({ sub: 'x'.repeat(60) }), 'signature-of-it'.repeat(9)]
  .map((part) => Buffer.from(part).toString('base64url'))
  .join('.');
const hex = '0123456789abcdef'.repeat(4);
const secretKey = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';
const sessionToken = Buffer.from(Array.from({ length: 120 }, (_, n) => (n * 89) % 256)).toString('base64');

test.for([
  ['a JSON Web Token', jwt],
  ['the start of one', jwt.split('.').slice(0, 2).join('.')],
  ['one with white space in its header', spaced],
  ['an encrypted one', 'eyJhbGciOiJSU0EtT0FFUCJ9.aaaa.bbbb.cccc.dddd'],
  ['an access token of GitLab', 'glpat-0123456789abcdefghij'],
  ['the job token', 'glcbt-64_0123456789abcdefghij'],
  ['an access token of GitHub', 'ghs_0123456789abcdef0123456789abcdef0123'],
  ['a fine-grained one', 'github_pat_11ABCDEFG0123456789_abcdef'],
  ['a session token of AWS', sessionToken],
] as const)('of %s no more than the beginning is shown, wherever it stands', ([, secret]) => {
  for (const text of [secret, `no word "${secret}".`, `--option=${secret}`, `{"a":"${secret}"}`]) {
    for (const shown of [plain(text), quoted(text), quoted(text, 'typed')]) {
      expect(shown).toContain(`${secret.slice(0, 6)}…`);
      expect(shown).not.toContain(secret.slice(0, 12));
      expect(shown).not.toContain(secret.slice(-8));
    }
  }
});

test.for([
  ['a refresh token', hex],
  ['an access key', 'AKIAIOSFODNN7EXAMPLE'],
  ['a secret key', secretKey],
  ['a token cut off in its header', jwt.slice(0, 24)],
] as const)('%s is cut short where somebody typed it', ([, secret]) => {
  expect(quoted(`"${secret}"`, 'typed')).toBe(`"${secret.slice(0, 6)}…"`);
});

test.for([
  'https://gitlab.example.com/oauth/authorize?client_id=' +
    `${hex}&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&state=af0ifjsldkj-AF0IFJSLDKJ_af0ifj`,
  'arn:aws:iam::123456789012:role/platform/deployments/production/Deploy-eu-central-1',
  'project_path:platform/deploy:ref_type:branch:ref:feature/GLO-123-do-something-very-long-with-this-branch',
  '/home/user/Library/Application Support/tobira/a-folder-with-a-long-name/Another_one/config-2026.yaml',
  'project_path:acme/glwt-frontend:ref_type:branch:ref:glft-new-feature',
  'arn:aws:iam::123456789012:role/glagent-deployer',
  'eyewitness-reports.gitlab-internal.example-company.co.jp',
  'English-language words, and glossary-2026-of-things too.',
  '日本語の文章です。ロール「本番」を使用できます。',
])('what is no secret stays as it is: %s', (text) => {
  expect(plain(text)).toBe(text);
  expect(quoted(text)).toBe(text);
});

test.for([
  'arn:aws:iam::123456789012:user/Somebody',
  '--a-very-long-option-that-does-not-exist-at-all-anywhere',
  'https://eu-central-1.console.aws.amazon.com/cloudwatch/home',
])('a word that is wrong and no secret is repeated: %s', (text) => {
  expect(quoted(text, 'typed')).toBe(text);
});

test('a quoted text commands no terminal: controls and turns of direction are written out', () => {
  expect(quoted('a\u001b]0;x\u0007\u009b1m\u202eb\u2066\u0000\r\n\t\u2028')).toBe(
    'a\\u001b]0;x\\u0007\\u009b1m\\u202eb\\u2066\\u0000\\r\\n\\t\\u2028',
  );
  expect(plain('one\n  two\tthree\u001b[2J\r')).toBe('one\n  two\tthree\\u001b[2J\\r');
});

test('a quoted text commands no runner of jobs', () => {
  expect(quoted('x\n::add-mask::foo\n')).toBe('x\\n::add-mask::foo\\n');
  expect(plain('a\n  ::error::y\n::debug::')).toBe('a\n  \\u003a:error::y\n\\u003a:debug::');
  expect(quoted('a ##[add-mask]b ##vso[task]')).toBe('a #\\u0023[add-mask]b #\\u0023vso[task]');
});

test('all texts of a value are quoted, but for lines of our own', () => {
  const value = { a: ['x\u0007', 5], b: { text: '{\n}', c: 'y\n' }, d: undefined };
  expect(quotedIn(value, 'others', new Set(['text']))).toEqual({
    a: ['x\\u0007', 5],
    b: { text: '{\n}', c: 'y\\n' },
    d: undefined,
  });
});

type Failure = { readonly [Code in ErrorCode]: readonly [Code, ErrorDetails[Code]] }[ErrorCode];

const failures: readonly Failure[] = [
  ['usage', { fault: 'word-unexpected', word: jwt }],
  ['usage', { fault: 'no-role-arn', text: jwt }],
  ['usage', { fault: 'no-region', text: jwt }],
  ['usage', { fault: 'no-page', text: jwt }],
  ['usage', { fault: 'service-unknown', name: jwt, near: ['ec2'] }],
  ['usage', { fault: 'choice-unknown', option: 'format', name: jwt, known: ['env'] }],
  ['usage', { fault: 'no-duration', text: jwt, shortest: '15m', longest: '12h' }],
  ['usage', { fault: 'command-unknown', name: jwt }],
  ['ci_token_missing', { variable: jwt, state: 'unset', alike: [], system: 'gitlab' }],
  ['ci_token_audience', { variable: 'MY_ID_TOKEN', wanted: jwt, found: ['a'] }],
  ['unknown_role', { role: jwt, known: [], problems: 0 }],
  ['file_failed', { path: jwt, reason: 'ENOENT' }],
];

test.for(failures)('a failure (%s) shows no token that was typed in the wrong place', ([code, details]) => {
  for (const language of ['en', 'ja'] as const) {
    const { title, hint, sentence } = wordsFor(new AppError(code, details), language);
    for (const text of [title, hint, sentence]) expect(text).not.toContain(jwt.slice(0, 12));
    expect(sentence).toContain('eyJ');
  }
});

test('an Application ID is told where AWS refuses it as an audience, though it has 64 digits', () => {
  const shown = { roleArn: 'arn:aws:iam::123456789012:role/A', issuer: 'https://g.example', subject: '1' };
  expect(wordsFor(new AppError('role_refused', { ...shown, audience: hex }), 'en').hint).toContain(hex);
});
