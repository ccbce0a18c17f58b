import { describe, expect, it } from 'vitest';
import { startAws } from '../../sandbox/aws/aws.ts';
import type { Aws } from '../../sandbox/aws/aws.ts';
import { assume, callSts, startWorld } from './aws-world.ts';

const identity = (aws: Aws): Promise<unknown> => callSts(aws, { Action: 'GetCallerIdentity' });

/** Watches a promise: the function returned says whether it is still open. */
function watch(promise: Promise<unknown>): () => boolean {
  let open = true;
  const settle = (): void => {
    open = false;
  };
  promise.then(settle, settle);
  return () => open;
}

describe('an ordered fault', () => {
  it.each([
    ['AccessDenied', 403],
    ['ExpiredTokenException', 400],
    ['IDPCommunicationError', 400],
    ['IDPRejectedClaim', 403],
    ['InternalFailure', 500],
    ['InvalidIdentityToken', 400],
    ['MalformedPolicyDocument', 400],
    ['PackedPolicyTooLarge', 400],
    ['RegionDisabledException', 403],
    ['ServiceUnavailable', 503],
    ['Throttling', 400],
    ['ValidationError', 400],
  ])('%s comes as XML with its own status', async (code, status) => {
    const world = await startWorld();
    world.aws.faults.inject('AssumeRoleWithWebIdentity', { kind: 'error', code });
    const answer = await assume(world);
    expect([answer.status, answer.field('Code')]).toEqual([status, code]);
    expect(answer.field('Type')).toBe(status < 500 ? 'Sender' : 'Receiver');
    expect(answer.field('RequestId')).toMatch(/^[0-9a-f-]{36}$/);
    expect((await assume(world)).status).toBe(200);
  });

  it('happens as often as ordered, in order, to its own action alone', async () => {
    const world = await startWorld();
    const { faults } = world.aws;
    faults.inject('AssumeRoleWithWebIdentity', { kind: 'error', code: 'Throttling' }, 2);
    faults.inject('AssumeRoleWithWebIdentity', { kind: 'response', status: 502, body: 'bad gateway' });
    expect(faults.pending('AssumeRoleWithWebIdentity')).toBe(3);
    const answer = await callSts(world.aws, { Action: 'GetCallerIdentity' });
    expect(answer.field('Code')).toBe('MissingAuthenticationToken');
    const statuses = [];
    for (let count = 0; count < 4; count += 1) statuses.push((await assume(world)).status);
    expect(statuses).toEqual([400, 400, 502, 200]);
    faults.inject('AssumeRoleWithWebIdentity', { kind: 'error', code: 'Throttling' }, Infinity);
    faults.clear('AssumeRoleWithWebIdentity');
    expect((await assume(world)).status).toBe(200);
  });

  it('may have any status, body and headers', async () => {
    const { aws } = await startWorld();
    aws.faults.inject('GetCallerIdentity', {
      kind: 'response',
      status: 200,
      body: '<html>',
      headers: { 'x-a': 'b' },
    });
    const answer = await callSts(aws, { Action: 'GetCallerIdentity' });
    expect([answer.status, answer.text, answer.headers.get('x-a')]).toEqual([200, '<html>', 'b']);
  });

  it('at sign-in is an HTML page, a reply without a token, or any other', async () => {
    const { aws } = await startWorld();
    const ask = (): Promise<Response> => fetch(`${aws.endpoints.signin}?Action=getSigninToken`);
    aws.faults.inject('getSigninToken', {
      kind: 'error',
      code: 'BadRequest',
      message: 'Invalid credentials parameter',
    });
    aws.faults.inject('getSigninToken', { kind: 'no-signin-token' });
    aws.faults.inject('getSigninToken', { kind: 'response', status: 503, body: '' });
    const page = await ask();
    expect([page.status, page.headers.get('content-type')]).toEqual([400, 'text/html; charset=utf-8']);
    expect(await page.text()).toContain('Invalid credentials parameter');
    await expect((await ask()).json()).resolves.toEqual({});
    expect((await ask()).status).toBe(503);
  });

  it('of latency delays the real answer', async () => {
    const world = await startWorld();
    world.aws.faults.inject('AssumeRoleWithWebIdentity', { kind: 'latency', latencyMs: 120 });
    const before = performance.now();
    expect((await assume(world)).status).toBe(200);
    expect(performance.now() - before).toBeGreaterThanOrEqual(119);
  });

  it('of any kind may come late as well', async () => {
    const { aws } = await startWorld();
    aws.faults.inject('GetCallerIdentity', { kind: 'error', code: 'Throttling', latencyMs: 600_000 });
    const call = identity(aws);
    const failed = expect(call).rejects.toThrow();
    const isOpen = watch(call);
    await aws.requests.waitFor('GetCallerIdentity');
    await identity(aws);
    expect(isOpen()).toBe(true);
    await aws.close();
    await failed;
  });

  it('at STS may have a status and a message of its own', async () => {
    const world = await startWorld();
    const fault = { kind: 'error', code: 'Throttling', status: 429, message: 'Slow <down>' } as const;
    world.aws.faults.inject('AssumeRoleWithWebIdentity', fault);
    const answer = await assume(world);
    expect([answer.status, answer.field('Message')]).toEqual([429, 'Slow &lt;down&gt;']);
  });

  it.each([
    ['login', '/federation?Action=login'],
    ['logout', '/oauth?Action=logout'],
    ['console', '/console/home'],
  ] as const)('at %s is a page', async (action, path) => {
    const { aws } = await startWorld();
    aws.faults.inject(action, { kind: 'error', code: 'Broken', status: 503, message: 'Not today' });
    const response = await fetch(new URL(path, aws.endpoints.signin));
    expect(response.status).toBe(503);
    expect(await response.text()).toContain('Not today');
  });

  it('of stalling before the headers leaves the caller waiting until the stand-in closes', async () => {
    const { aws } = await startWorld();
    aws.faults.inject('GetCallerIdentity', { kind: 'stall-headers' });
    const call = identity(aws);
    const failed = expect(call).rejects.toThrow();
    const isOpen = watch(call);
    await aws.requests.waitFor('GetCallerIdentity');
    await identity(aws);
    expect(isOpen()).toBe(true);
    await aws.close();
    await failed;
  });

  it('of stalling in the body sends the headers and half the answer', async () => {
    const { aws } = await startWorld();
    aws.faults.inject('GetCallerIdentity', { kind: 'stall-body' });
    const response = await fetch(`${aws.endpoints.sts}/?Action=GetCallerIdentity&Version=2011-06-15`);
    expect(response.status).toBe(403);
    const text = response.text();
    const failed = expect(text).rejects.toThrow();
    const isOpen = watch(text);
    await identity(aws);
    expect(isOpen()).toBe(true);
    await aws.close();
    await failed;
  });

  it('of a reset ends the connection before or after the work is done', async () => {
    const world = await startWorld();
    world.aws.faults.inject('AssumeRoleWithWebIdentity', { kind: 'reset' });
    await expect(assume(world)).rejects.toThrow();
    expect(world.aws.issuedCredentials).toHaveLength(0);
    world.aws.faults.inject('AssumeRoleWithWebIdentity', { kind: 'reset', when: 'after' });
    await expect(assume(world)).rejects.toThrow();
    expect(world.aws.issuedCredentials).toHaveLength(1);
  });
});

describe('the request log', () => {
  it('has every request with its parameters, its answer and its fault', async () => {
    const world = await startWorld();
    const { requests, faults } = world.aws;
    faults.inject('AssumeRoleWithWebIdentity', { kind: 'error', code: 'Throttling' });
    await assume(world, { RoleSessionName: 'first' });
    await assume(world, { RoleSessionName: 'second' });
    const [first, second] = requests.of('AssumeRoleWithWebIdentity');
    expect([first?.status, first?.errorCode, first?.fault?.kind]).toEqual([400, 'Throttling', 'error']);
    expect([second?.status, second?.errorCode, second?.fault]).toEqual([200, undefined, undefined]);
    expect(second?.parameters['RoleSessionName']).toBe('second');
    expect(second?.headers.authorization).toBeUndefined();
    expect(requests.counts()).toEqual({ 'POST AssumeRoleWithWebIdentity': 2 });
    requests.clear();
    expect(requests.count()).toBe(0);
  });

  it('tells when a request arrives, and what came instead when it does not', async () => {
    const { aws } = await startWorld();
    const arrival = aws.requests.waitFor('GetCallerIdentity', 2);
    const isOpen = watch(arrival);
    await identity(aws);
    expect(isOpen()).toBe(true);
    await identity(aws);
    await arrival;
    await expect(aws.requests.waitFor('login', 1, 10)).rejects.toThrow('"POST GetCallerIdentity":2');
  });
});

describe('several stand-ins', () => {
  it('run at once without knowing each other, and close at once', async () => {
    const all = await Promise.all(Array.from({ length: 8 }, () => startAws()));
    const addresses = new Set(all.flatMap(({ endpoints }) => [endpoints.sts, endpoints.signin]));
    expect(addresses.size).toBe(16);
    await Promise.all(all.map(identity));
    expect(all.map(({ requests }) => requests.count())).toEqual(Array(8).fill(1));
    const before = performance.now();
    await Promise.all(all.map((aws) => aws.close()));
    expect(performance.now() - before).toBeLessThan(1000);
    const [first] = all;
    if (first !== undefined) await expect(identity(first)).rejects.toThrow();
  });

  it('refuse bodies beyond 256 kB and unknown pages', async () => {
    const { aws } = await startWorld();
    const large = await fetch(aws.endpoints.sts, { method: 'POST', body: 'x'.repeat(256 * 1024 + 1) });
    expect(large.status).toBe(413);
    expect((await fetch(new URL('/nothing', aws.endpoints.signin))).status).toBe(404);
  });

  it('refuse a canary that could not stand in a secret', async () => {
    await expect(startAws({ canary: 'not allowed' })).rejects.toThrow('canary');
  });
});
