import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ci } from '../../../src/cli/ci.ts';
import { jwtWith } from '../../support/fake-jwt.ts';

const role = ['--role-arn', 'arn:aws:iam::123456789012:role/Admin'];
const print = [...role, '--print'];
const expired = jwtWith({ iss: 'https://gitlab.example.com', aud: 'a', sub: 'b', exp: 1 });

beforeEach(() => vi.stubEnv('MY_ID_TOKEN', ''));
afterEach(() => vi.unstubAllEnvs());

test.for([
  [[], /^Say `tobira ci console` or `tobira ci credentials`\.$/],
  [['deploy'], /^Say `tobira ci console`/],
  [['console', ...role], /--print or --out FILE\.$/],
  [['console', ...print, '--out', 'x'], /--print or --out FILE\.$/],
  [['console', '--print'], /^--role-arn is missing\.$/],
  [['credentials', '--role-arn', 'Admin'], /^"Admin" is no role ARN/],
  [['console', ...print, '--duration', '10m'], /^"10m" is no duration from 15m to 12h\.$/],
  [['credentials', ...role, '--format', 'xml'], /^There is no format "xml"/],
  [['credentials', ...role, 'word'], /^Unexpected word "word"\.$/],
] as const)('the words %j are a usage error', async ([words, message]) => {
  await expect(ci(words)).rejects.toMatchObject({
    code: 'usage',
    details: { message: expect.stringMatching(message) as unknown },
  });
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
  await expect(ci(['credentials', ...role])).rejects.toMatchObject({ code: 'ci_token_unreadable' });
});

test('a partition without a known region is refused unless a region is named', async () => {
  vi.stubEnv('AWS_REGION', undefined);
  vi.stubEnv('AWS_DEFAULT_REGION', undefined);
  const iso = ['credentials', '--role-arn', 'arn:aws-iso:iam::123456789012:role/Admin'];
  await expect(ci(iso)).rejects.toMatchObject({ code: 'partition_unsupported' });
  await expect(ci([...iso, '--region', 'us-iso-east-1'])).rejects.toMatchObject({ code: 'ci_token_missing' });
});

test.for(['AWS_ENDPOINT_URL_STS', 'TOBIRA_SIGNIN_ENDPOINT', 'TOBIRA_CONSOLE_ENDPOINT'])(
  '%s in the clear is refused',
  async (variable) => {
    vi.stubEnv(variable, 'http://evil.example');
    await expect(ci(['credentials', ...role])).rejects.toMatchObject({
      code: 'usage',
      details: { message: `${variable} must be an https address (http only on loopback).` },
    });
  },
);
