import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { gitLabTrustPolicy } from '../../sandbox/aws/trust-policies.ts';
import { ACCOUNT, assume, callSts, latest, refusal, startWorld } from './aws-world.ts';

describe('AssumeRoleWithWebIdentity', () => {
  it('answers with credentials, the assumed role and what the token said', async () => {
    const world = await startWorld({ canary: 'canary77' });
    const answer = await assume(world);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('text/xml');
    expect(answer.field('RequestId')).toBe(answer.headers.get('x-amzn-requestid'));
    expect(answer.field('AccessKeyId')).toMatch(/^ASIA[A-Z2-7]{16}$/);
    expect(answer.field('SecretAccessKey')).toHaveLength(40);
    expect(answer.field('SecretAccessKey')).toContain('canary77');
    expect(answer.field('SessionToken')).toContain('canary77');
    expect(answer.field('Arn')).toBe(`arn:aws:sts::${ACCOUNT}:assumed-role/Admin/user@example.com`);
    expect(answer.field('AssumedRoleId')).toBe(`${world.role.id}:user@example.com`);
    expect(answer.field('SubjectFromWebIdentityToken')).toBe('42');
    expect(answer.field('Audience')).toBe('app');
    expect(answer.field('Provider')).toBe(world.issuer.url);
    expect(answer.field('PackedPolicySize')).toBeUndefined();
    // GitLab has no claim that could set it.
    expect(answer.field('SourceIdentity')).toBeUndefined();
    expect(latest(world.aws).sessionToken).toBe(answer.field('SessionToken'));
  });

  it('lasts an hour unless DurationSeconds says otherwise, and writes times to the second', async () => {
    const world = await startWorld();
    const lives = async (duration?: string): Promise<number> => {
      const before = world.aws.clock.now();
      const expiration = (await assume(world, { DurationSeconds: duration })).field('Expiration') ?? '';
      expect(expiration).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
      return (Date.parse(expiration) - before) / 1000;
    };
    expect(Math.abs((await lives()) - 3600)).toBeLessThan(30);
    expect(Math.abs((await lives('900')) - 900)).toBeLessThan(30);
    expect(Math.abs((await lives('7200')) - 7200)).toBeLessThan(30);
  });

  it('keeps the partition and drops the path of the role ARN', async () => {
    const world = await startWorld({ region: 'cn-north-1' });
    const { aws, issuer } = world;
    const account = '999988887777';
    const provider = aws.iam.addOidcProvider({
      account,
      url: issuer.url,
      audiences: ['app'],
      partition: 'aws-cn',
    });
    const arn = `arn:aws-cn:iam::${account}:role/team/app/Deploy`;
    aws.iam.addRole({ arn, trustPolicy: gitLabTrustPolicy({ provider, audience: 'app', subjects: ['42'] }) });
    const answer = await assume(world, { RoleArn: arn });
    expect(answer.field('Arn')).toBe(`arn:aws-cn:sts::${account}:assumed-role/Deploy/user@example.com`);
  });

  it.each([
    ['us-east-1', 'aws'],
    ['ap-northeast-1', 'aws'],
    ['cn-northwest-1', 'aws-cn'],
    ['us-gov-west-1', 'aws-us-gov'],
    ['eusc-de-east-1', 'aws-eusc'],
    ['us-iso-east-1', 'aws-iso'],
    ['us-isob-east-1', 'aws-iso-b'],
    ['eu-isoe-west-1', 'aws-iso-e'],
    ['us-isof-south-1', 'aws-iso-f'],
  ])('in %s knows the roles of %s alone', async (region, own) => {
    const { aws, issuer } = await startWorld({ region });
    const account = '999988887777';
    for (const partition of ['aws', own === 'aws' ? 'aws-cn' : own]) {
      const id = partition === own ? account : '999988886666';
      const provider = aws.iam.addOidcProvider({
        ...{ account: id, partition },
        url: issuer.url,
        audiences: ['app'],
      });
      const arn = `arn:${partition}:iam::${id}:role/Deploy`;
      aws.iam.addRole({
        arn,
        trustPolicy: gitLabTrustPolicy({ provider, audience: 'app', subjects: ['42'] }),
      });
      const answer = await callSts(aws, {
        ...{ Action: 'AssumeRoleWithWebIdentity', RoleArn: arn, RoleSessionName: 'me' },
        WebIdentityToken: await issuer.sign(),
      });
      expect(answer.status === 200 ? '200' : refusal(answer)).toBe(
        partition === own ? '200' : '403 AccessDenied',
      );
    }
  });

  it.each([
    ['an unknown issuer', { iss: 'https://other.example.com' }],
    ['no issuer', { iss: undefined }],
    ['no audience', { aud: undefined }],
    ['an audience that is not registered', { aud: 'other-app' }],
    ['no subject', { sub: undefined }],
    ['an expiry that is no integer', { exp: Date.now() / 1000 + 60.5 }],
    ['no expiry', { exp: undefined }],
    ['an expiry that is text', { exp: String(Math.floor(Date.now() / 1000) + 60) }],
    ['an issue time that is no integer', { iat: Date.now() / 1000 - 0.5 }],
    ['no issue time', { iat: undefined }],
    ['a start that is no integer', { nbf: Date.now() / 1000 - 60.5 }],
    ['a subject that is a number', { sub: 42 }],
    ['an empty subject', { sub: '' }],
    ['an empty list of audiences', { aud: [] }],
    ['a start in the future', { nbf: Math.floor(Date.now() / 1000) + 600 }],
  ])('refuses as InvalidIdentityToken: %s', async (_name, claims) => {
    const world = await startWorld();
    const answer = await assume(world, { WebIdentityToken: await world.issuer.sign(claims) });
    expect(refusal(answer)).toBe('400 InvalidIdentityToken');
  });

  it('wants an audience that the provider lists and the role asks for: one of the two is not enough', async () => {
    const world = await startWorld();
    const withAudience = async (aud: unknown): Promise<string> => {
      const answer = await assume(world, { WebIdentityToken: await world.issuer.sign({ aud }) });
      return answer.status === 200 ? '200' : refusal(answer);
    };
    world.provider.audiences.add('other-app');
    expect(await withAudience('other-app')).toBe('403 AccessDenied');
    expect(await withAudience(['elsewhere', 'app'])).toBe('200');
    world.provider.audiences.delete('app');
    expect(await withAudience('app')).toBe('400 InvalidIdentityToken');
  });

  it('refuses a token whose signature or content was touched', async () => {
    const world = await startWorld();
    const [header, , signature] = (await world.issuer.sign()).split('.');
    const payload = (await world.issuer.sign({ sub: '43' })).split('.')[1];
    const forged = [header, payload, signature].join('.');
    expect(refusal(await assume(world, { WebIdentityToken: forged }))).toBe('400 InvalidIdentityToken');
    expect(refusal(await assume(world, { WebIdentityToken: 'not.a.token' }))).toBe(
      '400 InvalidIdentityToken',
    );
  });

  it('refuses alg none and HMAC with the public key as secret', async () => {
    const world = await startWorld();
    const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
    const payload = (await world.issuer.sign()).split('.')[1] ?? '';
    const keys = await (await fetch(`${world.issuer.url}/keys`)).text();
    const keyId = /"kid":"([^"]+)"/.exec(keys)?.[1];
    const none = `${encode({ alg: 'none' })}.${payload}.`;
    const hmacHead = `${encode({ alg: 'HS256', kid: keyId })}.${payload}`;
    const hmac = `${hmacHead}.${createHmac('sha256', keys).update(hmacHead).digest('base64url')}`;
    expect(refusal(await assume(world, { WebIdentityToken: none }))).toBe('400 InvalidIdentityToken');
    expect(refusal(await assume(world, { WebIdentityToken: hmac }))).toBe('400 InvalidIdentityToken');
  });

  it.each(['RS384', 'RS512', 'ES256', 'ES384', 'ES512'])('takes tokens signed with %s', async (alg) => {
    const world = await startWorld();
    await world.issuer.rotate({ alg });
    expect((await assume(world)).status).toBe(200);
  });

  it.each(['PS256', 'EdDSA'])('refuses tokens signed with %s', async (alg) => {
    const world = await startWorld();
    await world.issuer.rotate({ alg });
    expect(refusal(await assume(world))).toBe('400 InvalidIdentityToken');
  });

  it('refuses an expired token, by its own clock', async () => {
    const world = await startWorld();
    world.aws.clock.advance(121_000);
    const answer = await assume(world);
    expect(refusal(answer)).toBe('400 ExpiredTokenException');
    expect(Math.abs(Date.parse(answer.headers.get('date') ?? '') - world.aws.clock.now())).toBeLessThan(
      10_000,
    );
  });

  it('refuses a subject whose claim the issuer revoked', async () => {
    const world = await startWorld();
    world.provider.rejectedSubjects.add('42');
    expect(refusal(await assume(world))).toBe('403 IDPRejectedClaim');
  });

  it.each([
    ['another subject', { sub: '43' }, {}],
    [
      'a job of the same issuer that borrowed the audience',
      { sub: 'project_path:g/p:ref_type:branch:ref:main' },
      {},
    ],
    ['a role that does not exist', {}, { RoleArn: `arn:aws:iam::${ACCOUNT}:role/Nobody` }],
    ['an account that does not exist', {}, { RoleArn: 'arn:aws:iam::000000000000:role/Admin' }],
  ])('denies access without a reason: %s', async (_name, claims, parameters) => {
    const world = await startWorld();
    const answer = await assume(world, { WebIdentityToken: await world.issuer.sign(claims), ...parameters });
    expect(refusal(answer)).toBe('403 AccessDenied');
    expect(answer.field('Message')).toBe('Not authorized to perform sts:AssumeRoleWithWebIdentity');
  });

  it('refuses an issuer that differs from its provider by a slash at the end alone', async () => {
    const world = await startWorld();
    const token = await world.issuer.sign({ iss: `${world.issuer.url}/` });
    expect(refusal(await assume(world, { WebIdentityToken: token }))).toBe('400 InvalidIdentityToken');
  });

  it('refuses an issuer that the account of the role does not know', async () => {
    const world = await startWorld();
    world.aws.iam.addAccount({ id: '444455556666' });
    const answer = await assume(world, { RoleArn: 'arn:aws:iam::444455556666:role/Admin' });
    expect(refusal(answer)).toBe('400 InvalidIdentityToken');
    expect(answer.field('Message')).toContain(world.issuer.url);
  });

  it('refuses where the account has switched STS off in this region', async () => {
    const world = await startWorld({ region: 'ap-east-1' });
    world.aws.iam.addAccount({ id: '444455556666', disabledRegions: ['ap-east-1'] });
    const answer = await assume(world, { RoleArn: 'arn:aws:iam::444455556666:role/Admin' });
    expect(refusal(answer)).toBe('403 RegionDisabledException');
  });
});
