import type { JobEnvironment } from './ci-environment.ts';
import type { UnusableToken } from './ci-faults.ts';
import { mistakenFor } from './ci-mistaken-token.ts';
import { spoiltBy } from './ci-token-form.ts';
import { AppError } from './errors.ts';
import { isSafeUrl } from './safe-url.ts';
import { addressFindings, isLoopback } from './setup/issuer-address.ts';
import { readUnverified, readUnverifiedHeader, type UnverifiedToken } from './unverified-token.ts';

/** What a job's token says that is no fault, and may explain a refusal. */
export type TokenNotice =
  /** This computer's clock is behind the issuer's by so much. */
  | { readonly kind: 'clock-behind'; readonly issuer: string; readonly seconds: number }
  /** AWS may take the token for one of them, or for none. */
  | { readonly kind: 'several-audiences'; readonly audiences: readonly string[] };

export interface CiToken {
  readonly token: UnverifiedToken;
  readonly notices: readonly TokenNotice[];
}

interface Judgement {
  /** The variable that the text comes from. */
  readonly variable: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** The audience that the user expects, if any. */
  readonly audience?: string;
  readonly environment: JobEnvironment;
}

/** STS's limit for WebIdentityToken, in characters. */
const longestToken = 20_000;
/** What STS takes. Source: API reference of AssumeRoleWithWebIdentity. */
const algorithms = new Set(['RS256', 'RS384', 'RS512', 'ES256', 'ES384', 'ES512']);
/** Milliseconds by which clocks may differ without a word. */
const tolerance = 60_000;

/**
 * Finds out what AWS would refuse, and says it better. The signature is AWS's to check.
 * @throws AppError `ci_token_mistaken`, `_unreadable`, `_unusable`, `_audience`, `_expired` or `_early`
 */
export function readCiToken(text: string, judgement: Judgement): CiToken {
  const { variable, environment } = judgement;
  const spoilt = spoiltBy(text);
  // What is too long is so first, however it ends.
  const isLong = spoilt === 'cut' && text.length > longestToken;
  if (spoilt !== undefined && !isLong) throw new AppError('ci_token_unreadable', { variable, fault: spoilt });
  const mistaken = mistakenFor(text, environment);
  if (mistaken !== undefined) throw new AppError('ci_token_mistaken', { variable, mistaken });
  // Five parts are an encrypted token (RFC 7516, section 7.1).
  if (/^[\w-]+(\.[\w-]*){4}$/.test(text)) throw unusable(variable, 'encrypted');
  const token = readUnverified(text);
  if (typeof token === 'string') throw new AppError('ci_token_unreadable', { variable, fault: token });
  checkForm(token, variable);
  if (!isStandIn(token.issuer, environment)) checkIssuer(token.issuer, variable);
  checkAudience(token, judgement);
  checkTimes(token, judgement);
  return { token, notices: noticesFor(token, judgement) };
}

/** Where STS is not AWS's own, an issuer on this computer can be had: so tests do. */
function isStandIn(issuer: string, environment: JobEnvironment): boolean {
  const sts = environment['AWS_ENDPOINT_URL_STS'] ?? '';
  return URL.canParse(sts) && [sts, issuer].some((url) => isLoopback(new URL(url).hostname));
}

/** What can be told of an issuer from its address alone, as far as it leaves no hope. */
function checkIssuer(issuer: string, variable: string): void {
  const codes = addressFindings(issuer).map(({ code }) => code);
  if (codes.includes('host-private')) throw unusable(variable, 'issuer-private', issuer);
  if (codes.includes('address-with-port')) throw unusable(variable, 'issuer-port', issuer);
}

function checkForm({ jwt, issuer, claims }: UnverifiedToken, variable: string): void {
  if (jwt.length > longestToken) throw unusable(variable, 'too-long', String(jwt.length));
  const { alg } = readUnverifiedHeader(jwt);
  const algorithm = typeof alg === 'string' ? alg : 'none';
  if (!algorithms.has(algorithm)) throw unusable(variable, 'algorithm', algorithm);
  if (!isSafeUrl(issuer)) throw unusable(variable, 'issuer', issuer);
  for (const claim of ['exp', 'iat', 'nbf'] as const) {
    const time = claims[claim];
    if (typeof time === 'number' && !Number.isInteger(time)) {
      throw unusable(variable, 'fraction', `${claim} ${time}`);
    }
  }
}

function unusable(variable: string, fault: UnusableToken, found = '') {
  return new AppError('ci_token_unusable', { variable, fault, found });
}

function checkAudience(token: UnverifiedToken, { variable, audience }: Judgement): void {
  const found = audiencesOf(token);
  if (audience === undefined || found.includes(audience)) return;
  throw new AppError('ci_token_audience', { variable, wanted: audience, found });
}

function checkTimes({ expiresAt, claims, issuer }: UnverifiedToken, { variable, now }: Judgement): void {
  const issuedAt = timeOf(claims['iat']);
  if (expiresAt <= now) {
    throw new AppError('ci_token_expired', {
      variable,
      issuer,
      expiredAt: new Date(expiresAt).toISOString(),
      agoSeconds: Math.round((now - expiresAt) / 1000),
      ...(issuedAt !== undefined && { lifeSeconds: Math.round((expiresAt - issuedAt) / 1000) }),
    });
  }
  const startsAt = timeOf(claims['nbf']) ?? now;
  // A token that is good from when it was issued on is good now: then it is the clock here that is behind.
  if (startsAt > now + tolerance && startsAt > (issuedAt ?? now) + tolerance) {
    throw new AppError('ci_token_early', {
      variable,
      startsAt: new Date(startsAt).toISOString(),
      inSeconds: Math.round((startsAt - now) / 1000),
    });
  }
}

function noticesFor(token: UnverifiedToken, { now }: Judgement): readonly TokenNotice[] {
  const { issuer, claims } = token;
  const ahead = (timeOf(claims['iat']) ?? now) - now;
  const audiences = audiencesOf(token);
  return [
    ...(ahead > tolerance
      ? [{ kind: 'clock-behind', issuer, seconds: Math.round(ahead / 1000) } as const]
      : []),
    ...(audiences.length > 1 ? [{ kind: 'several-audiences', audiences } as const] : []),
  ];
}

/** AWS takes `azp` for the audience where a token has one. */
function audiencesOf({ claims: { aud, azp } }: UnverifiedToken): readonly string[] {
  if (typeof azp === 'string') return [azp];
  const list: readonly unknown[] = Array.isArray(aud) ? aud : [aud];
  return list.filter((one) => typeof one === 'string');
}

/** Seconds since the epoch, within what a Date can hold, in milliseconds. */
function timeOf(value: unknown): number | undefined {
  return typeof value === 'number' && Math.abs(value) <= 8.64e12 ? value * 1000 : undefined;
}
