import { expect, test } from 'vitest';
import { createPatientHttp } from '../../../src/core/patient-http.ts';
import type { HttpRequest } from '../../../src/core/ports.ts';
import { FakeClock, settle } from '../../support/fake-clock.ts';
import { FakeHttp } from '../../support/fake-http.ts';

const url = 'https://gitlab.example.com/oauth/token';
const request: HttpRequest = { method: 'POST', url, body: 'a=1', timeoutMs: 15_000 };

const busy = (seconds: number, status = 429) => ({ status, headers: { 'retry-after': String(seconds) } });

function createWorld(...replies: ConstructorParameters<typeof FakeHttp>) {
  const http = new FakeHttp(...replies);
  const clock = new FakeClock();
  return { http, clock, patient: createPatientHttp(http, clock) };
}

test('an answer goes through as it is', async () => {
  const { patient, http } = createWorld({ status: 404, body: 'no' });
  expect(await patient.send(request)).toEqual({ status: 404, headers: {}, body: 'no' });
  expect(http.sent).toEqual([request]);
});

test.for([429, 503])('a short wait (%i) is sat out, within the deadline of the request', async (status) => {
  const { patient, http, clock } = createWorld(busy(4, status), { body: 'here' });
  const answer = patient.send(request);
  await clock.advance(3_999);
  expect(http.sent).toHaveLength(1);
  await clock.advance(1);
  expect((await answer).body).toBe('here');
  expect(http.sent[1]).toEqual({ ...request, timeoutMs: 11_000 });
  expect(clock.waiting()).toBe(0);
});

test('it is sat out once: a second one is told, and holds', async () => {
  const { patient, http, clock } = createWorld(busy(4), busy(7), { body: 'here' });
  const answer = patient.send(request);
  await clock.advance(4_000);
  expect((await answer).headers['retry-after']).toBe('7');

  await clock.advance(2_000);
  expect(await patient.send(request)).toEqual({ status: 429, headers: { 'retry-after': '5' }, body: '' });
  expect(http.sent).toHaveLength(2);

  await clock.advance(5_000);
  expect((await patient.send(request)).body).toBe('here');
});

test('a longer wait is told at once, and nobody is asked until it is over', async () => {
  const { patient, http, clock } = createWorld(busy(60, 503), { body: 'here' });
  expect((await patient.send(request)).status).toBe(503);

  for (let click = 0; click < 20; click++) {
    await clock.advance(2_000);
    const left = String(60 - 2 * (click + 1));
    expect(await patient.send(request)).toEqual({ status: 503, headers: { 'retry-after': left }, body: '' });
  }
  expect(http.sent).toHaveLength(1);

  await clock.advance(20_000);
  expect((await patient.send(request)).body).toBe('here');
});

test.for([
  [503, 60_000],
  [429, 300_000],
] as const)(
  'an hour that a %i asks for is not kept: after %i ms it is asked again',
  async ([status, most]) => {
    const { patient, http, clock } = createWorld(busy(3_600, status), { body: 'here' });
    await patient.send(request);
    await clock.advance(most - 1);
    expect((await patient.send(request)).status).toBe(status);
    expect(http.sent).toHaveLength(1);

    await clock.advance(1);
    expect((await patient.send(request)).body).toBe('here');
  },
);

test('a 429 that names no time is told at once, and left alone for a moment', async () => {
  const { http, clock } = createWorld({ status: 429 }, { body: 'here' });
  const patient = createPatientHttp(http, clock, 5);
  expect(await patient.send(request)).toEqual({ status: 429, headers: {}, body: '' });
  await clock.advance(2_000);
  expect(await patient.send(request)).toEqual({ status: 429, headers: { 'retry-after': '3' }, body: '' });
  expect(http.sent).toHaveLength(1);

  await clock.advance(3_000);
  expect((await patient.send(request)).body).toBe('here');
});

test('a 503 that names no time is asked again as often as one likes', async () => {
  const { patient } = createWorld({ status: 503 }, { body: 'here' });
  await patient.send(request);
  expect((await patient.send(request)).body).toBe('here');
});

test('the wait is measured in time that passes, not by the clock on the wall', async () => {
  const { patient, http, clock } = createWorld(busy(60), { body: 'here' });
  await patient.send(request);
  clock.set(-86_400_000);
  clock.sleep(60_000);
  expect((await patient.send(request)).body).toBe('here');
  expect(http.sent).toHaveLength(2);
});

test('other addresses are asked meanwhile; the same one with another query is not', async () => {
  const { patient, http } = createWorld(busy(60), { body: 'other' });
  await patient.send(request);
  expect((await patient.send({ method: 'GET', url: `${url}?again` })).status).toBe(429);
  expect((await patient.send({ ...request, url: `${url}/info` })).body).toBe('other');
  expect(http.sent).toHaveLength(2);
});

test('a short wait that leaves no time for a second try is told', async () => {
  const { patient, http } = createWorld(busy(4));
  expect((await patient.send({ ...request, timeoutMs: 5_000 })).status).toBe(429);
  expect(http.sent).toHaveLength(1);
});

test('a request without a deadline waits as well', async () => {
  const { patient, http, clock } = createWorld(busy(10), { body: 'here' });
  const answer = patient.send({ method: 'GET', url });
  await clock.advance(10_000);
  expect((await answer).body).toBe('here');
  expect(http.sent[1]).toEqual({ method: 'GET', url });
});

test('whoever calls the request off does not wait', async () => {
  const { patient, http, clock } = createWorld(busy(10), new Error('called off'));
  const abort = new AbortController();
  const answer = patient.send({ ...request, signal: abort.signal });
  await settle();
  abort.abort();
  await expect(answer).rejects.toThrow('called off');
  expect(http.sent).toHaveLength(2);
  expect(clock.waiting()).toBe(0);
});
