import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { AssumeRoleWithWebIdentityCommand, GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { describe, expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { ACCOUNT, outcome, ROLE, startWorld } from './aws-world.ts';
import type { World } from './aws-world.ts';

const run = promisify(execFile);

/** The system's own programs: one of the same name earlier on PATH may be something else. */
const AWS_CLI = '/usr/bin/aws';
const PYTHON = '/usr/bin/python3';

const ARN = `arn:aws:sts::${ACCOUNT}:assumed-role/Admin/client`;

/** An environment without anybody's settings or credentials in it. */
async function cleanEnvironment(extra: Readonly<Record<string, string>> = {}): Promise<NodeJS.ProcessEnv> {
  const home = await mkdtemp(join(tmpdir(), 'aws-clients-'));
  onTestFinished(() => rm(home, { recursive: true, force: true }));
  const base = { PATH: '/usr/bin:/bin', HOME: home, AWS_EC2_METADATA_DISABLED: 'true', AWS_PAGER: '' };
  return { ...base, AWS_DEFAULT_REGION: 'ap-northeast-1', ...extra };
}

async function aws(world: World, env: NodeJS.ProcessEnv, ...args: readonly string[]): Promise<unknown> {
  const all = ['--endpoint-url', world.aws.endpoints.sts, '--output', 'json', ...args];
  const { stdout } = await run(AWS_CLI, all, { env });
  return JSON.parse(stdout) as unknown;
}

async function assumeArguments(world: World): Promise<readonly string[]> {
  const token = await world.issuer.sign();
  return [
    'sts',
    'assume-role-with-web-identity',
    '--role-arn',
    ROLE,
    '--role-session-name',
    'client',
    '--web-identity-token',
    token,
  ];
}

describe.skipIf(!existsSync(AWS_CLI))('the AWS CLI, unchanged', () => {
  it('assumes a role with a web identity and asks who it is', { timeout: 60_000 }, async () => {
    const world = await startWorld();
    const assumed = await aws(world, await cleanEnvironment(), ...(await assumeArguments(world)));
    const issued = world.aws.issuedCredentials[0];
    if (issued === undefined) throw new Error('no credentials were issued');
    const { accessKeyId, secretAccessKey, sessionToken } = issued;
    expect(assumed).toMatchObject({
      Credentials: { AccessKeyId: accessKeyId, SecretAccessKey: secretAccessKey, SessionToken: sessionToken },
      SubjectFromWebIdentityToken: '42',
      AssumedRoleUser: { Arn: ARN },
      Provider: world.issuer.url,
      Audience: 'app',
    });
    const keys = {
      AWS_ACCESS_KEY_ID: accessKeyId,
      AWS_SECRET_ACCESS_KEY: secretAccessKey,
      AWS_SESSION_TOKEN: sessionToken,
    };
    const who = await aws(world, await cleanEnvironment(keys), 'sts', 'get-caller-identity');
    expect(who).toEqual({ Account: ACCOUNT, Arn: ARN, UserId: `${world.role.id}:client` });
  });

  it('words a refusal as it does for AWS', { timeout: 60_000 }, async () => {
    const world = await startWorld();
    world.aws.clock.advance(200_000);
    const refused = aws(world, await cleanEnvironment(), ...(await assumeArguments(world)));
    await expect(refused).rejects.toThrow(
      'An error occurred (ExpiredTokenException) when calling the AssumeRoleWithWebIdentity operation: Token expired',
    );
  });
});

/** Assumes the role, signs in, opens the console, and signs a URL: all that a boto3 user does. */
const SCRIPT = `
import json, sys, urllib.error, urllib.parse, urllib.request, http.cookiejar
import boto3
sts_url, signin, role, token = sys.argv[1:]
unsigned = boto3.client('sts', endpoint_url=sts_url, region_name='eu-west-1')
reply = unsigned.assume_role_with_web_identity(RoleArn=role, RoleSessionName='client', WebIdentityToken=token)
keys = reply['Credentials']
signed = boto3.client('sts', endpoint_url=sts_url, region_name='eu-west-1', aws_access_key_id=keys['AccessKeyId'],
    aws_secret_access_key=keys['SecretAccessKey'], aws_session_token=keys['SessionToken'])
url = signed.generate_presigned_url('get_caller_identity', ExpiresIn=60, HttpMethod='GET')
presigned = urllib.request.urlopen(url).read().decode()
session = json.dumps({'sessionId': keys['AccessKeyId'], 'sessionKey': keys['SecretAccessKey'], 'sessionToken': keys['SessionToken']})
query = urllib.parse.urlencode({'Action': 'getSigninToken', 'SessionDuration': 3600, 'Session': session})
signin_token = json.load(urllib.request.urlopen(signin + '?' + query))['SigninToken']
login = signin + '?' + urllib.parse.urlencode({'Action': 'login', 'Issuer': 'https://tobira.test',
    'Destination': 'https://console.aws.amazon.com/', 'SigninToken': signin_token})
browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))
page = browser.open(login)
print(json.dumps({'arn': signed.get_caller_identity()['Arn'], 'expires': keys['Expiration'].isoformat(),
    'presigned': presigned, 'url': url, 'address': page.geturl(), 'page': page.read().decode()}))
`;

describe.skipIf(!existsSync(PYTHON))('boto3, unchanged', () => {
  it('goes all the way from a token to the console page', { timeout: 60_000 }, async () => {
    const world = await startWorld();
    const { sts, signin } = world.aws.endpoints;
    const env = await cleanEnvironment();
    const { stdout } = await run(PYTHON, ['-c', SCRIPT, sts, signin, ROLE, await world.issuer.sign()], {
      env,
    });
    const result: unknown = JSON.parse(stdout);
    expect(result).toMatchObject({
      arn: ARN,
      presigned: expect.stringContaining(`<Arn>${ARN}</Arn>`) as string,
      address: expect.stringMatching(/\/console\/[0-9a-f]+\/\?destination=/) as string,
      page: expect.stringContaining(`data-testid="assumed-role-arn">${ARN}<`) as string,
    });
    expect(world.aws.requests.counts()).toEqual({
      'POST AssumeRoleWithWebIdentity': 1,
      'GET GetCallerIdentity': 1,
      'POST GetCallerIdentity': 1,
      'GET getSigninToken': 1,
      'GET login': 1,
      'GET console': 1,
    });

    const { url } = z.object({ url: z.string() }).parse(result);
    expect((await fetch(url)).status).toBe(200);
    const changed = await fetch(url.replace('Action=GetCallerIdentity', 'Action=AssumeRole'));
    expect(await changed.text()).toContain('SignatureDoesNotMatch');
    world.aws.clock.advance(61_000);
    const late = await fetch(url);
    expect([late.status, await late.text()]).toEqual([403, expect.stringContaining('SignatureDoesNotMatch')]);
  });
});

describe('the JavaScript SDK, unchanged', () => {
  function client(world: World, maxAttempts = 1): STSClient {
    const sts = new STSClient({ region: 'eu-west-1', endpoint: world.aws.endpoints.sts, maxAttempts });
    onTestFinished(() => sts.destroy());
    return sts;
  }

  async function command(world: World): Promise<AssumeRoleWithWebIdentityCommand> {
    const WebIdentityToken = await world.issuer.sign();
    return new AssumeRoleWithWebIdentityCommand({
      RoleArn: ROLE,
      RoleSessionName: 'client',
      WebIdentityToken,
    });
  }

  it('assumes a role and asks who it is', async () => {
    const world = await startWorld();
    const reply = await client(world).send(await command(world));
    expect(reply.AssumedRoleUser?.Arn).toBe(ARN);
    expect(reply.Credentials?.Expiration).toBeInstanceOf(Date);
    const { AccessKeyId = '', SecretAccessKey = '', SessionToken = '' } = reply.Credentials ?? {};
    const credentials = {
      accessKeyId: AccessKeyId,
      secretAccessKey: SecretAccessKey,
      sessionToken: SessionToken,
    };
    const signed = new STSClient({ region: 'eu-west-1', endpoint: world.aws.endpoints.sts, credentials });
    onTestFinished(() => signed.destroy());
    await expect(signed.send(new GetCallerIdentityCommand({}))).resolves.toMatchObject({
      Account: ACCOUNT,
      Arn: ARN,
    });
    expect(world.aws.requests.of('AssumeRoleWithWebIdentity')[0]?.headers.authorization).toBeUndefined();
  });

  it.each([
    ['AccessDenied', 'AccessDenied'],
    ['ValidationError', 'ValidationError'],
    ['Throttling', 'Throttling'],
    ['ExpiredTokenException', 'ExpiredTokenException'],
    ['IDPCommunicationError', 'IDPCommunicationErrorException'],
    ['IDPRejectedClaim', 'IDPRejectedClaimException'],
    ['InvalidIdentityToken', 'InvalidIdentityTokenException'],
    ['MalformedPolicyDocument', 'MalformedPolicyDocumentException'],
    ['PackedPolicyTooLarge', 'PackedPolicyTooLargeException'],
    ['RegionDisabledException', 'RegionDisabledException'],
  ])('reads %s as %s', async (code, name) => {
    const world = await startWorld();
    world.aws.faults.inject('AssumeRoleWithWebIdentity', { kind: 'error', code });
    expect(await outcome(client(world).send(await command(world)))).toBe(name);
  });

  it('retries where the issuer could not be reached', async () => {
    const world = await startWorld();
    world.aws.faults.inject('AssumeRoleWithWebIdentity', { kind: 'error', code: 'IDPCommunicationError' }, 2);
    expect(await outcome(client(world, 3).send(await command(world)))).toBe('ok');
    expect(world.aws.requests.count('AssumeRoleWithWebIdentity')).toBe(3);
  });
});
