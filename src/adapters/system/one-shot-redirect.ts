import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { assertNever } from '../../core/errors.ts';
import type { Clock, Log, Rivals, Visitor } from '../../core/ports.ts';
import { kernelTables, type Peer, type PeerLookup } from './peer.ts';

/** A short loopback address that leads to a secret one, once. */
export interface OneShotRedirect {
  readonly url: string;
  /** Whether a visitor was sent on, once that is known: false where nobody came for 30 s, and where it was abandoned. */
  readonly taken: Promise<boolean>;
  /** Sends nobody on any more, and tells that to whoever comes yet: a browser that has been started does. */
  abandon(): void;
  /** Stops at once, also watching for a second visitor. */
  close(): void;
}

/** A browser that has to start first takes its time. */
const patience = 30_000;
/** For this long a second visitor is still noticed after the first. */
const watch = 30_000;
const texts = {
  en: {
    /** What a reloaded or restored tab shows. */
    spent: 'This link has led to its page already. Open the page from Tobira again.\n',
    abandoned: 'You called this off in Tobira. Close this tab.\n',
  },
  ja: {
    spent: 'このリンクはすでに使われました。Tobira からもう一度ページを開いてください。\n',
    abandoned: 'Tobira で取り消されました。このタブを閉じてください。\n',
  },
};
/** The server listens here alone, and a browser that is given this address comes from it. */
const loopback = '127.0.0.1';
/** A browser does not wait longer for us to find out which process it is; milliseconds. */
const recognitionTime = 500;

/**
 * Keeps an address, such as a console's login URL, out of process arguments, which every local process can read and Windows cuts at
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
  { find, visitorAt }: PeerLookup = kernelTables,
): Promise<OneShotRedirect> {
  const path = `/${randomBytes(32).toString('base64url')}`;
  let used = false;
  /** Undefined once nobody is to get there any more. */
  let destination: string | undefined = target;
  let letIn: Promise<Visitor | undefined> = Promise.resolve(undefined);
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
    const { socket } = request;
    const peer = await find(socket);
    // Whoever has hung up gets nothing, and is nobody to be warned of.
    if (peer.kind === 'missing' && !socket.writable) return;
    const isForeign = isStranger(socket.remoteAddress, peer);
    const recognition = visitorAt(peer);
    const visitor = await inTime(recognition);
    const words = texts[isJapanese(request) ? 'ja' : 'en'];
    // There is nothing to be had: whoever comes is no rival.
    if (destination === undefined) {
      reply(response, isForeign ? 403 : 410, {}, isForeign ? '' : words.abandoned);
      return;
    }
    if (!isForeign && !used) {
      used = true;
      // Also where it takes longer than the browser waits: it may yet have to be named.
      letIn = recognition;
      callOff();
      callOff = clock.after(watch, close);
      response.once('close', () => settle(true));
      reply(response, 302, { location: destination });
      return;
    }
    const status = isForeign ? 403 : 410;
    const first = await inTime(letIn);
    if (isForeign || !isSameProcess(visitor, first)) tell(status, first, visitor);
    reply(response, status, {}, status === 410 ? words.spent : '');
  }

  /** Somebody else knows the address: whoever came first may not have been the user's browser. */
  function tell(status: number, first: Visitor | undefined, turnedAway: Visitor | undefined): void {
    if (told.has(status)) return;
    told.add(status);
    log.warn('redirect.visited-again', { status });
    onRival({ ...(first && { letIn: first }), ...(turnedAway && { turnedAway }) });
  }

  function inTime<T>(work: Promise<T>): Promise<T | undefined> {
    return new Promise((resolve) => {
      const giveUp = clock.after(recognitionTime, () => resolve(undefined));
      void work.then(resolve).finally(giveUp);
    });
  }

  function abandon(): void {
    if (used) return;
    destination = undefined;
    settle(false);
  }

  function close(): void {
    callOff();
    settle(used);
    server.close();
    server.closeAllConnections();
  }

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host: loopback, port: 0, exclusive: true }, resolve);
  });
  host = `${loopback}:${(server.address() as AddressInfo).port}`;
  return { url: `http://${host}${path}`, taken, abandon, close };
}

/** The browser's own language: whoever reads it may never have told Tobira theirs. */
function isJapanese({ headers }: IncomingMessage): boolean {
  return /^ja\b/i.test(headers['accept-language'] ?? '');
}

function turnAway({ headers, method, url }: IncomingMessage, host: string, path: string): number | undefined {
  if (headers.host !== host) return 421;
  if (method !== 'GET') return 405;
  return url === path ? undefined : 404;
}

/** Where the system tells whose a connection is, one that it does not know is nobody's of ours. */
function isStranger(address: string | undefined, peer: Peer): boolean {
  // Every address in 127.0.0.0/8 leads here, and any may be chosen to come from.
  if (address?.replace(/^::ffff:/i, '') !== loopback) return true;
  switch (peer.kind) {
    case 'found':
      return peer.userId !== process.getuid?.();
    case 'missing':
      return true;
    case 'untold':
      return false;
    default:
      return assertNever(peer);
  }
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
