import { createHash, createPublicKey, generateKeyPair } from 'node:crypto';
import type { KeyObject } from 'node:crypto';

/** A 2048-bit RSA key with the public half as a JWKS lists it. */
export interface SigningKey {
  readonly kid: string;
  readonly privateKey: KeyObject;
  readonly publicPem: string;
  readonly publicJwk: Readonly<Record<string, string>>;
}

/**
 * Keys are made once per process and shared by all its stand-ins: an RSA key costs a tenth of a second, and
 * no key file ever lies in the repository.
 */
const pool: Promise<SigningKey>[] = [];

/** The process's n-th key: 0 signs logins, 1 signs CI jobs, further ones come with rotation. */
function pooledKey(index: number): Promise<SigningKey> {
  while (pool.length <= index) pool.push(generateSigningKey());
  return pool[index] ?? generateSigningKey();
}

let foreign: Promise<SigningKey> | undefined;

/** A key that no stand-in's JWKS lists. */
export function foreignKey(): Promise<SigningKey> {
  foreign ??= generateSigningKey();
  return foreign;
}

function generateSigningKey(): Promise<SigningKey> {
  return new Promise((resolve, reject) => {
    generateKeyPair('rsa', { modulusLength: 2048 }, (error, _publicKey, privateKey) => {
      if (error) reject(error);
      else resolve(describeKey(privateKey));
    });
  });
}

function describeKey(privateKey: KeyObject): SigningKey {
  const publicKey = createPublicKey(privateKey);
  const { e = '', n = '' } = publicKey.export({ format: 'jwk' });
  // RFC 7638 thumbprint; the member order is part of the definition.
  const kid = createHash('sha256')
    .update(JSON.stringify({ e, kty: 'RSA', n }))
    .digest('base64url');
  return {
    kid,
    privateKey,
    publicPem: publicKey.export({ format: 'pem', type: 'spki' }).toString(),
    publicJwk: { kty: 'RSA', kid, e, n, use: 'sig', alg: 'RS256' },
  };
}

/** The keys one stand-in signs with and publishes. */
export class KeyRing {
  login: SigningKey;
  readonly ci: SigningKey;
  #retired: SigningKey[] = [];
  #nextIndex = 2;

  private constructor(login: SigningKey, ci: SigningKey) {
    this.login = login;
    this.ci = ci;
  }

  static async create(): Promise<KeyRing> {
    const [login, ci] = await Promise.all([pooledKey(0), pooledKey(1)]);
    return new KeyRing(login, ci);
  }

  /** Replaces the login key. With `keepOld` the JWKS still lists the old one. */
  async rotate({ keepOld = false } = {}): Promise<void> {
    if (keepOld) this.#retired.push(this.login);
    else this.#retired = [];
    this.login = await pooledKey(this.#nextIndex++);
  }

  /** The JWKS: login and CI keys stand side by side, as at GitLab. */
  jwks(): { readonly keys: readonly SigningKey['publicJwk'][] } {
    return { keys: [this.login, this.ci, ...this.#retired].map((key) => key.publicJwk) };
  }
}
