import type { RequestListener, ServerResponse } from 'node:http';
import { describe, expect, it } from 'vitest';
import { failure } from '../adapters/oidc-rig.ts';
import { doors, useHosts } from './doors.ts';
import { closedPort, listenMutely, listenWithoutAccepting, serve } from './servers.ts';

/** Long enough that no busy machine takes it for a stall, short enough to wait for. */
const patience = 700;

/** Of a named type: of any other, Chromium holds the headers back to look at the body first. */
const sayHalf = (response: ServerResponse, said?: () => void): void => {
  response
    .writeHead(200, { 'content-type': 'application/json', 'content-length': '100' })
    .write('half', () => said?.());
};

describe.each(doors)('an exchange of $name comes to nothing', (door) => {
  const hosts = useHosts(door);
  const post = async (url: string, timeoutMs?: number, signal?: AbortSignal) => {
    const { http } = await hosts.shared();
    return http.send({
      method: 'POST',
      url,
      body: 'refresh_token=secret',
      ...(timeoutMs !== undefined && { timeoutMs }),
      ...(signal !== undefined && { signal }),
    });
  };

  describe('at a redirect', () => {
    it.each([301, 302, 303, 307, 308])('of status %i to another server: none goes there', async (status) => {
      const other = await serve((_request, response) => response.end('thank you'));
      const server = await serve((_request, response) =>
        response.writeHead(status, { location: `${other.url}/collect` }).end(),
      );
      expect(await failure(post(server.url))).toMatchObject({
        code: 'network_redirected',
        details: { host: server.host },
      });
      expect(other.connections()).toBe(0);
    });

    it('to the same server: its other pages see nothing', async () => {
      const seen: (string | undefined)[] = [];
      const server = await serve((request, response) => {
        seen.push(request.url);
        response.writeHead(307, { location: '/elsewhere' }).end();
      });
      expect((await failure(post(`${server.url}/token`))).code).toBe('network_redirected');
      expect(seen).toEqual(['/token']);
    });

    it.each([300, 302, 304])('that names no place: status %i', async (status) => {
      const server = await serve((_request, response) => response.writeHead(status).end());
      expect((await failure(post(server.url))).code).toBe('network_redirected');
    });

    it('without waiting for its body', async () => {
      const server = await serve((_request, response) => {
        response.writeHead(302, { location: '/', 'content-length': '1000000' }).write('half');
      });
      expect((await failure(post(server.url))).code).toBe('network_redirected');
    });
  });

  describe('in time', () => {
    const phases: readonly (readonly [string, (ready: () => void) => Promise<string>])[] = [
      ['while it connects', async () => `http://127.0.0.1:${await listenWithoutAccepting()}`],
      ['in the handshake of TLS', async (ready) => `https://127.0.0.1:${await listenMutely(ready)}`],
      [
        'before the headers',
        async (ready) => {
          const server = await serve(ready);
          return server.url;
        },
      ],
      [
        'in the middle of the body',
        async (ready) => {
          const listener: RequestListener = (_request, response) => {
            sayHalf(response, ready);
          };
          const server = await serve(listener);
          return server.url;
        },
      ],
    ];

    it.each(phases)('where it stalls %s', async (_phase, stall) => {
      const url = await stall(() => undefined);
      const started = performance.now();
      expect(await failure(post(url, patience))).toMatchObject({
        code: 'network_timeout',
        details: { host: new URL(url).host, seconds: patience / 1000 },
      });
      const ms = performance.now() - started;
      expect(ms).toBeGreaterThanOrEqual(patience - 50);
      expect(ms).toBeLessThan(patience + 5000);
    });

    it.each(phases)('where its caller gives up %s', async (phase, stall) => {
      const abort = new AbortController();
      const url = await stall(() => abort.abort());
      const outcome = failure(post(url, 60_000, abort.signal));
      // Nothing tells that a connection is being made: here the caller gives up soon after asking.
      if (phase === 'while it connects') abort.abort();
      expect((await outcome).code).toBe('network_unreachable');
    });

    it('where its caller gives up at once: it never leaves', async () => {
      const seen: (string | undefined)[] = [];
      const server = await serve((request, response) => {
        seen.push(request.url);
        response.end();
      });
      const givenUp = post(`${server.url}/given-up`, undefined, AbortSignal.abort());
      expect((await failure(givenUp)).code).toBe('network_unreachable');
      await post(`${server.url}/meant`);
      expect(seen).toEqual(['/meant']);
    });

    it('and leaves nothing running', async () => {
      const host = await hosts.open();
      const servers = [await serve(() => undefined), await serve((_request, response) => sayHalf(response))];
      for (const { url } of servers) {
        const error = await failure(host.http.send({ method: 'GET', url, timeoutMs: patience }));
        expect(error.code).toBe('network_timeout');
      }
      await Promise.all(servers.map((server) => server.left()));
      expect(await host.end()).toBe(0);
    });
  });

  it('where the body is larger than any honest one, and hangs up', async () => {
    let sent = 0;
    const server = await serve((_request, response) => {
      const chunk = Buffer.alloc(64 * 1024);
      const more = (): void => {
        while (!response.destroyed && response.write(chunk)) sent += chunk.length;
      };
      response.writeHead(200).on('drain', more);
      more();
    });
    expect(await failure(post(server.url))).toMatchObject({
      code: 'network_unreachable',
      details: { reason: 'the reply is far too large' },
    });
    await server.left();
    expect(sent).toBeLessThan(20_000_000);
  });

  it.each<[string, RequestListener]>([
    ['is reset', (request) => void request.socket.resetAndDestroy()],
    ['is closed', (request) => void request.socket.destroy()],
    [
      'ends in the middle of the body',
      (request, response) => {
        sayHalf(response, () => request.socket.destroy());
      },
    ],
    ['speaks no HTTP', (request) => void request.socket.end('\u0000\u0001 no such protocol\r\n')],
  ])('where the connection %s', async (_what, listener) => {
    const server = await serve(listener);
    expect(await failure(post(server.url))).toMatchObject({
      code: 'network_unreachable',
      details: { host: server.host },
    });
  });

  it('where nobody listens', async () => {
    const error = await failure(post(`http://127.0.0.1:${await closedPort()}`));
    expect(error).toMatchObject({ code: 'network_unreachable', details: { reason: door.reasons.refused } });
  });

  it('where there is no such host', async () => {
    const error = await failure(post('http://gitlab.invalid/'));
    expect(error).toMatchObject({
      code: 'network_unreachable',
      details: { host: 'gitlab.invalid', reason: door.reasons['unknown host'] },
    });
  });
});
