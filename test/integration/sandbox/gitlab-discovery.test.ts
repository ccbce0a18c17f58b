import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startGitLab } from '../../sandbox/gitlab/gitlab.ts';
import type { GitLab } from '../../sandbox/gitlab/gitlab.ts';
import { getFrom, postForm } from '../../support/http-oauth.ts';

let gitlab: GitLab;
beforeAll(async () => {
  gitlab = await startGitLab();
});
afterAll(() => gitlab.close());

describe('the discovery document', () => {
  it('names the endpoints at their GitLab paths', async () => {
    const { json } = await getFrom(gitlab, '/.well-known/openid-configuration');
    expect(json).toMatchObject({
      issuer: gitlab.issuer,
      authorization_endpoint: `${gitlab.issuer}/oauth/authorize`,
      token_endpoint: `${gitlab.issuer}/oauth/token`,
      revocation_endpoint: `${gitlab.issuer}/oauth/revoke`,
      introspection_endpoint: `${gitlab.issuer}/oauth/introspect`,
      userinfo_endpoint: `${gitlab.issuer}/oauth/userinfo`,
      jwks_uri: `${gitlab.issuer}/oauth/discovery/keys`,
    });
    expect(gitlab.issuer).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  });

  it('hides the device endpoint, has no end-session endpoint and does not advertise public clients', async () => {
    const { json } = await getFrom(gitlab, '/.well-known/openid-configuration');
    expect(json).not.toHaveProperty('device_authorization_endpoint');
    expect(json).not.toHaveProperty('end_session_endpoint');
    expect(json).toMatchObject({
      token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
      id_token_signing_alg_values_supported: ['RS256'],
      code_challenge_methods_supported: ['plain', 'S256'],
      grant_types_supported: [
        'authorization_code',
        'password',
        'client_credentials',
        'device_code',
        'refresh_token',
      ],
    });
  });

  it('holds these members and no others', async () => {
    const { json, headers } = await getFrom(gitlab, '/.well-known/openid-configuration');
    expect(Object.keys(json).sort()).toEqual(
      [
        ...['issuer', 'authorization_endpoint', 'token_endpoint', 'revocation_endpoint'],
        ...['introspection_endpoint', 'userinfo_endpoint', 'jwks_uri', 'scopes_supported'],
        ...['response_types_supported', 'response_modes_supported', 'grant_types_supported'],
        ...['token_endpoint_auth_methods_supported', 'subject_types_supported'],
        ...['id_token_signing_alg_values_supported', 'claim_types_supported', 'claims_supported'],
        'code_challenge_methods_supported',
      ].sort(),
    );
    expect(json).toMatchObject({ response_types_supported: ['code'], subject_types_supported: ['public'] });
    expect(json['scopes_supported']).toEqual(expect.arrayContaining(['openid', 'email', 'profile']));
    expect(json['claims_supported']).toEqual([
      ...['iss', 'sub', 'aud', 'exp', 'iat', 'sub_legacy', 'name', 'nickname', 'preferred_username'],
      ...['email', 'email_verified', 'website', 'profile', 'picture', 'groups', 'groups_direct'],
      'https://gitlab.org/claims/groups/owner',
      'https://gitlab.org/claims/groups/maintainer',
      'https://gitlab.org/claims/groups/developer',
    ]);
    expect(headers.get('content-type')).toContain('application/json');
  });

  it('publishes the login key and the CI key in one JWKS that may be cached for a day', async () => {
    const { json, headers } = await getFrom(gitlab, '/oauth/discovery/keys');
    expect(json['keys']).toHaveLength(2);
    expect(JSON.stringify(json)).not.toMatch(/"(d|p|q|dp|dq|qi)":/);
    expect(headers.get('cache-control')).toMatch(/^public, max-age=86400\b/);
    expect(json['keys']).toEqual(
      Array.from(
        { length: 2 },
        () => expect.objectContaining({ kty: 'RSA', alg: 'RS256', use: 'sig' }) as unknown,
      ),
    );
  });
});

describe('an endpoint', () => {
  it.each([
    ['POST', '/.well-known/openid-configuration'],
    ['POST', '/oauth/discovery/keys'],
    ['POST', '/oauth/authorize'],
    ['GET', '/oauth/token'],
    ['PUT', '/oauth/token'],
    ['POST', '/oauth/token/info'],
    ['GET', '/oauth/revoke'],
    ['GET', '/oauth/introspect'],
    ['PUT', '/oauth/userinfo'],
    ['GET', '/oauth/authorize_device'],
    ['DELETE', '/oauth/device'],
    ['PUT', '/users/sign_in/x'],
    ['PUT', '/oauth/consent/x'],
    ['POST', '/api/v4/projects/1/repository/files/x/raw'],
    ['POST', '/'],
  ])('does not exist for the wrong method: %s %s', async (method, path) => {
    const response = await fetch(gitlab.issuer + path, { method, redirect: 'manual' });
    expect(response.status).toBe(404);
    expect(await response.text()).toContain('There is no such page here.');
  });

  it('for dynamic registration is not there', async () => {
    expect((await postForm(gitlab, '/oauth/register', {})).status).toBe(404);
  });
});
