import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { gitLabTrustPolicy } from '../../sandbox/aws/trust-policies.ts';
import { ACCOUNT, assume, callSts, latest, read, refusal, ROLE, startWorld } from './aws-world.ts';

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

  it('takes the parameters from a GET query too', async () => {
    const world = await startWorld();
    const query = new URLSearchParams({
      ...{ Action: 'AssumeRoleWithWebIdentity', Version: '2011-06-15', RoleArn: ROLE, RoleSessionName: 'me' },
      WebIdentityToken: await world.issuer.sign(),
    });
    const answer = await read(await fetch(`${world.aws.endpoints.sts}/?${query.toString()}`));
    expect(answer.status).toBe(200);
    expect(world.aws.requests.counts()).toEqual({ 'GET AssumeRoleWithWebIdentity': 1 });
  });

  it('keeps the partition and drops the path of the role ARN', async () => {
    const world = await startWorld();
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
    ['RoleArn missing', { RoleArn: undefined }],
    ['RoleArn of 19 characters', { RoleArn: 'arn:aws:iam::1:rol/' }],
    ['RoleArn that is no role', { RoleArn: 'arn:aws:iam::111122223333:user/Bob' }],
    ['RoleArn over 2048', { RoleArn: ROLE + 'x'.repeat(2048) }],
    ['RoleSessionName missing', { RoleSessionName: undefined }],
    ['RoleSessionName of 1 character', { RoleSessionName: 'x' }],
    ['RoleSessionName of 65 characters', { RoleSessionName: 'x'.repeat(65) }],
    ['RoleSessionName with a space', { RoleSessionName: 'my name' }],
    ['WebIdentityToken missing', { WebIdentityToken: undefined }],
    ['WebIdentityToken of 3 characters', { WebIdentityToken: 'abc' }],
    ['WebIdentityToken of 20,001 characters', { WebIdentityToken: 'x'.repeat(20_001) }],
    ['DurationSeconds 899', { DurationSeconds: '899' }],
    ['DurationSeconds 43201', { DurationSeconds: '43201' }],
    ['DurationSeconds no number', { DurationSeconds: '1h' }],
    ['DurationSeconds above the role limit', { DurationSeconds: '7201' }],
    ['Policy over 2048 characters', { Policy: ' '.repeat(2049) }],
    ['ProviderId with an OpenID token', { ProviderId: 'www.amazon.com' }],
    ['a policy ARN that is none', { 'PolicyArns.member.1.arn': 'arn:aws:iam::111122223333:role/X' }],
  ])('refuses as ValidationError: %s', async (_name, parameters) => {
    const world = await startWorld();
    expect(refusal(await assume(world, parameters))).toBe('400 ValidationError');
    expect(world.aws.issuedCredentials).toHaveLength(0);
  });

  it('takes every parameter at the very edge of its limits', async () => {
    const world = await startWorld();
    const edges = [{ RoleSessionName: 'xy' }, { RoleSessionName: 'a_1+=,.@-'.padEnd(64, 'x') }];
    for (const edge of edges) expect((await assume(world, edge)).status).toBe(200);
    const token = await world.issuer.sign({ groups_direct: ['x'.repeat(14_000)] });
    expect(token.length).toBeGreaterThan(18_000);
    expect((await assume(world, { WebIdentityToken: token })).status).toBe(200);
  });

  it('counts all violations in one message and never repeats the token', async () => {
    const world = await startWorld();
    const answer = await assume(world, {
      RoleSessionName: 'x',
      DurationSeconds: '1',
      WebIdentityToken: 'abc',
    });
    expect(answer.field('Message')).toMatch(/^3 validation errors detected: /);
    expect(answer.text).not.toContain('abc');
    expect(answer.field('Type')).toBe('Sender');
  });

  it('names the role limit when the duration is beyond it', async () => {
    const world = await startWorld();
    const answer = await assume(world, { DurationSeconds: '43200' });
    expect(answer.field('Message')).toBe(
      'The requested DurationSeconds exceeds the MaxSessionDuration set for this role.',
    );
  });

  it.each([
    ['an unknown issuer', { iss: 'https://other.example.com' }],
    ['no issuer', { iss: undefined }],
    ['no audience', { aud: undefined }],
    ['an audience that is not registered', { aud: 'other-app' }],
    ['no subject', { sub: undefined }],
    ['an expiry that is no integer', { exp: Date.now() / 1000 + 60.5 }],
    ['no expiry', { exp: undefined }],
    ['a start in the future', { nbf: Math.floor(Date.now() / 1000) + 600 }],
  ])('refuses as InvalidIdentityToken: %s', async (_name, claims) => {
    const world = await startWorld();
    const answer = await assume(world, { WebIdentityToken: await world.issuer.sign(claims) });
    expect(refusal(answer)).toBe('400 InvalidIdentityToken');
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

  it('refuses unknown actions and versions', async () => {
    const { aws } = await startWorld();
    expect(refusal(await callSts(aws, { Action: 'GetSessionToken' }))).toBe('400 InvalidAction');
    expect(refusal(await callSts(aws, { Action: 'GetCallerIdentity', Version: '2012-10-17' }))).toBe(
      '400 InvalidAction',
    );
    expect(refusal(await callSts(aws, { Action: 'toString' }))).toBe('400 InvalidAction');
  });
});
