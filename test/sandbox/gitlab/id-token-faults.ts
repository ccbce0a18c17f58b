import { rs256Header, signHs256, signRs256, unsigned } from './jwt.ts';
import type { JwtContent } from './jwt.ts';
import type { SigningKey } from './keys.ts';

/** Ways in which an ID token can be wrong, by name. */
export const ID_TOKEN_FAULTS = [
  'wrong-aud',
  'wrong-iss',
  'wrong-nonce',
  'missing-nonce',
  'missing-sub',
  'missing-exp',
  'other-sub',
  'expired',
  'issued-in-the-future',
  'alg-none',
  'alg-hs256',
  'alg-rs512',
  'unknown-kid',
  'missing-kid',
  'other-key',
  'broken-signature',
  'empty-signature',
  'not-a-jwt',
] as const;

type IdTokenFaultName = (typeof ID_TOKEN_FAULTS)[number];

/** A named fault, or claims laid over the right ones (undefined removes a claim). */
export type IdTokenFault = IdTokenFaultName | { readonly claims: Readonly<Record<string, unknown>> };

/** What a faulty token is made with. */
export interface IdTokenSigners {
  readonly key: SigningKey;
  /** A key that no JWKS lists. */
  readonly foreignKey: SigningKey;
}

/** Signs the claims wrongly in the given way. */
export function signFaulty(
  claims: Readonly<Record<string, unknown>>,
  fault: IdTokenFault,
  { key, foreignKey }: IdTokenSigners,
): string {
  const header = rs256Header(key);
  const right: JwtContent = { header, claims };
  const withClaims = (change: Readonly<Record<string, unknown>>): string =>
    signRs256({ header, claims: { ...claims, ...change } }, key.privateKey);
  const withHeader = (change: Readonly<Record<string, unknown>>): JwtContent => ({
    header: { ...header, ...change },
    claims,
  });
  const iat = typeof claims['iat'] === 'number' ? claims['iat'] : 0;

  if (typeof fault === 'object') return withClaims(fault.claims);
  switch (fault) {
    case 'wrong-aud':
      return withClaims({ aud: 'f'.repeat(64) });
    case 'wrong-iss':
      return withClaims({ iss: 'https://gitlab.example.net' });
    case 'wrong-nonce':
      return withClaims({ nonce: 'not-the-nonce-that-was-sent' });
    case 'missing-nonce':
      return withClaims({ nonce: undefined });
    case 'missing-sub':
      return withClaims({ sub: undefined });
    case 'missing-exp':
      return withClaims({ exp: undefined });
    case 'other-sub':
      return withClaims({ sub: '999' });
    case 'expired':
      return withClaims({ iat: iat - 3600, exp: iat - 3480 });
    case 'issued-in-the-future':
      return withClaims({ iat: iat + 3600, exp: iat + 3720 });
    case 'alg-none':
      return unsigned(withHeader({ alg: 'none' }));
    case 'alg-hs256':
      return signHs256(withHeader({ alg: 'HS256' }), key.publicPem);
    case 'alg-rs512':
      return signRs256(withHeader({ alg: 'RS512' }), key.privateKey);
    case 'unknown-kid':
      return signRs256(withHeader({ kid: 'no-such-key' }), key.privateKey);
    case 'missing-kid':
      return signRs256(withHeader({ kid: undefined }), foreignKey.privateKey);
    case 'other-key':
      return signRs256(right, foreignKey.privateKey);
    case 'broken-signature':
      return corrupt(signRs256(right, key.privateKey));
    case 'empty-signature':
      return unsigned(right);
    case 'not-a-jwt':
      return 'this-is-not-a-token';
  }
}

/** Turns one bit in the middle of the signature. */
function corrupt(token: string): string {
  const dot = token.lastIndexOf('.');
  const signature = Buffer.from(token.slice(dot + 1), 'base64url');
  signature.writeUInt8(signature.readUInt8(100) ^ 1, 100);
  return `${token.slice(0, dot)}.${signature.toString('base64url')}`;
}
