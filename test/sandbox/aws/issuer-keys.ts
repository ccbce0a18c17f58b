import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { createLocalJWKSet } from 'jose';
import type { JSONWebKeySet } from 'jose';
import type { Clock } from './clock.ts';
import { mayBeFetched } from './issuer-address.ts';
import { StsError } from './sts-errors.ts';

export interface IssuerKeysOptions {
  /** How long an issuer may take for discovery and keys together; AWS gives it about 5 s. */
  readonly timeoutMs: number;
  /** How long keys are kept; AWS does not publish its own figure. */
  readonly cacheMs: number;
}

export type KeySet = ReturnType<typeof createLocalJWKSet>;

const SIZE_LIMIT = 512 * 1024;
const KEYS_PER_TYPE = 100;

/** Fetches issuers' keys over HTTP and keeps them, as AWS does. */
export class IssuerKeys {
  readonly #cache = new Map<string, { readonly keys: KeySet; readonly fetchedAt: number }>();
  readonly #options: IssuerKeysOptions;
  readonly #clock: Clock;

  constructor(options: IssuerKeysOptions, clock: Clock) {
    this.#options = options;
    this.#clock = clock;
  }

  /** Kept keys, or undefined where there are none fresh enough. */
  cached(issuer: string): KeySet | undefined {
    const entry = this.#cache.get(issuer);
    return entry !== undefined && this.#clock.now() - entry.fetchedAt < this.#options.cacheMs
      ? entry.keys
      : undefined;
  }

  /**
   * Reads discovery and then the key set.
   * @throws StsError IDPCommunicationError where the issuer is unreachable, too slow or answers 5xx;
   *   InvalidIdentityToken where it answers something that holds no keys.
   */
  async fetch(issuer: string): Promise<KeySet> {
    const signal = AbortSignal.timeout(this.#options.timeoutMs);
    const discovery = await getJson(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`, signal);
    const jwksUri = discovery['jwks_uri'];
    if (discovery['issuer'] !== issuer || typeof jwksUri !== 'string' || !URL.canParse(jwksUri))
      throw noKey();
    if (!mayBeFetched(new URL(jwksUri))) throw noKey();
    const document = await getJson(jwksUri, signal);
    if (!isKeySet(document)) throw noKey();
    const keys = createLocalJWKSet(document);
    this.#cache.set(issuer, { keys, fetchedAt: this.#clock.now() });
    return keys;
  }

  /** Forgets kept keys, as if their time were up. */
  clear(): void {
    this.#cache.clear();
  }
}

/** The refusal for keys that cannot be had or do not fit. */
export function noKey(): StsError {
  const message =
    "Couldn't retrieve verification key from your identity provider, please reference AssumeRoleWithWebIdentity documentation for requirements";
  return new StsError('InvalidIdentityToken', message);
}

function isKeySet(document: object): document is JSONWebKeySet {
  if (!('keys' in document) || !Array.isArray(document.keys)) return false;
  const keys = document.keys as readonly unknown[];
  const types = keys.map((key) =>
    typeof key === 'object' && key !== null && 'kty' in key && typeof key.kty === 'string'
      ? key.kty
      : undefined,
  );
  return (
    !types.includes(undefined) &&
    ['RSA', 'EC'].every((type) => types.filter((other) => other === type).length <= KEYS_PER_TYPE)
  );
}

async function getJson(url: string, signal: AbortSignal): Promise<Readonly<Record<string, unknown>>> {
  const { status, body } = await get(url, signal);
  if (status >= 500) throw new StsError('IDPCommunicationError');
  if (status !== 200) throw noKey();
  try {
    const parsed: unknown = JSON.parse(body);
    if (typeof parsed === 'object' && parsed !== null) return parsed as Readonly<Record<string, unknown>>;
  } catch {
    // Not JSON: told like any other unusable answer.
  }
  throw noKey();
}

/** A plain GET on a connection of its own, so that closing an issuer never waits for this stand-in. */
function get(url: string, signal: AbortSignal): Promise<{ readonly status: number; readonly body: string }> {
  return new Promise((resolve, reject) => {
    const unreachable = (): void => reject(new StsError('IDPCommunicationError'));
    const send = url.startsWith('https:') ? httpsRequest : httpRequest;
    const request = send(
      url,
      { agent: false, signal, headers: { Accept: 'application/json' } },
      (response) => {
        let body = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => {
          body += chunk;
          if (body.length > SIZE_LIMIT) response.destroy(new Error('too large'));
        });
        response.on('error', unreachable);
        response.on('end', () => resolve({ status: response.statusCode ?? 0, body }));
      },
    );
    request.on('error', unreachable);
    request.end();
  });
}
