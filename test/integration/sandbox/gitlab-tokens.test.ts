import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startGitLab } from '../../sandbox/gitlab/gitlab.ts';
import type { GitLab } from '../../sandbox/gitlab/gitlab.ts';
import {
  authorizationRequest,
  getFrom,
  login,
  postForm,
  redeem,
  refresh,
  text,
} from '../../support/http-oauth.ts';

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

  it('needs the application and the token alone: a redirect URI beside them is not looked at', async () => {
    const reply = await postForm(gitlab, '/oauth/token', {
      ...publicClient(),
      ...{ grant_type: 'refresh_token', refresh_token: await refreshTokenOf() },
      redirect_uri: 'http://127.0.0.1:1/elsewhere',
    });
    expect(reply.status).toBe(200);
  });

  it('cannot widen the scope', async () => {
    const first = text(await login(gitlab, undefined, { scope: 'openid' }), 'refresh_token');
    const wider = {
      ...publicClient(),
      grant_type: 'refresh_token',
      refresh_token: first,
      scope: 'openid email',
    };
    expect(await postForm(gitlab, '/oauth/token', wider)).toMatchObject({
      status: 400,
      json: { error: 'invalid_scope' },
    });
  });

  it('works long after the access token has expired, which it does after two hours', async () => {
    const other = await startGitLab();
    try {
      const reply = await login(other);
      const userinfo = async (): Promise<number> =>
        (await getFrom(other, '/oauth/userinfo', text(reply, 'access_token'))).status;
      other.clock.offsetSeconds = 7190;
      expect(await userinfo()).toBe(200);
      other.clock.offsetSeconds = 7201;
      expect(await userinfo()).toBe(401);
      expect((await getFrom(other, '/oauth/token/info', text(reply, 'access_token'))).status).toBe(401);
      other.clock.offsetSeconds = 300 * 24 * 3600;
      expect((await refresh(other, text(reply, 'refresh_token'))).status).toBe(200);
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
      expect(other.refreshTokens(42).map((live) => live.token)).toEqual([token]);
      other.users.unblock(42);
      expect((await refresh(other, token)).status).toBe(200);
    } finally {
      await other.close();
    }
  });

  it('is not all that a block ends: userinfo and open codes are refused at once', async () => {
    const other = await startGitLab();
    try {
      const accessToken = text(await login(other), 'access_token');
      const request = authorizationRequest(other);
      const callback = await other.authorize(request.url, { user: other.users.get(42) });
      other.users.block(42);
      expect((await getFrom(other, '/oauth/userinfo', accessToken)).status).toBe(401);
      expect(await redeem(other, request, callback)).toMatchObject({
        status: 400,
        json: { error: 'invalid_grant' },
      });
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

describe('revocation without proof of the application', () => {
  it.each([
    ['who names no application', false],
    ['who leaves out the secret of a confidential one', true],
  ])('is refused with 403: %s', async (_name, confidential) => {
    const { uid, secret = '' } = gitlab.applications.register({ confidential });
    const request = authorizationRequest(gitlab, { clientId: uid });
    const callback = new URL(await gitlab.authorize(request.url, { user: gitlab.users.get(42) }));
    const proof = { client_id: uid, ...(confidential ? { client_secret: secret } : {}) };
    const tokens = await postForm(gitlab, '/oauth/token', {
      ...{ grant_type: 'authorization_code', code: callback.searchParams.get('code') ?? '' },
      ...{ redirect_uri: request.redirectUri, code_verifier: request.verifier },
      ...proof,
    });
    const token = text(tokens, 'refresh_token');
    const claim: Record<string, string> = confidential ? { client_id: uid } : {};
    const refused = await postForm(gitlab, '/oauth/revoke', { ...claim, token });
    expect(refused).toMatchObject({ status: 403, json: { error: 'unauthorized_client' } });
    expect(refused.headers.get('www-authenticate')).toContain('error="unauthorized_client"');
    expect(await postForm(gitlab, '/oauth/revoke', { ...proof, token })).toMatchObject({
      status: 200,
      text: '{}',
    });
  });
});
