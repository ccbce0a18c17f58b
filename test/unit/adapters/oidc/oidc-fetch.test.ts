import { expect, test } from 'vitest';
import { fetchThrough } from '../../../../src/adapters/oidc/oidc-fetch.ts';
import { AppError } from '../../../../src/core/errors.ts';
import type { HttpResponse } from '../../../../src/core/ports.ts';
import { FakeClock } from '../../../support/fake-clock.ts';
import { FakeHttp } from '../../../support/fake-http.ts';

const issuer = 'https://gitlab.example.com';
const url = `${issuer}/oauth/token`;
const options = {
  method: 'POST',
  headers: { accept: 'application/json' },
  body: undefined,
  redirect: 'manual' as const,
};

function setUp(...replies: ConstructorParameters<typeof FakeHttp>) {
  const http = new FakeHttp(...replies);
  const seen: [string, HttpResponse][] = [];
  const fetch = fetchThrough(http, new FakeClock(), issuer, (from, response) => {
    seen.push([from, response]);
    return Promise.resolve();
  });
  return { http, seen, fetch };
}

test('a form goes out as one of our requests, with a deadline', async () => {
  const { http, fetch } = setUp({ body: '{"a":1}', headers: { 'content-type': 'application/json' } });
  const { signal } = new AbortController();

  const response = await fetch(url, { ...options, body: new URLSearchParams({ a: '1 2' }), signal });

  expect(http.sent).toEqual([
    { method: 'POST', url, headers: options.headers, body: 'a=1+2', timeoutMs: 15_000, signal },
  ]);
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('application/json');
  expect(await response.json()).toEqual({ a: 1 });
});

test('a GET has no body', async () => {
  const { http, fetch } = setUp({});
  await fetch(url, { ...options, method: 'GET' });
  expect(http.sent[0]).not.toHaveProperty('body');
  expect(http.sent[0]?.method).toBe('GET');
});

test('a reply is seen before openid-client gets it, and what goes wrong there fails the request', async () => {
  const http = new FakeHttp({ body: 'x' });
  const failure = new Error('could not be stored');
  const fetch = fetchThrough(http, new FakeClock(), issuer, () => Promise.reject(failure));
  await expect(fetch(url, options)).rejects.toBe(failure);
});

test('the challenge that GitLab puts on token errors is left out', async () => {
  const { seen, fetch } = setUp({
    status: 400,
    headers: { 'www-authenticate': 'Bearer realm="Doorkeeper"', 'content-type': 'application/json' },
    body: '{"error":"invalid_grant"}',
  });

  const response = await fetch(url, options);

  expect(response.status).toBe(400);
  expect(response.headers.has('www-authenticate')).toBe(false);
  expect(await response.json()).toEqual({ error: 'invalid_grant' });
  expect(seen).toHaveLength(1);
});

test.for([429, 500, 502, 503])("a %i is the issuer's failure", async (status) => {
  const { seen, fetch } = setUp({ status, body: '<html>' });
  await expect(fetch(url, options)).rejects.toMatchObject({
    code: 'issuer_failed',
    details: { issuer, status },
  });
  expect(seen).toHaveLength(1);
});

test.for([204, 304])('a %i has no body', async (status) => {
  const { fetch } = setUp({ status });
  expect((await fetch(url, options)).body).toBeNull();
});

test('a network failure keeps its code', async () => {
  const failure = new AppError('network_redirected', { host: 'gitlab.example.com' });
  const { seen, fetch } = setUp(failure);
  await expect(fetch(url, options)).rejects.toBe(failure);
  expect(seen).toEqual([]);
});

test('a body of another kind is a bug', async () => {
  const { fetch } = setUp({});
  await expect(fetch(url, { ...options, body: new Uint8Array([1]) })).rejects.toMatchObject({
    code: 'internal',
  });
});
