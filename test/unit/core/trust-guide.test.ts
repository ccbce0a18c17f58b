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
    'Statement 2 (Frozen) denies it: all that it asks for is true of this token',
  ]);
  expect(words.obstacles).toEqual([
    'A Deny wins over every Allow. Whoever wrote statement 2 must change it first.',
  ]);
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
