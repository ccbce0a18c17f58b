import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  createCredentialEndpoint,
  type CredentialEndpoint,
  type EndpointAddress,
} from '../../../../../src/adapters/sinks/endpoint/credential-endpoint.ts';
import { call, shout, visit, type Answer, type Visit } from '../../../../support/endpoint-visit.ts';
import { FakeClock } from '../../../../support/fake-clock.ts';
import { FakeLog } from '../../../../support/fake-log.ts';
import { credentialsFrom } from '../../../../support/fake-nouns.ts';

let endpoint: CredentialEndpoint;
let address: EndpointAddress;
let asked = 0;
let log: FakeLog;
let clock: FakeClock;

beforeEach(async () => {
  clock = new FakeClock();
  log = new FakeLog();
  asked = 0;
  endpoint = createCredentialEndpoint({ clock, log });
  address = await endpoint.serve('prod', () => {
    asked += 1;
    return { kind: 'credentials', credentials: credentialsFrom(clock.now()) };
  });
});
afterEach(() => endpoint.close());

const path = () => new URL(address.url).pathname;
const port = () => new URL(address.url).port;
const host = () => `127.0.0.1:${port()}`;
/** A request as bytes; `lines` stand between its first line and the end of its headers. */
const raw = (first: string, ...lines: readonly string[]) => `${[first, ...lines].join('\r\n')}\r\n\r\n`;
const good = () => [`Host: ${host()}`, `Authorization: ${address.token}`];

/** The refusal without what differs by nature. */
function likeness({ status, headers, body }: Answer): unknown {
  const { date: _date, ...rest } = headers;
  return { status, body, headers: rest };
}

const refusals: Readonly<Record<string, () => Visit>> = {
  'no token': () => ({ headers: { authorization: '' } }),
  'another token': () => ({ headers: { authorization: 'x'.repeat(43) } }),
  'a token of another length': () => ({ headers: { authorization: address.token.slice(1) } }),
  'the token and more': () => ({ headers: { authorization: `${address.token}x` } }),
  'the token as a bearer': () => ({ headers: { authorization: `Bearer ${address.token}` } }),
  'the token in other letters': () => ({ headers: { authorization: swapCase(address.token) } }),
  'the token twice': () => ({ headers: { authorization: [address.token, address.token] } }),
  'another path': () => ({ path: `/${'x'.repeat(43)}` }),
  'the root': () => ({ path: '/' }),
  'the path and more': () => ({ path: `${path()}/` }),
  'the path with a query': () => ({ path: `${path()}?` }),
  'the path with two slashes': () => ({ path: `/${path()}` }),
  'the path by a detour': () => ({ path: `/x/..${path()}` }),
  'the path escaped': () => ({ path: `/%${path().charCodeAt(1).toString(16)}${path().slice(2)}` }),
  'the whole address as a path': () => ({ path: address.url }),
  'neither path nor token': () => ({ path: '/', headers: { authorization: '' } }),
  'the host localhost': () => ({ headers: { host: `localhost:${port()}` } }),
  'a name that was pointed here': () => ({ headers: { host: `rebound.example:${port()}` } }),
  'a host with another port': () => ({ headers: { host: '127.0.0.1:1' } }),
  'a host without a port': () => ({ headers: { host: '127.0.0.1' } }),
  'a host with a dot': () => ({ headers: { host: `127.0.0.1.:${port()}` } }),
  'another spelling of the host': () => ({ headers: { host: `127.1:${port()}` } }),
  'the IPv6 host': () => ({ headers: { host: `[::1]:${port()}` } }),
  'an origin': () => ({ headers: { origin: 'https://evil.example' } }),
  'its own origin': () => ({ headers: { origin: `http://${host()}` } }),
  'no origin to speak of': () => ({ headers: { origin: 'null' } }),
  'a referring page': () => ({ headers: { referer: `http://${host()}/` } }),
  'a browser’s fetch': () => ({ headers: { 'sec-fetch-mode': 'no-cors' } }),
  'an address that was typed in': () => ({ headers: { 'sec-fetch-site': 'none' } }),
  'a browser’s hints': () => ({ headers: { 'sec-ch-ua': '"Chromium"' } }),
  'a cookie': () => ({ headers: { cookie: 'a=b' } }),
  'a proxy on the way': () => ({ headers: { 'x-forwarded-for': '10.0.0.1' } }),
  'a body': () => ({ headers: { 'content-length': '2' }, body: '{}' }),
  'a body in pieces': () => ({ headers: { 'transfer-encoding': 'chunked' }, body: '{}' }),
  'an expectation': () => ({ headers: { expect: '100-continue' } }),
  'another expectation': () => ({ headers: { expect: 'gifts' } }),
  'a wish for another protocol': () => ({ headers: { connection: 'upgrade', upgrade: 'websocket' } }),
  POST: () => ({ method: 'POST', headers: { 'content-length': '0' } }),
  PUT: () => ({ method: 'PUT', headers: { 'content-length': '0' } }),
  DELETE: () => ({ method: 'DELETE' }),
  'a preflight': () => ({
    method: 'OPTIONS',
    headers: { origin: 'https://evil.example', 'access-control-request-method': 'GET' },
  }),
};

describe('the same refusal, which says nothing, comes for', () => {
  test.each(Object.keys(refusals))('%s', async (name) => {
    const usual = await visit(address, { headers: { authorization: 'wrong' } });
    const answer = await visit(address, refusals[name]?.());
    expect(answer.status).toBe(403);
    expect(likeness(answer)).toEqual(likeness(usual));
    expect(Object.keys(answer.headers).join()).not.toMatch(/access-control|vary|server|powered/);
    expect(answer.headers).toMatchObject({ 'cache-control': 'no-store', connection: 'close' });
    expect(asked).toBe(0);
    // What was refused is none the worse for it.
    expect((await visit(address)).status).toBe(200);
  });

  test('HEAD, with no body as it must be', async () => {
    const { status, body } = await visit(address, { method: 'HEAD' });
    expect({ status, body, asked }).toEqual({ status: 403, body: '', asked: 0 });
  });
});

describe('what is spelled by hand', () => {
  test('is answered where it is right', async () => {
    const text = await shout(address, raw(`GET ${path()} HTTP/1.1`, ...good(), 'Connection: close'));
    expect(text).toMatch(/^HTTP\/1\.1 200 /);
    expect(text).toContain('"AccessKeyId":"ASIA-a"');
  });

  test('may say that it has no body', async () => {
    const lines = [...good(), 'Content-Length: 0', 'Connection: close'];
    expect(await shout(address, raw(`GET ${path()} HTTP/1.1`, ...lines))).toMatch(/^HTTP\/1\.1 200 /);
  });

  const wrong: Readonly<Record<string, () => string | Buffer>> = {
    'no host': () => raw(`GET ${path()} HTTP/1.1`, `Authorization: ${address.token}`),
    'no host in old HTTP': () => raw(`GET ${path()} HTTP/1.0`, `Authorization: ${address.token}`),
    'two hosts': () => raw(`GET ${path()} HTTP/1.1`, 'Host: evil.example', ...good()),
    'the same host twice': () => raw(`GET ${path()} HTTP/1.1`, `Host: ${host()}`, ...good()),
    'an empty host': () => raw(`GET ${path()} HTTP/1.1`, 'Host:', `Authorization: ${address.token}`),
    'two tokens': () => raw(`GET ${path()} HTTP/1.1`, 'Authorization: x', ...good()),
    'the address in full': () => raw(`GET ${address.url} HTTP/1.1`, ...good()),
    'a tunnel': () => raw(`CONNECT ${host()} HTTP/1.1`, ...good()),
    'a method of its own': () => raw(`CREDENTIALS ${path()} HTTP/1.1`, ...good()),
    'a method in small letters': () => raw(`get ${path()} HTTP/1.1`, ...good()),
    'HTTP/2': () => 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
    'HTTP/3.0': () => raw(`GET ${path()} HTTP/3.0`, ...good()),
    'no HTTP at all': () => 'hello\n\n',
    TLS: () => Buffer.from('16030100c8010000c40303', 'hex'),
    zeros: () => Buffer.alloc(9_000),
    'line feeds alone': () => raw(`GET ${path()} HTTP/1.1`, ...good()).replaceAll('\r\n', '\n'),
    'a header without a name': () => raw(`GET ${path()} HTTP/1.1`, ...good(), ': x'),
    'a header with a space before its colon': () => raw(`GET ${path()} HTTP/1.1`, ...good(), 'X : x'),
    'a folded header': () => raw(`GET ${path()} HTTP/1.1`, ...good(), 'X: x', ' y'),
    'a NUL in a header': () => raw(`GET ${path()} HTTP/1.1`, ...good(), 'X: \0'),
    'two lengths': () =>
      raw(`GET ${path()} HTTP/1.1`, ...good(), 'Content-Length: 0', 'Content-Length: 1') + 'x',
    'a length and pieces': () =>
      `${raw(`GET ${path()} HTTP/1.1`, ...good(), 'Content-Length: 0', 'Transfer-Encoding: chunked')}0\r\n\r\n`,
    'a length that is none': () => raw(`GET ${path()} HTTP/1.1`, ...good(), 'Content-Length: -1'),
    'a body that was not announced': () => `${raw(`GET /x HTTP/1.1`, ...good())}{"a":1}`,
    'headers without end': () => raw(`GET ${path()} HTTP/1.1`, ...good(), `X: ${'x'.repeat(8_192)}`),
    'a thousand headers': () =>
      raw(`GET ${path()} HTTP/1.1`, ...Array.from({ length: 1_000 }, (_, n) => `X-${n}: xxxx`), ...good()),
    // Past a number of headers of its own Node tells of none.
    'an origin behind thousands of headers': () =>
      raw(`GET ${path()} HTTP/1.1`, ...good(), ...Array.from({ length: 3_000 }, () => 'x:'), 'Origin: null'),
    'a path without end': () => raw(`GET /${'x'.repeat(8_192)} HTTP/1.1`, ...good()),
  };

  test.each(Object.keys(wrong))('gets no credentials with %s, and is hung up on', async (name) => {
    const text = await shout(address, wrong[name]?.() ?? '');
    expect(text).toMatch(/^(HTTP\/1\.1 403 |$)/);
    expect(text).not.toMatch(/ASIA|secret|session/);
    expect(asked).toBe(0);
    expect((await visit(address)).status).toBe(200);
  });

  test('that asks twice before it has an answer is hung up on', async () => {
    const one = raw(`GET ${path()} HTTP/1.1`, ...good());
    const text = await shout(address, one.repeat(50));
    expect(text.match(/HTTP\/1\.1 200/g)?.length ?? 0).toBeLessThanOrEqual(1);
    expect(asked).toBeLessThanOrEqual(1);
    expect((await visit(address)).status).toBe(200);
  });

  test('that asks again after its answer is answered again', async () => {
    const connection = await call(address);
    let text = '';
    connection.setEncoding('latin1').on('data', (chunk: string) => (text += chunk));
    for (let round = 1; round <= 3; round++) {
      connection.write(raw(`GET ${path()} HTTP/1.1`, ...good()));
      await expect.poll(() => text.match(/"Expiration":"[^"]*"\}/g)?.length).toBe(round);
    }
    connection.destroy();
    expect(asked).toBe(3);
  });
});

test('a flood of refusals is one line in the log, and one more a minute later', async () => {
  const wrong = () => visit(address, { headers: { authorization: 'wrong' } });
  for (let round = 0; round < 20; round++) await wrong();
  const lines = () => log.lines.filter((line) => line.includes('turned-away'));
  expect(lines()).toEqual(['warn endpoint.turned-away {"count":1}']);
  await clock.advance(60_000);
  await wrong();
  expect(lines().at(-1)).toBe('warn endpoint.turned-away {"count":20}');
});

function swapCase(text: string): string {
  return text.replace(/[a-z]/gi, (letter) =>
    letter === letter.toUpperCase() ? letter.toLowerCase() : letter.toUpperCase(),
  );
}
