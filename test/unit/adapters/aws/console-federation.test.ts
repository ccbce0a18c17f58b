import { describe, expect, test } from 'vitest';
import { createConsoleFederation } from '../../../../src/adapters/aws/console-federation.ts';
import { AppError } from '../../../../src/core/errors.ts';
import type { ConsoleRequest, HttpResponse } from '../../../../src/core/ports.ts';
import { FakeHttp } from '../../../support/fake-http.ts';
import { credentialsFrom } from '../../../support/fake-nouns.ts';

type Reply = Partial<HttpResponse> | Error;

const yes: Reply = { status: 200, body: '{"SigninToken":"token &=+"}' };
const html: Reply = { status: 200, body: '<html>Sign in to the guest network</html>' };
const status = (code: number): Reply => ({ status: code, body: '<html>no</html>' });

function ask(change: Partial<ConsoleRequest>, ...replies: Reply[]) {
  const http = new FakeHttp(...replies);
  const shortened: number[] = [];
  const session = {
    credentials: credentialsFrom(0),
    partition: 'aws',
    region: 'eu-central-1',
    issuer: 'https://gitlab.example.com',
    endpoints: {},
    ...change,
  };
  const url = createConsoleFederation(http).loginUrl(session, (seconds) => shortened.push(seconds));
  return { http, url, shortened };
}

/** What whoever asks is told of the length of the session. */
async function shortenings(change: Partial<ConsoleRequest>, ...replies: Reply[]): Promise<readonly number[]> {
  const { url, shortened } = ask(change, ...replies);
  await url.catch(() => undefined);
  return shortened;
}

/** How often and in which form AWS was asked. */
function forms({ sent }: FakeHttp): readonly string[] {
  return sent.map(({ method, url, body = '' }) => {
    const form = new URLSearchParams(method === 'POST' ? body : new URL(url).search);
    return `${method} ${form.get('SessionDuration') ?? 'untimed'}`;
  });
}

test('the secret key goes in the body of a POST', async () => {
  const { http, url } = ask({}, yes);
  await url;

  const [sent] = http.sent;
  expect(sent).toMatchObject({
    method: 'POST',
    url: 'https://signin.aws.amazon.com/federation',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  });
  const form = new URLSearchParams(sent?.body);
  expect(form.get('Action')).toBe('getSigninToken');
  expect(JSON.parse(form.get('Session') ?? '')).toEqual({
    sessionId: 'ASIA-a',
    sessionKey: 'secret-a',
    sessionToken: 'session-a',
  });
  expect(http.sent).toHaveLength(1);
});

test('the login URL holds the sign-in token, where to go and where to come back to, and no key', async () => {
  const url = new URL(await ask({ destination: 'https://console.aws.amazon.com/ecs/home?x=1#/a' }, yes).url);

  expect(`${url.origin}${url.pathname}`).toBe('https://signin.aws.amazon.com/federation');
  expect(Object.fromEntries(url.searchParams)).toEqual({
    Action: 'login',
    Issuer: 'https://gitlab.example.com',
    Destination: 'https://console.aws.amazon.com/ecs/home?x=1#/a',
    SigninToken: 'token &=+',
  });
  expect(url.href).not.toContain('secret-a');
});

test.for([
  [{}, 'https://console.aws.amazon.com/?region=eu-central-1'],
  [{ partition: 'aws-cn', region: 'cn-north-1' }, 'https://console.amazonaws.cn/?region=cn-north-1'],
  [{ endpoints: { console: 'http://127.0.0.1:1/home' } }, 'http://127.0.0.1:1/home?region=eu-central-1'],
  [{ endpoints: { console: 'https://c.example/?region=x' } }, 'https://c.example/?region=x'],
] as const)('without a destination, %j opens %s', async ([change, destination]) => {
  const url = new URL(await ask(change, yes).url);
  expect(url.searchParams.get('Destination')).toBe(destination);
});

test('another sign-in endpoint is used for the request and for the URL', async () => {
  const { http, url } = ask({ endpoints: { signin: 'http://127.0.0.1:1/federation' } }, yes);
  expect(await url).toMatch(/^http:\/\/127\.0\.0\.1:1\/federation\?Action=login/);
  expect(http.sent[0]?.url).toBe('http://127.0.0.1:1/federation');
});

test('a console duration is asked for', async () => {
  const { http, url } = ask({ sessionSeconds: 43_200 }, yes);
  await url;
  expect(forms(http)).toEqual(['POST 43200']);
});

test('a console duration that AWS refuses is left out', async () => {
  const { http, url } = ask({ sessionSeconds: 43_200 }, status(400), yes);
  await url;
  expect(forms(http)).toEqual(['POST 43200', 'POST untimed']);
});

test('whoever asked is told of a console duration that AWS refuses, and of no other', async () => {
  expect(await shortenings({ sessionSeconds: 43_200 }, status(400), yes)).toEqual([43_200]);
  expect(await shortenings({ sessionSeconds: 900 }, status(405), status(400), yes)).toEqual([900]);
  expect(await shortenings({ sessionSeconds: 43_200 }, yes)).toEqual([]);
  expect(await shortenings({ sessionSeconds: 43_200 }, status(405), yes)).toEqual([]);
  expect(await shortenings({}, status(400), yes)).toEqual([]);
});

test.for([404, 405, 411, 415, 501])(
  'an endpoint that answers a POST with %i is asked by GET',
  async (code) => {
    const { http, url } = ask({ sessionSeconds: 900 }, status(code), yes);
    await url;
    expect(forms(http)).toEqual(['POST 900', 'GET 900']);
  },
);

test('an endpoint that knows GET only may still refuse the duration', async () => {
  const { http, url } = ask({ sessionSeconds: 900 }, status(405), status(400), yes);
  await url;
  expect(forms(http)).toEqual(['POST 900', 'GET 900', 'GET untimed']);
});

test.for([401, 403, 429, 500, 502, 503])(
  'after a %i the secret key is not tried in a URL, and the duration stays',
  async (code) => {
    const { http, url } = ask({ sessionSeconds: 900 }, status(code));
    await expect(url).rejects.toMatchObject({
      code: 'console_refused',
      details: { host: 'signin.aws.amazon.com', status: code },
    });
    expect(forms(http)).toEqual(['POST 900']);
  },
);

test('a 400 and then a 500 ends it, without a GET', async () => {
  const { http, url } = ask({ sessionSeconds: 900 }, status(400), status(500));
  await expect(url).rejects.toMatchObject({ code: 'console_refused', details: { status: 500 } });
  expect(forms(http)).toEqual(['POST 900', 'POST untimed']);
});

test('AWS is asked four times at most', async () => {
  const { http, url } = ask({ sessionSeconds: 900 }, ...Array.from({ length: 9 }, () => status(400)));
  await expect(url).rejects.toMatchObject({ code: 'console_refused', details: { status: 400 } });
  expect(forms(http)).toEqual(['POST 900', 'POST untimed', 'GET 900', 'GET untimed']);
});

test.for([
  html,
  { status: 200, body: '{}' },
  { status: 200, body: '{"SigninToken":""}' },
  { status: 200, body: '{"SigninToken":5}' },
  { status: 200, body: 'null' },
  { status: 200, body: '' },
])('a 200 without a token (%j) is refused, not parsed blindly, and not repeated', async (reply) => {
  const { http, url } = ask({ sessionSeconds: 900 }, reply);
  await expect(url).rejects.toMatchObject({ code: 'console_refused', details: { status: 200 } });
  expect(http.sent).toHaveLength(1);
});

test('a network failure is not repeated as a GET', async () => {
  const failure = new AppError('network_timeout', { host: 'signin.aws.amazon.com', seconds: 15 });
  const { http, url } = ask({}, failure);
  await expect(url).rejects.toBe(failure);
  expect(http.sent).toHaveLength(1);
});

test('an unsupported partition is not guessed at', async () => {
  const { http, url } = ask({ partition: 'aws-iso' });
  await expect(url).rejects.toMatchObject({ code: 'partition_unsupported' });
  expect(http.sent).toEqual([]);
});

describe('where the browser is to be signed out first', () => {
  test.for([
    ['aws', 'https://us-east-1.signin.aws.amazon.com/oauth'],
    ['aws-cn', 'https://cn-north-1.signin.amazonaws.cn/oauth'],
    ['aws-us-gov', 'https://us-gov-west-1.signin.amazonaws-us-gov.com/oauth'],
    ['aws-eusc', 'https://eusc-de-east-1.signin.amazonaws-eusc.eu/oauth'],
  ] as const)('%s leads to the login by way of %s', async ([partition, oauth]) => {
    const plain = await ask({ partition }, yes).url;
    const url = new URL(await ask({ partition, signOutFirst: true }, yes).url);
    expect(`${url.origin}${url.pathname}`).toBe(oauth);
    expect(Object.fromEntries(url.searchParams)).toEqual({ Action: 'logout', redirect_uri: plain });
  });

  test('that is below the sign-in of the user’s own, where there is one', async () => {
    const endpoints = { signin: 'http://127.0.0.1:8080/federation' };
    const url = new URL(await ask({ endpoints, signOutFirst: true }, yes).url);
    expect(`${url.origin}${url.pathname}`).toBe('http://127.0.0.1:8080/oauth');
    expect(new URL(url.searchParams.get('redirect_uri') ?? '').pathname).toBe('/federation');
  });

  test('nothing else asks for it', async () => {
    expect(new URL(await ask({}, yes).url).pathname).toBe('/federation');
  });
});
