import { afterEach, describe, expect, test } from 'vitest';
import {
  createCredentialEndpoint,
  endpointVariables,
  type CredentialEndpoint,
  type EndpointAddress,
} from '../../../../../src/adapters/sinks/endpoint/credential-endpoint.ts';
import type { AwsCredentials, RoleId } from '../../../../../src/core/model.ts';
import { visit } from '../../../../support/endpoint-visit.ts';
import { FakeClock } from '../../../../support/fake-clock.ts';
import { FakeLog } from '../../../../support/fake-log.ts';
import { credentialsFrom } from '../../../../support/fake-nouns.ts';

const prod = 'prod' as RoleId;
const stage = 'stage' as RoleId;

const open: CredentialEndpoint[] = [];
afterEach(async () => {
  for (const endpoint of open.splice(0)) await endpoint.close();
});

function start() {
  const clock = new FakeClock();
  const log = new FakeLog();
  const endpoint = createCredentialEndpoint({ clock, log });
  open.push(endpoint);
  const give = (credentials: AwsCredentials) => () => ({ kind: 'credentials' as const, credentials });
  return { clock, log, endpoint, give };
}

test('the answer holds what the container credential provider of AWS asks for, and no more', async () => {
  const { endpoint, clock, give } = start();
  const address = await endpoint.serve(prod, give(credentialsFrom(clock.now() + 987)));
  const { status, headers, body } = await visit(address);
  expect(status).toBe(200);
  expect(JSON.parse(body)).toStrictEqual({
    AccessKeyId: 'ASIA-a',
    SecretAccessKey: 'secret-a',
    Token: 'session-a',
    Expiration: '2026-03-01T13:00:00Z',
  });
  expect(headers).toMatchObject({
    'content-type': 'application/json',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  });
  expect(Object.keys(headers).filter((name) => name.startsWith('access-control-'))).toEqual([]);
});

test('the address is a random path on 127.0.0.1 with a random token, for each role its own', async () => {
  const { endpoint, clock, give } = start();
  const one = await endpoint.serve(prod, give(credentialsFrom(clock.now())));
  const other = await endpoint.serve(stage, give(credentialsFrom(clock.now())));
  for (const { url, token } of [one, other]) {
    // 43 letters of 6 bits hold 256 bits.
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/[\w-]{43}$/);
    expect(token).toMatch(/^[\w-]{43}$/);
  }
  const secrets = [one.url, other.url, one.token, other.token].map((text) => text.split('/').at(-1));
  expect(new Set(secrets).size).toBe(4);
  expect(new URL(one.url).port).toBe(new URL(other.url).port);
});

test('the variables are those that AWS names for container credentials', () => {
  expect(endpointVariables({ url: 'http://127.0.0.1:1/x', token: 't' })).toStrictEqual({
    AWS_CONTAINER_CREDENTIALS_FULL_URI: 'http://127.0.0.1:1/x',
    AWS_CONTAINER_AUTHORIZATION_TOKEN: 't',
  });
});

test('one role’s path with another role’s token opens neither', async () => {
  const { endpoint, clock, give } = start();
  const one = await endpoint.serve(prod, give(credentialsFrom(clock.now(), 3_600_000, 'one')));
  const other = await endpoint.serve(stage, give(credentialsFrom(clock.now(), 3_600_000, 'other')));
  expect((await visit({ url: one.url, token: other.token })).status).toBe(403);
  expect((await visit({ url: other.url, token: one.token })).status).toBe(403);
  expect((await visit(one)).body).toContain('secret-one');
  expect((await visit(other)).body).toContain('secret-other');
});

test('a role keeps its address, and the newest answer counts', async () => {
  const { endpoint, clock, give } = start();
  const first = await endpoint.serve(prod, give(credentialsFrom(clock.now(), 3_600_000, 'old')));
  const second = await endpoint.serve(prod, give(credentialsFrom(clock.now(), 3_600_000, 'new')));
  expect(second).toEqual(first);
  expect((await visit(first)).body).toContain('secret-new');
});

test('every request is answered anew', async () => {
  const { endpoint, clock } = start();
  let count = 0;
  const address = await endpoint.serve(prod, () => ({
    kind: 'credentials',
    credentials: credentialsFrom(clock.now(), 3_600_000, String((count += 1))),
  }));
  expect((await visit(address)).body).toContain('secret-1');
  expect((await visit(address)).body).toContain('secret-2');
});

test('a role that is withdrawn is gone, and has another address when it comes back', async () => {
  const { endpoint, clock, give } = start();
  const before = await endpoint.serve(prod, give(credentialsFrom(clock.now())));
  const other = await endpoint.serve(stage, give(credentialsFrom(clock.now())));
  endpoint.withdraw(prod);
  endpoint.withdraw(prod);
  expect((await visit(before)).status).toBe(403);
  expect((await visit(other)).status).toBe(200);
  const after = await endpoint.serve(prod, give(credentialsFrom(clock.now())));
  expect(after.url).not.toBe(before.url);
  expect(after.token).not.toBe(before.token);
  expect((await visit(before)).status).toBe(403);
});

test('a role that is withdrawn while its answer is on the way gives nothing away', async () => {
  const { endpoint, clock, give } = start();
  let answer: (value: ReturnType<ReturnType<typeof give>>) => void = () => undefined;
  let asked = 0;
  const address = await endpoint.serve(prod, () => {
    asked += 1;
    return new Promise((resolve) => (answer = resolve));
  });
  const visiting = visit(address);
  await expect.poll(() => asked).toBe(1);
  endpoint.withdraw(prod);
  answer({ kind: 'credentials', credentials: credentialsFrom(clock.now()) });
  expect((await visiting).status).toBe(403);
});

describe('where there is nothing to give', () => {
  test('whoever may ask is told why, in words that AWS’s clients show', async () => {
    const { endpoint } = start();
    const address = await endpoint.serve(prod, () => ({
      kind: 'refused',
      code: 'LoginNeeded',
      message: 'Run `tobira login work`.',
    }));
    const { status, body } = await visit(address);
    expect(status).toBe(400);
    expect(JSON.parse(body)).toStrictEqual({ Code: 'LoginNeeded', Message: 'Run `tobira login work`.' });
  });

  test.each([0, 1, 3_600_000])('credentials that ended %d ms ago are not given out', async (ago) => {
    const { endpoint, clock, give } = start();
    const address = await endpoint.serve(prod, give(credentialsFrom(clock.now())));
    await clock.advance(3_599_999);
    expect((await visit(address)).status).toBe(200);
    await clock.advance(1 + ago);
    const { status, body } = await visit(address);
    expect(status).toBe(400);
    expect(body).toContain('ExpiredCredentials');
    expect(body).not.toMatch(/ASIA|secret|session/);
  });

  test('a client is answered before it gives up, and what comes late is not lost on the next one', async () => {
    const { endpoint, clock, give } = start();
    const answers: ((value: ReturnType<ReturnType<typeof give>>) => void)[] = [];
    const address = await endpoint.serve(prod, () => new Promise((resolve) => void answers.push(resolve)));
    const first = visit(address);
    await expect.poll(() => answers.length).toBe(1);
    await clock.advance(900);
    const { status, body } = await first;
    expect(status).toBe(400);
    expect(body).toContain('NotReadyYet');
    answers[0]?.({ kind: 'credentials', credentials: credentialsFrom(clock.now()) });
    const second = visit(address);
    await expect.poll(() => answers.length).toBe(2);
    answers[1]?.({ kind: 'credentials', credentials: credentialsFrom(clock.now()) });
    expect((await second).status).toBe(200);
    expect(clock.waiting()).toBe(0);
  });

  test('a failure of ours is told without its text', async () => {
    const { endpoint, log } = start();
    const address = await endpoint.serve(prod, () => Promise.reject(new Error('canary')));
    const { status, body } = await visit(address);
    expect(status).toBe(400);
    expect(body).toContain('InternalFailure');
    expect(body).not.toContain('canary');
    expect(log.lines.join()).toContain('endpoint.failed');
    expect(log.lines.join()).not.toContain('canary');
  });
});

describe('closing', () => {
  test('ends the listening and whoever is connected', async () => {
    const { endpoint, clock, give } = start();
    const address = await endpoint.serve(prod, give(credentialsFrom(clock.now())));
    await visit(address);
    await endpoint.close();
    await endpoint.close();
    await expect(visit(address)).rejects.toThrow('ECONNREFUSED');
  });

  test('hangs up in the middle of an answer', async () => {
    const { endpoint } = start();
    let asked = 0;
    const address = await endpoint.serve(prod, () => {
      asked += 1;
      return new Promise(() => undefined);
    });
    const visiting = visit(address).catch((error: unknown) => error);
    await expect.poll(() => asked).toBe(1);
    await endpoint.close();
    expect(await visiting).toBeInstanceOf(Error);
  });

  test('before anything was served is nothing', async () => {
    await start().endpoint.close();
  });

  test('while it begins to listen refuses whoever wanted to be served', async () => {
    const { endpoint, clock, give } = start();
    const serving = endpoint.serve(prod, give(credentialsFrom(clock.now())));
    const closing = endpoint.close();
    await expect(serving).rejects.toMatchObject({ code: 'endpoint_failed' });
    await closing;
  });

  test('may be followed by serving again, at another address', async () => {
    const { endpoint, clock, give } = start();
    const before = await endpoint.serve(prod, give(credentialsFrom(clock.now())));
    await endpoint.close();
    const after = await endpoint.serve(prod, give(credentialsFrom(clock.now())));
    expect((await visit(after)).status).toBe(200);
    expect(after.token).not.toBe(before.token);
  });
});

test('what is written to the log holds no secret', async () => {
  const { endpoint, clock, log, give } = start();
  const address: EndpointAddress = await endpoint.serve(prod, give(credentialsFrom(clock.now())));
  await visit(address);
  await visit(address, { headers: { authorization: 'wrong' } });
  expect(log.lines.length).toBeGreaterThan(0);
  const text = log.lines.join();
  for (const secret of [address.token, new URL(address.url).pathname, 'secret-a']) {
    expect(text).not.toContain(secret);
  }
});
