import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Clock, Log, Rivals, Visitor } from '../../core/ports.ts';
import { peerUser, peerVisitor } from './peer.ts';

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
const watch = 30_000;
/** What a reloaded or restored tab shows. */
const spent = 'This link has led to the console already. Open the console from Tobira again.\n';
/** A browser does not wait longer for us to find out which process it is; milliseconds. */
const recognition = 500;

/**
 * Keeps a console's login URL out of process arguments, which every local process can read and Windows cuts at
 * 2,081 characters: the browser is given this address instead, and only its first visitor is sent on.
 *
 * @param onRival is told of another visitor, once for one after the first and once for one of another user. The first
 *   visitor's own process is no rival when it comes again, as a browser does that reloads or repeats a request; nor is
 *   whoever asks for anything but this very address with GET.
 */
export async function redirectOnce(
  target: string,
  clock: Clock,
  log: Log,
  onRival: (rivals: Rivals) => void = () => undefined,
): Promise<OneShotRedirect> {
  const path = `/${randomBytes(32).toString('base64url')}`;
  let used = false;
  let letIn: Visitor | undefined;
  const told = new Set<number>();
  let host = '';
  let settle: (taken: boolean) => void = () => undefined;
  const taken = new Promise<boolean>((resolve) => (settle = resolve));

  let callOff = clock.after(patience, close);
  const server = createServer((request, response) => void visit(request, response));
  server.headersTimeout = 10_000;
  server.requestTimeout = 10_000;
  server.maxConnections = 20;

  async function visit(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const mistake = turnAway(request, host, path);
    if (mistake !== undefined) {
      reply(response, mistake, {});
      return;
    }
    const isForeign = await isStranger(request.socket);
    const visitor = await recognise(request.socket);
    if (!isForeign && !used) {
      used = true;
      letIn = visitor;
      callOff();
      callOff = clock.after(watch, close);
      response.once('close', () => settle(true));
      reply(response, 302, { location: target });
      return;
    }
    const status = isForeign ? 403 : 410;
    if (!isSameProcess(visitor, letIn)) tell(status, visitor);
    reply(response, status, {}, status === 410 ? spent : '');
  }

  /** Somebody else knows the address: whoever came first may not have been the user's browser. */
  function tell(status: number, turnedAway: Visitor | undefined): void {
    if (told.has(status)) return;
    told.add(status);
    log.warn('redirect.visited-again', { status });
    onRival({ ...(letIn && { letIn }), ...(turnedAway && { turnedAway }) });
  }

  function recognise(socket: Socket): Promise<Visitor | undefined> {
    return new Promise((resolve) => {
      const giveUp = clock.after(recognition, () => resolve(undefined));
      void peerVisitor(socket).then(resolve).finally(giveUp);
    });
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

async function isStranger(socket: Socket): Promise<boolean> {
  const user = await peerUser(socket);
  return user !== undefined && user !== process.getuid?.();
}

function isSameProcess(one: Visitor | undefined, other: Visitor | undefined): boolean {
  return one?.kind === 'program' && other?.kind === 'program' && one.pid === other.pid;
}

function reply(
  response: ServerResponse,
  status: number,
  headers: Readonly<Record<string, string>>,
  text = '',
): void {
  response
    .writeHead(status, {
      ...headers,
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'content-type': 'text/plain; charset=utf-8',
      'content-length': String(Buffer.byteLength(text)),
      connection: 'close',
    })
    .end(text);
}
