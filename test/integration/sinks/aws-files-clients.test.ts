import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { findAwsFiles } from '../../../src/adapters/sinks/aws-files/aws-files.ts';
import {
  createProfileEditor,
  type StaticRequest,
} from '../../../src/adapters/sinks/aws-files/profile-editor.ts';
import type { AwsFiles } from '../../../src/core/delivery-ports.ts';
import { ACCOUNT, assume, startWorld, type World } from '../sandbox/aws-world.ts';
import { PYTHON } from './python-readers.ts';

const run = promisify(execFile);
const AWS_CLI = '/usr/bin/aws';
const ARN = `arn:aws:sts::${ACCOUNT}:assumed-role/Admin/user@example.com`;
const editor = createProfileEditor({ settleMs: 0 });

interface Scene {
  readonly world: World;
  readonly files: AwsFiles;
  readonly env: Readonly<Record<string, string>>;
  readonly request: StaticRequest;
}

/** A home folder, a role's real credentials, and an environment that leads nowhere else. */
async function setScene(): Promise<Scene> {
  const home = await mkdtemp(join(tmpdir(), 'aws-files-'));
  onTestFinished(() => rm(home, { recursive: true, force: true }));
  const world = await startWorld();
  await assume(world);
  const issued = world.aws.issuedCredentials[0];
  if (issued === undefined) throw new Error('no credentials were issued');
  const files = findAwsFiles({}, home);
  const { accessKeyId, secretAccessKey, sessionToken } = issued;
  return {
    world,
    files,
    env: { PATH: '/usr/bin:/bin', HOME: home, AWS_EC2_METADATA_DISABLED: 'true', AWS_PAGER: '' },
    request: {
      files,
      profile: 'prod-admin@example.com/a+b',
      role: 'prod-admin',
      region: 'ap-northeast-1',
      credentials: {
        accessKeyId,
        secretAccessKey,
        sessionToken,
        issuedAt: 0,
        expiresAt: 0,
        assumedRoleArn: ARN,
      },
    },
  };
}

async function askWithCli({ world, env }: Scene, profile: string): Promise<unknown> {
  const words = ['--endpoint-url', world.aws.endpoints.sts, '--output', 'json', '--profile', profile];
  const { stdout } = await run(AWS_CLI, [...words, 'sts', 'get-caller-identity'], { env });
  return JSON.parse(stdout) as unknown;
}

async function askWithBoto3({ world, env }: Scene, profile: string): Promise<string> {
  const code = `import sys, boto3
session = boto3.Session(profile_name=sys.argv[1])
print(session.client('sts', endpoint_url=sys.argv[2]).get_caller_identity()['Arn'], session.region_name)`;
  const { stdout } = await run(PYTHON, ['-c', code, profile, world.aws.endpoints.sts], { env });
  return stdout.trim();
}

/** The SDK's own chain of sources, with the profile named in the environment. */
async function askWithSdk({ world, files, env }: Scene, profile: string): Promise<unknown> {
  vi.stubEnv('HOME', env['HOME']);
  for (const name of ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN'])
    vi.stubEnv(name, undefined);
  vi.stubEnv('AWS_PROFILE', profile);
  vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', files.credentials);
  vi.stubEnv('AWS_CONFIG_FILE', files.config);
  const client = new STSClient({ endpoint: world.aws.endpoints.sts, maxAttempts: 1 });
  onTestFinished(() => client.destroy());
  return { ...(await client.send(new GetCallerIdentityCommand({}))), region: await client.config.region() };
}

/** A program that prints the scene's credentials, in a folder whose name every shell stumbles over. */
async function aProgram({ files, request }: Scene): Promise<string> {
  const folder = await mkdtemp(join(files.credentials, '..', "it's $HOME; a #1 "));
  const { accessKeyId, secretAccessKey, sessionToken } = request.credentials;
  const program = join(folder, 'print it');
  const json = {
    Version: 1,
    AccessKeyId: accessKeyId,
    SecretAccessKey: secretAccessKey,
    SessionToken: sessionToken,
  };
  await writeFile(
    program,
    `#!/bin/sh\n[ "$1" = 'a "b" #c' ] || exit 9\ncat <<'END'\n${JSON.stringify(json)}\nEND\n`,
  );
  await chmod(program, 0o755);
  return program;
}

// Python takes seconds to start on a busy machine, and starts six times here.
describe.skipIf(!existsSync(AWS_CLI))('the real clients', { timeout: 180_000 }, () => {
  it('take a static profile that was written into files of the user, and one that took over an old one', async () => {
    const scene = await setScene();
    const { request, files } = scene;
    await editor.writeStatic(request);
    await writeFile(
      files.config,
      '[profile old]\nrole_arn = a\nsource_profile = prod\nregion = eu-west-1\n',
      {
        flag: 'wx',
      },
    );
    await writeFile(
      files.credentials,
      '\r\n[old]\r\naws_access_key_id = AKIA\r\naws_secret_access_key = x\r\naws_security_token = y\r\n',
      { flag: 'a' },
    );
    await editor.writeStatic({ ...request, profile: 'old', overwrite: true });
    for (const [profile, region] of [
      [request.profile, 'ap-northeast-1'],
      ['old', 'eu-west-1'],
    ] as const) {
      expect(await askWithCli(scene, profile)).toMatchObject({ Arn: ARN });
      expect(await askWithBoto3(scene, profile)).toBe(`${ARN} ${region}`);
      expect(await askWithSdk(scene, profile)).toMatchObject({ Arn: ARN, region });
    }
  });

  it('take a file whose lines end as on Windows', async () => {
    const scene = await setScene();
    await editor.writeStatic(scene.request);
    await writeFile(scene.files.credentials, '[a]\r\nb = c\r\n');
    await editor.writeStatic(scene.request);
    expect(await askWithCli(scene, scene.request.profile)).toMatchObject({ Arn: ARN });
    expect(await askWithSdk(scene, scene.request.profile)).toMatchObject({ Arn: ARN });
  });

  it('start the program of a process profile, with words that need every kind of quoting', async () => {
    const scene = await setScene();
    const { request, files } = scene;
    await editor.writeStatic(request);
    const command = [await aProgram(scene), 'a "b" #c'];
    await editor.writeProcess({ ...request, command });
    await editor.writeProcess({ ...request, profile: 'default', overwrite: true, command });
    for (const profile of [request.profile, 'default']) {
      expect(await askWithCli(scene, profile)).toMatchObject({ Arn: ARN });
      expect(await askWithBoto3(scene, profile)).toBe(`${ARN} ap-northeast-1`);
      expect(await askWithSdk(scene, profile)).toMatchObject({ Arn: ARN, region: 'ap-northeast-1' });
    }
    const role = 'prod-admin';
    expect(await editor.list(files)).toEqual([
      { profile: request.profile, role, mode: 'process', path: files.config },
      { profile: 'default', role, mode: 'process', path: files.config },
    ]);
  });
});
