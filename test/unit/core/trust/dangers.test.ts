import { expect, it } from 'vitest';
import { dangersOf } from '../../../../src/core/trust/dangers.ts';
import { isFault, parseTrustPolicy } from '../../../../src/core/trust/policy-reader.ts';
import { policy, statement } from '../../../support/trust-cases/trust-case.ts';

type Json = Readonly<Record<string, unknown>>;

function codesOf(document: unknown): readonly string[] {
  const read = parseTrustPolicy(JSON.stringify(document));
  if (isFault(read)) throw new Error(JSON.stringify(read));
  return dangersOf(read).map(({ level, code }) => `${level} ${code}`);
}

const aud = { 'ISSUER:aud': 'app' };
const when = (Condition: Json, fields: Json = {}) => policy(statement({ Condition, ...fields }));
const like = (sub: unknown) => when({ StringEquals: aud, StringLike: { 'ISSUER:sub': sub } });
const shared = { Principal: { Federated: 'arn:aws:iam::111122223333:oidc-provider/gitlab.com' } };

it.each<readonly [readonly string[], unknown]>([
  [[], when({ StringEquals: { ...aud, 'ISSUER:sub': ['42', '57'] } })],
  [[], like('project_path:group/app:ref_type:branch:ref:main*')],
  [['danger audience-only'], when({ StringEquals: aud })],
  [['danger nothing-tested'], policy(statement())],
  [['danger anyone', 'danger nothing-tested'], policy(statement({ Principal: '*' }))],
  [['danger subject-everyone'], like('*')],
  [['danger subject-everyone'], like(['42', '?*'])],
  [['danger subject-any-project'], like('project_path:*')],
  [['danger subject-any-project'], like('project_path:group*')],
  [['danger subject-users-alike'], like('4*')],
  [['warning subject-any-ref'], like('project_path:group/app:*')],
  [['warning subject-negative'], when({ StringEquals: aud, StringNotLike: { 'ISSUER:sub': '*:*' } })],
  [
    ['danger subject-negative-leaky'],
    when({ StringEquals: aud, StringNotLike: { 'ISSUER:sub': 'project_path:*' } }),
  ],
  [
    ['danger for-all-values'],
    when({ StringEquals: aud, 'ForAllValues:StringEquals': { 'ISSUER:sub': '42' } }),
  ],
  [['danger if-exists'], when({ StringEquals: aud, StringEqualsIfExists: { 'ISSUER:sub': '42' } })],
  [['danger if-exists'], when({ StringEquals: { 'ISSUER:sub': '42' }, StringEqualsIfExists: aud })],
  [['warning no-audience'], when({ StringEquals: { 'ISSUER:sub': '42' } })],
  [
    ['warning several-audiences'],
    when({ StringEquals: { 'ISSUER:aud': ['app', 'web'], 'ISSUER:sub': '42' } }),
  ],
  [['warning wildcard-never-matches'], when({ StringEquals: { ...aud, 'ISSUER:sub': '4*' } })],
  [['note every-action'], when({ StringEquals: { ...aud, 'ISSUER:sub': '42' } }, { Action: 'sts:*' })],
  [
    ['warning too-long'],
    when({
      StringEquals: { ...aud, 'ISSUER:sub': Array.from({ length: 400 }, (_, id) => String(1000 + id)) },
    }),
  ],
  [
    ['danger shared-issuer', 'danger audience-only'],
    when({ StringEquals: { 'gitlab.com:aud': 'app' } }, shared),
  ],
  [
    ['danger shared-issuer', 'warning subject-negative'],
    when({ StringEquals: { 'gitlab.com:aud': 'app' }, StringNotLike: { 'gitlab.com:sub': '*:*' } }, shared),
  ],
  [[], when({ StringEquals: { 'gitlab.com:aud': 'app', 'gitlab.com:sub': '42' } }, shared)],
  [[], policy(statement({ Effect: 'Deny' }))],
  [[], policy(statement({ Principal: { AWS: '111122223333' }, Action: 'sts:AssumeRole' }))],
])('%j', (dangers, document) => {
  expect(codesOf(document)).toEqual(dangers);
});

const other = 'arn:aws:iam::111122223333:oidc-provider/other.example.com';
const ours = 'arn:aws:iam::111122223333:oidc-provider/ISSUER';
const denied = (Condition: Json, fields: Json = {}) => statement({ Effect: 'Deny', Condition, ...fields });

it.each<readonly [readonly string[], unknown]>([
  [['danger subject-range'], when({ StringEquals: aud, NumericGreaterThan: { 'ISSUER:sub': '0' } })],
  [['danger subject-range'], when({ StringEquals: aud, DateLessThan: { 'ISSUER:sub': '2100-01-01' } })],
  [['danger if-exists'], when({ StringEquals: aud, NumericEqualsIfExists: { 'ISSUER:sub': '42' } })],
  [['danger subject-negative-leaky'], when({ StringEquals: aud, DateNotEquals: { 'ISSUER:sub': '2100' } })],
  [['danger audience-only'], when({ StringEquals: aud, Null: { 'ISSUER:sub': 'false' } })],
  [[], when({ StringEquals: aud, NumericEquals: { 'ISSUER:sub': '42' } })],
  [[], when({ StringEquals: { ...aud, 'ISSUER:sub': '42' }, NumericGreaterThan: { 'ISSUER:sub': '0' } })],
  [['danger subject-everyone'], when({ StringEquals: { ...aud, 'ISSUER:sub': '${ISSUER:sub}' } })],
  [['danger subject-everyone'], when({ StringEquals: { ...aud, 'ISSUER:sub': ['42', '${issuer:SUB}'] } })],
  [['danger subject-everyone'], when({ StringEquals: aud, Bool: { 'ISSUER:sub': '${ISSUER:sub}' } })],
  [['danger subject-everyone'], when({ StringEquals: { ...aud, 'ISSUER:sub': '${sts:RoleSessionName}' } })],
  [['danger subject-everyone'], like("${ISSUER:sub, 'x'}")],
  [['danger subject-everyone'], like('${ISSUER:sub}*')],
  [[], like('x${ISSUER:sub}')],
  [[], when({ StringEquals: { ...aud, 'ISSUER:sub': '${other.example.com:sub}' } })],
  [['warning no-audience'], when({ StringEquals: { 'ISSUER:aud': '${ISSUER:aud}', 'ISSUER:sub': '42' } })],
  [['warning subject-any-ref', 'warning subject-any-project-of-group'], like('project_path:platform/*main')],
  [['warning subject-any-project-of-group'], like('project_path:platform/*:ref_type:branch:ref:main')],
  [['warning subject-any-ref'], like('project_path:group/app:ref_type:branch:*main')],
  [[], like('${*}')],
  [[], like('project_path:group/app:ref_type:branch:ref:${*}')],
  // A token of the other provider has no key of the first, and StringEquals fails without one.
  [[], when({ StringEquals: { ...aud, 'ISSUER:sub': '42' } }, { Principal: { Federated: [ours, other] } })],
  [
    ['danger audience-only', 'danger if-exists', 'danger nothing-tested'],
    when({ StringEqualsIfExists: aud }, { Principal: { Federated: [ours, other] } }),
  ],
])('what gets in, and what does not: %j', (dangers, document) => {
  expect(codesOf(document)).toEqual(dangers);
});

it.each<[readonly string[], Json, Json?]>([
  [[], { StringNotEquals: { 'ISSUER:sub': ['42', '57'] } }],
  [[], { StringEquals: aud, StringNotEquals: { 'ISSUER:sub': '42' } }],
  [
    [],
    { StringNotLike: { 'ISSUER:sub': 'project_path:group/app:ref_type:branch:ref:main' } },
    { Principal: '*' },
  ],
  [['danger subject-everyone'], { StringNotLike: { 'ISSUER:sub': '*' } }],
  [['warning subject-negative'], { StringLike: { 'ISSUER:sub': '*:*' } }],
  [['danger audience-only'], { StringNotEquals: { 'ISSUER:sub': '42', 'aws:SourceIp': '1' } }],
  [
    ['danger audience-only'],
    { StringEquals: { 'ISSUER:aud': 'web' }, StringNotEquals: { 'ISSUER:sub': '42' } },
  ],
  [['danger audience-only'], { StringNotEquals: { 'ISSUER:sub': '42' } }, { Action: 'sts:AssumeRole' }],
  [
    ['danger audience-only'],
    { StringNotEquals: { 'ISSUER:sub': '42' } },
    { Principal: { Federated: other } },
  ],
])('a Deny narrows an Allow, where it concerns the same: %j', (dangers, condition, fields?: Json) => {
  const document = policy(statement({ Condition: { StringEquals: aud } }), denied(condition, fields));
  expect(codesOf(document)).toEqual(dangers);
});

it('variables that are not read are pointed out in a policy of the old version', () => {
  const document = when({ StringEquals: { ...aud, 'ISSUER:sub': '${ISSUER:sub}' } });
  expect(codesOf({ ...document, Version: '2008-10-17' })).toEqual(['note variable-not-read']);
});
