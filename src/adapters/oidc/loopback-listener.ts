import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AppError } from '../../core/errors.ts';
import { callbackPage } from './callback-page.ts';

/** Waits on loopback for the one redirect that ends a login (RFC 8252, section 7.3). */
export interface LoopbackListener {
  /** The address to give to the provider; its port is held from the start. */
  readonly redirectUri: string;
  /** The callback's URL, once a request with our `state` has come. Never rejects by itself. */
  readonly callback: Promise<URL>;
  /** Answers the waiting browser tab and closes the listener. */
  finish(outcome: 'signed-in' | 'failed'): void;
  close(): void;
}

const defaultRedirect = 'http://127.0.0.1:0/callback';

/**
 * @param state the login's one-use state: requests without it are turned away and the wait goes on, so that no web
 * page can end a login it did not start
 * @param redirectUri a fixed address, for providers that do not allow any port on loopback
 */
export async function listenForCallback(
  state: string,
  redirectUri = defaultRedirect,
): Promise<LoopbackListener> {
  const wanted = new URL(redirectUri);
  let receive: (url: URL) => void = () => undefined;
  const callback = new Promise<URL>((resolve) => (receive = resolve));
  let waiting: ServerResponse | undefined;
  let address = wanted.host;

  const server = createServer((request, response) => {
    const answer = turnAway(request, address, wanted.pathname) ?? readCallback(request, address, state);
    if (answer instanceof URL && waiting === undefined) {
      waiting = response;
      receive(answer);
    } else {
      reply(response, answer instanceof URL ? 409 : answer, callbackPage('unexpected'));
    }
  });
  // A browser sends one small request: whatever is slower or larger is not the callback.
  server.headersTimeout = 10_000;
  server.requestTimeout = 10_000;
  server.maxHeadersCount = 100;
  server.maxConnections = 50;

  await listen(server, wanted);
  const { port } = server.address() as AddressInfo;
  address = `${wanted.hostname}:${port}`;

  const close = () => {
    server.close();
    server.closeIdleConnections();
  };
  return {
    redirectUri: `http://${address}${wanted.pathname}`,
    callback,
    finish(outcome) {
      if (waiting !== undefined) reply(waiting, 200, callbackPage(outcome));
      close();
    },
    close() {
      close();
      server.closeAllConnections();
    },
  };
}

async function listen(server: ReturnType<typeof createServer>, { hostname, port, href }: URL): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause) =>
      reject(new AppError('login_port_taken', { redirectUri: href }, { cause })),
    );
    server.listen({ host: hostname.replace(/^\[|\]$/g, ''), port: Number(port), exclusive: true }, resolve);
  });
}

/** @returns the status for a request that cannot be the callback, whatever it carries */
function turnAway(request: IncomingMessage, host: string, path: string): number | undefined {
  // An exact Host shuts out names that a web page has pointed at this address (DNS rebinding).
  if (request.headers.host !== host) return 421;
  if (request.method !== 'GET') return 405;
  const [pathname] = (request.url ?? '').split('?');
  return pathname === path ? undefined : 404;
}

function readCallback(request: IncomingMessage, host: string, state: string): URL | number {
  let url: URL;
  try {
    url = new URL(`http://${host}${request.url ?? ''}`);
  } catch {
    return 400;
  }
  const { searchParams } = url;
  const complete = searchParams.getAll('code').length === 1 || searchParams.getAll('error').length === 1;
  const ours = searchParams.getAll('state').length === 1 && searchParams.get('state') === state;
  return complete && ours ? url : 400;
}

function reply(response: ServerResponse, status: number, page: string): void {
  response
    .writeHead(status, {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'content-security-policy':
        "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
      'x-content-type-options': 'nosniff',
      connection: 'close',
    })
    .end(page);
}
