import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { inspect } from 'node:util';
import { endpointOf } from './endpoint.ts';
import type { Fault } from './fault.ts';
import { outcomeOf } from './outcome.ts';
import type { Reply } from './reply.ts';
import type { RequestLog } from './request-log.ts';
import type { SandboxRequest } from './request.ts';

const MAX_BODY_BYTES = 1_000_000;

/** What the listener asks of the rest of the stand-in. */
export interface ListenerParts {
  readonly log: RequestLog;
  readonly takeFault: (endpoint: ReturnType<typeof endpointOf>) => Fault | undefined;
  readonly route: (request: SandboxRequest) => Promise<Reply>;
  /** The `Date` header. */
  readonly httpDate: () => string;
}

/** The loopback socket: reads requests whole, logs them, and sends replies as well or as badly as planned. */
export class Listener {
  readonly #server: Server;
  readonly #connectionIds = new WeakMap<Socket, number>();
  readonly #closed = new AbortController();
  #parts: ListenerParts | undefined;
  #connections = 0;

  constructor() {
    this.#server = createServer((request, response) => {
      this.#serve(request, response).catch((error: unknown) => {
        fail(response, error);
      });
    });
    this.#server.on('connection', (socket) => this.#connectionIds.set(socket, ++this.#connections));
  }

  /** Binds 127.0.0.1 and returns the port; 0 lets the system choose. */
  async listen(port: number): Promise<number> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(port, '127.0.0.1', resolve);
    });
    const address: AddressInfo | string | null = this.#server.address();
    if (address === null || typeof address === 'string') throw new Error('The listener has no TCP address');
    return address.port;
  }

  /** The issuer holds the port, so the endpoints can only be built after it is known. */
  serve(parts: ListenerParts): void {
    this.#parts = parts;
  }

  /** Ends kept-alive and stalled connections too, so it never waits for a client. */
  async close(): Promise<void> {
    this.#closed.abort();
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    this.#server.closeAllConnections();
    await closed;
  }

  async #serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const parts = this.#parts;
    if (!parts) throw new Error('The stand-in is not ready');
    const request = await readRequest(incoming);
    const endpoint = endpointOf(request.path);
    parts.log.record({
      endpoint,
      method: request.method,
      path: request.path,
      query: Object.fromEntries(request.query),
      headers: Object.fromEntries(
        Object.entries(request.headers).map(([key, value]) => [key, String(value)]),
      ),
      body: request.body,
      form: Object.fromEntries(request.form),
      formKeys: [...request.form.keys()],
      connectionId: this.#connectionIds.get(incoming.socket) ?? 0,
      at: Date.now(),
    });
    const work = (): Promise<Reply> => parts.route(request);
    const outcome = await outcomeOf(parts.takeFault(endpoint), work, this.#closed.signal);
    if (response.destroyed) return;
    switch (outcome.kind) {
      case 'send':
        response.end(writeHead(response, outcome.reply, parts.httpDate()));
        return;
      case 'send half': {
        const body = writeHead(response, outcome.reply, parts.httpDate());
        response.write(body.subarray(0, Math.ceil(body.length / 2)));
        return;
      }
      case 'reset':
        response.socket?.resetAndDestroy();
        return;
      case 'silence':
        return;
    }
  }
}

async function readRequest(incoming: IncomingMessage): Promise<SandboxRequest> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of incoming) {
    const bytes = Buffer.from(chunk as Uint8Array);
    length += bytes.length;
    if (length > MAX_BODY_BYTES) throw new Error('The request body is too large for the stand-in');
    chunks.push(bytes);
  }
  const body = Buffer.concat(chunks).toString();
  const [path = '/', ...query] = (incoming.url ?? '/').split('?');
  const isForm = incoming.headers['content-type']?.startsWith('application/x-www-form-urlencoded') === true;
  return {
    method: incoming.method ?? 'GET',
    path,
    query: new URLSearchParams(query.join('?')),
    headers: incoming.headers,
    form: new URLSearchParams(isForm ? body : ''),
    body,
  };
}

function writeHead(response: ServerResponse, reply: Reply, date: string): Buffer {
  const body = Buffer.from(reply.body);
  for (const [name, value] of Object.entries(reply.headers)) response.setHeader(name, value);
  response.setHeader('date', date);
  if (reply.status !== 204) response.setHeader('content-length', body.length);
  response.writeHead(reply.status);
  return body;
}

/** The stand-in itself is broken or was asked something absurd: say so loudly instead of playing GitLab. */
function fail(response: ServerResponse, error: unknown): void {
  if (response.destroyed || response.headersSent) return;
  response.writeHead(599, { 'content-type': 'text/plain' }).end(`GitLab stand-in: ${inspect(error)}`);
}
