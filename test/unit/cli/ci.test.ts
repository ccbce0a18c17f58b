import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ci } from '../../../src/cli/ci.ts';
import { jwtWith } from '../../support/fake-jwt.ts';

const role = ['--role-arn', 'arn:aws:iam::123456789012:role/Admin'];
const hub = ['--chain-role-arn', 'arn:aws:iam::210987654321:role/Hub'];
const print = [...role, '--print'];
const expired = jwtWith({ iss: 'https://gitlab.example.com', aud: 'a', sub: 'b', exp: 1 });

beforeEach(() => {
  vi.stubEnv('MY_ID_TOKEN', '');
  for (const name of ['GITHUB_ACTIONS', 'ACTIONS_ID_TOKEN_REQUEST_URL', 'ACTIONS_ID_TOKEN_REQUEST_TOKEN']) {
    vi.stubEnv(name, undefined);
  }
});
afterEach(() => vi.unstubAllEnvs());

test.for([
  [[], { fault: 'command-choice' }],
  [['deploy'], { fault: 'command-choice' }],
  [['console', ...role], { fault: 'address-without-place' }],
  [['console', ...print, '--out', 'x'], { fault: 'address-in-two-places' }],
  [['console', ...print, '--out', ''], { fault: 'address-in-two-places' }],
  [['console', ...role, '--out', ''], { fault: 'option-without-value', option: '--out' }],
  [
    ['credentials', ...role, '--id-token-env', expired],
    { fault: 'no-variable-name', option: '--id-token-env' },
  ],
  [
    ['credentials', ...role, '--id-token-env', '$NAME'],
    { fault: 'no-variable-name', option: '--id-token-env' },
  ],
  [['exec', ...role, '--id-token-env', 'ghs_0123456789abcdef', '--', 'true'], { fault: 'no-variable-name' }],
  [['console', '--print'], { fault: 'word-missing', name: '--role-arn' }],
  [['credentials', '--role-arn', 'Admin'], { fault: 'no-role-arn', text: 'Admin' }],
  [['console', ...print, '--duration', '10m'], { fault: 'no-duration', text: '10m' }],
  [['credentials', ...role, '--format', 'xml'], { fault: 'choice-unknown', name: 'xml' }],
  [['credentials', ...role, '--chain-role-arn', 'Hub'], { fault: 'no-role-arn', text: 'Hub' }],
  [
    ['credentials', ...role, '--chain-role-arn', 'arn:aws-cn:iam::123456789012:role/Hub'],
    { fault: 'link-of-partition', partition: 'aws' },
  ],
  [
    ['exec', ...role, '--external-id', 'acme', ...hub, '--', 'true'],
    { fault: 'link-option-misplaced', option: '--external-id' },
  ],
  [
    ['console', ...print, ...hub, '--source-identity', 'ada', '--source-identity', 'bob'],
    { fault: 'link-option-misplaced', option: '--source-identity' },
  ],
  [
    ['credentials', ...role, ...hub, '--external-id', 'a b'],
    { fault: 'link-option-refused', option: '--external-id' },
  ],
  [['credentials', ...role, ...hub, ...hub, ...hub, ...hub, ...hub, ...hub], { fault: 'chain-too-long' }],
  [['exec', ...role, 'true'], { fault: 'job-program-not-apart' }],
  [['exec', ...role, '--'], { fault: 'program-missing' }],
  [['exec', ...role, '--format', 'env', '--', 'true'], { fault: 'option-unknown', option: '--format' }],
  [['credentials', ...role, 'word'], { fault: 'word-unexpected', word: 'word' }],
] as const)('the words %j are a usage error', async ([words, details]) => {
  await expect(ci(words)).rejects.toMatchObject({ code: 'usage', details });
});

test('without a token the variable is named, whichever it is', async () => {
  await expect(ci(['credentials', ...role])).rejects.toMatchObject({
    code: 'ci_token_missing',
    details: { variable: 'MY_ID_TOKEN' },
  });
  vi.stubEnv('AWS_TOKEN', '');
  await expect(ci(['console', ...print, '--id-token-env', 'AWS_TOKEN'])).rejects.toMatchObject({
    code: 'ci_token_missing',
    details: { variable: 'AWS_TOKEN' },
  });
});

test('a token that has expired is refused before AWS is asked', async () => {
  vi.stubEnv('MY_ID_TOKEN', expired);
  await expect(ci(['credentials', ...role])).rejects.toMatchObject({ code: 'ci_token_expired' });
});

test('a partition without a known region is refused unless a region is named', async () => {
  vi.stubEnv('AWS_REGION', undefined);
  vi.stubEnv('AWS_DEFAULT_REGION', undefined);
  const iso = ['credentials', '--role-arn', 'arn:aws-iso:iam::123456789012:role/Admin'];
  await expect(ci(iso)).rejects.toMatchObject({ code: 'partition_unsupported' });
  await expect(ci([...iso, '--region', 'us-iso-east-1'])).rejects.toMatchObject({ code: 'ci_token_missing' });
});

test.for([
  ['no-such-folder/url.txt', { path: 'no-such-folder', reason: 'ENOENT' }],
  ['package.json/url.txt', { path: 'package.json', reason: 'ENOTDIR' }],
  ['src', { path: 'src', reason: 'EISDIR' }],
  [
    'package.json',
    { path: 'package.json', reason: 'there is a file already; remove it or choose another name' },
  ],
] as const)(
  'an address cannot go to %s, which is found before the token is looked at',
  async ([out, details]) => {
    await expect(ci(['console', ...role, '--out', out])).rejects.toMatchObject({
      code: 'file_failed',
      details,
    });
  },
);

test.for(['AWS_ENDPOINT_URL_STS', 'TOBIRA_SIGNIN_ENDPOINT', 'TOBIRA_CONSOLE_ENDPOINT'])(
  '%s in the clear is refused',
  async (variable) => {
    vi.stubEnv(variable, 'http://evil.example');
    await expect(ci(['credentials', ...role])).rejects.toMatchObject({
      code: 'usage',
      details: { fault: 'variable-no-endpoint', variable },
    });
  },
);
