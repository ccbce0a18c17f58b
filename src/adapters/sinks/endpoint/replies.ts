import type { ServerResponse } from 'node:http';
import type { AwsCredentials } from '../../../core/model.ts';
import { isoSeconds } from '../formats/iso-seconds.ts';

/** The members that AWS's clients read of a refusal: the JavaScript SDK shows them, the others the whole body. */
interface Refusal {
  readonly code: string;
  readonly message: string;
}

/** One for all who may not ask: which of the many reasons it was is nobody's business. */
export function turnAway(response: ServerResponse): void {
  response.shouldKeepAlive = false;
  reply(response, 403, notForYou);
}

/** For whoever may ask, where there is nothing to give. It is a 4xx: of those alone clients show the message. */
export function refuse(response: ServerResponse, { code, message }: Refusal): void {
  reply(response, 400, JSON.stringify({ Code: code, Message: message }));
}

/** Source: AWS SDKs and Tools reference, "Container credential provider": `Token`, and all four are strings. */
export function give(response: ServerResponse, credentials: AwsCredentials): void {
  const body = bodies.get(credentials) ?? bodyOf(credentials);
  bodies.set(credentials, body);
  reply(response, 200, body);
}

/** They are given out over and over, and are gone with the credentials themselves. */
const bodies = new WeakMap<AwsCredentials, string>();

function bodyOf(credentials: AwsCredentials): string {
  return JSON.stringify({
    AccessKeyId: credentials.accessKeyId,
    SecretAccessKey: credentials.secretAccessKey,
    Token: credentials.sessionToken,
    Expiration: isoSeconds(credentials.expiresAt),
  });
}

const notForYou = JSON.stringify({
  Code: 'NotAuthorized',
  Message: 'Tobira gives credentials to those only who know the address and the token.',
});

function reply(response: ServerResponse, status: number, body: string): void {
  response
    .writeHead(status, {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    })
    .end(body);
}
