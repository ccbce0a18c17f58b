import type { IdToken } from './model.ts';

/** A token's own words about itself. Nothing is checked here: AWS checks the signature. */
export interface UnverifiedToken extends IdToken {
  /** By the issuer's clock; milliseconds since the epoch. */
  readonly expiresAt: number;
  readonly claims: Readonly<Record<string, unknown>>;
}

/** @returns the token, or what is wrong with the text */
export function readUnverified(jwt: string): UnverifiedToken | string {
  const parts = jwt.split('.');
  if (parts.length !== 3) return 'The text is no JSON Web Token';
  const claims = decode(parts[1] ?? '');
  if (claims === undefined) return 'The text looks like a JSON Web Token, but its claims cannot be read';
  const { iss, aud, sub, exp } = claims;
  const audience = Array.isArray(aud) ? (aud as readonly unknown[])[0] : aud;
  if (typeof iss !== 'string' || typeof sub !== 'string' || !isTime(exp)) {
    return 'The token lacks iss, sub or exp';
  }
  if (typeof audience !== 'string') return 'The token has no audience';
  return { jwt, issuer: iss, audience, subject: sub, expiresAt: exp * 1000, claims };
}

/** What a token says of its signature, such as the key's id; nothing where that cannot be read. */
export function readUnverifiedHeader(jwt: string): Readonly<Record<string, unknown>> {
  return decode(jwt.split('.', 1)[0] ?? '') ?? {};
}

/** Seconds since the epoch, within what a Date can hold. */
function isTime(value: unknown): value is number {
  return typeof value === 'number' && Math.abs(value) <= 8.64e12;
}

function decode(part: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const bytes = Uint8Array.from(atob(part.replaceAll('-', '+').replaceAll('_', '/')), (c) =>
      c.charCodeAt(0),
    );
    const value: unknown = JSON.parse(new TextDecoder().decode(bytes));
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Readonly<Record<string, unknown>>)
      : undefined;
  } catch {
    return undefined;
  }
}
