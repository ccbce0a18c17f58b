import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import type { CryptoKey, JWK } from 'jose';

/** How the issuer behaves when asked for its documents. */
type Mood = 'well' | 'stalled' | 'broken' | 'missing' | 'not-json' | 'other-issuer' | 'moved' | 'endless';

const STATUS: Partial<Record<Mood, number>> = { broken: 503, missing: 404, moved: 302 };

interface Key {
  readonly kid: string;
  readonly privateKey: CryptoKey;
  readonly publicJwk: JWK;
}

/** A minimal OpenID issuer: discovery, keys, and tokens as a test wants them. */
export interface TestIssuer {
  readonly url: string;
  mood: Mood;
  /** Times the key set was asked for. */
  readonly keyFetches: number;
  /** Keys listed beside the signing key. */
  extraKeys: readonly JWK[];
  /** Where discovery says the keys are; by default this issuer's own `/keys`. */
  jwksUri: string;
  /** Signs a good token (user 42, audience `app`, 120 s), with claims replaced; undefined takes a claim out. */
  sign(claims?: Readonly<Record<string, unknown>>): Promise<string>;
  /** Replaces the signing key; `publish: false` leaves the old one in the key set. */
  rotate(options?: { readonly publish?: boolean; readonly alg?: string }): Promise<void>;
  close(): Promise<void>;
}

/** RSA keys take long to make: the issuers of one test file begin with the same one. */
let firstKey: Promise<Key> | undefined;

async function newKey(alg: string): Promise<Key> {
  const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true });
  const kid = randomUUID();
  return { kid, privateKey, publicJwk: { ...(await exportJWK(publicKey)), kid, alg, use: 'sig' } };
}

export async function startIssuer(): Promise<TestIssuer> {
  let key = await (firstKey ??= newKey('RS256'));
  let algorithm = 'RS256';
  let published: readonly JWK[] = [key.publicJwk];
  let keyFetches = 0;
  let mood: Mood = 'well';
  let extraKeys: readonly JWK[] = [];

  const server = createServer((request, response) => {
    const isKeys = request.url === '/keys';
    if (isKeys) keyFetches += 1;
    if (mood === 'stalled') return;
    response.statusCode = STATUS[mood] ?? 200;
    if (mood === 'moved') response.setHeader('Location', `${url}/elsewhere`);
    if (mood === 'endless') {
      response.end(JSON.stringify({ padding: 'x'.repeat(600 * 1024) }));
      return;
    }
    const issuer = mood === 'other-issuer' ? 'https://other.example.com' : url;
    const body = isKeys ? { keys: [...published, ...extraKeys] } : { issuer, jwks_uri: jwksUri };
    response.end(mood === 'not-json' ? '<html>' : JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${String(port)}`;
  let jwksUri = `${url}/keys`;

  return {
    url,
    get mood() {
      return mood;
    },
    set mood(next: Mood) {
      mood = next;
    },
    get extraKeys() {
      return extraKeys;
    },
    set extraKeys(next: readonly JWK[]) {
      extraKeys = next;
    },
    get jwksUri() {
      return jwksUri;
    },
    set jwksUri(next: string) {
      jwksUri = next;
    },
    get keyFetches() {
      return keyFetches;
    },
    sign: (claims = {}) => {
      const now = Math.floor(Date.now() / 1000);
      const all: Readonly<Record<string, unknown>> = {
        iss: url,
        sub: '42',
        aud: 'app',
        iat: now,
        exp: now + 120,
        ...claims,
      };
      const payload = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
      return new SignJWT(payload)
        .setProtectedHeader({ typ: 'JWT', kid: key.kid, alg: algorithm })
        .sign(key.privateKey);
    },
    rotate: async ({ publish = true, alg = 'RS256' } = {}) => {
      key = await newKey(alg);
      algorithm = alg;
      if (publish) published = [key.publicJwk];
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
