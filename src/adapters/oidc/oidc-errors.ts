import {
  AuthorizationResponseError,
  ClientError,
  ResponseBodyError,
  WWWAuthenticateChallengeError,
} from 'openid-client';
import { AppError, isAppError } from '../../core/errors.ts';
import type { Identity } from '../../core/model.ts';

/** What openid-client reports where something else than an OpenID Connect provider has answered. */
const notOidc: ReadonlySet<string> = new Set([
  'OAUTH_RESPONSE_IS_NOT_JSON',
  'OAUTH_PARSE_ERROR',
  'OAUTH_RESPONSE_IS_NOT_CONFORM',
  'OAUTH_INVALID_SERVER_METADATA',
  'OAUTH_MISSING_SERVER_METADATA',
]);

/** Gives every failure of openid-client a code that the user can act on. Keeps the original as `cause`. */
export function translate(error: unknown, identity: Identity): AppError {
  const own = findAppError(error);
  if (own !== undefined) return own;
  const options = { cause: error };
  const { issuer, clientId } = identity;
  if (error instanceof AuthorizationResponseError) {
    return error.error === 'access_denied'
      ? new AppError('login_denied', { issuer }, options)
      : new AppError('login_refused', { issuer, reason: error.error }, options);
  }
  if (error instanceof ResponseBodyError) {
    switch (error.error) {
      case 'invalid_grant':
        return new AppError('session_expired', { identity: identity.id, issuer }, options);
      case 'invalid_client':
      case 'unauthorized_client':
        return new AppError('client_refused', { issuer, clientId }, options);
      default:
        return new AppError('login_refused', { issuer, reason: error.error }, options);
    }
  }
  if (error instanceof WWWAuthenticateChallengeError) {
    return new AppError('login_refused', { issuer, reason: `status ${error.status}` }, options);
  }
  const code = codeOf(error);
  if (code === undefined) return new AppError('internal', {}, options);
  return notOidc.has(code)
    ? new AppError('issuer_not_oidc', { issuer }, options)
    : new AppError('id_token_invalid', { issuer, reason: reasonOf(error) ?? words(code) }, options);
}

/** The OAuth error code of a refusal at the token endpoint (RFC 6749, section 5.2). */
export function oauthErrorOf(error: unknown): string | undefined {
  return error instanceof ResponseBodyError ? error.error : undefined;
}

/** True where the token's times do not fit this computer's clock. */
export function isTimestampError(error: unknown): boolean {
  return codeOf(error) === 'OAUTH_JWT_TIMESTAMP_CHECK_FAILED';
}

/** True where none of the issuer's keys fits the token. */
export function isUnknownKey(error: unknown): boolean {
  return codeOf(error) === 'OAUTH_KEY_SELECTION_FAILED';
}

/** True where userinfo speaks of somebody else than the ID token. */
export function isMismatch(error: unknown): boolean {
  return codeOf(error) === 'OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED';
}

/** What the check itself says: fixed texts that name the claim or header, and hold nothing of the token. */
function reasonOf(error: unknown): string | undefined {
  return error instanceof Error && error.cause instanceof Error ? error.cause.message : undefined;
}

function words(code: string): string {
  return code
    .replace(/^OAUTH_/, '')
    .replaceAll('_', ' ')
    .toLowerCase();
}

function codeOf(error: unknown): string | undefined {
  return error instanceof ClientError && typeof error.code === 'string' ? error.code : undefined;
}

/** openid-client wraps what our own fetch throws. */
function findAppError(error: unknown): AppError | undefined {
  for (let current = error; current instanceof Error; current = current.cause) {
    if (isAppError(current)) return current;
  }
  return undefined;
}
