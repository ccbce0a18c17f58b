import type { AwsCredentials } from '../../core/model.ts';
import type { Clock, HttpResponse } from '../../core/ports.ts';
import { retryAfterSeconds } from '../../core/retry-after.ts';

/** What can be read of a reply whoever gave it: it need not be AWS, and the SDK does not always tell. */
export interface Answer {
  readonly host: string;
  /** HTTP status; 0 where there was no answer. */
  readonly status: number;
  /** When it was given by the clock there; milliseconds since the epoch. */
  readonly time?: number;
  /** For how long the server wants to be left alone. */
  readonly waitSeconds?: number;
}

export function readAnswer(response: HttpResponse, clock: Clock): Omit<Answer, 'host'> {
  const time = Date.parse(response.headers['date'] ?? '');
  const waitSeconds = retryAfterSeconds(response, clock.now());
  return {
    status: response.status,
    ...(!Number.isNaN(time) && { time }),
    ...(waitSeconds !== undefined && { waitSeconds }),
  };
}

/** What AWS gives where no duration is asked for, in seconds. */
const usualSeconds = 3_600;

/** The SDK's own shape: any part may be missing of what somebody else has answered. */
export interface GivenSession {
  readonly Credentials?:
    | {
        readonly AccessKeyId?: string | undefined;
        readonly SecretAccessKey?: string | undefined;
        readonly SessionToken?: string | undefined;
        readonly Expiration?: Date | undefined;
      }
    | undefined;
  readonly AssumedRoleUser?: { readonly Arn?: string | undefined } | undefined;
}

/**
 * How long they last is AWS's own account: its time of expiry less its time of answering. This computer's clock stands
 * in for the latter only where the answer is not dated, and then makes them last no longer than was asked for.
 */
export function completeCredentials(
  { Credentials: given, AssumedRoleUser: user }: GivenSession,
  answeredAt: number,
  durationSeconds = usualSeconds,
): AwsCredentials | undefined {
  const { AccessKeyId, SecretAccessKey, SessionToken, Expiration } = given ?? {};
  if (!AccessKeyId || !SecretAccessKey || !SessionToken || !Expiration || !user?.Arn) return undefined;
  const expiresAt = Expiration.getTime();
  return {
    accessKeyId: AccessKeyId,
    secretAccessKey: SecretAccessKey,
    sessionToken: SessionToken,
    issuedAt: Math.max(answeredAt, expiresAt - durationSeconds * 1000),
    expiresAt,
    assumedRoleArn: user.Arn,
  };
}
