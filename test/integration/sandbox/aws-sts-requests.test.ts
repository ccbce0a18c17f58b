import {
  AssumeRoleCommand,
  GetCallerIdentityCommand,
  GetFederationTokenCommand,
  GetSessionTokenCommand,
} from '@aws-sdk/client-sts';
import { describe, expect, it } from 'vitest';
import { gitLabTrustPolicy } from '../../sandbox/aws/trust-policies.ts';
import {
  ACCOUNT,
  assume,
  callSts,
  form,
  outcome,
  read,
  refusal,
  ROLE,
  signedClient,
  startWorld,
} from './aws-world.ts';
import type { StsAnswer, World } from './aws-world.ts';

describe('the parameters of AssumeRoleWithWebIdentity', () => {
  it.each([
    ['RoleArn missing', { RoleArn: undefined }],
    ['RoleArn of 19 characters', { RoleArn: 'arn:aws:iam::1:rol/' }],
    ['RoleArn that is no role', { RoleArn: 'arn:aws:iam::111122223333:user/Bob' }],
    ['RoleArn over 2048', { RoleArn: ROLE + 'x'.repeat(2048) }],
    ['RoleSessionName missing', { RoleSessionName: undefined }],
    ['RoleSessionName of 1 character', { RoleSessionName: 'x' }],
    ['RoleSessionName of 65 characters', { RoleSessionName: 'x'.repeat(65) }],
    ['RoleSessionName with a space', { RoleSessionName: 'my name' }],
    ['RoleSessionName with a slash', { RoleSessionName: 'my/name' }],
    ['RoleSessionName with an accent', { RoleSessionName: 'andr\u00e9' }],
    ['RoleSessionName that is empty', { RoleSessionName: '' }],
    ['WebIdentityToken missing', { WebIdentityToken: undefined }],
    ['WebIdentityToken of 3 characters', { WebIdentityToken: 'abc' }],
    ['WebIdentityToken of 20,001 characters', { WebIdentityToken: 'x'.repeat(20_001) }],
    ['DurationSeconds 899', { DurationSeconds: '899' }],
    ['DurationSeconds 43201', { DurationSeconds: '43201' }],
    ['DurationSeconds no number', { DurationSeconds: '1h' }],
    ['DurationSeconds no integer', { DurationSeconds: '1800.5' }],
    ['DurationSeconds empty', { DurationSeconds: '' }],
    ['DurationSeconds above the role limit', { DurationSeconds: '7201' }],
    ['Policy over 2048 characters', { Policy: ' '.repeat(2049) }],
    ['ProviderId with an OpenID token', { ProviderId: 'www.amazon.com' }],
    ['an empty Policy', { Policy: '' }],
    ['a policy ARN of 19 characters', { 'PolicyArns.member.1.arn': 'arn:aws:iam::aws:po' }],
    ['a policy ARN that is none', { 'PolicyArns.member.1.arn': 'arn:aws:iam::111122223333:role/X' }],
  ])('refuses as ValidationError: %s', async (_name, parameters) => {
    const world = await startWorld();
    expect(refusal(await assume(world, parameters))).toBe('400 ValidationError');
    expect(world.aws.issuedCredentials).toHaveLength(0);
  });

  it('takes every parameter at the very edge of its limits', async () => {
    const world = await startWorld();
    const edges = [
      { RoleSessionName: 'xy' },
      { RoleSessionName: 'a_1+=,.@-'.padEnd(64, 'x') },
      { DurationSeconds: '900' },
      { DurationSeconds: '7200' },
    ];
    for (const edge of edges) expect((await assume(world, edge)).status).toBe(200);
    const token = await world.issuer.sign({ groups_direct: ['x'.repeat(14_000)] });
    expect(token.length).toBeGreaterThan(18_000);
    expect((await assume(world, { WebIdentityToken: token })).status).toBe(200);
    const { trustPolicy: _parsed, ...role } = world.role;
    const trustPolicy = gitLabTrustPolicy({ provider: world.provider, audience: 'app', subjects: ['42'] });
    world.aws.iam.addRole({ ...role, trustPolicy, maxSessionDuration: 43_200 });
    expect((await assume(world, { DurationSeconds: '43200' })).status).toBe(200);
  });

  it.each([
    [
      'a RoleArn of 20 characters',
      { RoleArn: 'arn:aws:iam::1:role/' },
      '400 ValidationError',
      'Request ARN is invalid',
    ],
    [
      'a RoleArn of 2048 characters',
      { RoleArn: `arn:aws:iam::${ACCOUNT}:role/${'x'.repeat(1990)}/`.padEnd(2048, 'y') },
      '403 AccessDenied',
      'Not authorized',
    ],
    ['a token of 4 characters', { WebIdentityToken: 'abcd' }, '400 InvalidIdentityToken', 'not a valid JWT'],
    [
      'a token of 20,000 characters',
      { WebIdentityToken: 'x'.repeat(20_000) },
      '400 InvalidIdentityToken',
      'not a valid JWT',
    ],
  ])('does not blame the length of %s', async (_name, parameters, expected, message) => {
    const world = await startWorld();
    const answer = await assume(world, parameters);
    expect(refusal(answer)).toBe(expected);
    expect(answer.field('Message')).toContain(message);
  });

  it('counts all violations in one message and never repeats the token', async () => {
    const world = await startWorld();
    const answer = await assume(world, {
      RoleSessionName: 'x',
      DurationSeconds: '1',
      // No hexadecimal digits, which the request id could hold by chance.
      WebIdentityToken: 'xyz',
    });
    expect(answer.field('Message')).toMatch(/^3 validation errors detected: /);
    expect(answer.text).not.toContain('xyz');
    expect(answer.field('Type')).toBe('Sender');
  });

  it('names the role limit when the duration is beyond it', async () => {
    const world = await startWorld();
    const answer = await assume(world, { DurationSeconds: '43200' });
    expect(answer.field('Message')).toBe(
      'The requested DurationSeconds exceeds the MaxSessionDuration set for this role.',
    );
  });
});

describe('a request to STS', () => {
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

  it.each([
    ['of no type', 'POST', '/', undefined],
    ['of plain text', 'POST', '/', 'text/plain'],
    ['of JSON', 'POST', '/', 'application/json'],
    ['by PUT', 'PUT', '/', FORM],
    ['on another path', 'POST', '/sts', FORM],
  ])('is not understood %s', async (_name, method, path, type) => {
    const world = await startWorld();
    const answer = await send(world, { method, path, type });
    expect(refusal(answer)).toBe('400 InvalidAction');
    expect(world.aws.issuedCredentials).toHaveLength(0);
  });

  it('is a form, whatever its character set', async () => {
    const world = await startWorld();
    const type = `${FORM}; charset=utf-8`;
    expect((await send(world, { method: 'POST', path: '/', type })).status).toBe(200);
  });

  it('with a web identity needs no signature, and a bad one does no harm', async () => {
    const world = await startWorld();
    const authorization =
      'AWS4-HMAC-SHA256 Credential=AKIAXXXXXXXXXXXXXXXX/20260101/us-east-1/sts/aws4_request, SignedHeaders=host, Signature=0';
    const answer = await send(world, { method: 'POST', path: '/', type: FORM, authorization });
    expect(answer.status).toBe(200);
  });

  it('refuses unknown actions and versions', async () => {
    const { aws } = await startWorld();
    expect(refusal(await callSts(aws, { Action: 'AssumeRoot' }))).toBe('400 InvalidAction');
    expect(refusal(await callSts(aws, { Action: 'GetCallerIdentity', Version: '2012-10-17' }))).toBe(
      '400 InvalidAction',
    );
    expect(refusal(await callSts(aws, { Action: 'toString' }))).toBe('400 InvalidAction');
  });

  it('for a session or federation token is denied to every session', async () => {
    const world = await startWorld();
    await assume(world);
    const client = signedClient(world.aws);
    expect(await outcome(client.send(new GetSessionTokenCommand({})))).toBe('AccessDenied');
    expect(await outcome(client.send(new GetFederationTokenCommand({ Name: 'bob' })))).toBe('AccessDenied');
    await expect(client.send(new GetSessionTokenCommand({}))).rejects.toThrow(
      'Cannot call GetSessionToken with session credentials',
    );
    expect(refusal(await callSts(world.aws, { Action: 'GetSessionToken' }))).toBe(
      '403 MissingAuthenticationToken',
    );
    expect(world.aws.issuedCredentials).toHaveLength(1);
  });

  it('with a federation token can tell who asks and can assume nothing', async () => {
    const world = await startWorld();
    world.aws.issueFederationToken(ACCOUNT, 'bob');
    const client = signedClient(world.aws);
    expect(await outcome(client.send(new AssumeRoleCommand({ RoleArn: ROLE, RoleSessionName: 'me' })))).toBe(
      'AccessDenied',
    );
    await expect(client.send(new GetCallerIdentityCommand({}))).resolves.toMatchObject({
      Arn: `arn:aws:sts::${ACCOUNT}:federated-user/bob`,
    });
  });
});

const FORM = 'application/x-www-form-urlencoded';

/** A good request, sent in its own way. */
async function send(
  world: World,
  way: { method: string; path: string; type: string | undefined; authorization?: string },
): Promise<StsAnswer> {
  const body = form({
    ...{ Action: 'AssumeRoleWithWebIdentity', Version: '2011-06-15', RoleArn: ROLE, RoleSessionName: 'me' },
    WebIdentityToken: await world.issuer.sign(),
  });
  const headers: Record<string, string> = {};
  if (way.type !== undefined) headers['Content-Type'] = way.type;
  if (way.authorization !== undefined) headers['Authorization'] = way.authorization;
  // As bytes, which fetch gives no type of its own.
  const bytes = new TextEncoder().encode(body.toString());
  return read(
    await fetch(`${world.aws.endpoints.sts}${way.path}`, { method: way.method, headers, body: bytes }),
  );
}
