import {
  AssumeRoleWithWebIdentityCommand,
  STSClient,
  STSServiceException,
  type STSClientConfig,
} from '@aws-sdk/client-sts';
import { AppError, isAppError, type Shown } from '../../core/errors.ts';
import type { AwsCredentials, IdToken } from '../../core/model.ts';
import { createPatientHttp } from '../../core/patient-http.ts';
import type { Clock, Http, HttpResponse, RoleAssumer, RoleAssumption } from '../../core/ports.ts';
import { retryAfterSeconds } from '../../core/retry-after.ts';
import { readUnverified } from '../../core/unverified-token.ts';
import { partition } from './partitions.ts';
import { createSdkHandler } from './sdk-handler.ts';

/** sts:AssumeRoleWithWebIdentity through the AWS SDK, at the regional endpoint of the role's partition. */
export function createStsRoleAssumer(network: Http, clock: Clock): RoleAssumer {
  const http = createPatientHttp(network, clock);
  // The SDK would print on stderr which Node versions it means to drop: no news for whoever asks for credentials.
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true';

  return {
    async assume(assumption) {
      const {
        roleArn,
        region,
        endpoints,
        sessionName,
        durationSeconds,
        policyArns = [],
        idToken,
      } = assumption;
      const endpoint = endpoints.sts ?? partition(roleArn.partition).sts(region);
      // What answers need not be AWS: then its status is all that can be read, and the SDK does not always tell it.
      let answer: Answer = { host: new URL(endpoint).host, status: 0 };
      const watched: Http = {
        async send(request) {
          const response = await http.send(request);
          answer = { ...answer, ...read(response, clock) };
          return response;
        },
      };
      const client = new STSClient({
        region,
        requestHandler: createSdkHandler(watched),
        endpoint,
        // Retries belong to the caller, who can get a fresh ID token for them.
        maxAttempts: 1,
        ...settled,
      });
      const command = new AssumeRoleWithWebIdentityCommand({
        RoleArn: roleArn.text,
        RoleSessionName: sessionName,
        WebIdentityToken: idToken.jwt,
        ...(durationSeconds !== undefined && { DurationSeconds: durationSeconds }),
        ...(policyArns.length > 0 && { PolicyArns: policyArns.map((arn) => ({ arn })) }),
      });
      try {
        const { Credentials: given, AssumedRoleUser: user } = await client.send(command);
        const credentials = complete(given, user?.Arn, answer.time ?? clock.now(), durationSeconds);
        if (credentials === undefined) throw notAws(answer);
        return credentials;
      } catch (error) {
        throw translate(error, assumption, answer);
      }
    },
  };
}

/**
 * What the SDK would else look for in the files of AWS in the user's home: none of it matters for a request that is not
 * signed and goes to a given address, and in a bare container there is neither a home nor a user that it could ask for.
 */
const settled = {
  defaultsMode: 'standard',
  retryMode: 'standard',
  useDualstackEndpoint: false,
  useFipsEndpoint: false,
  authSchemePreference: ['smithy.api#noAuth'],
  sigv4aSigningRegionSet: [] as string[],
  userAgentAppId: () => Promise.resolve(undefined),
} satisfies Partial<STSClientConfig>;

interface Answer {
  readonly host: string;
  /** HTTP status; 0 where there was no answer. */
  readonly status: number;
  /** When it was given by the clock there; milliseconds since the epoch. */
  readonly time?: number;
  /** For how long the server wants to be left alone. */
  readonly waitSeconds?: number;
}

function read(response: HttpResponse, clock: Clock): Omit<Answer, 'host'> {
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

interface GivenCredentials {
  readonly AccessKeyId?: string | undefined;
  readonly SecretAccessKey?: string | undefined;
  readonly SessionToken?: string | undefined;
  readonly Expiration?: Date | undefined;
}

/**
 * How long they last is AWS's own account: its time of expiry less its time of answering. This computer's clock stands
 * in for the latter only where the answer is not dated, and then makes them last no longer than was asked for.
 */
function complete(
  given: GivenCredentials | undefined,
  assumedRoleArn: string | undefined,
  answeredAt: number,
  durationSeconds = usualSeconds,
): AwsCredentials | undefined {
  const { AccessKeyId, SecretAccessKey, SessionToken, Expiration } = given ?? {};
  if (!AccessKeyId || !SecretAccessKey || !SessionToken || !Expiration || !assumedRoleArn) return undefined;
  const expiresAt = Expiration.getTime();
  return {
    accessKeyId: AccessKeyId,
    secretAccessKey: SecretAccessKey,
    sessionToken: SessionToken,
    issuedAt: Math.max(answeredAt, expiresAt - durationSeconds * 1000),
    expiresAt,
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
  const known = error instanceof STSServiceException ? refusal(code, error, assumption, answer) : undefined;
  if (known !== undefined) return known;
  if (answer.status === 429) return new AppError('sts_throttled', waitIn(answer), options);
  if (answer.status >= 500) {
    const { host, status } = answer;
    return new AppError('sts_unavailable', { host, status, ...waitIn(answer) }, options);
  }
  if (code === unnamed) return notAws(answer, error);
  return new AppError('sts_failed', { code, reason: messageOf(error) }, options);
}

/** The SDK's word for an error that came without a code. */
const unnamed = 'Unknown';

/** @returns undefined for a code that means nothing in particular here */
function refusal(
  code: string,
  error: STSServiceException,
  { roleArn, region, idToken, durationSeconds }: RoleAssumption,
  answer: Answer,
): AppError | undefined {
  const options = { cause: error };
  const role = { roleArn: roleArn.text };
  const { issuer, audience, subject } = idToken;
  const shown: Shown = { ...role, issuer, audience, subject };
  switch (code) {
    case 'AccessDenied':
      return new AppError('role_refused', shown, options);
    case 'IDPRejectedClaim':
      return new AppError('sts_claim_rejected', { ...shown, reason: error.message }, options);
    case 'InvalidIdentityToken':
      return new AppError('sts_token_refused', { ...shown, reason: error.message }, options);
    case 'ExpiredToken':
      return new AppError('sts_token_expired', { ...shown, ...expiredAgo(idToken, answer) }, options);
    case 'IDPCommunicationError':
      return new AppError('sts_issuer_unreachable', { issuer }, options);
    case 'RegionDisabled':
      return new AppError('sts_region_disabled', { region }, options);
    case 'Throttling':
    case 'TooManyRequests':
    case 'RequestLimitExceeded':
      return new AppError('sts_throttled', waitIn(answer), options);
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

/** The token names its end by the issuer's clock, the answer its time by AWS's: neither is this computer's. */
function expiredAgo({ jwt }: IdToken, { time }: Answer): { readonly agoSeconds?: number } {
  const token = readUnverified(jwt);
  if (time === undefined || typeof token === 'string' || time < token.expiresAt) return {};
  return { agoSeconds: Math.round((time - token.expiresAt) / 1000) };
}

function waitIn({ waitSeconds }: Answer): { readonly waitSeconds?: number } {
  return waitSeconds === undefined ? {} : { waitSeconds };
}

function notAws({ host, status }: Answer, cause?: unknown): AppError {
  return new AppError('sts_not_aws', { host, status }, { cause });
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : '';
}
