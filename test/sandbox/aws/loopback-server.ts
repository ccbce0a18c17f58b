import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import type { Clock } from './clock.ts';
import type { Incoming, Reply, Service } from './exchange.ts';
import type { Fault, Faults } from './faults.ts';
import type { RequestLog } from './request-log.ts';

const BODY_LIMIT = 256 * 1024;

/** A server on 127.0.0.1, on a port the system chose. */
export interface LoopbackServer {
  /** `http://127.0.0.1:PORT`, no slash at the end. */
  readonly origin: string;
  /** Ends open connections, stalled ones included, and frees the port. */
  close(): Promise<void>;
}

export interface ServerParts {
  readonly clock: Clock;
  readonly faults: Faults;
  readonly requests: RequestLog;
  /** Which service answers a path; undefined is a plain 404. */
  readonly route: (path: string) => Service | undefined;
}

/** Starts a server that reads a request whole, lets ordered faults happen, and sends the service's reply. */
export async function startLoopbackServer(parts: ServerParts): Promise<LoopbackServer> {
  const closing = new AbortController();
  const server = createServer((request, response) => {
    serve(parts, closing.signal, request, response).catch(() => response.socket?.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    origin: `http://127.0.0.1:${String(portOf(server))}`,
    close: () => {
      closing.abort();
      return new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
}

async function serve(
  parts: ServerParts,
  closing: AbortSignal,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  response.setHeader('Date', new Date(parts.clock.now()).toUTCString());
  const incoming = await read(request);
  const service = incoming === undefined ? undefined : parts.route(incoming.path);
  if (incoming === undefined || service === undefined) {
    send(response, incoming === undefined ? plain(413, 'Request Entity Too Large') : plain(404, 'Not Found'));
    return;
  }
  const action = service.action(incoming);
  const fault = parts.faults.take(action);
  const answered = parts.requests.arrived(service.name, action, incoming, fault);
  if (fault?.latencyMs !== undefined) await delay(fault.latencyMs, undefined, { signal: closing });
  if (fault?.kind === 'stall-headers') return;
  if (fault?.kind === 'reset' && fault.when !== 'after') {
    response.socket?.resetAndDestroy();
    return;
  }
  const reply = replyOf(fault, service, incoming) ?? (await service.handle(incoming));
  answered(reply);
  if (fault?.kind === 'reset') response.socket?.resetAndDestroy();
  else if (fault?.kind === 'stall-body') sendHalf(response, reply);
  else send(response, reply);
}

function replyOf(fault: Fault | undefined, service: Service, incoming: Incoming): Reply | undefined {
  if (fault?.kind === 'error') return service.failure(incoming, fault.code, fault.status, fault.message);
  if (fault?.kind === 'response')
    return { status: fault.status, headers: fault.headers ?? {}, body: fault.body };
  if (fault?.kind === 'no-signin-token') {
    return { status: 200, headers: { 'Content-Type': 'application/json' }, body: '{}' };
  }
  return undefined;
}

async function read(request: IncomingMessage): Promise<Incoming | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= BODY_LIMIT) chunks.push(chunk);
  }
  if (size > BODY_LIMIT) return undefined;
  const body = Buffer.concat(chunks).toString('utf8');
  const url = request.url ?? '/';
  const cut = url.indexOf('?');
  const isForm = /^application\/x-www-form-urlencoded\b/i.test(request.headers['content-type'] ?? '');
  return {
    method: request.method ?? 'GET',
    url,
    path: cut < 0 ? url : url.slice(0, cut),
    query: new URLSearchParams(cut < 0 ? '' : url.slice(cut + 1)),
    headers: request.headers,
    body,
    form: new URLSearchParams(isForm ? body : ''),
    remoteAddress: request.socket.remoteAddress ?? '127.0.0.1',
    requestId: randomUUID(),
  };
}

function head(response: ServerResponse, reply: Reply): void {
  for (const [name, value] of Object.entries(reply.headers)) response.setHeader(name, value);
  response.setHeader('Content-Length', Buffer.byteLength(reply.body));
  response.writeHead(reply.status);
}

function send(response: ServerResponse, reply: Reply): void {
  head(response, reply);
  response.end(reply.body);
}

function sendHalf(response: ServerResponse, reply: Reply): void {
  head(response, reply);
  response.write(reply.body.slice(0, Math.floor(reply.body.length / 2)));
}

function plain(status: number, body: string): Reply {
  return { status, headers: { 'Content-Type': 'text/plain; charset=utf-8' }, body };
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no TCP port');
  return address.port;
}
