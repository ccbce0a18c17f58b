import type { Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { createAuthority, type Authority } from '../../support/certificates.ts';
import { startProxy, type ProxyOptions, type RecordingProxy } from '../../support/proxy.ts';
import { failure } from '../adapters/oidc-rig.ts';
import { doors, useHosts, type ProxyFailure } from './doors.ts';
import { closedPort, serve, serveRaw, type TestServer } from './servers.ts';

const NAME = 'gitlab.example.com';
const PASSWORD = 'p@ss:w/rd%canary';
const LOGIN = `user:${PASSWORD}`;
/** As it has to be written into an address. */
const WRITTEN = `user:${encodeURIComponent(PASSWORD)}`;
const WRONG = 'user:wrong-canary';

/** What a proxy may do instead of its work, by what a test calls it. */
const proxyFailures: readonly (readonly [ProxyFailure, (socket: Socket) => void])[] = [
  ['hangs up at once', (socket) => void socket.destroy()],
  ['hangs up when it is asked', (socket) => void socket.once('data', () => socket.end())],
  ['resets when it is asked', (socket) => void socket.once('data', () => socket.resetAndDestroy())],
  ['gives half an answer', (socket) => void socket.once('data', () => socket.end('HTTP/1.1 20'))],
  ['never answers', (socket) => void socket.resume()],
];

/** Nothing tells that no connection follows: a second is looked at. */
async function staysAt(proxy: TestServer, connections: number): Promise<void> {
  const end = performance.now() + 1000;
  while (performance.now() < end) {
    expect(proxy.connections()).toBe(connections);
    await pause(50);
  }
}

async function openProxy(options: ProxyOptions): Promise<RecordingProxy> {
  const proxy = await startProxy(options);
  onTestFinished(() => proxy.close());
  return proxy;
}

describe.each(doors)('$name', (door) => {
  let authority: Authority;
  const hosts = useHosts(door);
  beforeAll(async () => {
    authority = await createAuthority();
  });
  afterAll(() => authority.remove());

  /** A server for a made-up name that only a proxy can lead to, over http or https. */
  const behind = async (scheme: string) => {
    const certificate = scheme === 'https' ? await authority.issue(`DNS:${NAME}`) : undefined;
    const bodies: string[] = [];
    const server: TestServer = await serve((request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString()));
      request.on('end', () => {
        bodies.push(`${body} ${String(request.headers['proxy-authorization'])}`);
        response.end('through');
      });
    }, certificate);
    const open = (env: Readonly<Record<string, string>>) => {
      const { furnish, env: trust } = door.trusting(authority);
      return hosts.open({ env: { ...trust, ...env }, ...(furnish && { furnish }) });
    };
    return { server, bodies, open, url: `${scheme}://${NAME}/token` };
  };

  const line = { http: `POST http://${NAME}/token`, https: `CONNECT ${NAME}:443` } as const;

  describe.each(['http', 'https'] as const)('through a proxy for %s', (scheme) => {
    const variable = `${scheme.toUpperCase()}_PROXY`;

    it('without a login', async () => {
      const { server, bodies, open, url } = await behind(scheme);
      const proxy = await openProxy({ to: server.port });
      const { http } = await open({ [variable]: proxy.url() });
      expect(await http.send({ method: 'POST', url, body: 'hello' })).toMatchObject({ body: 'through' });
      expect(proxy.requests).toEqual([{ line: line[scheme], login: undefined }]);
      expect(bodies).toEqual(['hello undefined']);
    });

    it('with the login of the variable, which the server never sees', async () => {
      const { server, bodies, open, url } = await behind(scheme);
      const proxy = await openProxy({ to: server.port, login: LOGIN });
      const { http } = await open({ [variable]: proxy.url(WRITTEN) });
      for (let round = 0; round < 3; round++) {
        expect(await http.send({ method: 'POST', url, body: 'hello' })).toMatchObject({ body: 'through' });
      }
      expect(bodies).toEqual(Array.from({ length: 3 }, () => 'hello undefined'));
      expect(proxy.requests.at(-1)?.login).toBe(LOGIN);
      // At most one of them asked the proxy without its login first.
      expect(proxy.requests.filter(({ login }) => login !== LOGIN).length).toBeLessThanOrEqual(1);
    });

    it.each([
      ['with a wrong login, after one attempt each', WRONG, [WRONG, WRONG]],
      ['without the login that it wants', undefined, []],
    ])('fails %s', async (_what, written, attempts) => {
      const { server, bodies, open, url } = await behind(scheme);
      const proxy = await openProxy({ to: server.port, login: LOGIN });
      const host = await open({ [variable]: proxy.url(written) });
      for (let round = 0; round < 2; round++) {
        const error = await failure(host.http.send({ method: 'POST', url, body: 'hello', timeoutMs: 8000 }));
        expect(error).toMatchObject({ code: 'network_proxy', details: { host: NAME } });
        // Nor does the error, with all that caused it, name the password.
        expect(`${JSON.stringify(error.details)}${String(error.cause)}`).not.toContain('canary');
      }
      const logins = proxy.requests.map(({ login }) => login);
      expect(logins.filter((login) => login !== undefined)).toEqual(attempts);
      expect(bodies).toEqual([]);
      expect(host.output()).not.toContain('canary');
    });

    it('gives the login to no other proxy', async () => {
      const { server, open, url } = await behind(scheme);
      const named = await openProxy({ to: server.port });
      const other = await openProxy({ to: server.port, login: LOGIN });
      const otherVariable = scheme === 'http' ? 'HTTPS_PROXY' : 'HTTP_PROXY';
      const { http } = await open({ [variable]: other.url(), [otherVariable]: named.url(WRITTEN) });
      expect((await failure(http.send({ method: 'POST', url }))).code).toBe('network_proxy');
      expect(other.requests.map(({ login }) => login)).toEqual([undefined]);
    });

    it('says that the proxy cannot be reached', async () => {
      const { open, url } = await behind(scheme);
      const { http } = await open({ [variable]: `http://${WRITTEN}@127.0.0.1:${await closedPort()}` });
      const error = await failure(http.send({ method: 'POST', url }));
      expect(error.code).toBe(door.deadProxy);
      if (door.namesProxies) {
        const proxy = expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/) as unknown;
        expect(error.details).toEqual({ host: NAME, proxy, reason: 'ECONNREFUSED' });
      }
      expect(`${JSON.stringify(error.details)}${String(error.cause)}`).not.toContain('canary');
    });
  });

  it.each([
    ['', 1],
    [NAME, 0],
    ['.example.com', 0],
    ['example.com', 0],
    ['*', 0],
    ['other.org', 1],
    [`${NAME}:1`, 1],
  ])('goes through the proxy unless NO_PROXY=%s leaves the host out', async (noProxy, count) => {
    const { server, open, url } = await behind('https');
    const proxy = await openProxy({ to: server.port });
    const { http } = await open({ HTTPS_PROXY: proxy.url(), NO_PROXY: noProxy });
    const outcome = http.send({ method: 'POST', url, timeoutMs: 8000 });
    // Past the proxy there is no such host.
    if (count === 0) expect((await failure(outcome)).code).toBe('network_unreachable');
    else expect((await outcome).body).toBe('through');
    expect(proxy.requests).toHaveLength(count);
  });

  it.each([407, 403, 502])('takes status %i of a proxy for its refusal of a tunnel', async (refuse) => {
    const proxy = await openProxy({ refuse });
    const { http } = await hosts.open({ env: { HTTPS_PROXY: proxy.url() } });
    const error = await failure(http.send({ method: 'GET', url: `https://${NAME}/` }));
    expect(error).toMatchObject({ code: 'network_proxy', details: { host: NAME } });
    expect(proxy.lines()).toEqual([`CONNECT ${NAME}:443`]);
  });

  describe.each(['http', 'https'] as const)('gives a proxy up that fails it, for %s', (scheme) => {
    const url = `${scheme}://${NAME}/token`;
    /** Long enough that no busy machine takes an answer for a stall, short enough to wait for. */
    const patience = 1500;
    const leaves = scheme === 'http' || door.leavesTunnels;
    const start = async (proxy: TestServer) => {
      const { http } = await hosts.open({ env: { [`${scheme.toUpperCase()}_PROXY`]: proxy.url } });
      const post = (signal?: AbortSignal) =>
        http.send({
          method: 'POST',
          url,
          body: 'x',
          timeoutMs: signal === undefined ? patience : 60_000,
          ...(signal && { signal }),
        });
      return { http, post };
    };

    // Half an answer without a tunnel: Chromium makes a whole one of it.
    const failures = proxyFailures.filter(([what]) => scheme === 'https' || what !== 'gives half an answer');

    it.each(failures)('where it %s: asked once, and left alone afterwards', async (what, treat) => {
      const proxy = await serveRaw(treat);
      const { post } = await start(proxy);
      for (let round = 1; round <= 2; round++) {
        const error = await failure(post());
        expect(error).toMatchObject({ code: door.failingProxy[scheme](what), details: { host: NAME } });
        expect(proxy.connections()).toBe(round);
        await staysAt(proxy, round);
      }
      if (leaves) await proxy.left();
    });

    it('where its caller does: no connection follows', async () => {
      const abort = new AbortController();
      const proxy = await serveRaw((socket) => void socket.once('data', () => abort.abort()));
      const { post } = await start(proxy);
      expect((await failure(post(abort.signal))).code).toBe('network_unreachable');
      if (leaves) await proxy.left();
      await staysAt(proxy, 1);
    });
  });

  it('keeps what else is under way when one request is given up', async () => {
    const { server, open, url } = await behind('https');
    const proxy = await openProxy({ to: server.port });
    const silent = await serveRaw(() => undefined);
    const { http } = await open({ HTTPS_PROXY: proxy.url(), HTTP_PROXY: silent.url });
    const lost = failure(http.send({ method: 'GET', url: `http://${NAME}/`, timeoutMs: 500 }));
    const kept = [1, 2, 3, 4, 5, 6].map((n) => http.send({ method: 'POST', url, body: `${n}` }));
    for (const { body } of await Promise.all(kept)) expect(body).toBe('through');
    expect((await lost).code).toBe('network_timeout');
    expect((await http.send({ method: 'POST', url, body: 'later' })).body).toBe('through');
  });

  it('sends https through HTTP_PROXY alone or not: each has its own habit', async () => {
    const proxy = await openProxy({ refuse: 403 });
    const { http } = await hosts.open({ env: { HTTP_PROXY: proxy.url() } });
    await failure(http.send({ method: 'GET', url: 'https://gitlab.invalid/', timeoutMs: 8000 }));
    expect(proxy.requests).toHaveLength(door.httpProxyServesHttps ? 1 : 0);
  });

  it.each(['127.0.0.1', 'localhost'])('goes to %s past every proxy', async (name) => {
    const server = await serve((_request, response) => response.end('direct'));
    const proxy = await openProxy({ to: server.port });
    const env = { HTTP_PROXY: proxy.url(), http_proxy: proxy.url() };
    const { http } = await hosts.open({ env });
    expect(await http.send({ method: 'GET', url: `http://${name}:${server.port}` })).toMatchObject({
      body: 'direct',
    });
    expect(proxy.requests).toEqual([]);
  });
});
