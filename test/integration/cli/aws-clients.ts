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
  { terminal, sandbox }: World,
  env: Readonly<Record<string, string>> = {},
): Promise<ProcessResult> {
  const [program, ...words] = clients[client];
  return run(program, [...words, sandbox.aws.endpoints.sts], {
    // The JavaScript SDK is found from there.
    cwd: ROOT,
    env: {
      ...terminal.env,
      AWS_PROFILE: profile,
      AWS_EC2_METADATA_DISABLED: 'true',
      ...env,
    },
  });
}

/** The role's ARN, by the client's own account. */
export async function arnOf(...wanted: Parameters<typeof whoAmI>): Promise<string> {
  const { code, stdout, stderr } = await whoAmI(...wanted);
  if (code !== 0) throw new Error(stderr);
  return member(stdout, 'Arn');
}
