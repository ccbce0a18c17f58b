import * as openid from 'openid-client';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { unavailable } from '../../sandbox/gitlab/fault.ts';
import { startGitLab } from '../../sandbox/gitlab/gitlab.ts';
import type { GitLab } from '../../sandbox/gitlab/gitlab.ts';

let gitlab: GitLab;
beforeEach(async () => {
  gitlab = await startGitLab({ deviceIntervalSeconds: 1 });
});
afterEach(() => gitlab.close());

/** A real client, as strict as it gets: signatures are checked too. */
async function discover(customFetch?: openid.CustomFetch): Promise<openid.Configuration> {
  const config = await openid.discovery(
    new URL(gitlab.issuer),
    gitlab.applications.default.uid,
    undefined,
    openid.None(),
    { execute: [openid.allowInsecureRequests, openid.enableNonRepudiationChecks] },
  );
  if (customFetch) config[openid.customFetch] = customFetch;
  return config;
}

/** What an application has to do with GitLab's errors before openid-client can read them. */
const withoutChallenge: openid.CustomFetch = async (url, options) => {
  const response = await fetch(url, options as RequestInit);
  const headers = new Headers(response.headers);
  headers.delete('www-authenticate');
  return new Response(response.body, { status: response.status, headers });
};

async function logIn(
  config: openid.Configuration,
): Promise<openid.TokenEndpointResponse & openid.TokenEndpointResponseHelpers> {
  const pkceCodeVerifier = openid.randomPKCECodeVerifier();
  const expectedState = openid.randomState();
  const expectedNonce = openid.randomNonce();
  const url = openid.buildAuthorizationUrl(config, {
    redirect_uri: 'http://127.0.0.1:43210/callback',
    scope: 'openid email profile',
    code_challenge: await openid.calculatePKCECodeChallenge(pkceCodeVerifier),
    code_challenge_method: 'S256',
    state: expectedState,
    nonce: expectedNonce,
  });
  const callback = await gitlab.authorize(url.href, { user: gitlab.users.get(42) });
  const checks = { pkceCodeVerifier, expectedState, expectedNonce, idTokenExpected: true };
  return openid.authorizationCodeGrant(config, new URL(callback), checks);
}

describe('openid-client', () => {
  it('logs in, refreshes, asks for userinfo and revokes', async () => {
    const config = await discover();
    const tokens = await logIn(config);
    expect(tokens.claims()?.sub).toBe('42');
    const refreshed = await openid.refreshTokenGrant(config, tokens.refresh_token ?? '');
    expect(refreshed.claims()).not.toHaveProperty('nonce');
    const info = await openid.fetchUserInfo(config, refreshed.access_token, '42');
    expect(info.preferred_username).toBe('aiko');
    await openid.tokenRevocation(config, refreshed.refresh_token ?? '');
    expect(gitlab.refreshTokens(42)).toEqual([]);
  });

  it('stumbles over Doorkeeper’s challenge: the error code is hidden in the cause', async () => {
    const config = await discover();
    const failure: unknown = await openid.refreshTokenGrant(config, 'f'.repeat(64)).catch((e: unknown) => e);
    expect(failure).not.toHaveProperty('error');
    expect(failure).toMatchObject({
      code: 'OAUTH_WWW_AUTHENTICATE_CHALLENGE',
      cause: [{ scheme: 'bearer', parameters: { realm: 'Doorkeeper', error: 'invalid_grant' } }],
    });
  });

  it('reads the error once the challenge is dropped', async () => {
    const config = await discover(withoutChallenge);
    await expect(openid.refreshTokenGrant(config, 'f'.repeat(64))).rejects.toMatchObject({
      error: 'invalid_grant',
    });
  });

  it('throws after rotation when the JWKS is down, so the new token is lost to the caller', async () => {
    const { refresh_token: token = '' } = await logIn(await discover());
    gitlab.faults.add('jwks', unavailable());
    await expect(openid.refreshTokenGrant(await discover(), token)).rejects.toThrow();
    gitlab.faults.clear();
    expect(gitlab.refreshTokens(42).map((live) => live.token)).not.toContain(token);
    await expect(openid.refreshTokenGrant(await discover(withoutChallenge), token)).rejects.toMatchObject({
      error: 'invalid_grant',
    });
  });

  it('fails a login whose clock is an hour off', async () => {
    gitlab.clock.offsetSeconds = -3600;
    const config = await discover();
    await expect(logIn(config)).rejects.toMatchObject({ code: 'OAUTH_JWT_TIMESTAMP_CHECK_FAILED' });
  });

  it('finds no device endpoint by discovery, and connects a device once told where it is', async () => {
    const config = await discover();
    await expect(openid.initiateDeviceAuthorization(config, { scope: 'openid' })).rejects.toMatchObject({
      code: 'OAUTH_MISSING_SERVER_METADATA',
    });
    const told = new openid.Configuration(
      {
        issuer: gitlab.issuer,
        token_endpoint: `${gitlab.issuer}/oauth/token`,
        device_authorization_endpoint: `${gitlab.issuer}/oauth/authorize_device`,
      },
      gitlab.applications.default.uid,
      undefined,
      openid.None(),
    );
    openid.allowInsecureRequests(told);
    told[openid.customFetch] = withoutChallenge;
    const device = await openid.initiateDeviceAuthorization(told, { scope: 'openid email' });
    const polling = openid.pollDeviceAuthorizationGrant(told, device);
    await gitlab
      .browser()
      .connectDevice(device.verification_uri_complete ?? '', { user: gitlab.users.get(57) });
    const tokens = await polling;
    expect(tokens.claims()?.sub).toBe('57');
    expect(tokens.refresh_token).toBeTypeOf('string');
  });
});
