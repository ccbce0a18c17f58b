import { readUnverified, readUnverifiedHeader } from '../unverified-token.ts';

/** What a trust policy can be explained by: a token's facts, and never the token. */
export interface TokenFacts {
  readonly issuer: string;
  readonly audience: readonly string[];
  readonly subject: string;
  /** By the issuer's clock, as the next two; milliseconds since the epoch. */
  readonly issuedAt?: number;
  readonly notBefore?: number;
  readonly expiresAt: number;
  readonly keyId?: string;
  readonly algorithm?: string;
  /** How the user signed in, where the issuer says so: GitLab does not. */
  readonly methods?: readonly string[];
}

/** @returns a token's own words about itself, unchecked, or what is wrong with the text */
export function factsOf(jwt: string): TokenFacts | string {
  const token = readUnverified(jwt);
  if (typeof token === 'string') return token;
  const { issuer, subject, expiresAt, claims } = token;
  const { kid, alg } = readUnverifiedHeader(jwt);
  const issuedAt = timeOf(claims['iat']);
  const notBefore = timeOf(claims['nbf']);
  const methods = textsOf(claims['amr']);
  // AWS takes `azp` for the audience where a token has one.
  const { azp } = claims;
  return {
    issuer,
    audience: typeof azp === 'string' ? [azp] : textsOf(claims['aud']),
    subject,
    expiresAt,
    ...(issuedAt !== undefined && { issuedAt }),
    ...(notBefore !== undefined && { notBefore }),
    ...(typeof kid === 'string' && { keyId: kid }),
    ...(typeof alg === 'string' && { algorithm: alg }),
    ...(methods.length > 0 && { methods }),
  };
}

/** Seconds since the epoch, within what a Date can hold, in milliseconds. */
function timeOf(value: unknown): number | undefined {
  return typeof value === 'number' && Math.abs(value) <= 8.64e12 ? value * 1000 : undefined;
}

function textsOf(value: unknown): readonly string[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  return list.filter((item) => typeof item === 'string');
}
