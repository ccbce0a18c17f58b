import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startGitLab } from '../../sandbox/gitlab/gitlab.ts';
import type { GitLab } from '../../sandbox/gitlab/gitlab.ts';
import { authorizationRequest, getFrom, login, postForm, refresh, text } from '../../support/http-oauth.ts';

let gitlab: GitLab;
beforeAll(async () => {
  gitlab = await startGitLab();
});
afterAll(() => gitlab.close());

const publicClient = () => ({ client_id: gitlab.applications.default.uid });
const refreshTokenOf = async () => text(await login(gitlab), 'refresh_token');

describe('a refresh', () => {
  it('rotates the refresh token every time, without the offline_access scope', async () => {
    const first = await refreshTokenOf();
    const second = text(await refresh(gitlab, first), 'refresh_token');
    const third = text(await refresh(gitlab, second), 'refresh_token');
    expect(new Set([first, second, third]).size).toBe(3);
  });

  it('revokes the old access token at once', async () => {
    const reply = await login(gitlab);
    expect((await getFrom(gitlab, '/oauth/userinfo', text(reply, 'access_token'))).status).toBe(200);
    const next = await refresh(gitlab, text(reply, 'refresh_token'));
    expect((await getFrom(gitlab, '/oauth/userinfo', text(reply, 'access_token'))).status).toBe(401);
    expect((await getFrom(gitlab, '/oauth/userinfo', text(next, 'access_token'))).status).toBe(200);
  });

  it('answers reuse of an old token with invalid_grant and leaves its successors alone', async () => {
    const old = await refreshTokenOf();
    const next = text(await refresh(gitlab, old), 'refresh_token');
    for (let time = 0; time < 3; time += 1) {
      expect(await refresh(gitlab, old)).toMatchObject({ status: 400, json: { error: 'invalid_grant' } });
    }
    expect((await refresh(gitlab, next)).status).toBe(200);
  });

  it('lets one of two concurrent refreshes win and the other lose', async () => {
    const token = await refreshTokenOf();
    const replies = await Promise.all(Array.from({ length: 8 }, () => refresh(gitlab, token)));
    expect(replies.map(({ status }) => status).sort()).toEqual([
      200,
      ...Array.from({ length: 7 }, () => 400),
    ]);
    const winner = replies.find(({ status }) => status === 200);
    expect((await refresh(gitlab, winner ? text(winner, 'refresh_token') : '')).status).toBe(200);
  });

  it('returns a fresh ID token without the nonce, with the same auth_time', async () => {
    const first = await login(gitlab);
    gitlab.clock.offsetSeconds += 60;
    const before = decodeJwt(text(first, 'id_token'));
    const after = decodeJwt(text(await refresh(gitlab, text(first, 'refresh_token')), 'id_token'));
    gitlab.clock.offsetSeconds = 0;
    expect(before).toHaveProperty('nonce');
    expect(after).not.toHaveProperty('nonce');
    expect(after['auth_time']).toBe(before['auth_time']);
    expect(Number(after.iat) - Number(before.iat)).toBeGreaterThanOrEqual(60);
    expect(Number(after.exp) - Number(after.iat)).toBe(120);
  });

  it('tells the user’s newest groups, and the last sign-in from wherever it was', async () => {
    const other = await startGitLab();
    try {
      const first = await login(other);
      other.users.setGroups(42, ['moved']);
      other.clock.offsetSeconds = 500;
      await login(other);
      const claims = decodeJwt(text(await refresh(other, text(first, 'refresh_token')), 'id_token'));
      expect(claims['groups_direct']).toEqual(['moved']);
      expect(Number(claims['auth_time'])).toBeGreaterThanOrEqual(
        Number(decodeJwt(text(first, 'id_token')).iat) + 500,
      );
    } finally {
      await other.close();
    }
  });

  it('keeps logins of the same user apart', async () => {
    const [one, two] = [await refreshTokenOf(), await refreshTokenOf()];
    await postForm(gitlab, '/oauth/revoke', { ...publicClient(), token: one });
    expect((await refresh(gitlab, one)).status).toBe(400);
    expect((await refresh(gitlab, two)).status).toBe(200);
  });

  it('is refused to another client', async () => {
    const other = gitlab.applications.register({ confidential: false });
    const reply = await refresh(gitlab, await refreshTokenOf(), other.uid);
    expect(reply).toMatchObject({ status: 400, json: { error: 'invalid_grant' } });
  });

  it('ends in an empty HTTP 500 for a blocked user, and works again once unblocked', async () => {
    const other = await startGitLab();
    try {
      const token = text(await login(other), 'refresh_token');
      other.users.block(42);
      const refused = await refresh(other, token);
      expect(refused.status).toBe(500);
      expect(refused.text).toBe('');
      other.users.unblock(42);
      expect((await refresh(other, token)).status).toBe(200);
    } finally {
      await other.close();
    }
  });

  it('is visible to tests as a list of live tokens per user', async () => {
    const other = await startGitLab();
    try {
      const first = text(await login(other), 'refresh_token');
      const next = text(await refresh(other, first), 'refresh_token');
      const bens = text(await login(other, { user: other.users.get(57) }), 'refresh_token');
      expect(other.refreshTokens(42).map(({ token }) => token)).toEqual([next]);
      expect(
        other
          .refreshTokens()
          .map(({ token }) => token)
          .sort(),
      ).toEqual([next, bens].sort());
      other.revokeTokens(42);
      expect(other.refreshTokens(42)).toEqual([]);
      expect((await refresh(other, next)).status).toBe(400);
    } finally {
      await other.close();
    }
  });
});

describe('an error of the token endpoint', () => {
  it('carries Doorkeeper’s challenge even on 400', async () => {
    const reply = await refresh(gitlab, 'f'.repeat(64));
    expect(reply.status).toBe(400);
    expect(reply.json['error']).toBe('invalid_grant');
    expect(reply.json['error_description']).toBeTypeOf('string');
    expect(reply.headers.get('www-authenticate')).toMatch(
      /^Bearer realm="Doorkeeper", error="invalid_grant", error_description="[^"]+"$/,
    );
  });

  it('is invalid_client and 401 for an unknown application', async () => {
    const reply = await refresh(gitlab, await refreshTokenOf(), 'f'.repeat(64));
    expect(reply).toMatchObject({ status: 401, json: { error: 'invalid_client' } });
    expect(reply.headers.get('www-authenticate')).toContain('error="invalid_client"');
  });

  it('is invalid_client and 401 for a confidential application without its secret', async () => {
    const confidential = gitlab.applications.register();
    const reply = await login(gitlab, { user: gitlab.users.get(42) }, { clientId: confidential.uid });
    expect(reply).toMatchObject({ status: 401, json: { error: 'invalid_client' } });
    expect(reply.headers.get('www-authenticate')).toContain('error="invalid_client"');
  });

  it('does not come with the secret, in the body or as HTTP Basic', async () => {
    const { uid, secret = '' } = gitlab.applications.register();
    for (const way of ['body', 'basic']) {
      const request = authorizationRequest(gitlab, { clientId: uid });
      const callback = new URL(await gitlab.authorize(request.url, { user: gitlab.users.get(42) }));
      const reply = await postForm(
        gitlab,
        '/oauth/token',
        {
          grant_type: 'authorization_code',
          code: callback.searchParams.get('code') ?? '',
          redirect_uri: request.redirectUri,
          code_verifier: request.verifier,
          ...(way === 'body' ? { client_id: uid, client_secret: secret } : {}),
        },
        way === 'basic'
          ? { authorization: `Basic ${Buffer.from(`${uid}:${secret}`).toString('base64')}` }
          : {},
      );
      expect(reply.status, `${way}: ${reply.text}`).toBe(200);
    }
  });

  it('names unsupported grants and missing parameters', async () => {
    const saml = { ...publicClient(), grant_type: 'urn:ietf:params:oauth:grant-type:saml2-bearer' };
    expect(await postForm(gitlab, '/oauth/token', saml)).toMatchObject({
      status: 400,
      json: { error: 'unsupported_grant_type' },
    });
    const nothing = await postForm(gitlab, '/oauth/token', {
      ...publicClient(),
      grant_type: 'refresh_token',
    });
    expect(nothing).toMatchObject({ status: 400, json: { error: 'invalid_request' } });
    expect(nothing.headers.get('www-authenticate')).toContain('error="invalid_request"');
  });

  it('is JSON even for a client that prefers HTML', async () => {
    const form = { ...publicClient(), grant_type: 'refresh_token', refresh_token: 'x' };
    const reply = await postForm(gitlab, '/oauth/token', form, { accept: 'text/html' });
    expect(reply.headers.get('content-type')).toContain('application/json');
  });
});

describe('revocation', () => {
  it('ends both tokens of a pair, whichever of them is named', async () => {
    for (const member of ['refresh_token', 'access_token']) {
      const reply = await login(gitlab);
      const revoked = await postForm(gitlab, '/oauth/revoke', {
        ...publicClient(),
        token: text(reply, member),
      });
      expect(revoked).toMatchObject({ status: 200, text: '{}' });
      expect((await refresh(gitlab, text(reply, 'refresh_token'))).status).toBe(400);
      expect((await getFrom(gitlab, '/oauth/userinfo', text(reply, 'access_token'))).status).toBe(401);
    }
  });

  it('answers 200 and an empty object for a token nobody knows', async () => {
    const reply = await postForm(gitlab, '/oauth/revoke', { ...publicClient(), token: 'f'.repeat(64) });
    expect(reply).toMatchObject({ status: 200, text: '{}' });
  });

  it('is refused with 403 for another application’s token', async () => {
    const other = gitlab.applications.register({ confidential: false });
    const token = await refreshTokenOf();
    const reply = await postForm(gitlab, '/oauth/revoke', { client_id: other.uid, token });
    expect(reply).toMatchObject({ status: 403, json: { error: 'unauthorized_client' } });
    expect((await refresh(gitlab, token)).status).toBe(200);
  });
});

describe('the state of a token', () => {
  it('is told by introspection', async () => {
    const token = text(await login(gitlab), 'access_token');
    const live = await postForm(gitlab, '/oauth/introspect', { ...publicClient(), token });
    expect(live.json).toMatchObject({ active: true, client_id: gitlab.applications.default.uid });
    const dead = await postForm(gitlab, '/oauth/introspect', { ...publicClient(), token: 'f'.repeat(64) });
    expect(dead.json).toEqual({ active: false });
  });

  it('is told by token info', async () => {
    const token = text(await login(gitlab), 'access_token');
    expect((await getFrom(gitlab, '/oauth/token/info', token)).json).toMatchObject({
      resource_owner_id: 42,
      scope: ['openid', 'email', 'profile'],
      application: { uid: gitlab.applications.default.uid },
    });
    expect((await getFrom(gitlab, '/oauth/token/info', 'f'.repeat(64))).status).toBe(401);
  });
});

describe('the repository files API', () => {
  it('hands out a file to a token with read_repository and to no other', async () => {
    const { uid: clientId } = gitlab.applications.register({
      confidential: false,
      scopes: ['read_repository'],
    });
    const user = gitlab.users.get(42);
    const reader = await login(
      gitlab,
      { user },
      { clientId, scope: 'read_repository', parameters: { nonce: '' } },
    );
    const path = '/api/v4/projects/platform%2Faws-roles/repository/files/config%2Froles.yaml/raw?ref=main';
    gitlab.repository.put('platform/aws-roles', 'config/roles.yaml', 'roles: []\n');

    expect(await getFrom(gitlab, path, text(reader, 'access_token'))).toMatchObject({
      status: 200,
      text: 'roles: []\n',
    });
    expect((await getFrom(gitlab, `${path}-other`, text(reader, 'access_token'))).status).toBe(404);
    expect((await getFrom(gitlab, path, text(await login(gitlab), 'access_token'))).status).toBe(403);
    expect((await getFrom(gitlab, path)).status).toBe(401);
  });
});
