import { AssumeRoleWithWebIdentityCommand, STSClient, STSServiceException } from '@aws-sdk/client-sts';
import { AppError, isAppError } from '../../core/errors.ts';
import type { AwsCredentials } from '../../core/model.ts';
import type { Clock, Http, RoleAssumer, RoleAssumption } from '../../core/ports.ts';
import { partition } from './partitions.ts';
import { createSdkHandler } from './sdk-handler.ts';

/** sts:AssumeRoleWithWebIdentity through the AWS SDK, at the regional endpoint of the role's partition. */
export function createStsRoleAssumer(http: Http, clock: Clock): RoleAssumer {
  // The SDK would print on stderr which Node versions it means to drop: no news for whoever asks for credentials.
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true';

  return {
    async assume(assumption) {
      const { roleArn, region, endpoints, sessionName, durationSeconds, idToken } = assumption;
      const endpoint = endpoints.sts ?? partition(roleArn.partition).sts(region);
      // What answers need not be AWS: then its status is all that can be read, and the SDK does not always tell it.
      const answer = { host: new URL(endpoint).host, status: 0 };
      const watched: Http = {
        async send(request) {
          const response = await http.send(request);
          answer.status = response.status;
          return response;
        },
      };
      const client = new STSClient({
        region,
        requestHandler: createSdkHandler(watched),
        endpoint,
        // Retries belong to the caller, who can get a fresh ID token for them.
        maxAttempts: 1,
      });
      const command = new AssumeRoleWithWebIdentityCommand({
        RoleArn: roleArn.text,
        RoleSessionName: sessionName,
        WebIdentityToken: idToken.jwt,
        ...(durationSeconds !== undefined && { DurationSeconds: durationSeconds }),
      });
      try {
        const { Credentials: given, AssumedRoleUser: user } = await client.send(command);
        const credentials = complete(given, user?.Arn, clock.now());
        if (credentials === undefined) throw new AppError('sts_not_aws', answer);
        return credentials;
      } catch (error) {
        throw translate(error, assumption, answer);
      }
    },
  };
}

interface Answer {
  readonly host: string;
  /** HTTP status; 0 where there was no answer. */
  readonly status: number;
}

interface GivenCredentials {
  readonly AccessKeyId?: string | undefined;
  readonly SecretAccessKey?: string | undefined;
  readonly SessionToken?: string | undefined;
  readonly Expiration?: Date | undefined;
}

function complete(
  given: GivenCredentials | undefined,
  assumedRoleArn: string | undefined,
  issuedAt: number,
): AwsCredentials | undefined {
  const { AccessKeyId, SecretAccessKey, SessionToken, Expiration } = given ?? {};
  if (!AccessKeyId || !SecretAccessKey || !SessionToken || !Expiration || !assumedRoleArn) return undefined;
  return {
    accessKeyId: AccessKeyId,
    secretAccessKey: SecretAccessKey,
    sessionToken: SessionToken,
    issuedAt,
    expiresAt: Expiration.getTime(),
    assumedRoleArn,
  };
}

/**
 * Modelled errors carry names that end in `Exception`, others the bare wire code: both are reduced to the latter.
 * Source: API reference of AssumeRoleWithWebIdentity and the common errors of the STS API.
 */
function translate(error: unknown, assumption: RoleAssumption, answer: Answer): AppError {
  if (isAppError(error)) return error;
  const options = { cause: error };
  const code = error instanceof STSServiceException ? error.name.replace(/Exception$/, '') : unnamed;
  const known = error instanceof STSServiceException ? refusal(code, error, assumption) : undefined;
  if (known !== undefined) return known;
  if (answer.status === 429) return new AppError('sts_throttled', {}, options);
  if (answer.status >= 500) return new AppError('sts_unavailable', answer, options);
  if (code === unnamed) return new AppError('sts_not_aws', answer, options);
  return new AppError('sts_failed', { code, reason: messageOf(error) }, options);
}

/** The SDK's word for an error that came without a code. */
const unnamed = 'Unknown';

/** @returns undefined for a code that means nothing in particular here */
function refusal(
  code: string,
  error: STSServiceException,
  { roleArn, region, idToken, durationSeconds }: RoleAssumption,
): AppError | undefined {
  const options = { cause: error };
  const role = { roleArn: roleArn.text };
  switch (code) {
    case 'AccessDenied':
      return new AppError(
        'role_refused',
        { ...role, issuer: idToken.issuer, audience: idToken.audience, subject: idToken.subject },
        options,
      );
    case 'InvalidIdentityToken':
    case 'IDPRejectedClaim':
      return new AppError(
        'sts_token_refused',
        { ...role, issuer: idToken.issuer, reason: error.message },
        options,
      );
    case 'ExpiredToken':
      return new AppError('sts_token_expired', role, options);
    case 'IDPCommunicationError':
      return new AppError('sts_issuer_unreachable', { issuer: idToken.issuer }, options);
    case 'RegionDisabled':
      return new AppError('sts_region_disabled', { region }, options);
    case 'Throttling':
    case 'TooManyRequests':
    case 'RequestLimitExceeded':
      return new AppError('sts_throttled', {}, options);
    case 'ValidationError':
      // AWS has one code for every bad parameter; only the text tells which. A wrong guess costs one more request.
      if (durationSeconds !== undefined && error.message.includes('DurationSeconds')) {
        return new AppError('sts_duration_refused', { ...role, seconds: durationSeconds }, options);
      }
      return undefined;
    default:
      return undefined;
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : '';
}
