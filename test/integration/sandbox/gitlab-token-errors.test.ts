import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startGitLab } from '../../sandbox/gitlab/gitlab.ts';
import type { GitLab } from '../../sandbox/gitlab/gitlab.ts';
import { authorizationRequest, login, postForm, refresh, text } from '../../support/http-oauth.ts';

let gitlab: GitLab;
beforeAll(async () => {
  gitlab = await startGitLab();
});
afterAll(() => gitlab.close());

const publicClient = () => ({ client_id: gitlab.applications.default.uid });
const refreshTokenOf = async () => text(await login(gitlab), 'refresh_token');

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

  it('is invalid_client for a wrong secret, and on a refresh without one', async () => {
    const { uid } = gitlab.applications.register();
    const form = { grant_type: 'refresh_token', refresh_token: await refreshTokenOf(), client_id: uid };
    for (const proof of [{}, { client_secret: 'wrong' }]) {
      const reply = await postForm(gitlab, '/oauth/token', { ...form, ...proof });
      expect(reply).toMatchObject({ status: 401, json: { error: 'invalid_client' } });
      expect(reply.headers.get('www-authenticate')).toContain('error="invalid_client"');
    }
  });

  it('answers two ways of proving the client at once, although both are right', async () => {
    const { uid, secret = '' } = gitlab.applications.register();
    const reply = await postForm(
      gitlab,
      '/oauth/token',
      { grant_type: 'refresh_token', refresh_token: 'x', client_id: uid, client_secret: secret },
      { authorization: `Basic ${Buffer.from(`${uid}:${secret}`).toString('base64')}` },
    );
    expect(reply).toMatchObject({ status: 400, json: { error: 'invalid_request' } });
  });

  it.each(['password', 'client_credentials', 'device_code', ''])(
    'comes for the grant type %j, whatever discovery says',
    async (grant_type) => {
      const reply = await postForm(gitlab, '/oauth/token', {
        ...publicClient(),
        grant_type,
        device_code: 'x',
      });
      const error = grant_type === '' ? 'invalid_request' : 'unsupported_grant_type';
      expect(reply).toMatchObject({ status: 400, json: { error } });
      expect(reply.headers.get('www-authenticate')).toContain(`error="${error}"`);
    },
  );

  it('comes for a body that is no form, and spends nothing', async () => {
    const token = await refreshTokenOf();
    const form = { ...publicClient(), grant_type: 'refresh_token', refresh_token: token };
    for (const headers of [{ 'content-type': 'text/plain' }, { 'content-type': 'application/json' }]) {
      const response = await fetch(`${gitlab.issuer}/oauth/token`, {
        ...{ method: 'POST', headers },
        body: headers['content-type'].endsWith('json')
          ? JSON.stringify(form)
          : new URLSearchParams(form).toString(),
      });
      expect(response.status).toBe(400);
      expect(response.headers.get('www-authenticate')).toContain('error="invalid_request"');
    }
    expect((await refresh(gitlab, token)).status).toBe(200);
  });
});
