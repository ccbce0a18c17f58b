import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { trustPolicyFor, type TrustGrant } from '../../../../src/core/trust/policy-writer.ts';

const people: TrustGrant = {
  partition: 'aws',
  accountId: '111122223333',
  issuer: 'https://gitlab.example.com',
  audience: 'app-uid',
  subjects: [{ kind: 'exact', value: '42' }],
};

function written(grant: TrustGrant) {
  const trust = trustPolicyFor(grant);
  if (trust.kind !== 'written') throw new Error(JSON.stringify(trust.faults));
  return trust;
}

function faultsOf(grant: Partial<TrustGrant>) {
  const trust = trustPolicyFor({ ...people, ...grant });
  return trust.kind === 'refused' ? trust.faults : [];
}

const ids = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ kind: 'exact' as const, value: String(100_000 + index) }));

describe('a trust policy for people', () => {
  it('tests audience and subject, of the provider in the account of the role', () => {
    expect(written(people)).toMatchObject({
      split: 'none',
      provider: {
        name: 'gitlab.example.com',
        arn: 'arn:aws:iam::111122223333:oidc-provider/gitlab.example.com',
      },
      policies: [
        {
          document: {
            Version: '2012-10-17',
            Statement: [
              {
                Effect: 'Allow',
                Principal: { Federated: 'arn:aws:iam::111122223333:oidc-provider/gitlab.example.com' },
                Action: 'sts:AssumeRoleWithWebIdentity',
                Condition: {
                  StringEquals: { 'gitlab.example.com:aud': 'app-uid', 'gitlab.example.com:sub': '42' },
                },
              },
            ],
          },
        },
      ],
    });
  });

  it.each([
    ['https://gitlab.example.com/', 'gitlab.example.com'],
    ['https://example.com/gitlab', 'example.com/gitlab'],
    ['https://example.com/gitlab/', 'example.com/gitlab'],
    ['https://gitlab.com', 'gitlab.com'],
  ])('names %s as IAM does: %s', (issuer, name) => {
    expect(written({ ...people, issuer }).provider.name).toBe(name);
  });

  it('keeps the slash of an issuer whose tokens have it', () => {
    const { provider } = written({ ...people, issuer: 'https://id.example.com/', issuerEndsWithSlash: true });
    expect(provider.name).toBe('id.example.com/');
  });

  it.each(['aws-cn', 'aws-us-gov', 'aws-eusc'])('stays in the partition %s', (partition) => {
    expect(written({ ...people, partition }).provider.arn).toMatch(new RegExp(`^arn:${partition}:iam::`));
  });

  it('names each of them once', () => {
    const subjects = [...people.subjects, { kind: 'exact' as const, value: '57' }, ...people.subjects];
    expect(written({ ...people, subjects }).policies[0]?.text).toContain(
      '"gitlab.example.com:sub": ["42", "57"]',
    );
  });
});

describe('a trust policy for jobs', () => {
  it('takes a pattern with wildcards, and keeps exact subjects in a statement of their own', () => {
    const trust = written({
      ...people,
      subjects: [
        { kind: 'like', value: 'project_path:group/app:ref_type:tag:ref:v*' },
        { kind: 'exact', value: 'project_id:20:ref_type:branch:ref:main' },
      ],
    });
    expect(trust.split).toBe('statements');
    expect(trust.policies[0]?.document.Statement).toMatchObject([
      {
        Sid: 'ExactSubjects',
        Condition: {
          StringEquals: {
            'gitlab.example.com:aud': 'app-uid',
            'gitlab.example.com:sub': 'project_id:20:ref_type:branch:ref:main',
          },
        },
      },
      {
        Sid: 'SubjectPatterns',
        Condition: {
          StringEquals: { 'gitlab.example.com:aud': 'app-uid' },
          StringLike: { 'gitlab.example.com:sub': 'project_path:group/app:ref_type:tag:ref:v*' },
        },
      },
    ]);
  });

  it('takes a pattern without wildcards for an exact subject', () => {
    const value = 'project_id:20:ref_type:branch:ref:main';
    const [policy] = written({ ...people, subjects: [{ kind: 'like', value }] }).policies;
    expect(policy?.document.Statement[0]?.Condition).not.toHaveProperty('StringLike');
  });
});

describe('a policy that is too long', () => {
  it('becomes several, one for each role, with every user in exactly one of them', () => {
    const subjects = ids(400);
    const { policies, split } = written({ ...people, subjects });
    expect(split).toBe('roles');
    expect(policies.length).toBeGreaterThan(1);
    for (const { text, document } of policies) {
      expect(text.length).toBeLessThanOrEqual(2048);
      expect(JSON.parse(text)).toEqual(document);
    }
    expect(policies.flatMap((policy) => policy.subjects)).toEqual(subjects);
  });

  it('stays one where AWS has raised the limit', () => {
    const { policies, split } = written({ ...people, subjects: ids(300), limit: 4096 });
    expect([policies.length, split]).toEqual([1, 'none']);
  });

  it('loses its white space before it becomes several', () => {
    const { policies, split } = written({ ...people, subjects: ids(180) });
    expect([policies.length, split]).toEqual([1, 'none']);
    expect(policies[0]?.text).not.toContain('\n');
  });
});

describe('no policy is written', () => {
  it('without a subject: the audience alone keeps nobody out', () => {
    expect(faultsOf({ subjects: [] })).toEqual([{ code: 'no-subject' }]);
  });

  it.each([
    '*',
    '?*',
    '*:*',
    'project_path:*',
    'project_path:gro*',
    'project_*',
    '4*',
    '*42',
    'project_path:*/app:*',
  ])('for the pattern %s, which is too wide', (value) => {
    expect(faultsOf({ subjects: [{ kind: 'like', value }] })).toEqual([
      { code: 'pattern-too-wide', subject: value },
    ]);
  });

  it('with a wildcard in an exact subject', () => {
    expect(faultsOf({ subjects: [{ kind: 'exact', value: '4*' }] })).toEqual([
      { code: 'wildcard-in-exact', subject: '4*' },
    ]);
  });

  it.each(['', ' 42', '42\n', '${aws:userid}', 'project_path:g/p:ref_type:branch:ref:機能'])(
    'for the subject %j, which IAM would not take as it stands',
    (value) => {
      expect(faultsOf({ subjects: [{ kind: 'exact', value }] })).toEqual([
        { code: 'unwritable', field: 'subject', value },
      ]);
    },
  );

  it.each(['', ' app', 'a'.repeat(256)])('for the audience %j', (audience) => {
    expect(faultsOf({ audience })).toEqual([{ code: 'unwritable', field: 'audience', value: audience }]);
  });

  it.each(['gitlab.example.com', 'https://', 'https://gitlab.example.com/?x=1', 'https://git lab'])(
    'for the issuer %j',
    (issuer) => {
      expect(faultsOf({ issuer })).toEqual([{ code: 'bad-issuer', issuer }]);
    },
  );

  it('for an account that is none', () => {
    expect(faultsOf({ accountId: '12345' })).toEqual([{ code: 'bad-account', accountId: '12345' }]);
  });

  it('for a subject that fits into no policy', () => {
    const value = `project_path:group/app:ref_type:branch:ref:${'x'.repeat(2000)}`;
    expect(faultsOf({ subjects: [{ kind: 'exact', value }] })).toEqual([
      { code: 'too-long', subject: value },
    ]);
  });
});

it('every policy that is written tests the audience and the subject in each statement', () => {
  const subject = fc.record({
    kind: fc.constantFrom('exact' as const, 'like' as const),
    value: fc.oneof(
      fc.nat().map(String),
      fc.constantFrom('*', 'project_path:g/p:*', 'project_path:g/p:ref_type:branch:ref:main', 'x*', ''),
    ),
  });
  fc.assert(
    fc.property(fc.array(subject, { maxLength: 300 }), fc.string({ maxLength: 40 }), (subjects, audience) => {
      const trust = trustPolicyFor({ ...people, subjects, audience });
      if (trust.kind === 'refused') return;
      for (const { document, length } of trust.policies) {
        expect(length).toBeLessThanOrEqual(2048);
        for (const { Condition } of document.Statement) {
          const keys = Object.values(Condition).flatMap((block) => Object.keys(block));
          expect(keys.sort()).toEqual(['gitlab.example.com:aud', 'gitlab.example.com:sub']);
          expect(Condition['StringEquals']?.['gitlab.example.com:aud']).toBe(audience);
        }
      }
    }),
    { numRuns: 200 },
  );
});
