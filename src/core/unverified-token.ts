import type { IdToken } from './model.ts';

/** A token's own words about itself. Nothing is checked here: AWS checks the signature. */
export interface UnverifiedToken extends IdToken {
  /** By the issuer's clock; milliseconds since the epoch. */
  readonly expiresAt: number;
  readonly claims: Readonly<Record<string, unknown>>;
}

/** What is wrong with a text that should be a token, as a code: the words for it are in the error guide. */
export type TokenFault = 'no-jwt' | 'claims-unreadable' | ClaimFault;

/** `mistyped` is also what has the right type and cannot be meant, such as an end beyond all dates. */
type ClaimFault = `${NeededClaim}-${ClaimTrouble}`;
type ClaimTrouble = 'missing' | 'empty' | 'mistyped';
type NeededClaim = 'iss' | 'sub' | 'aud' | 'exp';

/** The two halves of a fault of a claim. */
export function claimFault(fault: ClaimFault): readonly [NeededClaim, ClaimTrouble] {
  // The type says what the parts are.
  return fault.split('-') as [NeededClaim, ClaimTrouble];
}

/** @returns the token, or what is wrong with the text */
export function readUnverified(jwt: string): UnverifiedToken | TokenFault {
  const parts = jwt.split('.');
  if (parts.length !== 3) return 'no-jwt';
  const claims = decode(parts[1] ?? '');
  if (claims === undefined) return 'claims-unreadable';
  const { iss, sub, aud, exp } = claims;
  const audience = Array.isArray(aud) ? (aud as readonly unknown[])[0] : aud;
  if (!isText(iss)) return `iss-${faultOf(iss)}`;
  if (!isText(sub)) return `sub-${faultOf(sub)}`;
  if (!isText(audience))
    return `aud-${Array.isArray(aud) && audience === undefined ? 'empty' : faultOf(audience)}`;
  if (!isTime(exp)) return `exp-${faultOf(exp)}`;
  return { jwt, issuer: iss, audience, subject: sub, expiresAt: exp * 1000, claims };
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

function faultOf(value: unknown): ClaimTrouble {
  if (value === undefined || value === null) return 'missing';
  return value === '' ? 'empty' : 'mistyped';
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
