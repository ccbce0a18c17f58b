import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Clock, Log } from '../../core/ports.ts';
import { peerUser } from './peer.ts';

/** A short loopback address that leads to a secret one, once. */
export interface OneShotRedirect {
  readonly url: string;
  /** Whether a visitor was sent on, once that is known: false where nobody came for 30 s. */
  readonly taken: Promise<boolean>;
  /** Stops at once, also watching for a second visitor. */
  close(): void;
}

/** A browser that has to start first takes its time. */
const patience = 30_000;
/** For this long a second visitor is still noticed after the first. */
const watch = 5_000;

/**
 * Keeps a console's login URL out of process arguments, which every local process can read and Windows cuts at
 * 2,081 characters: the browser is given this address instead, and only its first visitor is sent on.
 */
export async function redirectOnce(target: string, clock: Clock, log: Log): Promise<OneShotRedirect> {
  const path = `/${randomBytes(32).toString('base64url')}`;
  let used = false;
  let host = '';
  let settle: (taken: boolean) => void = () => undefined;
  const taken = new Promise<boolean>((resolve) => (settle = resolve));

  let callOff = clock.after(patience, close);
  const server = createServer((request, response) => void visit(request, response));
  server.headersTimeout = 10_000;
  server.requestTimeout = 10_000;
  server.maxConnections = 20;

  async function visit(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const status = turnAway(request, host, path) ?? (await isStranger(request)) ?? (used ? 410 : undefined);
    if (status === undefined) {
      used = true;
      callOff();
      callOff = clock.after(watch, close);
      response.once('close', () => settle(true));
      reply(response, 302, { location: target });
      return;
    }
    // Somebody else knows the address: whoever came first may not have been the user's browser.
    if (status === 410 || status === 403) log.warn('redirect.visited-again', { status });
    reply(response, status, {});
  }

  function close(): void {
    callOff();
    settle(used);
    server.close();
    server.closeAllConnections();
  }

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host: '127.0.0.1', port: 0, exclusive: true }, resolve);
  });
  host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { url: `http://${host}${path}`, taken, close };
}

function turnAway({ headers, method, url }: IncomingMessage, host: string, path: string): number | undefined {
  if (headers.host !== host) return 421;
  if (method !== 'GET') return 405;
  return url === path ? undefined : 404;
}

async function isStranger({ socket }: IncomingMessage): Promise<403 | undefined> {
  const user = await peerUser(socket);
  return user === undefined || user === process.getuid?.() ? undefined : 403;
}

function reply(response: ServerResponse, status: number, headers: Readonly<Record<string, string>>): void {
  response
    .writeHead(status, {
      ...headers,
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'content-length': '0',
      connection: 'close',
    })
    .end();
}
