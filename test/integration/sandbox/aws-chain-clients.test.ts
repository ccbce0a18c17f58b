import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it, onTestFinished } from 'vitest';
import { chainTrustPolicy } from '../../sandbox/aws/trust-policies.ts';
import { assume, latest, ROLE, startWorld, type World } from './aws-world.ts';

const run = promisify(execFile);

/** The system's own programs: one of the same name earlier on PATH may be something else. */
const AWS_CLI = '/usr/bin/aws';
const PYTHON = '/usr/bin/python3';

const SPOKE = 'arn:aws:iam::222233334444:role/team/Spoke';
const SPOKE_ARN = 'arn:aws:sts::222233334444:assumed-role/Spoke/client';

/** A role that trusts the world's role, with an external id, and lets a source identity be set. */
async function chainWorld(): Promise<World> {
  const world = await startWorld();
  const trustPolicy = chainTrustPolicy([ROLE], { externalId: 'acme:7', sourceIdentity: true });
  world.aws.iam.addRole({ arn: SPOKE, trustPolicy });
  expect((await assume(world)).status).toBe(200);
  return world;
}

/** An environment that holds the keys of the last session, and nothing of anybody's. */
async function signedEnvironment({ aws }: World): Promise<NodeJS.ProcessEnv> {
  const home = await mkdtemp(join(tmpdir(), 'aws-chain-'));
  onTestFinished(() => rm(home, { recursive: true, force: true }));
  const { accessKeyId, secretAccessKey, sessionToken } = latest(aws);
  return {
    ...{ PATH: '/usr/bin:/bin', HOME: home, AWS_EC2_METADATA_DISABLED: 'true', AWS_PAGER: '' },
    AWS_DEFAULT_REGION: 'eu-west-1',
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    AWS_SESSION_TOKEN: sessionToken,
  };
}

/** What a client makes of the answer, and what the stand-in gave out. */
function expectChained(answer: unknown, { aws }: World): void {
  const { accessKeyId, secretAccessKey, sessionToken } = latest(aws);
  expect(answer).toMatchObject({
    Credentials: { AccessKeyId: accessKeyId, SecretAccessKey: secretAccessKey, SessionToken: sessionToken },
    AssumedRoleUser: { Arn: SPOKE_ARN, AssumedRoleId: expect.stringMatching(/^AROA\w+:client$/) as string },
    SourceIdentity: 'ada',
  });
}

describe.skipIf(!existsSync(AWS_CLI))('a further role, assumed by the AWS CLI', () => {
  async function aws(world: World, env: NodeJS.ProcessEnv, ...more: readonly string[]): Promise<unknown> {
    const common = ['--endpoint-url', world.aws.endpoints.sts, '--output', 'json', 'sts'];
    const { stdout } = await run(AWS_CLI, [...common, ...more], { env });
    return JSON.parse(stdout) as unknown;
  }
  const words = ['assume-role', '--role-arn', SPOKE, '--role-session-name', 'client'];

  it('brings an external id and a source identity, and is told both sides', { timeout: 60_000 }, async () => {
    const world = await chainWorld();
    const env = await signedEnvironment(world);
    const more = ['--external-id', 'acme:7', '--source-identity', 'ada'];
    expectChained(await aws(world, env, ...words, ...more), world);
    const who = await aws(world, await signedEnvironment(world), 'get-caller-identity');
    expect(who).toMatchObject({ Account: '222233334444', Arn: SPOKE_ARN });
  });

  it('is refused without the external id, in words that it understands', { timeout: 60_000 }, async () => {
    const world = await chainWorld();
    await expect(aws(world, await signedEnvironment(world), ...words)).rejects.toThrow(
      /\(AccessDenied\) when calling the AssumeRole operation: User: \S+ is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::222233334444:role\/team\/Spoke/,
    );
  });
});

/** What boto3 makes of two links, and of each refusal: its names of them are what programs catch. */
const SCRIPT = `
import json, sys
import boto3
from botocore.exceptions import ClientError
url, role = sys.argv[1:]
sts = boto3.client('sts', endpoint_url=url)
def ask(**more):
    return sts.assume_role(RoleArn=role, RoleSessionName='client', **more)
def refused(**more):
    try:
        ask(**more)
        return 'ok'
    except ClientError as error:
        return error.response['Error']['Code']
codes = [refused(), refused(ExternalId='acme:8'), refused(ExternalId='acme:7', DurationSeconds=3601),
    refused(ExternalId='acme:7', SourceIdentity='a b'), refused(ExternalId='acme:7', Policy='{'),
    refused(ExternalId='acme:7')]
answer = ask(ExternalId='acme:7', SourceIdentity='ada', DurationSeconds=3600)
ends = answer['Credentials']['Expiration']
answer['Credentials']['Expiration'] = ends.isoformat()
del answer['ResponseMetadata']
print(json.dumps({'codes': codes, 'answer': answer, 'ends': ends.timestamp()}))
`;

describe.skipIf(!existsSync(PYTHON))('a further role, assumed by boto3', () => {
  it(
    'comes with the source identity for an hour; each refusal has its name',
    { timeout: 60_000 },
    async () => {
      const world = await chainWorld();
      const env = await signedEnvironment(world);
      const before = world.aws.clock.now();
      const { stdout } = await run(PYTHON, ['-c', SCRIPT, world.aws.endpoints.sts, SPOKE], { env });
      const result = JSON.parse(stdout) as { readonly answer: unknown; readonly ends: number };
      expect(result).toMatchObject({
        codes: [
          'AccessDenied',
          'AccessDenied',
          'ValidationError',
          'ValidationError',
          'MalformedPolicyDocument',
          'ok',
        ],
      });
      expectChained(result.answer, world);
      const lasts = result.ends * 1000 - before;
      expect(lasts).toBeGreaterThan(3_595_000);
      expect(lasts).toBeLessThanOrEqual(3_660_000);
    },
  );
});
