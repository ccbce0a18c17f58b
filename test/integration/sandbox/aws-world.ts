import { STSClient, STSServiceException } from '@aws-sdk/client-sts';
import { onTestFinished } from 'vitest';
import { startAws } from '../../sandbox/aws/aws.ts';
import type { Aws, AwsOptions } from '../../sandbox/aws/aws.ts';
import { IamError } from '../../sandbox/aws/iam-error.ts';
import type { Role } from '../../sandbox/aws/iam.ts';
import type { OidcProvider } from '../../sandbox/aws/oidc-provider.ts';
import { gitLabTrustPolicy } from '../../sandbox/aws/trust-policies.ts';
import { startIssuer } from './aws-issuer.ts';
import type { TestIssuer } from './aws-issuer.ts';

export const ACCOUNT = '111122223333';
export const ROLE = `arn:aws:iam::${ACCOUNT}:role/Admin`;

/** A stand-in with one issuer, one provider and one role that user 42 may assume. */
export interface World {
  readonly aws: Aws;
  readonly issuer: TestIssuer;
  readonly provider: OidcProvider;
  readonly role: Role;
}

/** Starts a world and ends it with the test. */
export async function startWorld(options: AwsOptions = {}): Promise<World> {
  const [aws, issuer] = await Promise.all([startAws(options), startIssuer()]);
  onTestFinished(async () => {
    await Promise.all([aws.close(), issuer.close()]);
  });
  const provider = aws.iam.addOidcProvider({ account: ACCOUNT, url: issuer.url, audiences: ['app'] });
  const trustPolicy = gitLabTrustPolicy({ provider, audience: 'app', subjects: ['42'] });
  const role = aws.iam.addRole({ arn: ROLE, trustPolicy, maxSessionDuration: 7200 });
  return { aws, issuer, provider, role };
}

/** An STS answer with its XML fields at hand. */
export interface StsAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** Text of the first element of that name. */
  field(name: string): string | undefined;
}

type Parameters = Readonly<Record<string, string | undefined>>;

/** Sends one STS request by POST; undefined parameters are left out. */
export async function callSts(aws: Aws, parameters: Parameters): Promise<StsAnswer> {
  return read(
    await fetch(aws.endpoints.sts, { method: 'POST', body: form({ Version: '2011-06-15', ...parameters }) }),
  );
}

/** Assumes the world's role with a good token, with parameters replaced. */
export async function assume(world: World, parameters: Parameters = {}): Promise<StsAnswer> {
  const token = 'WebIdentityToken' in parameters ? undefined : await world.issuer.sign();
  return callSts(world.aws, {
    Action: 'AssumeRoleWithWebIdentity',
    RoleArn: ROLE,
    RoleSessionName: 'user@example.com',
    WebIdentityToken: token,
    ...parameters,
  });
}

/** `403 AccessDenied`: status and code of a refusal. */
export function refusal(answer: StsAnswer): string {
  return `${String(answer.status)} ${answer.field('Code') ?? answer.text}`;
}

/** The code of IAM's refusal; undefined where it accepted. */
export function refusalOf(attempt: () => unknown): string | undefined {
  try {
    attempt();
    return undefined;
  } catch (error) {
    if (error instanceof IamError) return error.code;
    throw error;
  }
}

export async function read(response: Response): Promise<StsAnswer> {
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    text,
    field: (name) => new RegExp(`<${name}>([^<]*)</${name}>`).exec(text)?.[1],
  };
}

export function form(parameters: Parameters): URLSearchParams {
  const present = Object.entries(parameters).flatMap(([key, value]) =>
    value === undefined ? [] : [[key, value]],
  );
  return new URLSearchParams(present);
}

/** The last credentials the stand-in gave out. */
export function latest(aws: Aws): Aws['issuedCredentials'][number] {
  const credentials = aws.issuedCredentials.at(-1);
  if (credentials === undefined) throw new Error('no credentials were issued');
  return credentials;
}

/** An SDK client that signs with `credentials`, tries once and talks to the stand-in. */
export function signedClient(aws: Aws, credentials = latest(aws)): STSClient {
  const { accessKeyId, secretAccessKey, sessionToken } = credentials;
  const client = new STSClient({
    region: 'eu-west-1',
    endpoint: aws.endpoints.sts,
    maxAttempts: 1,
    credentials: { accessKeyId, secretAccessKey, sessionToken },
  });
  onTestFinished(() => client.destroy());
  return client;
}

/** The SDK's name for a failure; `ok` where there was none. */
export async function outcome(call: Promise<unknown>): Promise<string> {
  try {
    await call;
    return 'ok';
  } catch (error) {
    if (error instanceof STSServiceException) return error.name;
    throw error;
  }
}
