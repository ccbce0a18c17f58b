import { AppError, hasCode } from './errors.ts';
import type { AwsCredentials, Endpoints, RoleArn } from './model.ts';
import type { Clock, ConsoleFederation, Random, RoleAssumer } from './ports.ts';
import { retryPassing } from './retry.ts';
import { sessionName } from './session-name.ts';
import { readUnverified, type UnverifiedToken } from './unverified-token.ts';

/** A CI job that holds an ID token of its own: no login, no keychain, no configuration. */
export interface CiJob {
  /**
   * @param durationSeconds STS DurationSeconds; where AWS refuses it, its default of an hour
   * @param onShortened is told of the duration that was refused
   */
  credentials(durationSeconds?: number, onShortened?: (seconds: number) => void): Promise<AwsCredentials>;
  /** The console's login URL: a secret. @param sessionSeconds length of the console session */
  consoleUrl(where: { readonly destination?: string; readonly sessionSeconds?: number }): Promise<string>;
}

export interface CiRequest {
  /** Name and content of the variable that holds the token. */
  readonly variable: string;
  readonly token: string | undefined;
  readonly roleArn: RoleArn;
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

/** @throws AppError `ci_token_missing` or `ci_token_unreadable`, before AWS is asked */
export function createCiJob(request: CiRequest, { assumer, federation, clock, random }: Parts): CiJob {
  const { roleArn, region, endpoints } = request;
  const token = readToken(request, clock);

  const ask = (durationSeconds?: number) =>
    retryPassing(clock, random, () =>
      assumer.assume({
        roleArn,
        region,
        endpoints,
        idToken: token,
        sessionName: sessionName(request.sessionName ?? defaultSessionName(token)),
        ...(durationSeconds !== undefined && { durationSeconds }),
      }),
    );

  return {
    async credentials(durationSeconds, onShortened = () => undefined) {
      try {
        return await ask(durationSeconds);
      } catch (error) {
        if (durationSeconds === undefined || !hasCode(error, 'sts_duration_refused')) throw error;
        const shorter = await ask();
        onShortened(durationSeconds);
        return shorter;
      }
    },
    async consoleUrl({ destination, sessionSeconds }) {
      return federation.loginUrl({
        credentials: await ask(),
        partition: roleArn.partition,
        region,
        endpoints,
        issuer: token.issuer,
        ...(destination !== undefined && { destination }),
        ...(sessionSeconds !== undefined && { sessionSeconds }),
      });
    },
  };
}

function readToken({ variable, token = '' }: CiRequest, clock: Clock): UnverifiedToken {
  const text = token.trim();
  if (text === '') throw new AppError('ci_token_missing', { variable });
  const read = readUnverified(text);
  if (typeof read === 'string') throw new AppError('ci_token_unreadable', { variable, reason: read });
  if (read.expiresAt <= clock.now()) {
    const reason = `The token expired at ${new Date(read.expiresAt).toISOString()}`;
    throw new AppError('ci_token_unreadable', { variable, reason });
  }
  return read;
}

/** Names the job in CloudTrail. */
function defaultSessionName({ claims, subject }: UnverifiedToken): string {
  const { project_id: project, job_id: job } = claims;
  return isId(project) && isId(job) ? `gitlab-${project}-${job}` : subject;
}

function isId(value: unknown): value is string | number {
  return typeof value === 'string' || typeof value === 'number';
}
