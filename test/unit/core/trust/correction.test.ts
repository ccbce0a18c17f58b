import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { explainTrust } from '../../../../src/core/trust/explanation.ts';
import type { TokenFacts } from '../../../../src/core/trust/token-facts.ts';
import { policyOf, trustTable } from '../../../support/trust-cases/table.ts';
import { action, policy, statement } from '../../../support/trust-cases/trust-case.ts';

const roleArn = {
  text: 'arn:aws:iam::111122223333:role/Admin',
  partition: 'aws',
  accountId: '111122223333',
};
const token: TokenFacts = {
  issuer: 'https://gitlab.example.com',
  audience: ['app'],
  subject: '42',
  expiresAt: Date.parse('2026-06-01T12:02:00Z'),
};
const job = 'project_path:group/app:ref_type:branch:ref:main';
const provider = 'arn:aws:iam::111122223333:oidc-provider/gitlab.example.com';

type Json = Readonly<Record<string, unknown>>;

function explain(document: unknown, facts: Partial<TokenFacts> = {}) {
  const text = JSON.stringify(document).replaceAll('ISSUER', 'gitlab.example.com');
  const { policy: read } = explainTrust({ roleArn, token: { ...token, ...facts }, policy: text });
  if (read?.kind !== 'read') throw new Error(JSON.stringify(read));
  return read;
}

const when = (Condition: Json, fields: Json = {}) => policy(statement({ Condition, ...fields }));
const both = (aud: unknown, sub: unknown) => when({ StringEquals: { 'ISSUER:aud': aud, 'ISSUER:sub': sub } });

/** What the first condition that fails is nearly right in. */
function nearOf(document: unknown, facts?: Partial<TokenFacts>): string | undefined {
  const [first] = explain(document, facts).verdict.statements;
  return (first?.principal.near ?? first?.conditions.find(({ holds }) => holds === 'no')?.near)?.code;
}

function changesOf(document: unknown) {
  const { correction } = explain(document);
  return correction.kind === 'corrected' ? correction.changes.map(({ code }) => code) : correction.kind;
}

describe('a near miss', () => {
  const named = { subject: 'Alice' };
  it.each<[string, unknown, Partial<TokenFacts>?]>([
    ['letter-case', both('app', 'alice'), named],
    ['white-space', both('app', '42 ')],
    ['trailing-slash', both('https://x.example.com/', '42'), { audience: ['https://x.example.com'] }],
    ['scheme', both('http://x.example.com', '42'), { audience: ['https://x.example.com'] }],
    ['number-form', both('app', '042')],
    ['wildcard-not-read', both('app', '4*')],
    ['other-application', both('web', '42')],
    ['audience-is-address', both('https://gitlab.example.com', '42')],
    ['other-application', both('https://x.example.com', '42'), { audience: ['https://y.example.com'] }],
    ['not-signed', when({ Bool: { 'aws:MultiFactorAuthPresent': 'true' } })],
    ['other-user', both('app', ['7', '8'])],
    ['name-not-id', both('app', 'alice')],
    ['user-not-job', both('app', job)],
    ['job-not-user', both('app', '7'), { subject: job }],
    ['other-branch', both('app', job.replace('main', 'dev')), { subject: job }],
    ['other-project', both('app', job.replace('app', 'web')), { subject: job }],
    ['project-form', both('app', job), { subject: 'project_id:20:ref_type:branch:ref:main' }],
    ['other-account', when({}, { Principal: { Federated: provider.replace('1111', '4444') } })],
    ['other-partition', when({}, { Principal: { Federated: provider.replace(':aws:', ':aws-cn:') } })],
    ['trailing-slash', when({}, { Principal: { Federated: `${provider}/` } })],
    ['letter-case', when({}, { Principal: { Federated: provider.replace('gitlab', 'GitLab') } })],
    ['scheme', when({}, { Principal: { Federated: provider.replace('/gitlab', '/https://gitlab') } })],
    ['other-issuer', when({}, { Principal: { Federated: provider.replace('.com', '.org') } })],
    ['not-a-provider', when({}, { Principal: { AWS: '111122223333' } })],
    ['scheme', when({ StringEquals: { 'https://ISSUER:sub': '42' } })],
    ['trailing-slash', when({ StringEquals: { 'ISSUER/:sub': '42' } })],
    ['key-of-other-issuer', when({ StringEquals: { 'gitlab.com:sub': '42' } })],
    ['misspelled-claim', when({ StringEquals: { 'ISSUER:subject': '42' } })],
    ['claim-not-passed-on', when({ StringEquals: { 'ISSUER:project_id': '20' } })],
    ['excluded', when({ StringNotLike: { 'ISSUER:sub': '*:*' } }), { subject: job }],
  ])('%s', (code, document, facts?: Partial<TokenFacts>) => {
    expect(nearOf(document, facts)).toBe(code);
  });

  it('is not seen in a key of SAML', () => {
    expect(nearOf(when({ StringEquals: { 'SAML:aud': 'app' } }))).toBeUndefined();
  });
});

describe('the corrected policy', () => {
  it.each<readonly [string, unknown, readonly string[] | string]>([
    ['adds the user to the others', both('app', ['7', '8']), ['subject-added']],
    ['makes a list of two users', both('app', '7'), ['subject-added']],
    ['puts a slip right', both('APP', '42 '), ['value-replaced', 'value-replaced']],
    [
      'gives a key its right name',
      when({ StringEquals: { 'https://ISSUER:sub': '42', 'ISSUER:aud': 'app' } }),
      ['key-renamed'],
    ],
    [
      'gives a key of no claim its right name, rather than to call it a danger',
      when({ StringEquals: { 'ISSUER:aud': 'app', 'ISSUER:subject': '42' } }),
      ['key-renamed'],
    ],
    [
      'names the provider of this account',
      when(
        { StringEquals: { 'ISSUER:aud': 'app', 'ISSUER:sub': '42' } },
        { Principal: { Federated: provider.replace('1111', '4444') } },
      ),
      ['provider-replaced'],
    ],
    [
      'allows the action',
      when({ StringEquals: { 'ISSUER:aud': 'app', 'ISSUER:sub': '42' } }, { Action: 'sts:AssumeRole' }),
      ['action-added'],
    ],
    [
      'tests the subject where that was forgotten',
      when({ StringEquals: { 'ISSUER:aud': 'app' } }),
      ['subject-test-added'],
    ],
    [
      'tests the audience, too',
      when({ StringEquals: { 'ISSUER:sub': '7' } }),
      ['subject-added', 'audience-test-added'],
    ],
    ['keeps people and jobs apart', both('app', job), ['statement-added']],
    ['does not let another application in to the same people', both('web', ['7', '42']), ['statement-added']],
    ['leaves what somebody denied to them', policy(statement(), statement({ Effect: 'Deny' })), 'denied'],
    ['is none where nothing is wrong', both('app', '42'), 'none'],
    [
      'does not carry on what lets everybody in',
      when({ StringLike: { 'ISSUER:sub': '*' } }),
      ['values-dropped', 'audience-test-added', 'subject-test-added'],
    ],
    [
      'names the provider where everybody is the principal',
      policy(statement({ Principal: '*' })),
      ['principal-narrowed', 'audience-test-added', 'subject-test-added'],
    ],
  ])('%s', (_name, document, changes) => {
    expect(changesOf(document)).toEqual(changes);
  });

  it('keeps everything else as it was written', () => {
    const before = when({ StringEquals: { 'ISSUER:aud': ['app'], 'ISSUER:sub': [7] } }, { Sid: 'People' });
    const { correction } = explain({ Id: 'trust', ...before });
    if (correction.kind !== 'corrected') throw new Error(correction.kind);
    expect(JSON.parse(correction.text)).toEqual({
      Id: 'trust',
      Version: '2012-10-17',
      Statement: [
        {
          Sid: 'People',
          Effect: 'Allow',
          Principal: { Federated: provider },
          Action: action,
          Condition: {
            StringEquals: { 'gitlab.example.com:aud': ['app'], 'gitlab.example.com:sub': [7, '42'] },
          },
        },
      ],
    });
  });

  it.each(trustTable.filter(([, { answer }]) => answer !== 'not-saved'))(
    'lets the token in and is no danger itself: %s',
    (_name, one) => {
      const read = explainTrust({ roleArn, token, policy: policyOf(one, 'gitlab.example.com') }).policy;
      if (read?.kind !== 'read' || read.correction.kind !== 'corrected') return;
      const again = explainTrust({ roleArn, token, policy: read.correction.text }).policy;
      if (again?.kind !== 'read') throw new Error(JSON.stringify(again));
      expect(['allowed', 'unknown']).toContain(again.verdict.answer);
      expect(again.dangers.filter(({ level }) => level === 'danger')).toEqual([]);
      expect(again.correction.kind).toBe('none');
    },
  );

  it('lets in nobody but this token who was not let in before', () => {
    const subject = fc.oneof(
      fc.integer({ min: 1, max: 60 }).map(String),
      fc.constantFrom(job, 'project_id:1:ref:x', 'alice'),
    );
    const aud = fc.constantFrom('app', 'web', 'APP');
    fc.assert(
      fc.property(
        fc.array(subject, { minLength: 1, maxLength: 4 }),
        aud,
        subject,
        aud,
        (subjects, audience, other, otherAud) => {
          const text = JSON.stringify(both(audience, subjects)).replaceAll('ISSUER', 'gitlab.example.com');
          const read = explainTrust({ roleArn, token, policy: text }).policy;
          if (read?.kind !== 'read' || read.correction.kind !== 'corrected') return;
          const stranger = { ...token, subject: other, audience: [otherAud] };
          if (other === '42' && otherAud === 'app') return;
          const answerTo = (source: string) => {
            const result = explainTrust({ roleArn, token: stranger, policy: source }).policy;
            return result?.kind === 'read' ? result.verdict.answer : 'malformed';
          };
          // A slip that is put right may take its old reading away, and give it to nobody else.
          if (answerTo(text) === 'refused' && otherAud === audience)
            expect(answerTo(read.correction.text)).toBe('refused');
        },
      ),
    );
  });
});
