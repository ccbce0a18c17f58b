import { get } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';
import { createLocalJWKSet, decodeJwt, decodeProtectedHeader, jwtVerify } from 'jose';
import type { JSONWebKeySet } from 'jose';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  answer,
  captivePortal,
  delay,
  editJson,
  hold,
  omit,
  proxyAuthenticationRequired,
  redirectTo,
  resetAfter,
  resetBefore,
  stall,
  stallMidBody,
  tooManyRequests,
  unavailable,
} from '../../sandbox/gitlab/fault.ts';
import { startGitLab } from '../../sandbox/gitlab/gitlab.ts';
import type { GitLab } from '../../sandbox/gitlab/gitlab.ts';
import { ID_TOKEN_FAULTS } from '../../sandbox/gitlab/id-token-faults.ts';
import { getFrom, login, refresh, text } from '../../support/http-oauth.ts';

let gitlab: GitLab;
beforeEach(async () => {
  gitlab = await startGitLab();
});
afterEach(() => gitlab.close());

const discovery = () => getFrom(gitlab, '/.well-known/openid-configuration');

async function jwks(): Promise<JSONWebKeySet> {
  const { json } = await getFrom(gitlab, '/oauth/discovery/keys');
  return { keys: Array.isArray(json['keys']) ? (json['keys'] as JSONWebKeySet['keys']) : [] };
}

/** Checks a token as a careful client would, with the audience and the issuer it expects. */
async function verifies(token: string, keys: JSONWebKeySet, nonce?: string): Promise<boolean> {
  try {
    const { payload } = await jwtVerify(token, createLocalJWKSet(keys), {
      issuer: gitlab.issuer,
      audience: gitlab.applications.default.uid,
      subject: '42',
      algorithms: ['RS256'],
      requiredClaims: ['exp', 'iat', 'sub'],
      maxTokenAge: 120,
      clockTolerance: 30,
    });
    return payload['nonce'] === nonce;
  } catch {
    return false;
  }
}

describe('a planned fault', () => {
  it('replaces the next N replies of one endpoint and no other', async () => {
    gitlab.faults.add('discovery', unavailable(), { times: 2 });
    expect((await getFrom(gitlab, '/oauth/discovery/keys')).status).toBe(200);
    const statuses = [await discovery(), await discovery(), await discovery()].map(({ status }) => status);
    expect(statuses).toEqual([503, 503, 200]);
  });

  it('lasts until it is cleared or taken back', async () => {
    const takeBack = gitlab.faults.add('discovery', unavailable());
    expect((await discovery()).status).toBe(503);
    takeBack();
    expect((await discovery()).status).toBe(200);
    gitlab.faults.add('jwks', unavailable());
    gitlab.faults.clear('jwks');
    expect((await jwks()).keys).toHaveLength(2);
  });

  it('can hit every endpoint', async () => {
    gitlab.faults.add('*', unavailable());
    expect((await discovery()).status).toBe(503);
    expect((await getFrom(gitlab, '/oauth/discovery/keys')).status).toBe(503);
    gitlab.faults.clear();
    expect((await discovery()).status).toBe(200);
  });

  it('can be 503 with HTML, 429 with Retry-After, a captive portal, a redirect or anything else', async () => {
    const replyTo = async (fault: ReturnType<typeof answer>) => {
      gitlab.faults.add('discovery', fault, { times: 1 });
      return discovery();
    };
    const down = await replyTo(unavailable({ 'retry-after': '3' }));
    expect(down.headers.get('content-type')).toContain('text/html');
    expect(down.headers.get('retry-after')).toBe('3');
    const limited = await replyTo(tooManyRequests(7));
    expect([limited.status, limited.headers.get('retry-after')]).toEqual([429, '7']);
    const portal = await replyTo(captivePortal());
    expect([portal.status, portal.text.includes('<html>')]).toEqual([200, true]);
    const moved = await replyTo(redirectTo('http://127.0.0.1:9/elsewhere', 302));
    expect([moved.status, moved.headers.get('location')]).toEqual([302, 'http://127.0.0.1:9/elsewhere']);
    expect(await replyTo(answer(418, 'short and stout'))).toMatchObject({
      status: 418,
      text: 'short and stout',
    });
  });

  it('can be a proxy that wants credentials', async () => {
    gitlab.faults.add('discovery', proxyAuthenticationRequired(), { times: 1 });
    // Node's own client: fetch hides a 407 behind a network error, as its standard demands.
    const headers = await new Promise<IncomingHttpHeaders>((resolve, reject) => {
      get(`${gitlab.issuer}/.well-known/openid-configuration`, (reply) => {
        reply.resume();
        resolve({ ...reply.headers, status: String(reply.statusCode) });
      }).on('error', reject);
    });
    expect(headers).toMatchObject({ status: '407', 'proxy-authenticate': 'Basic realm="proxy"' });
  });

  it('can leave members out of a reply, or change them', async () => {
    const token = text(await login(gitlab), 'refresh_token');
    gitlab.faults.add('token', omit('id_token', 'refresh_token'), { times: 1 });
    const reply = await refresh(gitlab, token);
    expect(reply.status).toBe(200);
    expect(reply.json).not.toHaveProperty('id_token');
    expect(reply.json).not.toHaveProperty('refresh_token');
    gitlab.faults.add(
      'discovery',
      editJson((value) => ({ ...value, issuer: 'https://other.example' })),
    );
    expect((await discovery()).json['issuer']).toBe('https://other.example');
  });

  it('resets the connection before anything has happened', async () => {
    const token = text(await login(gitlab), 'refresh_token');
    gitlab.faults.add('token', resetBefore(), { times: 1 });
    await expect(refresh(gitlab, token)).rejects.toThrow();
    expect(gitlab.refreshTokens(42).map((live) => live.token)).toEqual([token]);
    expect((await refresh(gitlab, token)).status).toBe(200);
  });

  it('loses the reply after the token was rotated', async () => {
    const token = text(await login(gitlab), 'refresh_token');
    gitlab.faults.add('token', resetAfter(), { times: 1 });
    await expect(refresh(gitlab, token)).rejects.toThrow();
    expect(gitlab.refreshTokens(42).map((live) => live.token)).not.toContain(token);
    expect(await refresh(gitlab, token)).toMatchObject({ status: 400, json: { error: 'invalid_grant' } });
  });

  it('can answer an error although the work was done', async () => {
    const token = text(await login(gitlab), 'refresh_token');
    gitlab.faults.add('token', answer(502, '', {}, 'done'), { times: 1 });
    expect((await refresh(gitlab, token)).status).toBe(502);
    expect((await refresh(gitlab, token)).status).toBe(400);
  });

  it('stalls before the headers, with or without the work done', async () => {
    const token = text(await login(gitlab), 'refresh_token');
    for (const work of ['not done', 'done'] as const) {
      gitlab.faults.add('token', stall(work), { times: 1 });
      await expect(abandon('/oauth/token', token)).rejects.toThrow('aborted');
      await gitlab.requests.reached('token', work === 'done' ? 3 : 2);
    }
    expect((await refresh(gitlab, token)).status).toBe(400);
  });

  it('stalls in the middle of the body, after the work is done', async () => {
    const token = text(await login(gitlab), 'refresh_token');
    gitlab.faults.add('token', stallMidBody(), { times: 1 });
    const response = await fetch(`${gitlab.issuer}/oauth/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'refresh_token',
        client_id: gitlab.applications.default.uid,
        refresh_token: token,
      }),
    });
    expect(response.status).toBe(200);
    const reader = response.body?.getReader();
    const { value } = (await reader?.read()) ?? {};
    const length = Number(response.headers.get('content-length'));
    expect(value?.length).toBe(Math.ceil(length / 2));
    expect(gitlab.refreshTokens(42).map((live) => live.token)).not.toContain(token);
    await gitlab.close();
    await expect(reader?.read()).rejects.toThrow();
  });

  it('can delay a reply, or hold it until the test lets go', async () => {
    gitlab.faults.add('discovery', delay(30), { times: 1 });
    const start = performance.now();
    expect((await discovery()).status).toBe(200);
    expect(performance.now() - start).toBeGreaterThanOrEqual(25);

    let letGo = (): void => undefined;
    const gate = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    gitlab.faults.add('jwks', hold(gate), { times: 1 });
    let answered = false;
    const pending = getFrom(gitlab, '/oauth/discovery/keys').then((reply) => {
      answered = true;
      return reply;
    });
    await gitlab.requests.reached('jwks');
    await discovery();
    expect(answered).toBe(false);
    letGo();
    expect((await pending).status).toBe(200);
  });

  /** Sends a refresh and hangs up as soon as the stand-in has it. */
  async function abandon(path: string, token: string): Promise<void> {
    const abort = new AbortController();
    const seen = gitlab.requests.count('token');
    void gitlab.requests.reached('token', seen + 1).then(() => {
      abort.abort();
    });
    await fetch(`${gitlab.issuer}${path}`, {
      method: 'POST',
      signal: abort.signal,
      body: new URLSearchParams({
        grant_type: 'refresh_token',
        client_id: gitlab.applications.default.uid,
        refresh_token: token,
      }),
    });
  }
});

describe('the clock', () => {
  it('shifts tokens and the Date header together', async () => {
    gitlab.clock.offsetSeconds = -3600;
    const reply = await login(gitlab);
    const hourAgo = Date.now() / 1000 - 3600;
    expect(Math.abs(Number(decodeJwt(text(reply, 'id_token')).iat) - hourAgo)).toBeLessThan(10);
    expect(Math.abs(Date.parse(reply.headers.get('date') ?? '') / 1000 - hourAgo)).toBeLessThan(10);
  });

  it('shifts the Date header alone', async () => {
    gitlab.clock.dateSkewSeconds = 86_400;
    const reply = await login(gitlab);
    expect(Math.abs(Number(decodeJwt(text(reply, 'id_token')).iat) - Date.now() / 1000)).toBeLessThan(10);
    expect(Date.parse(reply.headers.get('date') ?? '')).toBeGreaterThan(Date.now() + 86_000_000);
  });
});

describe('an ID token', () => {
  it('verifies as long as nothing is wrong with it', async () => {
    const reply = await login(gitlab);
    expect(await verifies(text(reply, 'id_token'), await jwks(), reply.authorization.nonce)).toBe(true);
  });

  it.each(ID_TOKEN_FAULTS)(
    'fails a careful check with the fault %s, and only as often as planned',
    async (fault) => {
      gitlab.faults.addIdToken(fault, { times: 1 });
      const keys = await jwks();
      const first = await login(gitlab);
      expect(await verifies(text(first, 'id_token'), keys, first.authorization.nonce)).toBe(false);
      const second = await refresh(gitlab, text(first, 'refresh_token'));
      expect(await verifies(text(second, 'id_token'), keys)).toBe(true);
    },
  );

  it('can carry any claims', async () => {
    gitlab.faults.addIdToken({ claims: { groups_direct: ['a'.repeat(20_000)], email: undefined } });
    const claims = decodeJwt(text(await login(gitlab), 'id_token'));
    expect(claims['groups_direct']).toEqual(['a'.repeat(20_000)]);
    expect(claims).not.toHaveProperty('email');
  });

  it('is signed by a new key after rotation, and the old key is gone from the JWKS', async () => {
    const before = text(await login(gitlab), 'id_token');
    await gitlab.rotateKeys();
    const keys = await jwks();
    const reply = await login(gitlab);
    expect(await verifies(text(reply, 'id_token'), keys, reply.authorization.nonce)).toBe(true);
    expect(keys.keys.map(({ kid }) => kid)).not.toContain(decodeProtectedHeader(before).kid);
    expect(decodeProtectedHeader(text(reply, 'id_token')).kid).not.toBe(decodeProtectedHeader(before).kid);
  });

  it('still verifies after a rotation that keeps the old key', async () => {
    const before = await login(gitlab);
    await gitlab.rotateKeys({ keepOld: true });
    expect((await jwks()).keys).toHaveLength(3);
    expect(await verifies(text(before, 'id_token'), await jwks(), before.authorization.nonce)).toBe(true);
  });
});

describe('the request log', () => {
  it('keeps method, path, query, headers, form and connection of every request', async () => {
    await getFrom(gitlab, '/.well-known/openid-configuration?x=1');
    await refresh(gitlab, 'some-token');
    const [first] = gitlab.requests.to('discovery');
    expect(first).toMatchObject({
      method: 'GET',
      path: '/.well-known/openid-configuration',
      query: { x: '1' },
    });
    expect(first?.headers).toHaveProperty('user-agent');
    const [second] = gitlab.requests.to('token', { grant_type: 'refresh_token' });
    expect(second?.formKeys).toEqual(['grant_type', 'client_id', 'refresh_token']);
    expect(second?.form['refresh_token']).toBe('some-token');
    expect(second?.body).toContain('refresh_token=some-token');
    expect(second?.connectionId).toBeGreaterThan(0);
    expect(gitlab.requests.count('token', { grant_type: 'password' })).toBe(0);
    gitlab.requests.clear();
    expect(gitlab.requests.all).toEqual([]);
  });
});

describe('a stand-in', () => {
  it('closes at once with idle, stalled and held connections', async () => {
    await discovery();
    gitlab.faults.add('jwks', stall());
    gitlab.faults.add('userinfo', hold(new Promise(() => undefined)));
    gitlab.faults.add('revoke', delay(60_000));
    const pending = ['/oauth/discovery/keys', '/oauth/userinfo', '/oauth/revoke'].map((path) =>
      getFrom(gitlab, path),
    );
    const settled = Promise.allSettled(pending);
    await Promise.all([
      gitlab.requests.reached('jwks'),
      gitlab.requests.reached('userinfo'),
      gitlab.requests.reached('revoke'),
    ]);
    await gitlab.close();
    expect((await settled).map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    await gitlab.close();
  });

  it('shares nothing with another one in the same process', async () => {
    const other = await startGitLab();
    try {
      const token = text(await login(gitlab), 'refresh_token');
      expect(other.issuer).not.toBe(gitlab.issuer);
      expect((await refresh(other, token)).status).toBe(400);
      gitlab.faults.add('*', unavailable());
      expect((await getFrom(other, '/oauth/discovery/keys')).status).toBe(200);
    } finally {
      await other.close();
    }
  });
});
