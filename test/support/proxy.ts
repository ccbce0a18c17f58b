import { createServer, request as forward } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { connect } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';

/** One thing that a proxy was asked for. */
export interface ProxyRequest {
  /** Such as `CONNECT gitlab.example.com:443` or `GET http://gitlab.example.com/path`. */
  readonly line: string;
  /** The login that came with it, decoded, such as `user:pass`. */
  readonly login: string | undefined;
}

/** A forward proxy for http and, by CONNECT, for https that records what it was asked for. */
export interface RecordingProxy {
  readonly host: string;
  /** Its address; with a login where one is given, as a proxy variable has it. */
  url(login?: string): string;
  readonly requests: readonly ProxyRequest[];
  /** The lines of `requests`. */
  lines(): readonly string[];
  /** Resolves once a request was made that satisfies the test. */
  asked(satisfies: (request: ProxyRequest) => boolean): Promise<void>;
  close(): Promise<void>;
}

export interface ProxyOptions {
  /**
   * The port on 127.0.0.1 that every name leads to, or the address itself where it is one on loopback; without it every
   * target is refused with 502.
   */
  readonly to?: number | 'as named';
  /** `user:pass` that it insists on, with 407 for all others. */
  readonly login?: string;
  /** Refuses everything with this status. */
  readonly refuse?: number;
}

/** Starts a proxy on loopback. */
export async function startProxy(options: ProxyOptions = {}): Promise<RecordingProxy> {
  const requests: ProxyRequest[] = [];
  const waiting = new Set<() => void>();
  const sockets = new Set<Socket>();

  /** @returns the status to refuse with */
  const admit = (incoming: IncomingMessage): number | undefined => {
    const login = decodeLogin(incoming.headers['proxy-authorization']);
    requests.push({ line: `${incoming.method ?? ''} ${incoming.url ?? ''}`, login });
    for (const look of waiting) look();
    if (options.refuse !== undefined) return options.refuse;
    if (options.login !== undefined && login !== options.login) return 407;
    return options.to === undefined ? 502 : undefined;
  };

  const server = createServer((incoming, response) => {
    const status = admit(incoming);
    if (status === undefined) passOn(incoming, response, portFor(options.to, incoming.url));
    else response.writeHead(status, demandFor(status)).end('<html>the proxy speaking</html>');
  });
  server.on('connect', (incoming: IncomingMessage, socket: Socket) => {
    socket.on('error', () => socket.destroy());
    const status = admit(incoming);
    if (status === undefined) tunnel(socket, portFor(options.to, `https://${incoming.url ?? ''}`), sockets);
    else {
      const headers = Object.entries({ ...demandFor(status), 'content-length': '0', connection: 'close' });
      const lines = headers.map(([name, value]) => `${name}: ${value}\r\n`).join('');
      socket.end(`HTTP/1.1 ${status} Refused\r\n${lines}\r\n`);
    }
  });
  server.on('connection', (socket: Socket) => sockets.add(socket));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    host,
    url: (login) => `http://${login === undefined ? '' : `${login}@`}${host}`,
    requests,
    lines: () => requests.map(({ line }) => line),
    asked: (satisfies) =>
      new Promise((resolve) => {
        const look = (): void => {
          if (!requests.some(satisfies)) return;
          waiting.delete(look);
          resolve();
        };
        waiting.add(look);
        look();
      }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

/** It never leads off this computer: of what is named, only the port counts. */
function portFor(to: ProxyOptions['to'], address = ''): number {
  return to === 'as named' ? Number(new URL(address).port) : (to ?? 0);
}

function passOn(incoming: IncomingMessage, response: ServerResponse, port: number): void {
  const { pathname, search, host } = new URL(incoming.url ?? '');
  const options = { host: '127.0.0.1', port, path: pathname + search, method: incoming.method ?? 'GET' };
  // What is meant for the proxy ends here.
  const { 'proxy-authorization': _login, 'proxy-connection': _connection, ...headers } = incoming.headers;
  const onward = forward({ ...options, headers: { ...headers, host } }, (reply) => {
    response.writeHead(reply.statusCode ?? 502, reply.headers);
    reply.pipe(response);
  });
  onward.on('error', () => response.destroy());
  incoming.pipe(onward);
}

function tunnel(socket: Socket, port: number, sockets: Set<Socket>): void {
  const target = connect(port, '127.0.0.1', () => {
    socket.write('HTTP/1.1 200 Connected\r\n\r\n');
    target.pipe(socket).pipe(target);
  });
  sockets.add(target);
  target.on('error', () => socket.destroy());
  socket.on('close', () => target.destroy());
}

function demandFor(status: number): Record<string, string> {
  return status === 407 ? { 'proxy-authenticate': 'Basic realm="Proxy of a test"' } : {};
}

function decodeLogin(header: string | undefined): string | undefined {
  return header === undefined
    ? undefined
    : Buffer.from(header.replace(/^Basic /i, ''), 'base64').toString('utf8');
}
