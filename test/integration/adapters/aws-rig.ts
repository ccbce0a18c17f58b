import { onTestFinished } from 'vitest';
import { createConsoleFederation } from '../../../src/adapters/aws/console-federation.ts';
import { createStsRoleAssumer } from '../../../src/adapters/aws/sts-role-assumer.ts';
import { createNodeHttp } from '../../../src/adapters/system/node-http.ts';
import { systemClock } from '../../../src/adapters/system/system-clock.ts';
import type { AwsCredentials } from '../../../src/core/model.ts';
import type { ConsoleFederation, ConsoleRequest, Http, RoleAssumer } from '../../../src/core/ports.ts';
import { parseRoleArn } from '../../../src/core/role-arn.ts';
import { readUnverified } from '../../../src/core/unverified-token.ts';
import type { AwsOptions } from '../../sandbox/aws/aws.ts';
import { CI_AUDIENCE, sandboxRoleArn, startSandbox } from '../../sandbox/sandbox.ts';
import type { Sandbox } from '../../sandbox/sandbox.ts';

/** What a test wants otherwise; by default a job on `main` assumes the role for jobs. */
export interface Assumption {
  readonly role?: string;
  readonly token?: string;
  readonly durationSeconds?: number;
}

/** The AWS adapters in front of a sandbox of their own. */
export interface AwsRig {
  readonly sandbox: Sandbox;
  readonly federation: ConsoleFederation;
  /** Longest wait for a reply, in milliseconds. */
  readonly patience: { ms: number };
  readonly assume: (assumption?: Assumption) => Promise<AwsCredentials>;
  readonly loginUrl: (change?: Partial<ConsoleRequest>) => Promise<string>;
}

export async function startAwsRig(aws: AwsOptions = {}): Promise<AwsRig> {
  const sandbox = await startSandbox({ aws });
  onTestFinished(() => sandbox.close());
  const patience = { ms: 10_000 };
  const nodeHttp = createNodeHttp(process.env);
  const http: Http = { send: (request) => nodeHttp.send({ ...request, timeoutMs: patience.ms }) };
  const assumer: RoleAssumer = createStsRoleAssumer(http, systemClock);
  const federation = createConsoleFederation(http);
  const { endpoints } = sandbox.aws;

  const assume = ({ role = 'Deploy', token, durationSeconds }: Assumption = {}): Promise<AwsCredentials> => {
    const roleArn = parseRoleArn(sandboxRoleArn(role));
    const idToken = readUnverified(token ?? sandbox.gitlab.ciToken({ aud: CI_AUDIENCE }));
    if (roleArn === undefined || typeof idToken === 'string') throw new Error('The test is wrong');
    return assumer.assume({
      roleArn,
      idToken,
      region: 'eu-central-1',
      sessionName: 'job-302',
      endpoints,
      ...(durationSeconds !== undefined && { durationSeconds }),
    });
  };
  return {
    sandbox,
    federation,
    patience,
    assume,
    loginUrl: async (change = {}) =>
      federation.loginUrl({
        credentials: await assume(),
        partition: 'aws',
        region: 'eu-central-1',
        issuer: sandbox.gitlab.issuer,
        endpoints,
        ...change,
      }),
  };
}
