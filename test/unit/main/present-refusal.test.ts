import { expect, test } from 'vitest';
import { AppError, type Shown } from '../../../src/core/errors.ts';
import { presentError } from '../../../src/main/present-error.ts';
import { presentRefusal } from '../../../src/main/present-refusal.ts';

const shown: Shown = {
  roleArn: 'arn:aws:iam::123456789012:role/team/Admin',
  issuer: 'https://gitlab.example.com',
  audience: 'app-1',
  subject: '42',
};

test.for([
  [new AppError('role_refused', shown), 'trust-policy'],
  [new AppError('sts_token_refused', { ...shown, reason: 'No provider' }), 'identity-provider'],
  [new AppError('sts_token_expired', shown), 'clocks'],
] as const)(
  'what AWS was shown comes with $0.code, and where to compare it: %s',
  ([failure, compareWith]) => {
    expect(presentError(failure, 'en')).toMatchObject({ action: 'explain' });
    expect(presentRefusal(failure)).toEqual({
      ...shown,
      compareWith,
      accountId: '123456789012',
      provider: 'gitlab.example.com',
      providerArn: 'arn:aws:iam::123456789012:oidc-provider/gitlab.example.com',
    });
  },
);

test.for([
  [
    'arn:aws-cn:iam::1:role/A',
    'https://git.example.cn/gitlab',
    'arn:aws-cn:iam::1:oidc-provider/git.example.cn/gitlab',
  ],
  [
    'arn:aws-us-gov:iam::2:role/A',
    'http://127.0.0.1:8080',
    'arn:aws-us-gov:iam::2:oidc-provider/127.0.0.1:8080',
  ],
] as const)('the provider of %s for %s is %s', ([roleArn, issuer, providerArn]) => {
  const failure = new AppError('role_refused', { ...shown, roleArn, issuer });
  expect(presentRefusal(failure)?.providerArn).toBe(providerArn);
});

test('other failures have nothing to compare', () => {
  for (const failure of [
    new AppError('keychain_locked', {}),
    new AppError('sts_failed', { code: 'X', reason: 'Y' }),
    new AppError('internal', {}),
  ]) {
    expect(presentRefusal(failure)).toBeUndefined();
    expect(presentError(failure, 'en')).not.toHaveProperty('refusal');
  }
});

test('only the named facts of a refusal leave the main process', () => {
  const details = { ...shown, jwt: 'glrt-canary' };
  expect(JSON.stringify(presentError(new AppError('role_refused', details), 'en'))).not.toContain('canary');
});
