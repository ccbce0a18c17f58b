import { createServer, request as forward } from 'node:http';
import type { IncomingMessage, RequestListener, Server } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { connect } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { createNodeHttp } from '../../../src/adapters/system/node-http.ts';
import { createAuthority } from '../../support/certificates.ts';
import { failure } from './oidc-rig.ts';

/** Binds a server to loopback until the test ends. @returns its port */
async function listen(server: Server): Promise<number> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => sockets.add(socket));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.close();
    for (const socket of sockets) socket.destroy();
  });
  return (server.address() as AddressInfo).port;
}

async function serve(listener: RequestListener): Promise<string> {
  return `http://127.0.0.1:${await listen(createServer(listener))}`;
}

const get = (url: string, timeoutMs = 5000) =>
  createNodeHttp(process.env).send({ method: 'GET', url, timeoutMs });

describe('an exchange', () => {
  it('carries method, headers and body, and brings status, headers and body back', async () => {
    const url = await serve((request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString()));
      request.on('end', () =>
        response
          .writeHead(418, { 'X-Kind': 'Tea', 'set-cookie': ['a=1', 'b=2'] })
          .end(`${request.method} ${String(request.headers['x-sent'])} ${body} ü`),
      );
    });
    const response = await createNodeHttp(process.env).send({
      method: 'POST',
      url,
      headers: { 'x-sent': 'yes' },
      body: 'hello',
    });
    expect(response).toMatchObject({ status: 418, body: 'POST yes hello ü' });
    expect(response.headers).toMatchObject({ 'x-kind': 'Tea', 'set-cookie': 'a=1, b=2' });
  });

  it('keeps no cookie', async () => {
    const cookies: (string | undefined)[] = [];
    const url = await serve((request, response) => {
      cookies.push(request.headers.cookie);
      response.writeHead(200, { 'set-cookie': 'session=1; Path=/' }).end();
    });
    const http = createNodeHttp(process.env);
    await http.send({ method: 'GET', url });
    await http.send({ method: 'GET', url });
    expect(cookies).toEqual([undefined, undefined]);
  });

  it('keeps to a handful of connections', async () => {
    const connections = new Set<Socket>();
    const url = await serve((request, response) => {
      connections.add(request.socket);
      response.end('ok');
    });
    const http = createNodeHttp(process.env);
    for (let round = 0; round < 12; round++) await http.send({ method: 'GET', url });
    expect(connections.size).toBeLessThanOrEqual(4);
  });
});

describe('an exchange that comes to nothing', () => {
  it('follows no redirect', async () => {
    let visits = 0;
    const elsewhere = await serve((_request, response) => {
      visits += 1;
      response.end();
    });
    const url = await serve((_request, response) => response.writeHead(307, { location: elsewhere }).end());
    const error = await failure(get(url));
    expect(error).toMatchObject({ code: 'network_redirected', details: { host: new URL(url).host } });
    expect(visits).toBe(0);
  });

  it('does not wait for the body of a redirect', async () => {
    const url = await serve((_request, response) => {
      response.writeHead(302, { location: '/', 'content-length': '1000000' }).write('half');
    });
    expect((await failure(get(url))).code).toBe('network_redirected');
  });

  it('reads a bounded body', async () => {
    let sent = 0;
    const url = await serve((_request, response) => {
      const chunk = Buffer.alloc(64 * 1024);
      const more = (): void => {
        while (!response.destroyed && response.write(chunk)) sent += chunk.length;
      };
      response.writeHead(200).on('drain', more);
      more();
    });
    const error = await failure(get(url));
    expect(error).toMatchObject({
      code: 'network_unreachable',
      details: { reason: 'the reply is far too large' },
    });
    expect(sent).toBeLessThan(20_000_000);
  });

  it.each<[string, RequestListener]>([
    ['no answer', () => undefined],
    [
      'an answer that stops in the middle',
      (_request, response) => void response.writeHead(200, { 'content-length': '100' }).write('half'),
    ],
  ])('gives up at its deadline: %s', async (_what, listener) => {
    const url = await serve(listener);
    expect(await failure(get(url, 200))).toMatchObject({
      code: 'network_timeout',
      details: { host: new URL(url).host, seconds: 0.2 },
    });
  });

  it('gives up when its caller does', async () => {
    const abort = new AbortController();
    const url = await serve(() => abort.abort());
    const error = await failure(
      createNodeHttp(process.env).send({ method: 'GET', url, signal: abort.signal }),
    );
    expect(error.code).toBe('network_unreachable');
  });

  it.each<[string, RequestListener]>([
    ['is reset', (request) => void request.socket.resetAndDestroy()],
    ['is closed', (request) => void request.socket.destroy()],
    [
      'ends in the middle of the body',
      (request, response) => {
        response.writeHead(200, { 'content-length': '100' }).write('half', () => request.socket.destroy());
      },
    ],
    ['speaks no HTTP', (request) => void request.socket.end('SSH-2.0-OpenSSH\r\n')],
  ])('says that the connection %s', async (_what, listener) => {
    expect((await failure(get(await serve(listener)))).code).toBe('network_unreachable');
  });

  it('says that nobody listens there', async () => {
    const server = createServer();
    const port = await listen(server);
    await new Promise((resolve) => server.close(resolve));
    const error = await failure(get(`http://127.0.0.1:${port}`));
    expect(error).toMatchObject({ code: 'network_unreachable', details: { reason: 'ECONNREFUSED' } });
  });

  it('says that there is no such host', async () => {
    const error = await failure(get('http://gitlab.invalid/'));
    expect(error).toMatchObject({ code: 'network_unreachable', details: { host: 'gitlab.invalid' } });
  });

  it('trusts no certificate of an unknown authority', async () => {
    const authority = await createAuthority();
    onTestFinished(() => authority.remove());
    let requests = 0;
    const server = createSecureServer(await authority.issue('IP:127.0.0.1'), (_request, response) => {
      requests += 1;
      response.end('ok');
    });
    const port = await listen(server);
    const error = await failure(get(`https://127.0.0.1:${port}`));
    expect(error).toMatchObject({ code: 'network_untrusted', details: { host: `127.0.0.1:${port}` } });
    expect(requests).toBe(0);
  });
});

interface Proxy {
  readonly url: string;
  readonly requests: string[];
}

/** A forward proxy: CONNECT and plain requests, both refused with `status` where it is given. */
async function startProxy(status?: number): Promise<Proxy> {
  const requests: string[] = [];
  const server = createServer((incoming, response) => {
    requests.push(`${incoming.method} ${incoming.url}`);
    if (status !== undefined) response.writeHead(status).end();
    else incoming.pipe(forward(incoming.url ?? '', (reply) => void reply.pipe(response)));
  });
  server.on('connect', (incoming: IncomingMessage, socket: Socket) => {
    requests.push(`CONNECT ${incoming.url}`);
    if (status !== undefined) {
      socket.end(`HTTP/1.1 ${status} Refused\r\ncontent-length: 0\r\n\r\n`);
      return;
    }
    const [host, port] = (incoming.url ?? '').split(':');
    const target = connect(Number(port), host, () => {
      socket.write('HTTP/1.1 200 Connected\r\n\r\n');
      target.pipe(socket).pipe(target);
    });
    target.on('error', () => socket.destroy());
    socket.on('error', () => target.destroy());
  });
  return { url: `http://127.0.0.1:${await listen(server)}`, requests };
}

describe('through a proxy', () => {
  it('goes where HTTP_PROXY points', async () => {
    const target = await serve((_request, response) => response.end('through'));
    const proxy = await startProxy();
    vi.stubEnv('HTTP_PROXY', proxy.url);
    vi.stubEnv('NO_PROXY', '');
    expect((await get(target)).body).toBe('through');
    expect(proxy.requests).toHaveLength(1);
  });

  it('stays away from it for the hosts of NO_PROXY', async () => {
    const target = await serve((_request, response) => response.end('direct'));
    const proxy = await startProxy();
    vi.stubEnv('HTTP_PROXY', proxy.url);
    vi.stubEnv('NO_PROXY', '127.0.0.1');
    expect((await get(target)).body).toBe('direct');
    expect(proxy.requests).toEqual([]);
  });

  it.each([407, 403])('says that the proxy refuses an https address with %i', async (status) => {
    const proxy = await startProxy(status);
    vi.stubEnv('HTTPS_PROXY', proxy.url);
    vi.stubEnv('NO_PROXY', '');
    const error = await failure(get('https://gitlab.example.com/'));
    expect(error).toMatchObject({ code: 'network_proxy', details: { host: 'gitlab.example.com' } });
    expect(proxy.requests).toEqual(['CONNECT gitlab.example.com:443']);
  });

  it('says that the proxy refuses an http address with 407', async () => {
    const proxy = await startProxy(407);
    vi.stubEnv('HTTP_PROXY', proxy.url);
    vi.stubEnv('NO_PROXY', '');
    expect((await failure(get('http://gitlab.example.com/'))).code).toBe('network_proxy');
  });

  it('says that the proxy cannot be reached', async () => {
    const server = createServer();
    const port = await listen(server);
    await new Promise((resolve) => server.close(resolve));
    vi.stubEnv('HTTPS_PROXY', `http://127.0.0.1:${port}`);
    vi.stubEnv('NO_PROXY', '');
    expect((await failure(get('https://gitlab.example.com/'))).code).toBe('network_unreachable');
  });
});
