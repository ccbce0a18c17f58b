import { describe, expect, it, vi } from 'vitest';
import { dangersOf } from '../../../../src/core/trust/dangers.ts';
import { evaluateTrust } from '../../../../src/core/trust/evaluation.ts';
import { isFault, parseTrustPolicy } from '../../../../src/core/trust/policy-reader.ts';
import { factsOf } from '../../../../src/core/trust/token-facts.ts';
import { jwtWith } from '../../../support/fake-jwt.ts';
import { policyOf, trustTable } from '../../../support/trust-cases/table.ts';
import { rules, type TrustCase } from '../../../support/trust-cases/trust-case.ts';

const now = Date.parse('2026-06-01T12:00:00Z');

function answerTo(one: TrustCase) {
  const policy = parseTrustPolicy(policyOf(one, 'gitlab.example.com'));
  if (isFault(policy)) return 'not-saved';
  // It does not hang on the token: IAM looks at it when the role is made.
  if (dangersOf(policy).some(({ code, level }) => level === 'danger' && code === 'shared-issuer'))
    return 'not-saved';
  const token = factsOf(
    jwtWith({
      iss: 'https://gitlab.example.com',
      sub: '42',
      aud: 'app',
      exp: now / 1000 + 120,
      ...one.claims,
    }),
  );
  if (typeof token === 'string') throw new Error(token);
  const roleArn = { partition: 'aws', accountId: '111122223333' };
  return evaluateTrust(policy, { roleArn, token, now, sessionName: 'user@example.com' }).answer;
}

describe('the evaluator answers as IAM documents', () => {
  it.each(trustTable)('%s', (_name, one) => {
    expect(answerTo(one)).toBe(one.hidden ? 'unknown' : one.answer);
  });

  it.each(['America/Los_Angeles', 'Asia/Tokyo'])('the same with a clock in %s', (zone) => {
    vi.stubEnv('TZ', zone);
    // Or the rest would show nothing.
    expect(new Date(2026, 5, 1).getTimezoneOffset()).toBe(zone === 'Asia/Tokyo' ? -540 : 420);
    for (const [name, one] of trustTable)
      expect(answerTo(one), name).toBe(one.hidden ? 'unknown' : one.answer);
  });

  it('in at least 150 cases, each with another name, that use all the rules', () => {
    expect(trustTable.length).toBeGreaterThanOrEqual(150);
    expect(new Set(trustTable.map(([name]) => name)).size).toBe(trustTable.length);
    const used = new Set<string>(trustTable.map(([, one]) => one.rule));
    const unused = Object.keys(rules).filter((rule) => !used.has(rule));
    expect(unused).toEqual([]);
  });
});
