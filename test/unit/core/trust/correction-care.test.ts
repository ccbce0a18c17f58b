import { describe, expect, it } from 'vitest';
import { explainTrust } from '../../../../src/core/trust/explanation.ts';
import type { TokenFacts } from '../../../../src/core/trust/token-facts.ts';
import { trustWordsOf } from '../../../../src/core/trust-guide.ts';
import { action, policy, statement } from '../../../support/trust-cases/trust-case.ts';

const roleArn = {
  text: 'arn:aws:iam::111122223333:role/Admin',
  partition: 'aws',
  accountId: '111122223333',
};
const facts: TokenFacts = {
  issuer: 'https://gitlab.example.com',
  audience: ['app'],
  subject: '42',
  expiresAt: Date.parse('2026-06-01T12:02:00Z'),
};
const now = Date.parse('2026-06-01T12:00:00Z');
const ours = 'arn:aws:iam::111122223333:oidc-provider/gitlab.example.com';
const other = 'arn:aws:iam::111122223333:oidc-provider/other.example.com';
const root = 'arn:aws:iam::222222222222:root';

type Json = Readonly<Record<string, unknown>>;

const aud = { 'ISSUER:aud': 'app' };
const me = { ...aud, 'ISSUER:sub': '42' };
const people = { ...aud, 'ISSUER:sub': ['7', '57'] };
const expired = { DateLessThan: { 'aws:CurrentTime': '2025-01-01T00:00:00Z' } };
const office = { IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } };
const allow = (Condition: Json, fields: Json = {}) => statement({ Condition, ...fields });
const deny = (Condition: Json, fields: Json = {}) => statement({ Effect: 'Deny', Condition, ...fields });
const breakGlass = statement({ Sid: 'BreakGlass', Principal: { AWS: root }, Action: 'sts:AssumeRole' });

function explained(statements: readonly Json[], given: Partial<TokenFacts> = {}) {
  const text = JSON.stringify(policy(...statements)).replaceAll('ISSUER', 'gitlab.example.com');
  const question = { roleArn, token: { ...facts, ...given }, now, sessionName: 'ada', policy: text };
  const explanation = explainTrust(question);
  if (explanation.policy?.kind !== 'read') throw new Error(JSON.stringify(explanation.policy));
  for (const language of ['en', 'ja'] as const) {
    const { changes, obstacles } = trustWordsOf(explanation, language);
    for (const line of [...changes, ...obstacles]) {
      expect(line).toMatch(/[.。]$/);
      expect(line).not.toMatch(/undefined|\[object/);
    }
  }
  return explanation;
}

function correctionOf(statements: readonly Json[], given?: Partial<TokenFacts>) {
  const { policy: read } = explained(statements, given);
  if (read?.kind !== 'read') throw new Error('not read');
  return read.correction;
}

function correctedStatements(statements: readonly Json[], given?: Partial<TokenFacts>) {
  const correction = correctionOf(statements, given);
  if (correction.kind !== 'corrected') throw new Error(JSON.stringify(correction));
  const text = correction.text.replaceAll('gitlab.example.com', 'ISSUER');
  const codes = correction.changes.map(({ code }) => code);
  return { codes, list: (JSON.parse(text) as { readonly Statement: readonly Json[] }).Statement };
}

function answerTo(text: string, given: Partial<TokenFacts>): string {
  const read = explainTrust({
    roleArn,
    token: { ...facts, ...given },
    now,
    sessionName: 'ada',
    policy: text,
  });
  return read.policy?.kind === 'read' ? read.policy.verdict.answer : 'malformed';
}

describe('a limit that somebody meant is not walked around', () => {
  it.each<[string, Json, string, Partial<TokenFacts>?]>([
    ['a date that is over', allow({ StringEquals: me, ...expired }), 'DateLessThan aws:CurrentTime'],
    [
      'the name of the session',
      allow({ StringEquals: me, StringLike: { 'sts:RoleSessionName': 'foo-*' } }),
      'StringLike sts:RoleSessionName',
    ],
    [
      'MFA',
      allow({ StringEquals: me, Bool: { 'aws:MultiFactorAuthPresent': 'true' } }),
      'Bool aws:MultiFactorAuthPresent',
    ],
    [
      'a subject excluded by its id',
      allow({ StringEquals: aud, StringNotEquals: { 'ISSUER:sub': '42' } }),
      'StringNotEquals ISSUER:sub',
    ],
    [
      'a subject excluded by a pattern',
      allow({ StringEquals: aud, StringNotLike: { 'ISSUER:sub': ['*:*', '42'] } }),
      'StringNotLike ISSUER:sub',
    ],
    [
      'all CI jobs',
      allow({ StringEquals: aud, StringNotLike: { 'ISSUER:sub': '*:*' } }),
      'StringNotLike ISSUER:sub',
      { subject: 'project_path:group/app:ref_type:branch:ref:main' },
    ],
    [
      'a date, and a claim that IAM does not pass on',
      allow({ StringEquals: { ...me, 'ISSUER:project_id': '20' }, ...expired }),
      'DateLessThan aws:CurrentTime',
    ],
    [
      'a date, for somebody not listed',
      allow({ StringEquals: people, ...expired }),
      'DateLessThan aws:CurrentTime',
    ],
    [
      'a date, where everybody would get in',
      allow({ StringEquals: aud, StringLike: { 'ISSUER:sub': '*' }, ...expired }),
      'DateLessThan aws:CurrentTime',
    ],
  ])('%s', (_name, one, named, given?: Partial<TokenFacts>) => {
    const explanation = explained([breakGlass, one], given);
    if (explanation.policy?.kind !== 'read') throw new Error('not read');
    expect(explanation.policy.correction).toMatchObject({ kind: 'meant', statement: 2 });
    for (const language of ['en', 'ja'] as const) {
      const { obstacles } = trustWordsOf(explanation, language);
      expect(obstacles.join('\n')).toContain(named.replace('ISSUER', 'gitlab.example.com'));
    }
  });

  it('an address is kept where a subject is added, and in a statement beside it', () => {
    const job = 'project_path:group/app:ref_type:branch:ref:main';
    const beside = correctedStatements([allow({ StringEquals: { ...aud, 'ISSUER:sub': job }, ...office })]);
    expect(beside.codes).toEqual(['statement-added', 'limits-carried']);
    expect(beside.list[1]).toMatchObject({ Condition: { StringEquals: me, ...office } });
    const joined = correctedStatements([allow({ StringEquals: { ...aud, 'ISSUER:sub': '7' }, ...office })]);
    expect(joined.list).toMatchObject([{ Condition: { ...office } }]);
  });

  it('an address stays where everybody was let in', () => {
    const { codes, list } = correctedStatements([
      allow({ StringEquals: aud, StringLike: { 'ISSUER:sub': '*' }, ...office }),
    ]);
    expect(codes).toEqual(['values-dropped', 'subject-test-added']);
    expect(list).toEqual([allow({ StringEquals: me, ...office })]);
  });
});

describe('where one statement speaks of the token, no other is opened for it', () => {
  const open = allow({ StringEquals: { ...aud, 'ISSUER:sub': '41' } });
  const slip = { 'ISSUER:aud': 'App', 'ISSUER:sub': '42' };

  it.each<[string, Json]>([
    ['an end of its time', { StringEquals: { ...slip, 'ISSUER:aud': 'wrong' }, ...expired }],
    ['a name of the session', { StringEquals: slip, StringLike: { 'sts:RoleSessionName': 'nope*' } }],
    ['an exclusion', { StringEquals: { 'ISSUER:aud': 'App' }, StringNotEquals: { 'ISSUER:sub': '42' } }],
  ])('%s stands in the way there', (_limit, Condition) => {
    for (const statements of [
      [open, allow(Condition)],
      [allow(Condition), open],
    ]) {
      expect(correctionOf(statements).kind).toBe('meant');
    }
  });

  it('an address that is not known here is kept', () => {
    const { list } = correctedStatements([open, allow({ StringEquals: slip, ...office })]);
    expect(list[0]).toEqual(open);
    expect(list[1]).toEqual(allow({ StringEquals: me, ...office }));
  });

  it('a test of how somebody signed in is a limit, whoever issued it', () => {
    const mfa = { StringEquals: { ...me, 'other.example.com:amr': 'mfa' } };
    expect(correctionOf([open, allow(mfa)]).kind).toBe('meant');
  });
});

it('a branch whose name differs in its letters alone is another one, and stays', () => {
  const branch = (name: string): string => `project_path:g/p:ref_type:branch:ref:${name}`;
  const policyOfMain = [allow({ StringEquals: { ...aud, 'ISSUER:sub': branch('Main') } })];
  const { codes, list } = correctedStatements(policyOfMain, { subject: branch('main') });
  expect(codes).toEqual(['subject-added']);
  expect(JSON.stringify(list)).toContain(branch('Main'));
});

describe('what is no danger stays as it is', () => {
  it('people, the way in for emergencies and a Deny that hangs on an address', () => {
    const kept = [
      allow({ StringEquals: people }, { Sid: 'People' }),
      breakGlass,
      deny({ NotIpAddress: office.IpAddress }, { Principal: '*', Action: 'sts:*' }),
    ];
    const loose = allow({ StringEquals: aud, StringLike: { 'ISSUER:sub': '*' } });
    const { codes, list } = correctedStatements([...kept, loose]);
    expect(list).toEqual([...kept, allow({ StringEquals: me })]);
    expect(codes).toEqual(['values-dropped', 'subject-test-added']);
  });

  it('those who are listed beside a star', () => {
    const { codes, list } = correctedStatements([
      allow({ StringEquals: aud, StringLike: { 'ISSUER:sub': ['57', '*', '7*'] } }),
    ]);
    expect(list).toEqual([allow({ StringEquals: aud, StringLike: { 'ISSUER:sub': ['57', '42'] } })]);
    expect(codes).toEqual(['values-dropped', 'subject-added']);
  });

  it('those who are listed in a test that is too loose', () => {
    const { codes, list } = correctedStatements([
      allow({ StringEquals: aud, StringEqualsIfExists: { 'ISSUER:sub': ['7', '42'] } }),
    ]);
    expect(list).toEqual([allow({ StringEquals: { ...aud, 'ISSUER:sub': ['7', '42'] } })]);
    expect(codes).toEqual(['test-tightened']);
  });

  it('one of two loose tests becomes firm, and the other narrows it further', () => {
    const { codes, list } = correctedStatements([
      allow({
        StringEquals: aud,
        StringEqualsIfExists: { 'ISSUER:sub': ['7', '42'] },
        'ForAllValues:StringEquals': { 'ISSUER:sub': ['9', '42'] },
      }),
    ]);
    expect(list).toEqual([
      allow({
        StringEquals: { ...aud, 'ISSUER:sub': ['7', '42'] },
        'ForAllValues:StringEquals': { 'ISSUER:sub': ['9', '42'] },
      }),
    ]);
    expect(codes).toEqual(['test-tightened']);
  });

  it('people whom a Deny singles out', () => {
    const narrowed = [
      allow({ StringEquals: aud }),
      deny({ StringNotEquals: { 'ISSUER:sub': ['42', '57'] } }),
    ];
    expect(correctionOf(narrowed)).toEqual({ kind: 'none' });
  });

  it('another account, beside the provider', () => {
    const mixed = statement({ Principal: { AWS: root, Federated: ours }, Action: 'sts:AssumeRole' });
    const { codes, list } = correctedStatements([mixed]);
    expect(codes).toEqual(['statement-added']);
    expect(list.length).toBe(2);
    expect(list[0]).toEqual(JSON.parse(JSON.stringify(mixed).replaceAll('gitlab.example.com', 'ISSUER')));
    expect(list[1]).toMatchObject({ Action: action, Condition: { StringEquals: me } });
  });

  it('another account and another provider in a statement that lets everybody in', () => {
    const open = statement({
      Sid: 'All',
      Principal: { AWS: root, Federated: [ours, other] },
      Action: ['sts:AssumeRole', action],
      Condition: { StringEquals: aud },
    });
    const { codes, list } = correctedStatements([open]);
    expect(codes).toEqual(['subject-test-added', 'statement-split', 'statement-split']);
    expect(list).toMatchObject([
      { Sid: 'All', Principal: { Federated: ours.replace('gitlab.example.com', 'ISSUER') } },
      { Principal: { AWS: root }, Action: ['sts:AssumeRole', action] },
      { Principal: { Federated: other } },
    ]);
    expect(list.filter((one) => 'Sid' in one).length).toBe(1);
  });

  it('another provider whose tokens all got in is told to have gone', () => {
    const { codes, list } = correctedStatements([statement({ Principal: { Federated: [ours, other] } })]);
    expect(codes).toEqual(['provider-dropped', 'audience-test-added', 'subject-test-added']);
    expect(list.length).toBe(1);
    const foreign = correctedStatements([statement({ Principal: { Federated: other } })]);
    expect(foreign.codes).toEqual(['provider-dropped', 'statement-added']);
  });

  it('other actions of everybody', () => {
    const { codes, list } = correctedStatements([
      statement({ Principal: '*', Action: [action, 'sts:AssumeRole'], Condition: { StringEquals: me } }),
    ]);
    expect(codes).toEqual(['principal-narrowed', 'statement-split']);
    expect(list[1]).toEqual(
      statement({ Principal: '*', Action: ['sts:AssumeRole'], Condition: { StringEquals: me } }),
    );
  });
});

it('nobody whom a corrected policy leaves untouched loses or gains access', () => {
  const loose = allow({ StringEquals: aud, StringLike: { 'ISSUER:sub': ['*', '9'] } });
  const before = [allow({ StringEquals: people }), loose];
  const correction = correctionOf(before);
  if (correction.kind !== 'corrected') throw new Error(correction.kind);
  for (const subject of ['7', '57', '42', '9'])
    expect(answerTo(correction.text, { subject })).toBe('allowed');
  for (const subject of ['8', 'project_path:a/b:ref_type:branch:ref:main'])
    expect(answerTo(correction.text, { subject })).toBe('refused');
});
