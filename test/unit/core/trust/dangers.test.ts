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

it('variables that are not read are pointed out in a policy of the old version', () => {
  const document = when({ StringEquals: { ...aud, 'ISSUER:sub': '${ISSUER:sub}' } });
  expect(codesOf({ ...document, Version: '2008-10-17' })).toEqual(['note variable-not-read']);
});
