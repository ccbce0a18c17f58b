import { describe, expect, it } from 'vitest';
import { explainTrust } from '../../../src/core/trust/explanation.ts';
import { grantWords, trustWordsOf } from '../../../src/core/trust-guide.ts';
import { policyOf, trustTable } from '../../support/trust-cases/table.ts';

const roleArn = { text: 'arn:aws:iam::111122223333:role/Admin', partition: 'aws', accountId: '111122223333' };
const token = { issuer: 'https://gitlab.example.com', audience: ['app'], subject: '42', expiresAt: 0 };

function wordsOf(policy: string, language: 'en' | 'ja') {
  return trustWordsOf(explainTrust({ roleArn, token, policy }), language);
}

describe.each(['en', 'ja'] as const)('in %s', (language) => {
  it.each(trustTable)('everything about it has words: %s', (_name, one) => {
    const { verdict, reasons, dangers, changes, obstacles } = wordsOf(
      policyOf(one, 'gitlab.example.com'),
      language,
    );
    const lines = [
      ...(verdict === undefined ? [] : [verdict]),
      ...reasons.flatMap(({ title, lines: all }) => [`${title}.`, ...all]),
      ...dangers.flatMap(({ label, text }) => [`${label}.`, text]),
      ...changes,
      ...obstacles,
    ];
    expect(lines.length).toBeGreaterThan(0);
    for (const line of lines) {
      expect(line).toMatch(/[.。]$/);
      expect(line).not.toMatch(/undefined|\[object/);
      if (language === 'ja') expect(line).toMatch(/[\u3040-\u30ff\u4e00-\u9fff]/);
    }
  });
});

it('where a Deny applies, it is the reason, and no Allow is spoken of', () => {
  const allow = {
    Effect: 'Allow',
    Principal: { Federated: 'arn:aws:iam::111122223333:oidc-provider/gitlab.example.com' },
    Action: 'sts:AssumeRoleWithWebIdentity',
    Condition: { StringEquals: { 'gitlab.example.com:aud': 'app', 'gitlab.example.com:sub': '42' } },
  };
  const words = wordsOf(
    JSON.stringify({ Statement: [allow, { ...allow, Effect: 'Deny', Sid: 'Frozen' }] }),
    'en',
  );
  expect(words.reasons.map(({ title }) => title)).toEqual([
    'Statement 2 (Frozen) denies it, as all that it asks for is true of this token',
  ]);
  expect(words.obstacles).toEqual([
    'A Deny wins over every Allow. Whoever wrote statement 2 must change it first.',
  ]);
});

describe('a Deny without MFA tells what it asks for, and that no ID token can have it', () => {
  const arn = 'arn:aws:iam::111122223333:oidc-provider/gitlab.example.com';
  const allow = { Effect: 'Allow', Principal: { Federated: arn }, Action: 'sts:AssumeRoleWithWebIdentity' };
  const key = 'aws:MultiFactorAuthPresent';
  const Condition = { BoolIfExists: { [key]: 'false' }, Null: { [key]: 'true' } };
  const deny = { Effect: 'Deny', Principal: '*', Action: '*', Sid: 'NeedMfa', Condition };
  it.each([
    [
      'en' as const,
      [
        `BoolIfExists ${key}: the policy wants "false"; the request has no such key, and it holds without. A request with an ID token is not signed by keys, so AWS knows of no MFA and no user in it: ask for MFA in GitLab.`,
        `Null ${key}: the policy wants no such key; the request has no such key.`,
      ],
    ],
    [
      'ja' as const,
      [
        `BoolIfExists ${key}: ポリシーの値は「false」で、リクエストにこのキーがないため成立します。ID トークンによるリクエストはキーで署名されないため、MFA やユーザーの情報は AWS に伝わりません。MFA は GitLab で必須にしてください。`,
        `Null ${key}: ポリシーの値は「true」（キーがないこと）で、リクエストにこのキーがないため成立します。`,
      ],
    ],
  ])('%s', (language, lines) => {
    const { reasons } = wordsOf(JSON.stringify({ Statement: [allow, deny] }), language);
    expect(reasons.map((reason) => reason.lines)).toEqual([lines]);
  });
});

describe('a policy as it was found', () => {
  const inner = {
    Statement: { Effect: 'Allow', Principal: { AWS: '111122223333' }, Action: 'sts:AssumeRole' },
  };
  const refused = 'This trust policy refuses the token.';
  it.each([
    [
      'the whole answer of get-role',
      JSON.stringify({ Role: { RoleName: 'A', AssumeRolePolicyDocument: inner } }),
    ],
    ['one role of list-roles', JSON.stringify({ RoleName: 'A', AssumeRolePolicyDocument: inner })],
    ['as IAM itself answers', encodeURIComponent(JSON.stringify(inner))],
    [
      'the same within the answer',
      JSON.stringify({ AssumeRolePolicyDocument: encodeURIComponent(JSON.stringify(inner)) }),
    ],
  ])('%s', (_what, text) => {
    expect(wordsOf(text, 'en').verdict).toBe(refused);
  });

  it('of another role is told to be one', () => {
    const wrapped = (Arn: unknown) => JSON.stringify({ Role: { Arn, AssumeRolePolicyDocument: inner } });
    const other = 'arn:aws:iam::111122223333:role/Other';
    expect(wordsOf(wrapped(other), 'en').dangers[0]).toMatchObject({
      label: 'Warning',
      text: expect.stringContaining(`the policy of another role, ${other}`) as string,
    });
    expect(wordsOf(wrapped(other), 'ja').dangers[0]?.text).toContain(`別のロール（${other}）`);
    for (const form of [encodeURIComponent, (text: string) => text.replace(/^\{"Role":(.*)\}$/, '$1')])
      expect(wordsOf(form(wrapped(other)), 'en').dangers[0]?.text).toContain(other);
    for (const text of [wrapped(roleArn.text), wrapped(undefined), wrapped(7), JSON.stringify(inner)])
      expect(wordsOf(text, 'en').dangers).toEqual([]);
  });

  it('that names a user and no audience is not said to let CI jobs in', () => {
    const Principal = { Federated: 'arn:aws:iam::111122223333:oidc-provider/gitlab.example.com' };
    const Condition = { StringEquals: { 'gitlab.example.com:sub': '42' } };
    const one = { Effect: 'Allow', Principal, Action: 'sts:AssumeRoleWithWebIdentity', Condition };
    const said = (language: 'en' | 'ja') =>
      wordsOf(JSON.stringify({ Statement: one }), language).dangers.map(({ text }) => text);
    expect(said('en')).toEqual([expect.stringContaining('The audience is not tested')]);
    expect(said('en').join()).not.toContain('CI job');
    expect(said('ja')).toEqual([expect.stringContaining('audience が検証されていません')]);
    expect(said('ja').join()).not.toContain('CI');
  });

  it('is not guessed where the form is broken', () => {
    expect(wordsOf('%7B%ZZ', 'en').obstacles[0]).toContain('Line 1, column 1');
  });

  it('with a placeholder in it is told so', () => {
    const Principal = { Federated: 'arn:aws:iam::${AWS::AccountId}:oidc-provider/gitlab.example.com' };
    const text = JSON.stringify({ Statement: { ...inner.Statement, Principal } });
    expect(wordsOf(text, 'en').obstacles[0]).toContain('has a placeholder');
    expect(wordsOf(text, 'ja').obstacles[0]).toContain('プレースホルダー');
  });

  it('without a principal is told what that is', () => {
    const text = JSON.stringify({ Statement: { Effect: 'Allow', Action: 'sts:AssumeRole' } });
    expect(wordsOf(text, 'en').obstacles[0]).toContain('it says whom the role trusts');
    expect(wordsOf(text, 'ja').obstacles[0]).toContain('ロールが信頼する相手');
  });
});

it('a long list is told by its first values and their number', () => {
  const ids = Array.from({ length: 9 }, (_, index) => String(index + 1));
  const text = JSON.stringify({
    Statement: {
      Effect: 'Allow',
      Principal: { Federated: 'arn:aws:iam::111122223333:oidc-provider/gitlab.example.com' },
      Action: 'sts:AssumeRoleWithWebIdentity',
      Condition: { StringEquals: { 'gitlab.example.com:aud': 'app', 'gitlab.example.com:sub': ids } },
    },
  });
  expect(wordsOf(text, 'en').reasons[0]?.lines[0]).toContain(
    'the policy wants "1", "2", "3", "4" and 5 more;',
  );
});

it('why a policy is not written is told, too', () => {
  expect(grantWords({ code: 'no-subject' }, 'en')).toContain('every CI job');
  expect(grantWords({ code: 'no-subject' }, 'ja')).toContain('CI ジョブ');
});
