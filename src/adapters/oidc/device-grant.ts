import * as oidc from 'openid-client';
import { AppError, hasCode, isUnanswered, waitOf } from '../../core/errors.ts';
import type { DeviceCode, Identity } from '../../core/model.ts';
import type { Clock, CodeLoginRequest } from '../../core/ports.ts';
import { isSafeUrl } from '../../core/safe-url.ts';
import { unlessAborted } from './abortable.ts';
import { oauthErrorOf, translate } from './oidc-errors.ts';
import type { Tokens } from './token-reply.ts';

const grantType = 'urn:ietf:params:oauth:grant-type:device_code';

/** Seconds between two questions where the provider names none, and what each `slow_down` adds (RFC 8628, section 3.5). */
const usualInterval = 5;
/** Seconds; no provider means that there should be no pause at all. */
const shortestInterval = 1;
/** Seconds. Whatever the provider says and however long the network is away, the user's answer is noticed soon. */
const longestInterval = 60;
/** Seconds; nobody types a code in later. */
const longestLife = 3_600;

/**
 * The device authorization grant: the user types a code in on another device, and this one asks until that is done.
 * Fails with `device_unsupported`, `device_code_expired`, `login_denied`, `login_cancelled`, or as openid-client does.
 * Source: RFC 8628.
 *
 * @param isGiven whether the provider has given tokens, whatever was wrong with them
 */
export async function grantByDevice(
  configuration: oidc.Configuration,
  { identity, show, signal }: CodeLoginRequest,
  scope: string,
  clock: Clock,
  isGiven: () => boolean,
): Promise<Tokens> {
  const { issuer } = identity;
  if (configuration.serverMetadata().device_authorization_endpoint === undefined) {
    throw new AppError('device_unsupported', { issuer });
  }
  const given = await unlessAborted(start(configuration, identity, scope), signal);
  const life = Math.min(longestLife, given.expires_in);
  // The clock that people set is for showing the end only.
  const endsAt = clock.steady() + life * 1000;
  await show(readCode(given, issuer, clock.now() + life * 1000));
  // Where the interval is longer than the code lasts, one question comes before its end.
  const longest = Math.min(longestInterval, life / 2);
  let interval = Math.min(longest, Math.max(shortestInterval, given.interval ?? usualInterval));
  for (;;) {
    await pause(Math.min(interval, (endsAt - clock.steady()) / 1000), clock, signal);
    if (clock.steady() >= endsAt) throw new AppError('device_code_expired', { issuer });
    try {
      return await oidc.genericGrantRequest(configuration, grantType, { device_code: given.device_code });
    } catch (error) {
      // Another question would not bring the tokens again.
      if (isGiven()) throw error;
      interval = nextInterval(error, identity, interval);
    }
  }
}

async function start(configuration: oidc.Configuration, { issuer }: Identity, scope: string) {
  try {
    return await oidc.initiateDeviceAuthorization(configuration, { scope });
  } catch (error) {
    // An older GitLab has a page of its own at this address; others have nothing.
    if (isUnknownEndpoint(error)) throw new AppError('device_unsupported', { issuer }, { cause: error });
    throw error;
  }
}

/** @returns seconds until the next question. @throws what ends the login */
function nextInterval(error: unknown, identity: Identity, interval: number): number {
  switch (oauthErrorOf(error)) {
    case 'authorization_pending':
      return interval;
    case 'slow_down':
      return Math.min(longestInterval, interval + usualInterval);
    // With the second the code is spent: the answer that allowed it got lost on the way.
    case 'expired_token':
    case 'invalid_grant':
      throw new AppError('device_code_expired', { issuer: identity.issuer }, { cause: error });
    case 'access_denied':
      throw new AppError('login_denied', { issuer: identity.issuer }, { cause: error });
    default: {
      const failure = translate(error, identity);
      if (!isUnanswered(failure) && !hasCode(failure, 'issuer_failed')) throw error;
      // Nothing is spent by a question without an answer: the code is still good.
      return Math.max(waitOf(failure) ?? 0, Math.min(longestInterval, interval * 2));
    }
  }
}

function isUnknownEndpoint(error: unknown): boolean {
  if (!(error instanceof oidc.ClientError)) return false;
  return error.cause instanceof Response && (error.cause.status === 404 || error.cause.status === 405);
}

/** What is shown to the user, in a window or on a terminal: a provider must not write anything else there. */
function readCode(given: oidc.DeviceAuthorizationResponse, issuer: string, expiresAt: number): DeviceCode {
  const { user_code: userCode, verification_uri: page, verification_uri_complete: completePage } = given;
  if (!/^[\x21-\x7e]([\x20-\x7e]{0,38}[\x21-\x7e])?$/.test(userCode) || !isSafeUrl(page)) {
    throw new AppError('issuer_not_oidc', { issuer });
  }
  return {
    userCode,
    page: new URL(page).href,
    ...(completePage !== undefined &&
      isSafeUrl(completePage) && { completePage: new URL(completePage).href }),
    expiresAt,
  };
}

function pause(seconds: number, clock: Clock, signal: AbortSignal): Promise<void> {
  let callOff: () => void = () => undefined;
  const over = new Promise<void>((resolve) => (callOff = clock.after(seconds * 1000, resolve)));
  return unlessAborted(over, signal).finally(() => callOff());
}
