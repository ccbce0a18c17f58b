import { createHmac, sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import type { SigningKey } from './keys.ts';

/** The unsigned content of a token. */
export interface JwtContent {
  readonly header: Readonly<Record<string, unknown>>;
  readonly claims: Readonly<Record<string, unknown>>;
}

/** GitLab's header: nothing but `typ`, `kid` and `alg`. */
export function rs256Header(key: SigningKey): Readonly<Record<string, unknown>> {
  return { typ: 'JWT', kid: key.kid, alg: 'RS256' };
}

/** Signs with RS256. The header is taken as it is, so that tests can make it lie. */
export function signRs256(content: JwtContent, privateKey: KeyObject): string {
  const input = signingInput(content);
  return `${input}.${sign('RSA-SHA256', Buffer.from(input), privateKey).toString('base64url')}`;
}

/** Signs with HMAC: what an attacker does who hopes that a public key passes as a shared secret. */
export function signHs256(content: JwtContent, secret: string): string {
  const input = signingInput(content);
  return `${input}.${createHmac('sha256', secret).update(input).digest('base64url')}`;
}

/** A token with an empty signature. */
export function unsigned(content: JwtContent): string {
  return `${signingInput(content)}.`;
}

function signingInput({ header, claims }: JwtContent): string {
  return `${encode(header)}.${encode(claims)}`;
}

function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
