import { createServer, request as httpRequest } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { networkInterfaces } from 'node:os';
import { afterEach, expect, test } from 'vitest';
import { listenForCallback, type LoopbackListener } from '../../../../src/adapters/oidc/loopback-listener.ts';

const state = 'state-of-this-login';
const open: LoopbackListener[] = [];
afterEach(() => open.splice(0).forEach((listener) => listener.close()));

async function listen(redirectUri?: string): Promise<LoopbackListener> {
  const listener = await listenForCallback(state, redirectUri);
  open.push(listener);
  return listener;
}

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

interface Asking {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Sends exactly this request target, unlike fetch, which would tidy it up. */
function ask({ redirectUri }: LoopbackListener, target: string, asking: Asking = {}): Promise<Answer> {
  const { hostname, port, host } = new URL(redirectUri);
  return new Promise((resolve, reject) => {
    const sent = httpRequest(
      {
        host: hostname.replace(/[[\]]/g, ''),
        port,
        path: target,
        method: asking.method ?? 'GET',
        headers: { host, ...asking.headers },
        agent: false,
      },
      (response) => {
        let body = '';
        response.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body }),
        );
      },
    );
    sent.on('error', reject);
    sent.end();
  });
}

/** Sends these bytes and reads until the other side ends. */
function sendRaw({ redirectUri }: LoopbackListener, bytes: string): Promise<string> {
  const { hostname, port } = new URL(redirectUri);
  return new Promise((resolve) => {
    let text = '';
    const socket = connect({ host: hostname, port: Number(port) }, () => socket.write(bytes));
    socket.setEncoding('latin1').on('data', (chunk: string) => (text += chunk));
    socket.on('error', () => undefined).on('close', () => resolve(text));
  });
}

const good = `/callback?code=abc&state=${state}`;
/** The callback, or what it is after all that was sent has been answered. */
const soFar = ({ callback }: LoopbackListener) => Promise.race([callback, Promise.resolve('still waiting')]);

test('the address is loopback, with a port that is held', async () => {
  const listener = await listen();
  const { protocol, hostname, port, pathname } = new URL(listener.redirectUri);
  expect([protocol, hostname, pathname]).toEqual(['http:', '127.0.0.1', '/callback']);
  await expect(listenForCallback(state, listener.redirectUri)).rejects.toMatchObject({
    code: 'login_port_taken',
    details: { redirectUri: listener.redirectUri },
  });
  expect(Number(port)).toBeGreaterThan(1023);
});

test('the callback is handed on, and the tab is answered when the login has ended', async () => {
  const listener = await listen();
  const tab = ask(listener, `${good}&iss=https%3A%2F%2Fgitlab.example.com`);

  const callback = await listener.callback;
  listener.finish('signed-in');
  const { status, body } = await tab;

  expect(callback.href).toBe(
    `${listener.redirectUri}?code=abc&state=${state}&iss=https%3A%2F%2Fgitlab.example.com`,
  );
  expect(status).toBe(200);
  expect(body).toContain('You are signed in');
});

test('a denial is a callback too, and its tab says that the login did not work', async () => {
  const listener = await listen();
  const tab = ask(listener, `/callback?error=access_denied&error_description=no&state=${state}`);
  expect((await listener.callback).searchParams.get('error')).toBe('access_denied');
  listener.finish('failed');
  expect((await tab).body).toContain('The login did not work');
});

test('the tab gets its whole page although the listener closes at once', async () => {
  for (let n = 0; n < 20; n++) {
    const listener = await listen();
    const tab = ask(listener, good);
    await listener.callback;
    listener.finish('signed-in');
    listener.close();
    expect((await tab).body).toMatch(/<\/html>\s*$/);
  }
});

test.for([
  ['another path', '/', 404],
  ['a path below', `/callback/x?code=abc&state=${state}`, 404],
  ['a slash at the end', `/callback/?code=abc&state=${state}`, 404],
  ['a path in capitals', `/CALLBACK?code=abc&state=${state}`, 404],
  ['a path in disguise', `/%63allback?code=abc&state=${state}`, 404],
  ['a path with dots', `/x/../callback?code=abc&state=${state}`, 404],
  ['the whole address as target', `http://127.0.0.1/callback?code=abc&state=${state}`, 404],
  ['the icon that browsers ask for', '/favicon.ico', 404],
  ['no query', '/callback', 400],
  ['no state', '/callback?code=abc', 400],
  ['an empty state', '/callback?code=abc&state=', 400],
  ['another state', '/callback?code=abc&state=other', 400],
  ['a state that begins well', `/callback?code=abc&state=${state}x`, 400],
  ['a state in capitals', `/callback?code=abc&state=${state.toUpperCase()}`, 400],
  ['the right state and then another', `/callback?code=abc&state=${state}&state=other`, 400],
  ['another state and then the right one', `/callback?code=abc&state=other&state=${state}`, 400],
  ['the right state twice', `/callback?code=abc&state=${state}&state=${state}`, 400],
  ['neither code nor error', `/callback?state=${state}`, 400],
  ['two codes', `/callback?code=a&code=b&state=${state}`, 400],
  ['an error without our state', '/callback?error=access_denied', 400],
  ['a state in the fragment', `/callback?code=abc#state=${state}`, 400],
] as const)('%s is turned away and the wait goes on', async ([, target, status]) => {
  const listener = await listen();

  const answer = await ask(listener, target);

  expect(answer.status).toBe(status);
  expect(answer.body).not.toContain(state);
  expect(await soFar(listener)).toBe('still waiting');
});

test.for(['POST', 'PUT', 'DELETE', 'HEAD', 'OPTIONS', 'PATCH'])(
  'the method %s is turned away',
  async (method) => {
    const listener = await listen();
    expect((await ask(listener, good, { method })).status).toBe(405);
    expect(await soFar(listener)).toBe('still waiting');
  },
);

test.for(['evil.example', 'localhost', '127.0.0.1', '127.0.0.1:1', '[::1]'])(
  'a request for the host %j is turned away: names can be pointed at this address',
  async (host) => {
    const listener = await listen();
    expect((await ask(listener, good, { headers: { host } })).status).toBe(421);
    expect(await soFar(listener)).toBe('still waiting');
  },
);

test('localhost with the right port is not the address either', async () => {
  const listener = await listen();
  const { port } = new URL(listener.redirectUri);
  expect((await ask(listener, good, { headers: { host: `localhost:${port}` } })).status).toBe(421);
});

test('after a thousand malformed callbacks the good one is accepted', async () => {
  const listener = await listen();
  const bad = [
    '/callback?error=access_denied',
    '/callback?code=x&state=guess',
    `/callback?code=x&state=${state}&state=y`,
    '/callback?%',
    '/callback?code=%ff%fe&state=%00',
    '//evil.example/callback',
    '/callback?'.padEnd(4000, 'a=b&'),
    '/?',
  ];
  for (let batch = 0; batch < 50; batch++) {
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, n) => ask(listener, bad[(batch + n) % bad.length] ?? '/')),
    );
    expect(answers.filter(({ status }) => status < 400)).toEqual([]);
  }
  expect(await soFar(listener)).toBe('still waiting');

  const tab = ask(listener, good);
  expect((await listener.callback).searchParams.get('code')).toBe('abc');
  listener.finish('signed-in');
  expect((await tab).status).toBe(200);
});

test.for([
  'no http at all\r\n\r\n',
  '\0\0\0\0\r\n\r\n',
  `GET ${good} HTTP/9.9\r\n\r\n`,
  `GET ${good}\r\n\r\n`,
  `GET ${good} HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n`,
  `GET ${good} HTTP/1.1\r\n\r\n`,
  `GET ${good} HTTP/1.1\r\nHost: \r\n\r\n`,
  `GET /callback?${'x'.repeat(20_000)} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n`,
])('bytes that are no callback do not end the wait (%#)', async (bytes) => {
  const listener = await listen();
  expect(await sendRaw(listener, bytes)).not.toMatch(/^HTTP\/1\.1 2/);
  expect(await soFar(listener)).toBe('still waiting');
});

test('a callback counts once: its replay is turned away', async () => {
  const listener = await listen();
  const tab = ask(listener, good);
  const { searchParams } = await listener.callback;
  const replays = await Promise.all(
    Array.from({ length: 20 }, () => ask(listener, `/callback?code=other&state=${state}`)),
  );
  listener.finish('signed-in');

  expect(searchParams.get('code')).toBe('abc');
  expect(new Set(replays.map(({ status }) => status))).toEqual(new Set([409]));
  expect((await tab).status).toBe(200);
});

test.for(['finish', 'close'] as const)('after %s nobody listens there any more', async (how) => {
  const listener = await listen();
  if (how === 'finish') listener.finish('failed');
  else listener.close();
  await expect(ask(listener, good)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
});

test('closing drops a tab that still waits', async () => {
  const listener = await listen();
  const tab = ask(listener, good);
  const dropped = expect(tab).rejects.toMatchObject({ code: 'ECONNRESET' });
  await listener.callback;
  listener.close();
  await dropped;
});

test.for([
  ['the page that ends a login', good],
  ['the page for a stranger', '/callback?code=x'],
] as const)('%s is not stored, sends no referrer and runs nothing', async ([, target]) => {
  const listener = await listen();
  const answer = ask(listener, target);
  if (target === good) await listener.callback.then(() => listener.finish('signed-in'));
  const { headers, body } = await answer;

  expect(headers).toMatchObject({
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    connection: 'close',
  });
  expect(headers['content-security-policy']).toMatch(/^default-src 'none';.*frame-ancestors 'none'$/);
  expect(body).not.toMatch(/<script|code=|abc|https?:/);
});

test('only 127.0.0.1 is listened on', async () => {
  const listener = await listen();
  const { port } = new URL(listener.redirectUri);
  const others = Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ internal }) => !internal)
    .map(({ address }) => address);
  for (const host of ['127.0.0.2', '::1', ...others.slice(0, 3)]) {
    const outcome = await new Promise((resolve) => {
      const socket = connect({ host, port: Number(port), timeout: 2_000 }, () => resolve('connected'));
      socket.on('error', () => resolve('refused')).on('timeout', () => resolve('refused'));
      socket.on('close', () => socket.destroy());
    });
    expect(outcome, host).toBe('refused');
  }
});

test('a fixed address is used as it is written', async () => {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));

  const listener = await listen(`http://127.0.0.1:${port}/auth/back`);

  expect(listener.redirectUri).toBe(`http://127.0.0.1:${port}/auth/back`);
  const tab = ask(listener, `/auth/back?code=abc&state=${state}`);
  expect((await listener.callback).pathname).toBe('/auth/back');
  listener.finish('signed-in');
  await tab;
});
