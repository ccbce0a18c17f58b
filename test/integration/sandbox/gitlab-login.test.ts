import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decodeJwt, decodeProtectedHeader } from 'jose';
import { startGitLab } from '../../sandbox/gitlab/gitlab.ts';
import type { GitLab } from '../../sandbox/gitlab/gitlab.ts';
import { authorizationRequest, getFrom, login, postForm, redeem, text } from '../../support/http-oauth.ts';
import type { AuthorizationInput } from '../../support/http-oauth.ts';

let gitlab: GitLab;
beforeAll(async () => {
  gitlab = await startGitLab();
});
afterAll(() => gitlab.close());

const aiko = () => ({ user: gitlab.users.get(42) });

/** The callback's parameters after a whole walk through the pages. */
async function callbackOf(input: AuthorizationInput = {}, choices = aiko()): Promise<URLSearchParams> {
  return new URL(await gitlab.authorize(authorizationRequest(gitlab, input).url, choices)).searchParams;
}

describe('a login', () => {
  it('carries exactly the claims of a GitLab ID token', async () => {
    const reply = await login(gitlab);
    const claims = decodeJwt(text(reply, 'id_token'));
    expect(Object.keys(claims).sort()).toEqual(
      [
        ...['iss', 'sub', 'aud', 'exp', 'iat', 'auth_time', 'nonce'],
        ...['sub_legacy', 'email', 'email_verified', 'groups_direct'],
      ].sort(),
    );
    expect(claims).toMatchObject({
      iss: gitlab.issuer,
      sub: '42',
      aud: gitlab.applications.default.uid,
      nonce: reply.authorization.nonce,
      email: 'aiko@example.com',
      email_verified: true,
      groups_direct: ['platform', 'platform/aws-admins'],
    });
    expect(claims['sub_legacy']).toMatch(/^[0-9a-f]{64}$/);
    expect(Number(claims.exp) - Number(claims.iat)).toBe(120);
  });

  it('signs with RS256 and a header of typ, kid and alg alone', async () => {
    const header = decodeProtectedHeader(text(await login(gitlab), 'id_token'));
    const { json } = await getFrom(gitlab, '/oauth/discovery/keys');
    expect(Object.keys(header).sort()).toEqual(['alg', 'kid', 'typ']);
    expect(header).toMatchObject({ typ: 'JWT', alg: 'RS256' });
    expect(JSON.stringify(json)).toContain(String(header.kid));
  });

  it('answers with opaque hexadecimal tokens, two hours of access and a creation time', async () => {
    const reply = await login(gitlab);
    expect(text(reply, 'access_token')).toMatch(/^[0-9a-f]{64}$/);
    expect(text(reply, 'refresh_token')).toMatch(/^[0-9a-f]{64}$/);
    expect(reply.json).toMatchObject({
      token_type: 'Bearer',
      expires_in: 7200,
      scope: 'openid email profile',
    });
    expect(reply.json['created_at']).toBeTypeOf('number');
    expect(reply.headers.get('cache-control')).toBe('no-store');
  });

  it('leaves the nonce out if none was sent, and the e-mail address without its scope', async () => {
    const claims = decodeJwt(
      text(await login(gitlab, aiko(), { scope: 'openid', parameters: { nonce: '' } }), 'id_token'),
    );
    expect(claims).not.toHaveProperty('nonce');
    expect(claims).not.toHaveProperty('email');
  });

  it('gives no ID token without the openid scope', async () => {
    const { uid } = gitlab.applications.register({ confidential: false, scopes: ['read_repository'] });
    const reply = await login(gitlab, aiko(), {
      clientId: uid,
      scope: 'read_repository',
      parameters: { nonce: '' },
    });
    expect(reply.status).toBe(200);
    expect(reply.json).not.toHaveProperty('id_token');
  });

  it('keeps names in userinfo, by scope', async () => {
    const all = await getFrom(gitlab, '/oauth/userinfo', text(await login(gitlab), 'access_token'));
    expect(all.json).toMatchObject({
      sub: '42',
      name: 'Aiko Tanaka',
      nickname: 'aiko',
      preferred_username: 'aiko',
      email: 'aiko@example.com',
    });
    const few = await login(gitlab, aiko(), { scope: 'openid' });
    const little = await getFrom(gitlab, '/oauth/userinfo', text(few, 'access_token'));
    expect(little.json).toMatchObject({ sub: '42' });
    expect(little.json).not.toHaveProperty('name');
    expect(little.json).not.toHaveProperty('email');
  });

  it('refuses userinfo to an unknown token with a challenge', async () => {
    const reply = await getFrom(gitlab, '/oauth/userinfo', 'f'.repeat(64));
    expect(reply.status).toBe(401);
    expect(reply.headers.get('www-authenticate')).toContain(
      'Bearer realm="Doorkeeper", error="invalid_token"',
    );
  });

  it('sends code and state back, and no issuer', async () => {
    const request = authorizationRequest(gitlab);
    const callback = new URL(await gitlab.authorize(request.url, aiko()));
    expect([...callback.searchParams.keys()].sort()).toEqual(['code', 'state']);
    expect(callback.searchParams.get('state')).toBe(request.state);
    expect(callback.origin + callback.pathname).toBe(request.redirectUri);
  });

  it('accepts a code once', async () => {
    const request = authorizationRequest(gitlab);
    const callback = await gitlab.authorize(request.url, aiko());
    expect((await redeem(gitlab, request, callback)).status).toBe(200);
    expect(await redeem(gitlab, request, callback)).toMatchObject({
      status: 400,
      json: { error: 'invalid_grant' },
    });
  });

  it('checks the PKCE verifier and that the redirect URI is the same again', async () => {
    for (const change of [{ verifier: 'a'.repeat(43) }, { redirectUri: 'http://127.0.0.1:9/callback' }]) {
      const request = authorizationRequest(gitlab);
      const callback = await gitlab.authorize(request.url, aiko());
      const reply = await redeem(gitlab, { ...request, ...change }, callback);
      expect(reply).toMatchObject({ status: 400, json: { error: 'invalid_grant' } });
    }
  });

  it('takes a code with its redirect URI alone, and with the verifier alone where there was a challenge', async () => {
    for (const [missing, error] of [
      ['redirect_uri', 'invalid_request'],
      ['code_verifier', 'invalid_grant'],
    ] as const) {
      const request = authorizationRequest(gitlab);
      const callback = new URL(await gitlab.authorize(request.url, aiko()));
      const form = {
        ...{ grant_type: 'authorization_code', client_id: request.clientId },
        code: callback.searchParams.get('code') ?? '',
        redirect_uri: request.redirectUri,
        code_verifier: request.verifier,
      };
      const { [missing]: _left, ...incomplete } = form;
      expect(await postForm(gitlab, '/oauth/token', incomplete)).toMatchObject({
        status: 400,
        json: { error },
      });
    }
  });

  it('does not insist on PKCE, and refuses a verifier that belongs to no challenge', async () => {
    const parameters = { code_challenge: '', code_challenge_method: '' };
    for (const [verifier, status] of [
      ['', 200],
      ['a'.repeat(43), 400],
    ] as const) {
      const request = authorizationRequest(gitlab, { parameters });
      const callback = new URL(await gitlab.authorize(request.url, aiko()));
      const reply = await postForm(gitlab, '/oauth/token', {
        ...{ grant_type: 'authorization_code', client_id: request.clientId },
        ...{ code: callback.searchParams.get('code') ?? '', redirect_uri: request.redirectUri },
        ...(verifier === '' ? {} : { code_verifier: verifier }),
      });
      expect(reply.status).toBe(status);
    }
  });

  it('belongs to the application that asked for it', async () => {
    const other = gitlab.applications.register({ confidential: false });
    const request = authorizationRequest(gitlab);
    const callback = await gitlab.authorize(request.url, aiko());
    const reply = await redeem(gitlab, { ...request, clientId: other.uid }, callback);
    expect(reply).toMatchObject({ status: 400, json: { error: 'invalid_grant' } });
  });

  it('has to be finished within ten minutes', async () => {
    for (const [seconds, status] of [
      [599, 200],
      [601, 400],
    ] as const) {
      const other = await startGitLab();
      try {
        const request = authorizationRequest(other);
        const callback = await other.authorize(request.url, { user: other.users.get(42) });
        other.clock.offsetSeconds = seconds;
        expect((await redeem(other, request, callback)).status).toBe(status);
      } finally {
        await other.close();
      }
    }
  });

  it('takes the plain PKCE method too', async () => {
    const request = authorizationRequest(gitlab);
    const url = new URL(request.url);
    url.searchParams.set('code_challenge', request.verifier);
    url.searchParams.set('code_challenge_method', 'plain');
    const callback = await gitlab.authorize(url.href, aiko());
    expect((await redeem(gitlab, request, callback)).status).toBe(200);
  });

  it('can send the browser back with a page instead of a redirect', async () => {
    const other = await startGitLab({ returnBy: 'page' });
    try {
      const reply = await login(other, { user: other.users.get(57) });
      expect(decodeJwt(text(reply, 'id_token')).sub).toBe('57');

      const request = authorizationRequest(other, { parameters: { prompt: 'none' } });
      const page = await fetch(request.url, { redirect: 'manual' });
      expect([page.status, page.headers.get('location')]).toEqual([200, null]);
      expect(await page.text()).toContain(
        `http-equiv="refresh" content="0; url=${request.redirectUri}?error=`,
      );
    } finally {
      await other.close();
    }
  });
});

describe('the pages', () => {
  it('tell access_denied to the application when the user denies', async () => {
    const request = authorizationRequest(gitlab);
    const callback = await gitlab.authorize(request.url, { ...aiko(), decision: 'deny' });
    expect(Object.fromEntries(new URL(callback).searchParams)).toMatchObject({
      error: 'access_denied',
      state: request.state,
    });
  });

  it('label their fields and buttons, and say that they are a stand-in', async () => {
    const first = await fetch(authorizationRequest(gitlab).url, { redirect: 'manual' });
    const cookie = first.headers
      .getSetCookie()
      .map((line) => line.split(';')[0])
      .join('; ');
    const signIn = new URL(first.headers.get('location') ?? '', gitlab.issuer);
    const html = await (await fetch(signIn, { headers: { cookie } })).text();
    expect(html).toContain('<label for="username">Username</label>');
    expect(html).toContain('<label for="password">Password</label>');
    expect(html).toContain('<button type="submit">Sign in</button>');
    expect(html).toContain('GitLab (sandbox)');
  });

  it('answer a link that has no request behind it with 404', async () => {
    expect((await getFrom(gitlab, '/users/sign_in/nothing')).status).toBe(404);
    expect((await getFrom(gitlab, '/oauth/consent/nothing')).status).toBe(404);
  });

  it('refuse a wrong password and stay on the sign-in page', async () => {
    const wrong = { user: { username: 'aiko', password: 'wrong' } };
    await expect(gitlab.authorize(authorizationRequest(gitlab).url, wrong)).rejects.toThrow('HTTP 422');
  });

  it('refuse a blocked user', async () => {
    const other = await startGitLab();
    try {
      other.users.block(42);
      const url = authorizationRequest(other).url;
      await expect(other.authorize(url, { user: other.users.get(42) })).rejects.toThrow('Sign in');
    } finally {
      await other.close();
    }
  });

  it('ask a public client for consent on every login, even in the same browser', async () => {
    const browser = gitlab.browser();
    await browser.authorize(authorizationRequest(gitlab).url, aiko());
    const before = { consent: gitlab.requests.count('consent'), signIn: gitlab.requests.count('sign-in') };
    await browser.authorize(authorizationRequest(gitlab).url, aiko());
    expect(gitlab.requests.count('consent')).toBe(before.consent + 2);
    expect(gitlab.requests.count('sign-in')).toBe(before.signIn);
  });

  it('skip consent for a trusted application, and for a confidential one that was granted before', async () => {
    const trusted = gitlab.applications.register({ trusted: true, confidential: false });
    const before = gitlab.requests.count('consent');
    await callbackOf({ clientId: trusted.uid });
    expect(gitlab.requests.count('consent')).toBe(before);

    const confidential = gitlab.applications.register();
    const browser = gitlab.browser();
    await browser.authorize(authorizationRequest(gitlab, { clientId: confidential.uid }).url, aiko());
    await browser.authorize(authorizationRequest(gitlab, { clientId: confidential.uid }).url, aiko());
    expect(gitlab.requests.count('consent')).toBe(before + 2);
  });
});
