import { policy, provider, statement, type Rule, type TrustAnswer, type TrustCase } from './trust-case.ts';

type Json = Readonly<Record<string, unknown>>;
type Row = readonly [Rule, string, readonly Json[], TrustAnswer];

const allow = statement();
const deny = (fields: Json = {}): Json => statement({ Effect: 'Deny', ...fields });
const forSubject = (sub: string): Json => ({ Condition: { StringEquals: { 'ISSUER:sub': sub } } });
const by = (Principal: unknown): Json => statement({ Principal });

const rows: readonly Row[] = [
  ['effect', 'one Allow', [allow], 'allowed'],
  ['effect', 'one Allow of several', [statement(forSubject('7')), statement(forSubject('42'))], 'allowed'],
  ['effect', 'no Allow of several', [statement(forSubject('7')), statement(forSubject('8'))], 'refused'],
  ['effect', 'a Deny alone', [deny()], 'refused'],
  ['effect', 'a Deny after the Allow', [allow, deny()], 'refused'],
  ['effect', 'a Deny before the Allow', [deny(), allow], 'refused'],
  ['effect', 'a Deny for somebody else', [allow, deny(forSubject('7'))], 'allowed'],
  ['effect', 'a Deny for the user', [allow, deny(forSubject('42'))], 'refused'],
  [
    'effect',
    'a Deny for all but the user',
    [allow, deny({ Condition: { StringNotEquals: { 'ISSUER:sub': '42' } } })],
    'allowed',
  ],
  [
    'effect',
    'a Deny for all but somebody else',
    [allow, deny({ Condition: { StringNotEquals: { 'ISSUER:sub': '7' } } })],
    'refused',
  ],
  [
    'effect',
    'a Deny of jobs',
    [allow, deny({ Condition: { StringLike: { 'ISSUER:sub': '*:*' } } })],
    'allowed',
  ],
  ['effect', 'a Deny of another action', [allow, deny({ Action: 'sts:AssumeRole' })], 'allowed'],
  [
    'effect',
    'a Deny of a missing key, negated',
    [allow, deny({ Condition: { StringNotEquals: { 'ISSUER:amr': 'otp' } } })],
    'refused',
  ],
  [
    'ifExists',
    'a Deny with IfExists still denies where the key is missing',
    [allow, deny({ Condition: { StringNotEqualsIfExists: { 'ISSUER:amr': 'otp' } } })],
    'refused',
  ],
  ['principal', 'a Deny for everybody', [allow, deny({ Principal: '*' })], 'refused'],
  [
    'principal',
    'a Deny for another provider',
    [allow, deny({ Principal: { Federated: `${provider}/other` } })],
    'allowed',
  ],
  ['principal', 'the provider in a list', [by({ Federated: [`${provider}/other`, provider] })], 'allowed'],
  [
    'principal',
    'another issuer',
    [by({ Federated: 'arn:aws:iam::111122223333:oidc-provider/gitlab.example.org' })],
    'refused',
  ],
  [
    'principal',
    'the provider of another account',
    [by({ Federated: provider.replace('1111', '4444') })],
    'refused',
  ],
  [
    'principal',
    'the provider of another partition',
    [by({ Federated: provider.replace('arn:aws:', 'arn:aws-cn:') })],
    'refused',
  ],
  ['principal', 'the provider with a slash at its end', [by({ Federated: `${provider}/` })], 'refused'],
  [
    'principal',
    'the provider with its scheme',
    [by({ Federated: provider.replace('ISSUER', 'https://ISSUER') })],
    'refused',
  ],
  [
    'principal',
    'a SAML provider',
    [by({ Federated: 'arn:aws:iam::111122223333:saml-provider/ISSUER' })],
    'refused',
  ],
  ['principal', 'an account', [by({ AWS: '111122223333' })], 'refused'],
  ['principal', 'the root of the account', [by({ AWS: 'arn:aws:iam::111122223333:root' })], 'refused'],
  ['principal', 'a role', [by({ AWS: 'arn:aws:iam::111122223333:role/Other' })], 'refused'],
  ['principal', 'a service of AWS', [by({ Service: 'ec2.amazonaws.com' })], 'refused'],
  [
    'principal',
    'the provider beside an account',
    [by({ AWS: '111122223333', Federated: provider })],
    'allowed',
  ],
  [
    'principal',
    'the provider beside a service',
    [by({ Service: 'ec2.amazonaws.com', Federated: provider })],
    'allowed',
  ],
  ['principal', 'everybody', [by('*')], 'allowed'],
  ['principal', 'everybody, as an AWS principal', [by({ AWS: '*' })], 'allowed'],
  [
    'and',
    'everybody, with a condition that fails',
    [statement({ Principal: '*', ...forSubject('7') })],
    'refused',
  ],
  ['principal', 'a provider that is no ARN', [by({ Federated: 'ISSUER' })], 'not-saved'],
  [
    'principal',
    'a provider with a wildcard',
    [by({ Federated: 'arn:aws:iam::111122223333:oidc-provider/*' })],
    'not-saved',
  ],
  ['principal', 'a role with a wildcard', [by({ AWS: 'arn:aws:iam::111122223333:role/*' })], 'not-saved'],
  ['principal', 'a kind of principal that there is not', [by({ OIDC: provider })], 'not-saved'],
  ['principal', 'a text that is not a star', [by(provider)], 'not-saved'],
  ['grammar', 'no principal', [statement({ Principal: undefined })], 'not-saved'],
  [
    'notPrincipal',
    'NotPrincipal',
    [statement({ Principal: undefined, NotPrincipal: { Federated: provider } })],
    'not-saved',
  ],
  ['action', 'in small letters', [statement({ Action: 'sts:assumerolewithwebidentity' })], 'allowed'],
  ['action', 'in capitals', [statement({ Action: 'STS:ASSUMEROLEWITHWEBIDENTITY' })], 'allowed'],
  ['action', 'with a star', [statement({ Action: 'sts:AssumeRole*' })], 'allowed'],
  ['action', 'with question marks', [statement({ Action: 'sts:AssumeRoleWith???Identity' })], 'allowed'],
  ['action', 'all of STS', [statement({ Action: 'sts:*' })], 'allowed'],
  [
    'action',
    'one of several',
    [statement({ Action: ['sts:TagSession', 'sts:AssumeRoleWithWebIdentity'] })],
    'allowed',
  ],
  ['action', 'AssumeRole alone', [statement({ Action: 'sts:AssumeRole' })], 'refused'],
  ['action', 'AssumeRoleWithSAML', [statement({ Action: 'sts:AssumeRoleWithSAML' })], 'refused'],
  [
    'action',
    'TagSession alone',
    [statement({ Action: ['sts:TagSession', 'sts:SetSourceIdentity'] })],
    'refused',
  ],
  [
    'action',
    'all but another one',
    [statement({ Action: undefined, NotAction: 'sts:AssumeRole' })],
    'allowed',
  ],
  [
    'action',
    'all but this one',
    [statement({ Action: undefined, NotAction: ['sts:AssumeRoleWith*'] })],
    'refused',
  ],
  ['action', 'of another service', [statement({ Action: 's3:GetObject' })], 'not-saved'],
  ['grammar', 'no action', [statement({ Action: undefined })], 'not-saved'],
  ['grammar', 'a Resource', [statement({ Resource: '*' })], 'not-saved'],
  ['grammar', 'an effect in small letters', [statement({ Effect: 'allow' })], 'not-saved'],
  ['grammar', 'no effect', [statement({ Effect: undefined })], 'not-saved'],
  ['grammar', 'a field that there is not', [statement({ Conditions: {} })], 'not-saved'],
];

const gitlabCom = (Condition: Json): Json =>
  policy(
    statement({ Principal: { Federated: 'arn:aws:iam::111122223333:oidc-provider/gitlab.com' }, Condition }),
  );

const documents: readonly (readonly [Rule, string, unknown, TrustAnswer])[] = [
  ['grammar', 'a single statement without a list', { Version: '2012-10-17', Statement: allow }, 'allowed'],
  ['grammar', 'with an Id', { Id: 'trust', ...policy(allow) }, 'allowed'],
  ['grammar', 'without a version', { Statement: [allow] }, 'allowed'],
  ['grammar', 'with a Sid', policy({ Sid: 'People1', ...allow }), 'allowed'],
  ['grammar', 'a version that there is not', { ...policy(allow), Version: '2020-01-01' }, 'not-saved'],
  ['grammar', 'no statement', { Version: '2012-10-17', Statement: [] }, 'not-saved'],
  ['grammar', 'no Statement at all', { Version: '2012-10-17' }, 'not-saved'],
  ['grammar', 'a field that there is not, outside', { ...policy(allow), Description: 'x' }, 'not-saved'],
  ['grammar', 'a list instead of a policy', [policy(allow)], 'not-saved'],
  ['grammar', 'text that is no JSON', '{ "Version": "2012-10-17", }', 'not-saved'],
  [
    'shared',
    'gitlab.com without a test of the subject',
    gitlabCom({ StringEquals: { 'gitlab.com:aud': 'app' } }),
    'not-saved',
  ],
  [
    'shared',
    'gitlab.com with a subject that is anybody',
    gitlabCom({ StringLike: { 'gitlab.com:sub': '*' } }),
    'not-saved',
  ],
  [
    'shared',
    'gitlab.com with a subject that is not a job',
    gitlabCom({ StringNotLike: { 'gitlab.com:sub': '*:*' } }),
    'not-saved',
  ],
  [
    'shared',
    'gitlab.com with IfExists',
    gitlabCom({ StringEqualsIfExists: { 'gitlab.com:sub': '42' } }),
    'not-saved',
  ],
  [
    'shared',
    'gitlab.com with ForAllValues',
    gitlabCom({ 'ForAllValues:StringEquals': { 'gitlab.com:sub': '42' } }),
    'not-saved',
  ],
  [
    'shared',
    'gitlab.com with one subject, and a token from elsewhere',
    gitlabCom({ StringEquals: { 'gitlab.com:sub': '42' } }),
    'refused',
  ],
];

/** Effects, principals, actions, and whole documents. */
export const statementCases: readonly TrustCase[] = [
  ...rows.map(([rule, name, statements, answer]) => ({
    rule,
    name,
    answer,
    document: policy(...statements),
  })),
  ...documents.map(([rule, name, document, answer]) => ({ rule, name, document, answer })),
];
