import { describe, expect, it } from 'vitest';
import { explainTrust } from '../../../../src/core/trust/explanation.ts';
import { policy, statement } from '../../../support/trust-cases/trust-case.ts';

const roleArn = { text: 'arn:aws:iam::111122223333:role/A', partition: 'aws', accountId: '111122223333' };
const token = { issuer: 'https://gitlab.example.com', audience: ['app'], subject: '42', expiresAt: 0 };
const audience = { 'ISSUER:aud': 'app' };
const subjects = (...values: readonly string[]) => ({ 'ISSUER:sub': values });

type Conditions = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** The conditions of a corrected statement, and what was changed. */
function corrected(Condition: Conditions) {
  const text = JSON.stringify(policy(statement({ Condition }))).replaceAll('ISSUER', 'gitlab.example.com');
  const { policy: read } = explainTrust({ roleArn, token, policy: text });
  if (read?.kind !== 'read' || read.correction.kind !== 'corrected') throw new Error(JSON.stringify(read));
  const after = read.correction.text.replaceAll('gitlab.example.com', 'ISSUER');
  const [only] = (JSON.parse(after) as { Statement: readonly { Condition: Conditions }[] }).Statement;
  return { conditions: only?.Condition, changes: read.correction.changes };
}

describe('where two tests of the subject meet', () => {
  it('a firm list is kept beside a pattern that is everybody, and whatever else is wrong is mended', () => {
    const { conditions, changes } = corrected({
      'ForAllValues:StringEquals': audience,
      StringEquals: subjects('42', '7'),
      StringLikeIfExists: subjects('*', '57'),
    });
    expect(conditions).toEqual({
      StringEquals: { ...subjects('42', '7'), ...audience },
      StringLikeIfExists: subjects('*', '57'),
    });
    expect(changes.map(({ code }) => code)).toEqual(['test-tightened']);
  });

  it('a loose list becomes firm beside a star, and nobody on it goes', () => {
    const { conditions, changes } = corrected({
      StringEquals: audience,
      StringLike: subjects('*', '57'),
      StringEqualsIfExists: subjects('42', '7'),
    });
    expect(conditions).toEqual({
      StringEquals: { ...audience, ...subjects('42', '7') },
      StringLike: subjects('*', '57'),
    });
    expect(changes.map(({ code }) => code)).toEqual(['test-tightened']);
  });

  it('a loose pattern becomes firm under another name where its own is taken', () => {
    const { conditions } = corrected({
      StringEquals: audience,
      StringLike: subjects('*'),
      StringLikeIfExists: subjects('42', 'project_path:group/app:*'),
    });
    expect(conditions).toEqual({
      StringEquals: audience,
      StringLike: subjects('*'),
      'ForAnyValue:StringLike': subjects('42', 'project_path:group/app:*'),
    });
  });

  it('where both let in everybody, whoever is named in either stays', () => {
    const { conditions, changes } = corrected({
      StringEquals: audience,
      StringLike: subjects('*', '57'),
      'ForAnyValue:StringLike': subjects('?*', '7'),
    });
    expect(conditions).toEqual({
      StringEquals: audience,
      StringLike: subjects('57', '7', '42'),
      'ForAnyValue:StringLike': subjects('?*', '7'),
    });
    expect(changes).toEqual([
      { code: 'values-dropped', statement: 1, key: 'gitlab.example.com:sub', values: ['*'] },
      { code: 'subject-added', statement: 1, subject: '7' },
      { code: 'subject-added', statement: 1, subject: '42' },
    ]);
  });

  it('somebody named in one alone, whom the other kept out, stays out', () => {
    const { conditions } = corrected({
      StringEquals: audience,
      StringLike: subjects('4*', '57'),
      'ForAnyValue:StringLike': subjects('*2', '8'),
    });
    expect(conditions).toEqual({
      StringEquals: audience,
      StringLike: subjects('57', '42'),
      'ForAnyValue:StringLike': subjects('*2', '8'),
    });
  });

  it('where nobody is named in either, both go', () => {
    const { conditions, changes } = corrected({
      StringEquals: audience,
      StringLike: subjects('*'),
      'ForAnyValue:StringLike': subjects('4*'),
    });
    expect(conditions).toEqual({ StringEquals: { ...audience, 'ISSUER:sub': '42' } });
    expect(changes.map(({ code }) => code)).toEqual([
      'values-dropped',
      'values-dropped',
      'subject-test-added',
    ]);
  });
});
