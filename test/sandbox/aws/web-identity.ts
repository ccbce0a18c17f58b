import { compactVerify, decodeJwt, decodeProtectedHeader, errors } from 'jose';
import type { JWTPayload } from 'jose';
import type { Clock } from './clock.ts';
import type { Account } from './iam.ts';
import { noKey } from './issuer-keys.ts';
import type { IssuerKeys, KeySet } from './issuer-keys.ts';
import type { OidcProvider } from './oidc-provider.ts';
import { StsError } from './sts-errors.ts';

/** Signing algorithms STS takes; HMAC, PSS and `none` are not among them. */
const ALGORITHMS = ['RS256', 'RS384', 'RS512', 'ES256', 'ES384', 'ES512'];

/** A token that has passed every check but the trust policy. */
export interface WebIdentity {
  readonly provider: OidcProvider;
  readonly subject: string;
  /** The value of the `aud` condition key: `azp` where the token has one. */
  readonly audiences: readonly string[];
  readonly amr: readonly string[];
}

/**
 * Verifies an ID token for an account: issuer, key, signature, times, audience.
 * @throws StsError InvalidIdentityToken, IDPCommunicationError, ExpiredTokenException, IDPRejectedClaim
 */
export async function verifyWebIdentity(
  token: string,
  account: Account,
  keys: IssuerKeys,
  clock: Clock,
): Promise<WebIdentity> {
  const { payload, algorithm } = readToken(token);
  const { iss, sub } = payload;
  if (typeof iss !== 'string') throw invalid('Missing a required claim: iss');
  const provider = [...account.providers.values()].find(({ url }) => url === iss);
  if (provider === undefined) throw invalid(`No OpenIDConnect provider found in your account for ${iss}`);
  if (!ALGORITHMS.includes(algorithm)) throw invalid(`Signature algorithm ${algorithm} is not supported`);
  await verifySignature(token, iss, keys);

  if (typeof sub !== 'string' || sub === '') throw invalid('Missing a required claim: sub');
  checkTimes(payload, clock.now());
  const audiences = readAudiences(payload);
  if (!audiences.some((audience) => provider.audiences.has(audience)))
    throw invalid('Incorrect token audience');
  if (provider.rejectedSubjects.has(sub)) throw new StsError('IDPRejectedClaim');
  return { provider, subject: sub, audiences, amr: strings(payload['amr']) };
}

function readToken(token: string): { readonly payload: JWTPayload; readonly algorithm: string } {
  try {
    return { payload: decodeJwt(token), algorithm: decodeProtectedHeader(token).alg ?? 'none' };
  } catch {
    throw invalid(
      'The ID Token provided is not a valid JWT. (You may see this error if you sent an Access Token)',
    );
  }
}

/** Tries the kept keys first and fetches once more where the token names a key that is not among them. */
async function verifySignature(token: string, issuer: string, keys: IssuerKeys): Promise<void> {
  const kept = keys.cached(issuer);
  if (kept !== undefined && (await check(token, kept)) === 'good') return;
  if ((await check(token, await keys.fetch(issuer))) === 'no key') throw noKey();
}

async function check(token: string, keys: KeySet): Promise<'good' | 'no key'> {
  try {
    await compactVerify(token, keys, { algorithms: ALGORITHMS });
    return 'good';
  } catch (error) {
    if (error instanceof errors.JWKSNoMatchingKey) return 'no key';
    throw invalid('The token signature is not valid');
  }
}

function checkTimes(payload: JWTPayload, now: number): void {
  const { exp, iat, nbf } = payload;
  const seconds = Math.floor(now / 1000);
  if (!Number.isInteger(exp) || !Number.isInteger(iat)) throw invalid('exp and iat must be integers');
  if (nbf !== undefined && !Number.isInteger(nbf)) throw invalid('nbf must be an integer');
  if (exp !== undefined && seconds >= exp) {
    const message = `Token expired: current date/time ${String(seconds)} must be before the expiration date/time${String(exp)}`;
    throw new StsError('ExpiredTokenException', message);
  }
  if (nbf !== undefined && seconds < nbf) throw invalid('The token is not valid yet');
}

function readAudiences(payload: JWTPayload): readonly string[] {
  const audiences = strings(payload.aud);
  if (audiences.length === 0) throw invalid('Missing a required claim: aud');
  const azp = payload['azp'];
  return typeof azp === 'string' ? [azp] : audiences;
}

function strings(value: unknown): readonly string[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  return list.filter((item) => typeof item === 'string');
}

function invalid(message: string): StsError {
  return new StsError('InvalidIdentityToken', message);
}
