import { describe, expect, it } from 'vitest';
import { Iam } from '../../sandbox/aws/iam.ts';
import { isTrusted } from '../../sandbox/aws/trust-policy.ts';
import type { TrustRequest } from '../../sandbox/aws/trust-policy.ts';
import { parseTrustPolicy } from '../../sandbox/aws/trust-policy-document.ts';
import { gitLabTrustPolicy } from '../../sandbox/aws/trust-policies.ts';
import { assume, refusalOf, ROLE, startWorld } from './aws-world.ts';

const PROVIDER = 'arn:aws:iam::111122223333:oidc-provider/gitlab.example.com';
const AUD = 'gitlab.example.com:aud';
const SUB = 'gitlab.example.com:sub';
const AMR = 'gitlab.example.com:amr';

const REQUEST: TrustRequest = {
  caller: { kind: 'federated', providerArn: PROVIDER },
  action: 'sts:AssumeRoleWithWebIdentity',
  context: new Map([
    [AUD, ['app']],
    [SUB, ['42']],
    [AMR, ['pwd', 'otp']],
    ['sts:rolesessionname', ['Alice']],
    ['aws:currenttime', ['2026-06-01T12:00:00Z']],
    ['aws:epochtime', ['1780315200']],
    ['aws:sourceip', ['10.1.2.3']],
    ['aws:securetransport', ['true']],
    ['aws:principalarn', ['arn:aws:iam::111122223333:role/dev/Build']],
  ]),
};

const statement = (rest: object): object => ({
  Effect: 'Allow',
  Principal: { Federated: PROVIDER },
  Action: 'sts:AssumeRoleWithWebIdentity',
  ...rest,
});

function trusts(statements: object | readonly object[], version: string | undefined = '2012-10-17'): boolean {
  const document = JSON.stringify({ Version: version, Statement: statements });
  return isTrusted(parseTrustPolicy(document), REQUEST);
}

const when = (Condition: object): boolean => trusts(statement({ Condition }));

describe('conditions', () => {
  it.each([
    ['StringEquals', { StringEquals: { [SUB]: '42' } }, true],
    ['StringEquals, other value', { StringEquals: { [SUB]: '4' } }, false],
    ['StringEquals takes a star for a star', { StringEquals: { [SUB]: '4*' } }, false],
    ['StringEquals, one of several values', { StringEquals: { [SUB]: ['7', '42'] } }, true],
    ['StringEquals minds case', { StringEquals: { 'sts:RoleSessionName': 'alice' } }, false],
    ['StringEqualsIgnoreCase does not', { StringEqualsIgnoreCase: { 'sts:RoleSessionName': 'aLICE' } }, true],
    ['StringNotEqualsIgnoreCase', { StringNotEqualsIgnoreCase: { 'sts:RoleSessionName': 'aLICE' } }, false],
    ['keys ignore case', { StringEquals: { 'GitLab.Example.com:SUB': '42' } }, true],
    ['StringNotEquals', { StringNotEquals: { [SUB]: '42' } }, false],
    ['StringNotEquals needs all values to differ', { StringNotEquals: { [SUB]: ['7', '42'] } }, false],
    ['StringNotEquals, other values', { StringNotEquals: { [SUB]: ['7', '8'] } }, true],
    ['StringLike, star', { StringLike: { [SUB]: '4*' } }, true],
    ['StringLike, question mark', { StringLike: { [SUB]: '4?' } }, true],
    ['StringLike, one character too many', { StringLike: { [SUB]: '4??' } }, false],
    ['StringLike, a dot is a dot', { StringLike: { [AUD]: 'a.p' } }, false],
    ['StringLike, escaped star', { StringLike: { [SUB]: '4${*}' } }, false],
    ['StringNotLike keeps jobs out', { StringNotLike: { [SUB]: '*:*' } }, true],
    ['StringNotLike, matching', { StringNotLike: { [SUB]: '4*' } }, false],
    ['all keys of an operator must hold', { StringEquals: { [AUD]: 'app', [SUB]: '7' } }, false],
    ['all operators must hold', { StringEquals: { [AUD]: 'app' }, StringLike: { [SUB]: '7*' } }, false],
    ['a key the token lacks fails', { StringEquals: { 'gitlab.example.com:project_id': '1' } }, false],
    ['a key of another issuer fails', { StringEquals: { 'gitlab.com:sub': '42' } }, false],
    [
      'a missing key passes IfExists',
      { StringEqualsIfExists: { 'gitlab.example.com:project_id': '1' } },
      true,
    ],
    ['a present key must still match IfExists', { StringEqualsIfExists: { [SUB]: '1' } }, false],
    ['a missing key passes a negated operator', { StringNotEquals: { 'gitlab.com:sub': '42' } }, true],
    ['a missing key passes StringNotLike', { StringNotLike: { 'gitlab.com:sub': '*' } }, true],
    ['ForAnyValue', { 'ForAnyValue:StringEquals': { [AMR]: ['otp', 'hwk'] } }, true],
    ['ForAnyValue, none', { 'ForAnyValue:StringEquals': { [AMR]: ['hwk'] } }, false],
    ['ForAnyValue, missing key', { 'ForAnyValue:StringEquals': { 'x:y': 'z' } }, false],
    ['ForAnyValue negated, missing key', { 'ForAnyValue:StringNotEquals': { 'x:y': 'z' } }, false],
    ['ForAllValues', { 'ForAllValues:StringEquals': { [AMR]: ['otp', 'pwd', 'hwk'] } }, true],
    ['ForAllValues, one stray', { 'ForAllValues:StringEquals': { [AMR]: ['otp'] } }, false],
    ['ForAllValues passes on a missing key', { 'ForAllValues:StringEquals': { 'x:y': 'z' } }, true],
    ['ForAllValues:StringLike', { 'ForAllValues:StringLike': { [AMR]: '*' } }, true],
    ['Null true, key missing', { Null: { 'gitlab.com:sub': 'true' } }, true],
    ['Null true, key present', { Null: { [SUB]: 'true' } }, false],
    ['Null false, key present', { Null: { [SUB]: false } }, true],
    ['Null false, key missing', { Null: { 'gitlab.com:sub': 'false' } }, false],
    ['Bool', { Bool: { 'aws:SecureTransport': true } }, true],
    ['Bool, other', { Bool: { 'aws:SecureTransport': 'false' } }, false],
    ['NumericEquals reads numbers', { NumericEquals: { [SUB]: '42.0' } }, true],
    ['NumericLessThan', { NumericLessThan: { [SUB]: 42 } }, false],
    ['NumericLessThanEquals', { NumericLessThanEquals: { [SUB]: 42 } }, true],
    ['NumericGreaterThan', { NumericGreaterThan: { [SUB]: '41' } }, true],
    ['Numeric with text', { NumericEquals: { [AUD]: '42' } }, false],
    ['DateLessThan', { DateLessThan: { 'aws:CurrentTime': '2026-06-01T12:00:01Z' } }, true],
    ['DateGreaterThan', { DateGreaterThan: { 'aws:CurrentTime': '2026-06-02T00:00:00Z' } }, false],
    ['Date in seconds', { DateEquals: { 'aws:EpochTime': '2026-06-01T12:00:00Z' } }, true],
    ['IpAddress', { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } }, true],
    ['NotIpAddress', { NotIpAddress: { 'aws:SourceIp': '10.1.2.3' } }, false],
    ['ArnLike', { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/dev/*' } }, true],
    [
      'ArnLike keeps its wildcards between colons',
      { ArnLike: { 'aws:PrincipalArn': 'arn:*:role/dev/*' } },
      false,
    ],
    ['a policy variable', { StringEquals: { [SUB]: `\${${SUB}}` } }, true],
    ['a policy variable without a value', { StringLike: { [SUB]: '*${x:y}' } }, false],
    ['a policy variable with a default', { StringEquals: { [SUB]: "${x:y, '42'}" } }, true],
  ])('%s', (_name, condition, expected) => {
    expect(when(condition)).toBe(expected);
  });

  it('read variables as plain text in a policy of the old version', () => {
    const Condition = { StringEquals: { [SUB]: `\${${SUB}}` } };
    expect(trusts(statement({ Condition }), '2008-10-17')).toBe(false);
  });
});

describe('statements', () => {
  const allow = statement({});
  const deny = (rest: object): object => statement({ Effect: 'Deny', ...rest });

  it.each([
    ['one Allow is enough', [statement({ Action: 'sts:AssumeRole' }), allow], true],
    ['no Allow is none', [statement({ Action: 'sts:AssumeRole' })], false],
    ['a Deny wins in any order', [allow, deny({})], false],
    ['a Deny wins when first', [deny({}), allow], false],
    [
      'a Deny whose condition fails is nothing',
      [allow, deny({ Condition: { StringEquals: { [SUB]: '7' } } })],
      true,
    ],
    ['a Deny for everyone', [allow, deny({ Principal: '*', Action: 'sts:*' })], false],
    [
      'a Deny of all but one action',
      [allow, deny({ Action: undefined, NotAction: 'sts:AssumeRole' })],
      false,
    ],
    ['an action with wildcards, in any case', [statement({ Action: 'STS:assumerole*' })], true],
    ['several actions', [statement({ Action: ['sts:TagSession', 'sts:AssumeRoleWithWebIdentity'] })], true],
    ['another provider', [statement({ Principal: { Federated: PROVIDER.replace('gitlab', 'git') } })], false],
    ['an AWS principal is not a federated one', [statement({ Principal: { AWS: '111122223333' } })], false],
    [
      'one of several principals',
      [statement({ Principal: { Federated: [PROVIDER, `${PROVIDER}/x`] } })],
      true,
    ],
  ])('%s', (_name, statements, expected) => {
    expect(trusts(statements)).toBe(expected);
  });

  it('may be a single object', () => {
    expect(trusts(allow)).toBe(true);
  });
});

describe('IAM, when a role is made', () => {
  const make = (trustPolicy: unknown, iam = new Iam()): unknown => iam.addRole({ arn: ROLE, trustPolicy });
  const policy = (rest: object): object => ({ Version: '2012-10-17', Statement: [statement(rest)] });

  it.each([
    ['text that is no JSON', '{'],
    ['an unknown version', { Version: '2020-01-01', Statement: [statement({})] }],
    ['no statement', { Version: '2012-10-17', Statement: [] }],
    ['a Resource', policy({ Resource: '*' })],
    ['an unknown effect', policy({ Effect: 'allow' })],
    ['no principal', policy({ Principal: undefined })],
    [
      'a principal with a wildcard inside',
      policy({ Principal: { AWS: 'arn:aws:iam::111122223333:role/*' } }),
    ],
    ['a provider that is no ARN', policy({ Principal: { Federated: 'gitlab.example.com' } })],
    ['an action of another service', policy({ Action: 's3:GetObject' })],
    ['an unknown operator', policy({ Condition: { StringMatches: { [SUB]: '4' } } })],
    ['an unknown field', policy({ Conditions: {} })],
  ])('refuses %s', (_name, document) => {
    expect(refusalOf(() => make(document))).toBe('MalformedPolicyDocument');
  });

  it('refuses a document over 2,048 characters, white space apart, unless the quota was raised', () => {
    const subjects = Array.from({ length: 400 }, (_, index) => String(1000 + index));
    const provider = new Iam().addOidcProvider({
      account: '111122223333',
      url: 'https://gitlab.example.com',
      audiences: [],
    });
    const document = gitLabTrustPolicy({ provider, audience: 'app', subjects });
    expect(refusalOf(() => make(document))).toBe('LimitExceeded');
    const raised = new Iam();
    raised.addAccount({ id: '111122223333', trustPolicyLimit: 4096 });
    expect(make(document, raised)).toBeDefined();
    expect(make(JSON.stringify(policy({})) + ' '.repeat(3000))).toBeDefined();
  });

  it.each([
    ['no subject at all', { StringEquals: { 'gitlab.com:aud': 'app' } }, false],
    ['a subject that is anyone', { StringLike: { 'gitlab.com:sub': '*' } }, false],
    ['a negative test alone', { StringNotLike: { 'gitlab.com:sub': '*:*' } }, false],
    ['one subject of several that is anyone', { StringLike: { 'gitlab.com:sub': ['42', '?*'] } }, false],
    ['a test that a missing subject passes', { StringEqualsIfExists: { 'gitlab.com:sub': '42' } }, false],
    [
      'a test of all values, which none passes',
      { 'ForAllValues:StringEquals': { 'gitlab.com:sub': '42' } },
      false,
    ],
    ['a subject of another issuer', { StringEquals: { 'gitlab.example.com:sub': '42' } }, false],
    ['an exact subject in any case', { StringEqualsIgnoreCase: { 'GITLAB.com:sub': '42' } }, true],
    ['an exact subject', { StringEquals: { 'gitlab.com:sub': '42' } }, true],
    ['a scoped pattern', { StringLike: { 'gitlab.com:sub': 'project_path:g/p:*' } }, true],
  ])('minds the shared issuer gitlab.com: %s', (_name, Condition, accepted) => {
    const Principal = { Federated: 'arn:aws:iam::111122223333:oidc-provider/gitlab.com' };
    const attempt = (): unknown => make(policy({ Principal, Condition }));
    expect(refusalOf(attempt)).toBe(accepted ? undefined : 'MalformedPolicyDocument');
  });

  it('leaves an older role as it is, and checks it when it is changed', () => {
    const iam = new Iam();
    const Condition = { StringEquals: { [SUB]: '42' } };
    const Principal = { Federated: 'arn:aws:iam::111122223333:oidc-provider/gitlab.com' };
    expect(refusalOf(() => make(policy({ Condition }), iam))).toBeUndefined();
    expect(refusalOf(() => make(policy({ Principal, Condition }), iam))).toBe('MalformedPolicyDocument');
    expect(iam.role(ROLE)?.trustPolicy.statements[0]?.principal).toMatchObject({ federated: [PROVIDER] });
  });

  it.each([59, 3599, 43_201])('refuses a MaxSessionDuration of %i s', (maxSessionDuration) => {
    const attempt = (): unknown =>
      new Iam().addRole({ arn: ROLE, trustPolicy: policy({}), maxSessionDuration });
    expect(refusalOf(attempt)).toBe('InvalidInput');
  });
});

describe('at STS', () => {
  it('an issuer on a loopback port has the port in its condition keys', async () => {
    const world = await startWorld();
    expect(world.provider.name).toMatch(/^127\.0\.0\.1:\d+$/);
    expect((await assume(world)).status).toBe(200);
  });

  it('the whole-instance policy lets people in and jobs not', async () => {
    const world = await startWorld();
    const { name, arn } = world.provider;
    const Condition = { StringEquals: { [`${name}:aud`]: 'app' }, StringNotLike: { [`${name}:sub`]: '*:*' } };
    world.aws.iam.addRole({
      arn: ROLE,
      trustPolicy: {
        Version: '2012-10-17',
        Statement: statement({ Principal: { Federated: arn }, Condition }),
      },
    });
    const status = async (sub: string): Promise<number> =>
      (await assume(world, { WebIdentityToken: await world.issuer.sign({ sub }) })).status;
    expect(await status('4711')).toBe(200);
    expect(await status('project_path:g/p:ref_type:branch:ref:main')).toBe(403);
  });

  it('azp takes the place of aud, and amr and the session name can be tested', async () => {
    const world = await startWorld();
    const { name, arn } = world.provider;
    const Condition = {
      StringEquals: { [`${name}:aud`]: 'app', 'sts:RoleSessionName': 'user@example.com' },
      'ForAnyValue:StringEquals': { [`${name}:amr`]: 'otp' },
    };
    const trustPolicy = {
      Version: '2012-10-17',
      Statement: statement({ Principal: { Federated: arn }, Condition }),
    };
    world.aws.iam.addRole({ arn: ROLE, trustPolicy });
    const good = await world.issuer.sign({ aud: 'elsewhere', azp: 'app', amr: ['pwd', 'otp'] });
    expect((await assume(world, { WebIdentityToken: good })).status).toBe(200);
    expect((await assume(world, { WebIdentityToken: good, RoleSessionName: 'other' })).status).toBe(403);
    expect((await assume(world)).status).toBe(403);
  });
});
