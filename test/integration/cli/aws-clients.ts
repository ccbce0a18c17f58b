import { join } from 'node:path';
import { run } from '../../support/process.ts';
import type { ProcessResult } from '../../support/process.ts';
import { member } from './world.ts';
import type { World } from './world.ts';

const ROOT = join(import.meta.dirname, '..', '..', '..');

const JAVASCRIPT = `
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
const client = new STSClient({ region: 'us-east-1', endpoint: process.argv[1], maxAttempts: 1 });
const { Arn } = await client.send(new GetCallerIdentityCommand({}));
console.log(JSON.stringify({ Arn }));
`;
const PYTHON =
  'import boto3, json, sys; print(json.dumps(boto3.client("sts", endpoint_url=sys.argv[1]).get_caller_identity()))';

/** The system's own programs: one of the same name earlier on PATH may be something else. The endpoint comes last. */
const clients = {
  'the AWS CLI': ['/usr/bin/aws', 'sts', 'get-caller-identity', '--output', 'json', '--endpoint-url'],
  boto3: ['/usr/bin/python3', '-c', PYTHON],
  'the JavaScript SDK': [process.execPath, '--input-type=module', '-e', JAVASCRIPT],
} as const;

export type AwsClient = keyof typeof clients;
export const awsClients = Object.keys(clients) as readonly AwsClient[];

/** Asks AWS's own client who it is; it has the terminal's environment, and a profile to go by. */
export function whoAmI(
  client: AwsClient,
  profile: string,
  world: World,
  env: Readonly<Record<string, string>> = {},
): Promise<ProcessResult> {
  return whoAmIWith(client, world, {
    ...world.terminal.env,
    AWS_PROFILE: profile,
    AWS_EC2_METADATA_DISABLED: 'true',
    ...env,
  });
}

/** Asks AWS's own client who it is, with this environment and no other. */
function whoAmIWith(
  client: AwsClient,
  { sandbox }: World,
  env: Readonly<Record<string, string>>,
): Promise<ProcessResult> {
  const [program, ...words] = clients[client];
  // The JavaScript SDK is found from there.
  return run(program, [...words, sandbox.aws.endpoints.sts], { cwd: ROOT, env });
}

/** The role's ARN, by the client's own account. */
export async function arnOf(...wanted: Parameters<typeof whoAmI>): Promise<string> {
  return arnIn(await whoAmI(...wanted));
}

/** The role's ARN, by the account of a client with this environment and no other. */
export async function arnWith(...wanted: Parameters<typeof whoAmIWith>): Promise<string> {
  return arnIn(await whoAmIWith(...wanted));
}

function arnIn({ code, stdout, stderr }: ProcessResult): string {
  if (code !== 0) throw new Error(stderr);
  return member(stdout, 'Arn');
}
