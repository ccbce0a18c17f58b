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
/** Seconds. However long the network is away, the user's answer is noticed soon after it is back. */
const longestInterval = 60;

/**
 * The device authorization grant: the user types a code in on another device, and this one asks until that is done.
 * Fails with `device_unsupported`, `device_code_expired`, `login_denied`, `login_cancelled`, or as openid-client does.
 * Source: RFC 8628.
 */
export async function grantByDevice(
  configuration: oidc.Configuration,
  { identity, show, signal }: CodeLoginRequest,
  scope: string,
  clock: Clock,
): Promise<Tokens> {
  const { issuer } = identity;
  if (configuration.serverMetadata().device_authorization_endpoint === undefined) {
    throw new AppError('device_unsupported', { issuer });
  }
  const given = await unlessAborted(start(configuration, identity, scope), signal);
  const code = readCode(given, issuer, clock.now());
  await show(code);
  let interval = Math.max(shortestInterval, given.interval ?? usualInterval);
  for (;;) {
    await pause(interval, clock, signal);
    if (clock.now() >= code.expiresAt) throw new AppError('device_code_expired', { issuer });
    try {
      return await oidc.genericGrantRequest(configuration, grantType, { device_code: given.device_code });
    } catch (error) {
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
      return interval + usualInterval;
    case 'expired_token':
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
function readCode(given: oidc.DeviceAuthorizationResponse, issuer: string, now: number): DeviceCode {
  const { user_code: userCode, verification_uri: page, verification_uri_complete: completePage } = given;
  if (!/^[\x21-\x7e]([\x20-\x7e]{0,38}[\x21-\x7e])?$/.test(userCode) || !isSafeUrl(page)) {
    throw new AppError('issuer_not_oidc', { issuer });
  }
  return {
    userCode,
    page: new URL(page).href,
    ...(completePage !== undefined &&
      isSafeUrl(completePage) && { completePage: new URL(completePage).href }),
    expiresAt: now + given.expires_in * 1000,
  };
}

function pause(seconds: number, clock: Clock, signal: AbortSignal): Promise<void> {
  let callOff: () => void = () => undefined;
  const over = new Promise<void>((resolve) => (callOff = clock.after(seconds * 1000, resolve)));
  return unlessAborted(over, signal).finally(() => callOff());
}
