import { AssumeRoleWithWebIdentityCommand, STSClient, STSServiceException } from '@aws-sdk/client-sts';
import { AppError, isAppError } from '../../core/errors.ts';
import type { AwsCredentials } from '../../core/model.ts';
import type { Clock, Http, RoleAssumer, RoleAssumption } from '../../core/ports.ts';
import { partition } from './partitions.ts';
import { createSdkHandler } from './sdk-handler.ts';

/** sts:AssumeRoleWithWebIdentity through the AWS SDK, at the regional endpoint of the role's partition. */
export function createStsRoleAssumer(http: Http, clock: Clock): RoleAssumer {
  const requestHandler = createSdkHandler(http);
  // The SDK would print on stderr which Node versions it means to drop: no news for whoever asks for credentials.
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true';

  return {
    async assume(assumption) {
      const { roleArn, region, endpoints, sessionName, durationSeconds, idToken } = assumption;
      const client = new STSClient({
        region,
        requestHandler,
        endpoint: endpoints.sts ?? partition(roleArn.partition).sts(region),
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
        if (credentials === undefined) throw new AppError('sts_failed', unreadable);
        return credentials;
      } catch (error) {
        throw translate(error, assumption);
      }
    },
  };
}

const unreadable = {
  code: 'UnreadableReply',
  reason: 'The reply of STS could not be read. Is this really AWS?',
};

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
function translate(error: unknown, { roleArn, region, idToken, durationSeconds }: RoleAssumption): AppError {
  if (isAppError(error)) return error;
  const options = { cause: error };
  if (!(error instanceof STSServiceException)) return new AppError('sts_failed', unreadable, options);
  const role = { roleArn: roleArn.text };
  const code = error.name.replace(/Exception$/, '');
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
    case 'ThrottlingException':
    case 'RequestLimitExceeded':
      return new AppError('sts_throttled', {}, options);
    case 'ValidationError':
      // AWS has one code for every bad parameter; only the text tells which. A wrong guess costs one more request.
      if (durationSeconds !== undefined && error.message.includes('DurationSeconds')) {
        return new AppError('sts_duration_refused', { ...role, seconds: durationSeconds }, options);
      }
      return new AppError('sts_failed', { code, reason: error.message }, options);
    default:
      return new AppError('sts_failed', { code, reason: error.message }, options);
  }
}
