import { pageFor } from './console-pages.ts';
import { hasCode } from './errors.ts';
import type { AwsCredentials, ChainLink, Endpoints, RoleArn } from './model.ts';
import type { Clock, ConsoleFederation, Random, RoleAssumer } from './ports.ts';
import { longestChained } from './role-chain.ts';
import { retryPassing } from './retry.ts';
import { sessionName } from './session-name.ts';
import type { UnverifiedToken } from './unverified-token.ts';

/** A CI job that holds an ID token of its own: no login, no keychain, no configuration. */
export interface CiJob {
  /**
   * @param durationSeconds STS DurationSeconds; where AWS refuses it, its default of an hour
   * @param onShortened is told of the duration that was refused
   */
  credentials(durationSeconds?: number, onShortened?: (seconds: number) => void): Promise<AwsCredentials>;
  /**
   * The console's login URL: a secret.
   * @param where `sessionSeconds` is the length of the console session
   * @param onShortened is told of the length that was refused
   */
  consoleUrl(
    where: { readonly destination?: string; readonly sessionSeconds?: number },
    onShortened?: (seconds: number) => void,
  ): Promise<string>;
}

export interface CiRequest {
  readonly token: UnverifiedToken;
  readonly roleArn: RoleArn;
  /** Further roles from there on; the last one is the job's. */
  readonly chain?: readonly ChainLink[];
  readonly region: string;
  readonly sessionName?: string;
  readonly endpoints: Endpoints;
}

interface Parts {
  readonly assumer: RoleAssumer;
  readonly federation: ConsoleFederation;
  readonly clock: Clock;
  readonly random: Random;
}

/** What a job can do with its token. */
export function createCiJob(request: CiRequest, { assumer, federation, clock, random }: Parts): CiJob {
  const { token, roleArn, chain, region, endpoints } = request;

  const ask = (durationSeconds?: number) =>
    retryPassing(clock, random, () =>
      assumer.assume({
        roleArn,
        ...(chain && { chain }),
        region,
        endpoints,
        idToken: token,
        sessionName: sessionName(request.sessionName ?? defaultSessionName(token)),
        ...(durationSeconds !== undefined && { durationSeconds }),
      }),
    );

  return {
    async credentials(durationSeconds, onShortened = () => undefined) {
      if (chain !== undefined && durationSeconds !== undefined && durationSeconds > longestChained) {
        const longest = await ask(longestChained);
        onShortened(durationSeconds);
        return longest;
      }
      try {
        return await ask(durationSeconds);
      } catch (error) {
        if (durationSeconds === undefined || !hasCode(error, 'sts_duration_refused')) throw error;
        const shorter = await ask();
        onShortened(durationSeconds);
        return shorter;
      }
    },
    async consoleUrl({ destination, sessionSeconds }, onShortened) {
      const page =
        destination === undefined
          ? undefined
          : pageFor({ arn: roleArn, ...(chain && { chain }) }, destination, endpoints);
      // The console of a chained role lasts as long as its credentials: AWS takes no length for it.
      const length = chain === undefined ? sessionSeconds : undefined;
      if (sessionSeconds !== undefined && length === undefined) onShortened?.(sessionSeconds);
      const session = {
        credentials: await ask(),
        partition: roleArn.partition,
        region,
        endpoints,
        issuer: token.issuer,
        ...(page !== undefined && { destination: page }),
        ...(length !== undefined && { sessionSeconds: length }),
      };
      return federation.loginUrl(session, onShortened);
    },
  };
}

/** Names the job in CloudTrail. A number of GitHub's repository outlives its name. */
function defaultSessionName({ claims, subject }: UnverifiedToken): string {
  const { project_id: project, job_id: job, repository_id: repository, run_id: run } = claims;
  if (isId(project) && isId(job)) return `gitlab-${project}-${job}`;
  return isId(repository) && isId(run) ? `github-${repository}-${run}` : subject;
}

function isId(value: unknown): value is string | number {
  return typeof value === 'string' || typeof value === 'number';
}
