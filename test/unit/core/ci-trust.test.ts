import { expect, test } from 'vitest';
import { trustForRefused } from '../../../src/core/ci-trust.ts';

const shown = {
  roleArn: 'arn:aws-cn:iam::123456789012:role/ci/Deploy',
  issuer: 'https://gitlab.example.com/git',
  audience: 'https://aws.example.com',
  subject: 'project_path:grp/proj:ref_type:branch:ref:main',
};

test('what has been refused is what the policy lets in, and nothing else', () => {
  expect(JSON.parse(trustForRefused(shown) ?? '')).toEqual({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { Federated: 'arn:aws-cn:iam::123456789012:oidc-provider/gitlab.example.com/git' },
        Action: 'sts:AssumeRoleWithWebIdentity',
        Condition: {
          StringEquals: {
            'gitlab.example.com/git:aud': shown.audience,
            'gitlab.example.com/git:sub': shown.subject,
          },
        },
      },
    ],
  });
});

test('without a role there is no account to write one for, and no policy takes every subject', () => {
  expect(trustForRefused({ ...shown, roleArn: 'Deploy' })).toBeUndefined();
  expect(trustForRefused({ ...shown, subject: 'project_path:grp/*' })).toBeUndefined();
});
