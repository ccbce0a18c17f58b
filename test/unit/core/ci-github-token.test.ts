import { expect, test } from 'vitest';
import { requestGitHubToken } from '../../../src/core/ci-github-token.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { FakeHttp } from '../../support/fake-http.ts';
import { jwtWith } from '../../support/fake-jwt.ts';
import { FakeRandom } from '../../support/fake-random.ts';

const idToken = jwtWith({ iss: 'https://token.actions.githubusercontent.com', aud: 'a', sub: 'b', exp: 1 });
const request = {
  url: 'https://token.example/job?api-version=2.0',
  bearer: 'bearer-canary',
  audience: 'sts.amazonaws.com',
};

function ask(http: FakeHttp, clock = new FakeClock(), url = request.url) {
  return requestGitHubToken({ ...request, url }, { http, clock, random: new FakeRandom() });
}

test('the token is asked for with its audience, and the bearer token stays out of the address', async () => {
  const http = new FakeHttp({ body: JSON.stringify({ count: 1, value: idToken }) });
  expect(await ask(http)).toBe(idToken);
  expect(http.sent).toMatchObject([
    {
      method: 'GET',
      url: 'https://token.example/job?api-version=2.0&audience=sts.amazonaws.com',
      headers: { authorization: 'Bearer bearer-canary' },
    },
  ]);
});

test('an audience that is an address is escaped', async () => {
  const http = new FakeHttp({ body: JSON.stringify({ value: idToken }) });
  const parts = { http, clock: new FakeClock(), random: new FakeRandom() };
  await requestGitHubToken({ ...request, audience: 'https://aws.example.com/?a&b' }, parts);
  expect(new URL(http.sent[0]?.url ?? '').searchParams.get('audience')).toBe('https://aws.example.com/?a&b');
});

test.for([
  [{ status: 401, body: '{"message":"canary"}' }, 401],
  [{ status: 404, body: '<html>' }, 404],
  [{ body: '<html>' }, 200],
  [{ body: 'null' }, 200],
  [{ body: '{"value":42}' }, 200],
  [{ body: '{"value":"canary"}' }, 200],
] as const)('the reply %j is no token', async ([reply, status]) => {
  await expect(ask(new FakeHttp(reply))).rejects.toMatchObject({
    code: 'ci_token_request_failed',
    details: { host: 'token.example', status },
  });
});

test.for([429, 500, 503])('status %i passes by itself', async (status) => {
  const clock = new FakeClock();
  const http = new FakeHttp({ status }, { body: JSON.stringify({ value: idToken }) });
  const token = ask(http, clock);
  await clock.advance(500);
  expect(await token).toBe(idToken);
});

test.for(['http://token.example/job', 'https://user:pass@token.example/job', 'token.example'])(
  'the bearer token is not sent to %s',
  async (url) => {
    const http = new FakeHttp();
    await expect(ask(http, new FakeClock(), url)).rejects.toMatchObject({
      code: 'ci_token_request_failed',
      details: { host: 'token.example', status: 0 },
    });
    expect(http.sent).toEqual([]);
  },
);
