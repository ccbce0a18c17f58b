import { expect, it } from 'vitest';
import { explainTrust } from '../../../../src/core/trust/explanation.ts';
import { trustWordsOf } from '../../../../src/core/trust-guide.ts';
import { policy, statement } from '../../../support/trust-cases/trust-case.ts';

const question = {
  roleArn: { text: 'arn:aws:iam::111122223333:role/Admin', partition: 'aws', accountId: '111122223333' },
  token: { issuer: 'https://gitlab.example.com', audience: ['app'], subject: '42', expiresAt: 0 },
};

const aud = { 'ISSUER:aud': 'app' };
const me = { ...aud, 'ISSUER:sub': '42' };
const root = { AWS: 'arn:aws:iam::222222222222:root' };
const breakGlass = statement({ Principal: root, Action: 'sts:AssumeRole' });

function read(text: string) {
  const explanation = explainTrust({ ...question, policy: text });
  if (explanation.policy?.kind !== 'read') throw new Error('not read');
  return { explanation, ...explanation.policy };
}

it.each<[string, Readonly<Record<string, unknown>>]>([
  ['email', { StringEquals: { ...me, 'ISSUER:email': 'ada@example.com' } }],
  ['groups_direct', { StringEquals: aud, 'ForAnyValue:StringLike': { 'ISSUER:groups_direct': 'ops' } }],
  ['project_id', { StringEquals: { ...me, 'ISSUER:project_id': '20' } }],
  ['namespace_id', { StringEquals: me, Null: { 'ISSUER:namespace_id': 'false' } }],
])(
  'a test of %s, which no token passes, was not meant for this one: the policy for it is at hand',
  (claim, Condition) => {
    const text = JSON.stringify(policy(breakGlass, statement({ Condition })));
    const { explanation, correction } = read(text.replaceAll('ISSUER', 'gitlab.example.com'));
    expect(correction).toMatchObject({
      kind: 'unmeetable',
      statement: 2,
      limits: [{ key: `gitlab.example.com:${claim}` }],
    });
    for (const [language, said] of [
      ['en', 'Nobody gets in by statement 2'],
      ['ja', 'ステートメント 2 では誰も許可されません'],
    ] as const) {
      const obstacles = trustWordsOf(explanation, language).obstacles.join();
      expect(obstacles).toContain(said);
      expect(obstacles).toContain(`gitlab.example.com:${claim}`);
      expect(obstacles).not.toMatch(/somebody meant|意図された/);
    }
    expect(read(explanation.needed.policy ?? '').verdict.answer).toBe('allowed');
  },
);
