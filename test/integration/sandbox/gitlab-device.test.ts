import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startGitLab } from '../../sandbox/gitlab/gitlab.ts';
import type { GitLab } from '../../sandbox/gitlab/gitlab.ts';
import { getFrom, postForm, refresh, text } from '../../support/http-oauth.ts';
import type { OAuthReply } from '../../support/http-oauth.ts';

let gitlab: GitLab;
beforeAll(async () => {
  gitlab = await startGitLab();
});
afterAll(() => gitlab.close());

const client = () => gitlab.applications.default.uid;
const start = () =>
  postForm(gitlab, '/oauth/authorize_device', { client_id: client(), scope: 'openid email profile' });

/** Polls, after letting the stand-in's clock run on so that the poll is not hasty. */
function poll(device: OAuthReply, afterSeconds = 5): Promise<OAuthReply> {
  gitlab.clock.offsetSeconds += afterSeconds;
  return postForm(gitlab, '/oauth/token', {
    grant_type: 'urn:ietf:params:oauth:grant-type:device_code',
    client_id: client(),
    device_code: text(device, 'device_code'),
  });
}

describe('the device flow', () => {
  it('starts with codes, the user page, five minutes and five seconds', async () => {
    const device = await start();
    expect(device.status).toBe(200);
    expect(device.json).toMatchObject({
      verification_uri: `${gitlab.issuer}/oauth/device`,
      verification_uri_complete: `${gitlab.issuer}/oauth/device?user_code=${text(device, 'user_code')}`,
      expires_in: 300,
      interval: 5,
    });
    expect(text(device, 'user_code')).toMatch(/^[A-Z]{8}$/);
  });

  it('is pending until the user answers, then gives refresh and ID tokens', async () => {
    const device = await start();
    const pending = await poll(device);
    expect(pending).toMatchObject({ status: 400, json: { error: 'authorization_pending' } });
    expect(pending.headers.get('www-authenticate')).toContain('error="authorization_pending"');

    const title = await gitlab
      .browser()
      .connectDevice(text(device, 'verification_uri_complete'), { user: gitlab.users.get(57) });
    expect(title).toBe('Device connected');
    const tokens = await poll(device);
    expect(tokens.status).toBe(200);
    const claims = decodeJwt(text(tokens, 'id_token'));
    expect(claims).toMatchObject({ sub: '57', aud: client(), email: 'ben@example.com' });
    expect(claims).not.toHaveProperty('nonce');
    expect((await refresh(gitlab, text(tokens, 'refresh_token'))).status).toBe(200);
    expect(await poll(device)).toMatchObject({ status: 400, json: { error: 'invalid_grant' } });
  });

  it('tells a hasty client to slow down', async () => {
    const device = await start();
    expect((await poll(device)).json['error']).toBe('authorization_pending');
    const hasty = await poll(device, 1);
    expect(hasty).toMatchObject({ status: 400, json: { error: 'slow_down' } });
    expect(hasty.headers.get('www-authenticate')).toContain('error="slow_down"');
    expect((await poll(device)).json['error']).toBe('authorization_pending');
  });

  it('tells the device when the user denies', async () => {
    const device = await start();
    await gitlab.browser().connectDevice(text(device, 'verification_uri_complete'), {
      user: gitlab.users.get(42),
      decision: 'deny',
    });
    const denied = await poll(device);
    expect(denied).toMatchObject({ status: 400, json: { error: 'access_denied' } });
    expect(denied.headers.get('www-authenticate')).toContain('error="access_denied"');
  });

  it('ends after five minutes, for a device that was connected as well', async () => {
    const device = await start();
    expect((await poll(device, 299)).json['error']).toBe('authorization_pending');
    await gitlab
      .browser()
      .connectDevice(text(device, 'verification_uri_complete'), { user: gitlab.users.get(42) });
    const late = await poll(device, 5);
    expect(late).toMatchObject({ status: 400, json: { error: 'expired_token' } });
    expect(late.headers.get('www-authenticate')).toContain('error="expired_token"');
  });

  it('knows its codes, and each belongs to the application that asked', async () => {
    const device = await start();
    const other = gitlab.applications.register({ confidential: false });
    for (const change of [{ device_code: 'f'.repeat(64) }, { client_id: other.uid }]) {
      const reply = await postForm(gitlab, '/oauth/token', {
        grant_type: 'urn:ietf:params:oauth:grant-type:device_code',
        ...{ client_id: client(), device_code: text(device, 'device_code') },
        ...change,
      });
      expect(reply).toMatchObject({ status: 400, json: { error: 'invalid_grant' } });
    }
  });

  it('works for a confidential application with its secret', async () => {
    const { uid, secret = '' } = gitlab.applications.register();
    const proof = { client_id: uid, client_secret: secret };
    const device = await postForm(gitlab, '/oauth/authorize_device', { ...proof, scope: 'openid' });
    expect(device.status).toBe(200);
    await gitlab
      .browser()
      .connectDevice(text(device, 'verification_uri_complete'), { user: gitlab.users.get(42) });
    const form = {
      grant_type: 'urn:ietf:params:oauth:grant-type:device_code',
      device_code: text(device, 'device_code'),
    };
    expect((await postForm(gitlab, '/oauth/token', { ...form, client_id: uid })).status).toBe(401);
    gitlab.clock.offsetSeconds += 5;
    expect((await postForm(gitlab, '/oauth/token', { ...form, ...proof })).status).toBe(200);
  });

  it('refuses a scope that the application lacks', async () => {
    const form = { client_id: client(), scope: 'openid api' };
    const reply = await postForm(gitlab, '/oauth/authorize_device', form);
    expect(reply).toMatchObject({ status: 400, json: { error: 'invalid_scope' } });
    expect(reply.headers.get('www-authenticate')).toContain('error="invalid_scope"');
  });

  it('refuses an unknown application, and a confidential one without its secret', async () => {
    const confidential = gitlab.applications.register();
    for (const uid of ['f'.repeat(64), confidential.uid]) {
      const reply = await postForm(gitlab, '/oauth/authorize_device', { client_id: uid, scope: 'openid' });
      expect(reply).toMatchObject({ status: 401, json: { error: 'invalid_client' } });
    }
  });

  it('shows a page to type the code in', async () => {
    const page = await getFrom(gitlab, '/oauth/device');
    expect(page.text).toContain('<label for="user_code">Code shown on the device</label>');
  });

  it('can be told to let devices poll faster', async () => {
    const fast = await startGitLab({ deviceIntervalSeconds: 1 });
    try {
      const reply = await postForm(fast, '/oauth/authorize_device', {
        client_id: fast.applications.default.uid,
        scope: 'openid',
      });
      expect(reply.json['interval']).toBe(1);
    } finally {
      await fast.close();
    }
  });
});
