import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { Clock } from './clock.ts';
import type { CredentialStore, IssuedCredentials } from './credentials.ts';
import type { Incoming } from './exchange.ts';
import { StsError } from './sts-errors.ts';

const ALGORITHM = 'AWS4-HMAC-SHA256';
const SKEW_MS = 15 * 60 * 1000;

/** What a signature says about itself, from the header or from a presigned query. */
interface Claimed {
  readonly keyId: string;
  readonly scope: readonly string[];
  readonly signedHeaders: readonly string[];
  readonly signature: string;
  readonly date: string;
  readonly token: string | undefined;
  /** How long after `date` it holds. */
  readonly lifeMs: number;
  readonly presigned: boolean;
}

export interface Signed {
  readonly credentials: IssuedCredentials;
  readonly region: string;
}

/**
 * Verifies a request's Signature Version 4 against the credentials this stand-in issued.
 * @throws StsError MissingAuthenticationToken, InvalidClientTokenId, ExpiredToken, SignatureDoesNotMatch
 */
export function verifySignature(
  incoming: Incoming,
  store: CredentialStore,
  clock: Clock,
  wanted: 'sts' | 'iam' = 'sts',
): Signed {
  const claimed = readHeader(incoming) ?? readQuery(incoming);
  if (claimed === undefined)
    throw new StsError('MissingAuthenticationToken', 'Request is missing Authentication Token');
  const credentials = store.find(claimed.keyId);
  if (credentials === undefined || claimed.token !== credentials.sessionToken) {
    throw new StsError('InvalidClientTokenId', 'The security token included in the request is invalid.');
  }
  const [day = '', region = '', service, end] = claimed.scope;
  if (
    service !== wanted ||
    end !== 'aws4_request' ||
    claimed.scope.length !== 4 ||
    !claimed.date.startsWith(day)
  ) {
    throw mismatch(`Credential should be scoped to a valid region and to service: ${wanted}.`);
  }
  checkDate(claimed, clock.now());
  checkCoverage(incoming, claimed);
  const expected = sign(incoming, claimed, credentials.secretAccessKey);
  if (!equal(expected, claimed.signature)) {
    throw mismatch('The request signature we calculated does not match the signature you provided.');
  }
  if (clock.now() >= credentials.expiresAt) {
    throw new StsError('ExpiredToken', 'The security token included in the request is expired');
  }
  return { credentials, region };
}

function readHeader(incoming: Incoming): Claimed | undefined {
  const header = incoming.headers.authorization;
  if (!header?.startsWith(`${ALGORITHM} `)) return undefined;
  const parts = new Map(
    header
      .slice(ALGORITHM.length + 1)
      .split(/,\s*/)
      .map((part): [string, string] => [part.slice(0, part.indexOf('=')), part.slice(part.indexOf('=') + 1)]),
  );
  return claim(parts.get('Credential'), parts.get('SignedHeaders'), parts.get('Signature'), {
    date: headerOf(incoming, 'x-amz-date'),
    token:
      incoming.headers['x-amz-security-token'] === undefined
        ? undefined
        : headerOf(incoming, 'x-amz-security-token'),
    lifeMs: SKEW_MS,
    presigned: false,
  });
}

function readQuery(incoming: Incoming): Claimed | undefined {
  const { query } = incoming;
  if (query.get('X-Amz-Algorithm') !== ALGORITHM) return undefined;
  const signature = query.get('X-Amz-Signature') ?? '';
  return claim(query.get('X-Amz-Credential') ?? '', query.get('X-Amz-SignedHeaders') ?? '', signature, {
    date: query.get('X-Amz-Date') ?? '',
    token: query.get('X-Amz-Security-Token') ?? undefined,
    lifeMs: Number(query.get('X-Amz-Expires') ?? 0) * 1000,
    presigned: true,
  });
}

function claim(
  credential = '',
  headers = '',
  signature = '',
  rest: Pick<Claimed, 'date' | 'token' | 'lifeMs' | 'presigned'>,
): Claimed {
  const [keyId = '', ...scope] = credential.split('/');
  return { keyId, scope, signedHeaders: headers.split(';'), signature, ...rest };
}

function checkDate(claimed: Claimed, now: number): void {
  const match = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(claimed.date);
  if (match === null) throw mismatch('Date must be in ISO-8601 basic format');
  const [year = 0, month = 0, ...rest] = match.slice(1).map(Number);
  const signedAt = Date.UTC(year, month - 1, ...rest);
  if (now > signedAt + claimed.lifeMs) throw mismatch(`Signature expired: ${claimed.date} is too old`);
  if (now < signedAt - SKEW_MS) throw mismatch(`Signature not yet current: ${claimed.date} is in the future`);
}

/** The host and every `x-amz-*` header must be under the signature. */
function checkCoverage(incoming: Incoming, claimed: Claimed): void {
  const needed = ['host', ...Object.keys(incoming.headers).filter((name) => name.startsWith('x-amz-'))];
  const missing = needed.find((name) => !claimed.signedHeaders.includes(name));
  if (missing !== undefined)
    throw mismatch(`'${missing}' must be a 'SignedHeader' in the AWS Authorization.`);
}

function sign(incoming: Incoming, claimed: Claimed, secret: string): string {
  const { scope, date, signedHeaders } = claimed;
  const canonical = [
    incoming.method,
    incoming.path,
    canonicalQuery(incoming.query),
    ...signedHeaders.map((name) => `${name}:${headerOf(incoming, name).trim().replace(/ +/g, ' ')}`),
    '',
    signedHeaders.join(';'),
    sha256(incoming.body),
  ].join('\n');
  const text = [ALGORITHM, date, scope.join('/'), sha256(canonical)].join('\n');
  const key = scope.reduce<string | Buffer>((previous, part) => hmac(previous, part), `AWS4${secret}`);
  return hmac(key, text).toString('hex');
}

function canonicalQuery(query: URLSearchParams): string {
  return [...query]
    .filter(([name]) => name !== 'X-Amz-Signature')
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .sort()
    .join('&');
}

function encode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function headerOf(incoming: Incoming, name: string): string {
  const value = incoming.headers[name];
  return Array.isArray(value) ? value.join(',') : (value ?? '');
}

function equal(left: string, right: string): boolean {
  return left.length === right.length && timingSafeEqual(Buffer.from(left), Buffer.from(right));
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}

function mismatch(message: string): StsError {
  return new StsError('SignatureDoesNotMatch', message);
}
