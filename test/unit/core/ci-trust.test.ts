import { expect, test } from 'vitest';
import { trustForRefused } from '../../../src/core/ci-trust.ts';

const shown = {
  roleArn: 'arn:aws-cn:iam::123456789012:role/ci/Deploy',
  issuer: 'https://gitlab.example.com/git',
  audience: 'https://aws.example.com',
  subject: 'project_path:grp/proj:ref_type:branch:ref:main',
};

const main = { ref: 'main', ref_type: 'branch', ref_protected: 'true' };

test('what has been refused is what the statement lets in, and it is no whole policy', () => {
  const advice = trustForRefused(shown, main);
  expect(advice).toMatchObject({ kind: 'add', reach: { kind: 'branch', name: 'main', isProtected: true } });
  expect(JSON.parse(advice?.kind === 'add' ? advice.statement : '')).toEqual({
    Effect: 'Allow',
    Principal: { Federated: 'arn:aws-cn:iam::123456789012:oidc-provider/gitlab.example.com/git' },
    Action: 'sts:AssumeRoleWithWebIdentity',
    Condition: {
      StringEquals: {
        'gitlab.example.com/git:aud': shown.audience,
        'gitlab.example.com/git:sub': shown.subject,
      },
    },
  });
});

test('without a role there is no account to write one for, and no policy takes every subject', () => {
  expect(trustForRefused({ ...shown, roleArn: 'Deploy' }, main)).toBeUndefined();
  expect(trustForRefused({ ...shown, subject: 'project_path:grp/*' }, main)).toBeUndefined();
});

test('no statement is proposed for the token of a person', () => {
  expect(trustForRefused({ ...shown, subject: '4711' }, {})).toEqual({ kind: 'person' });
});

const branch = 'project_path:grp/proj:ref_type:branch:ref:feature/a';
const github = 'repo:grp/proj:ref:refs/';

test.for([
  [branch, { ref: 'feature/a', ref_type: 'branch', ref_protected: 'false' }, ['branch', 'feature/a', false]],
  [branch, { ref: 'feature/a', ref_type: 'branch' }, ['branch', 'feature/a', undefined]],
  [
    'project_path:g/p:ref_type:tag:ref:v1',
    { ref: 'v1', ref_type: 'tag', ref_protected: true },
    ['tag', 'v1', true],
  ],
  [
    `${github}heads/main`,
    { ref: 'refs/heads/main', ref_type: 'branch', ref_protected: 'false' },
    ['branch', 'main', false],
  ],
  [`${github}tags/v1`, { ref: 'refs/tags/v1', ref_type: 'tag' }, ['tag', 'v1', undefined]],
  [
    'repo:grp/proj:environment:prod',
    { ref: 'refs/heads/x', ref_type: 'branch' },
    ['environment', 'prod', undefined],
  ],
  [
    'repo:grp/proj:pull_request',
    { ref: 'refs/pull/1/merge', ref_type: 'branch' },
    ['pull-requests', undefined, undefined],
  ],
  ['project_id:20', main, ['any-ref', undefined, undefined]],
  [branch, {}, [undefined, undefined, undefined]],
] as const)('it is told whom a statement for %s lets in', ([subject, claims, [kind, name, isProtected]]) => {
  const advice = trustForRefused({ ...shown, subject }, claims);
  const reach: object = (advice?.kind === 'add' ? advice.reach : undefined) ?? {};
  expect(reach).toEqual({ kind, name, isProtected });
});
