import { AssumeRoleCommand } from '@aws-sdk/client-sts';
import { describe, expect, it } from 'vitest';
import { chainTrustPolicy, gitLabTrustPolicy } from '../../sandbox/aws/trust-policies.ts';
import {
  cookiesOf,
  DESTINATION,
  getSigninToken,
  login,
  openConsole,
  sessionOf,
  signinToken,
  startSignedIn,
} from './aws-browser.ts';
import { ACCOUNT, assume, callSts, form, latest, ROLE, signedClient, startWorld } from './aws-world.ts';

describe('getSigninToken', () => {
  it.each(['GET', 'POST'] as const)('answers JSON to a %s', async (method) => {
    const { aws } = await startSignedIn({ canary: 'canary88' });
    const response = await getSigninToken(aws, {}, method);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toContain('application/json');
    expect(response.headers.get('cache-control')).toBe('no-store');
    await expect(response.json()).resolves.toEqual({
      SigninToken: expect.stringContaining('canary88') as string,
    });
    expect(aws.requests.counts()[`${method} getSigninToken`]).toBe(1);
  });

  it('keeps secrets out of the request line of a POST, and has them in that of a GET', async () => {
    const { aws } = await startSignedIn({ canary: 'canary99' });
    await getSigninToken(aws, {}, 'POST');
    await getSigninToken(aws, {}, 'GET');
    const lines = aws.requests.of('getSigninToken').map((request) => request.url.includes('canary99'));
    expect(lines).toEqual([false, true]);
  });

  it.each([
    ['no Session', { Session: undefined }],
    ['a Session that is no JSON', { Session: '{' }],
    ['a Session without a key', { Session: '{"sessionId":"ASIA"}' }],
    ['SessionDuration 899', { SessionDuration: '899' }],
    ['SessionDuration 43201', { SessionDuration: '43201' }],
    ['SessionDuration no number', { SessionDuration: '1h' }],
    ['SessionDuration empty', { SessionDuration: '' }],
    ['a Session that is no object', { Session: '[]' }],
    [
      'a Session with keys of other names',
      { Session: '{"AccessKeyId":"a","SecretAccessKey":"b","SessionToken":"c"}' },
    ],
    [
      'a Session with a key in capitals',
      { Session: '{"sessionID":"a","sessionKey":"b","sessionToken":"c"}' },
    ],
    ['a Session with a number in it', { Session: '{"sessionId":"a","sessionKey":1,"sessionToken":"c"}' }],
    ['an unknown action', { Action: 'getToken' }],
  ])('refuses with an HTML page and status 400: %s', async (_name, parameters) => {
    const { aws } = await startSignedIn();
    const response = await getSigninToken(aws, parameters);
    expect(response.status).toBe(400);
    expect(response.headers.get('content-type')).toContain('text/html');
  });

  it.each([
    ['key id', { sessionId: 'ASIAXXXXXXXXXXXXXXXX' }],
    ['secret', { sessionKey: 'wrong' }],
    ['session token', { sessionToken: 'wrong' }],
  ])('refuses a wrong %s', async (_name, change) => {
    const { aws } = await startSignedIn();
    const response = await getSigninToken(aws, { Session: sessionOf(aws, change) });
    expect(response.status).toBe(400);
    expect(await response.text()).toContain('Invalid credentials parameter');
  });

  it('refuses a session put together from two sets of credentials', async () => {
    const world = await startSignedIn();
    const first = latest(world.aws);
    await assume(world);
    const Session = sessionOf(world.aws, { sessionId: first.accessKeyId });
    expect((await getSigninToken(world.aws, { Session })).status).toBe(400);
  });

  it('refuses expired credentials, with the words for wrong ones', async () => {
    const { aws } = await startSignedIn();
    aws.clock.advance(3_601_000);
    const refused = await getSigninToken(aws);
    expect(refused.status).toBe(400);
    expect(await refused.text()).toContain('Invalid credentials parameter');
  });

  it.each([
    ['JSON', 'application/json'],
    ['plain text', 'text/plain'],
  ])('is not understood as %s', async (_name, type) => {
    const { aws } = await startSignedIn();
    const body = form({ Action: 'getSigninToken', Session: sessionOf(aws) }).toString();
    const headers = { 'Content-Type': type };
    const response = await fetch(aws.endpoints.signin, { method: 'POST', headers, body });
    expect(response.status).toBe(400);
    expect(await response.text()).toContain('Invalid action parameter');
  });

  it.each(['PUT', 'HEAD', 'DELETE'])('answers 405 to a %s', async (method) => {
    const { aws } = await startSignedIn();
    const query = form({ Action: 'getSigninToken', Session: sessionOf(aws) }).toString();
    const response = await fetch(`${aws.endpoints.signin}?${query}`, { method });
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, POST']);
  });

  it.each(['900', '43200'])(
    'takes a SessionDuration of %s s, beyond the credentials and the role',
    async (SessionDuration) => {
      const { aws } = await startSignedIn();
      await openConsole(aws, {}, { SessionDuration });
      const session = aws.consoleSessions[0];
      const seconds = ((session?.endsAt ?? 0) - (session?.startedAt ?? 0)) / 1000;
      expect(Math.abs(seconds - Number(SessionDuration))).toBeLessThan(10);
    },
  );

  it('without SessionDuration gives a session as long as the credentials', async () => {
    const { aws } = await startSignedIn();
    await openConsole(aws);
    expect(aws.consoleSessions[0]?.endsAt).toBe(latest(aws).expiresAt);
  });

  it('forbids SessionDuration, and only that, with role-chained credentials', async () => {
    const { aws } = await startSignedIn();
    const RoleArn = 'arn:aws:iam::999988887777:role/Target';
    aws.iam.addRole({ arn: RoleArn, trustPolicy: chainTrustPolicy([ROLE]) });
    await signedClient(aws).send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 'next' }));
    const refused = await getSigninToken(aws, { SessionDuration: '900' });
    expect(refused.status).toBe(400);
    expect(await refused.text()).toContain('Invalid credentials parameter');
    expect((await getSigninToken(aws)).status).toBe(200);
  });

  it('forbids SessionDuration, and only that, with a federation token', async () => {
    const { aws } = await startSignedIn();
    aws.issueFederationToken(ACCOUNT, 'bob');
    const refused = await getSigninToken(aws, { SessionDuration: '900' });
    expect(refused.status).toBe(400);
    expect(await refused.text()).toContain('Invalid credentials parameter');
    expect((await getSigninToken(aws)).status).toBe(200);
  });

  it('can refuse POST, so that a client must fall back to GET', async () => {
    const { aws } = await startSignedIn({ refusePost: true });
    const refused = await getSigninToken(aws);
    expect(refused.status).toBe(405);
    expect(refused.headers.get('allow')).toBe('GET');
    expect((await getSigninToken(aws, {}, 'GET')).status).toBe(200);
  });
});

describe('login', () => {
  it('sets a cookie and leads to the console page', async () => {
    const { aws } = await startSignedIn();
    const response = await login(aws, await signinToken(aws));
    expect(response.status).toBe(302);
    expect(response.headers.get('referrer-policy')).toBe('no-referrer');
    const location = new URL(response.headers.get('location') ?? '');
    expect(location.origin).toBe(new URL(aws.endpoints.console).origin);
    expect(location.pathname).toMatch(/^\/console\//);
    expect(location.searchParams.get('destination')).toBe(DESTINATION);
    expect(response.headers.getSetCookie().every((cookie) => cookie.includes('HttpOnly'))).toBe(true);
  });

  it('works for fifteen minutes', async () => {
    const { aws } = await startSignedIn();
    const token = await signinToken(aws);
    aws.clock.advance(14 * 60_000);
    expect((await login(aws, token)).status).toBe(302);
    aws.clock.advance(60_000);
    const late = await login(aws, token);
    expect(late.status).toBe(400);
    expect(await late.text()).toContain('data-testid="signin-error"');
    expect(late.headers.getSetCookie()).toEqual([]);
  });

  it('works again with the same token, unless told otherwise', async () => {
    const reusable = await startSignedIn();
    const token = await signinToken(reusable.aws);
    expect([(await login(reusable.aws, token)).status, (await login(reusable.aws, token)).status]).toEqual([
      302, 302,
    ]);
    const { aws } = await startSignedIn({ singleUseSigninToken: true });
    const once = await signinToken(aws);
    expect([(await login(aws, once)).status, (await login(aws, once)).status]).toEqual([302, 400]);
  });

  it.each([
    ['an unknown token', { SigninToken: 'unknown' }],
    ['an empty token', { SigninToken: '' }],
    ['no destination', { Destination: undefined }],
    ['a destination elsewhere', { Destination: 'https://example.com/' }],
    ['a destination that only ends alike', { Destination: 'https://evilaws.amazon.com/' }],
    ['a destination with a user in it', { Destination: 'https://console.aws.amazon.com@example.com/' }],
    ['a destination over http', { Destination: 'http://console.aws.amazon.com/' }],
    ['a destination of another partition', { Destination: 'https://console.amazonaws.cn/' }],
    ['a destination that is no URL', { Destination: 'ecs' }],
  ])('shows an error page for %s', async (_name, parameters) => {
    const { aws } = await startSignedIn();
    const response = await login(aws, await signinToken(aws), parameters);
    expect(response.status).toBe(400);
    expect(await response.text()).toContain('data-testid="signin-error"');
    expect(aws.consoleSessions).toHaveLength(0);
  });

  it.each([
    ['aws', 'us-east-1', 'https://console.aws.amazon.com/', 'https://console.amazonaws.cn/'],
    ['aws', 'us-east-1', 'https://eu-west-1.console.aws.amazon.com/', 'https://aws.amazon.com.example.com/'],
    ['aws-cn', 'cn-north-1', 'https://console.amazonaws.cn/', 'https://console.aws.amazon.com/'],
    [
      'aws-us-gov',
      'us-gov-west-1',
      'https://console.amazonaws-us-gov.com/',
      'https://console.aws.amazon.com/',
    ],
    ['aws-eusc', 'eusc-de-east-1', 'https://console.amazonaws-eusc.eu/', 'https://console.aws.amazon.com/'],
  ])('leads a session of %s (%s) to %s and not to %s', async (partition, region, own, foreign) => {
    const { aws, issuer } = await startWorld({ region });
    const account = '444455556666';
    const provider = aws.iam.addOidcProvider({ account, partition, url: issuer.url, audiences: ['app'] });
    const RoleArn = `arn:${partition}:iam::${account}:role/Admin`;
    aws.iam.addRole({
      arn: RoleArn,
      trustPolicy: gitLabTrustPolicy({ provider, audience: 'app', subjects: ['42'] }),
    });
    await callSts(aws, {
      ...{ Action: 'AssumeRoleWithWebIdentity', RoleArn, RoleSessionName: 'me' },
      WebIdentityToken: await issuer.sign(),
    });
    const token = await signinToken(aws);
    expect((await login(aws, token, { Destination: own })).status).toBe(302);
    expect((await login(aws, token, { Destination: foreign })).status).toBe(400);
  });

  it('after the credentials have expired leads to a session that is over', async () => {
    const { aws } = await startSignedIn({}, { DurationSeconds: '900' });
    const token = await signinToken(aws);
    aws.clock.advance(14 * 60_000);
    const late = await signinToken(aws);
    aws.clock.advance(70_000);
    expect((await login(aws, token)).status).toBe(400);
    const response = await login(aws, late);
    const headers = { cookie: cookiesOf(response) };
    expect((await fetch(response.headers.get('location') ?? '', { headers })).status).toBe(401);
  });

  it('takes a POST form and needs no Issuer', async () => {
    const { aws } = await startSignedIn();
    const body = form({
      Action: 'login',
      Destination: aws.endpoints.console,
      SigninToken: await signinToken(aws),
    });
    const response = await fetch(aws.endpoints.signin, { method: 'POST', body, redirect: 'manual' });
    expect(response.status).toBe(302);
  });

  it('gives tokens of the length a test wants', async () => {
    const { aws } = await startSignedIn({ signinTokenLength: 2500 });
    expect(await signinToken(aws)).toHaveLength(2500);
  });
});
