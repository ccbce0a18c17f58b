import { STSServiceException } from '@aws-sdk/client-sts';
import { AppError, isAppError, type Shown } from '../../core/errors.ts';
import type { ChainLink, IdToken, RoleArn } from '../../core/model.ts';
import { readUnverified } from '../../core/unverified-token.ts';
import type { Answer } from './sts-answer.ts';

/** One request to STS: what it asked for, and who asked. */
export interface Asked {
  readonly roleArn: RoleArn;
  readonly region: string;
  /** The duration that the user wishes, where one went along. */
  readonly durationSeconds: number | undefined;
  /** The role's own session policy, where one went along. */
  readonly policy: string | undefined;
  readonly by:
    | { readonly kind: 'token'; readonly idToken: IdToken }
    /** `place` counts the links of the chain from 1; `from` is the role before it. */
    | { readonly kind: 'link'; readonly link: ChainLink; readonly place: number; readonly from: RoleArn };
}

/**
 * Modelled errors carry names that end in `Exception`, others the bare wire code: both are reduced to the latter.
 * Source: API references of AssumeRoleWithWebIdentity and AssumeRole, and the common errors of the STS API.
 */
export function stsFailure(error: unknown, asked: Asked, answer: Answer): AppError {
  if (isAppError(error)) return error;
  const options = { cause: error };
  const code = error instanceof STSServiceException ? error.name.replace(/Exception$/, '') : unnamed;
  const known = error instanceof STSServiceException ? refusal(code, error, asked, answer) : undefined;
  if (known !== undefined) return known;
  if (answer.status === 429) return new AppError('sts_throttled', waitIn(answer), options);
  if (answer.status >= 500) {
    const { host, status } = answer;
    return new AppError('sts_unavailable', { host, status, ...waitIn(answer) }, options);
  }
  if (code === unnamed) return notAws(answer, error);
  const { by } = asked;
  const link = by.kind === 'link' ? { link: by.place, roleArn: asked.roleArn.text } : {};
  return new AppError('sts_failed', { code, reason: messageOf(error), ...link }, options);
}

/** The SDK's word for an error that came without a code. */
const unnamed = 'Unknown';

/** @returns undefined for a code that means nothing in particular here */
function refusal(
  code: string,
  error: STSServiceException,
  asked: Asked,
  answer: Answer,
): AppError | undefined {
  const { roleArn, region, durationSeconds, policy, by } = asked;
  const options = { cause: error };
  const role = { roleArn: roleArn.text };
  const reason = error.message;
  switch (code) {
    case 'RegionDisabled':
      return new AppError('sts_region_disabled', { region }, options);
    case 'Throttling':
    case 'TooManyRequests':
    case 'RequestLimitExceeded':
      return new AppError('sts_throttled', waitIn(answer), options);
    case 'MalformedPolicyDocument':
      return policy === undefined
        ? undefined
        : new AppError('session_policy_refused', { ...role, reason }, options);
    case 'PackedPolicyTooLarge':
      // The tags in an ID token alone can be too large: without a policy there is none to shorten.
      return policy === undefined
        ? undefined
        : new AppError('session_policy_too_large', { ...role, reason }, options);
    case 'ValidationError':
      // AWS has one code for every bad parameter; only the text tells which. A wrong guess costs one more request.
      if (durationSeconds !== undefined && reason.includes('DurationSeconds')) {
        return new AppError('sts_duration_refused', { ...role, seconds: durationSeconds }, options);
      }
      return undefined;
    default:
      return by.kind === 'token'
        ? tokenRefusal(code, error, role.roleArn, by.idToken, answer)
        : linkRefusal(code, error, role.roleArn, by);
  }
}

function tokenRefusal(
  code: string,
  error: STSServiceException,
  roleArn: string,
  idToken: IdToken,
  answer: Answer,
): AppError | undefined {
  const options = { cause: error };
  const { issuer, audience, subject } = idToken;
  const shown: Shown = { roleArn, issuer, audience, subject };
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
    default:
      return undefined;
  }
}

/** The token was good for the first role: what is refused from there on has nothing to do with it. */
function linkRefusal(
  code: string,
  error: STSServiceException,
  roleArn: string,
  { link, place, from }: Extract<Asked['by'], { readonly kind: 'link' }>,
): AppError | undefined {
  if (code !== 'AccessDenied') return undefined;
  const { externalId, sourceIdentity } = link;
  return new AppError(
    'chain_refused',
    {
      ...{ roleArn, from: from.text, link: place },
      ...{ externalId: externalId !== undefined, sourceIdentity: sourceIdentity !== undefined },
    },
    { cause: error },
  );
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

export function notAws({ host, status }: Answer, cause?: unknown): AppError {
  return new AppError('sts_not_aws', { host, status }, { cause });
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : '';
}
