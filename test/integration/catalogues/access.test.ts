import { describe, expect, it } from 'vitest';
import { failure, keeper } from '../adapters/oidc-rig.ts';
import { answer, resetAfter, unavailable } from '../../sandbox/gitlab/fault.ts';
import { BEN, startCatalogueRig } from './rig.ts';

describe('leave to read at GitLab', () => {
  it('is asked for with PKCE and one scope, without openid and without a nonce', async () => {
    const { gitlab, login, account, catalogue } = await startCatalogueRig();
    const { tokens, user } = await login();
    const [asked] = gitlab.requests.to('authorize');
    expect(asked?.query).toMatchObject({
      ...{ scope: 'read_repository', client_id: catalogue.clientId, code_challenge_method: 'S256' },
    });
    expect(asked?.query['redirect_uri']).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/callback$/);
    expect(Object.keys(asked?.query ?? {})).not.toContain('nonce');
    expect(user).toEqual({ subject: '42' });
    expect(tokens.idToken).toMatchObject({
      issuer: account.issuer,
      audience: catalogue.clientId,
      subject: '42',
    });
    // GitLab gives none, and nothing is taken for one.
    expect(gitlab.issuedTokens().filter(({ kind }) => kind === 'ID token')).toEqual([]);
    expect(gitlab.requests.count('userinfo')).toBe(0);
  });

  it('lasts as long as GitLab says, and belongs to whoever gave it', async () => {
    const { login } = await startCatalogueRig({ scope: 'read_api' });
    const { tokens } = await login(BEN);
    expect(tokens.idToken.subject).toBe('57');
    expect(tokens.idToken.lifetimeMs).toBeGreaterThan(7_100_000);
  });

  it('goes on with each refresh, whose new token is kept before anything else is asked', async () => {
    const { gitlab, login, provider, account } = await startCatalogueRig();
    const { tokens } = await login();
    const { kept, keep } = keeper();
    const asked: number[] = [];
    const renewed = await provider.refresh(account, tokens.refreshToken, (token) => {
      asked.push(gitlab.requests.count('token-info'));
      return keep(token);
    });
    expect(kept).toEqual(gitlab.refreshTokens().map(({ token }) => token));
    expect(kept).not.toContain(tokens.refreshToken);
    // The login's own question is there already, that of the refresh is not.
    expect(asked).toEqual([1]);
    expect(renewed.idToken.jwt).not.toBe(tokens.idToken.jwt);
    expect(renewed.idToken.subject).toBe('42');
  });

  it('keeps the new token where GitLab does not say whose it is', async () => {
    const { gitlab, login, provider, account } = await startCatalogueRig();
    const { tokens } = await login();
    gitlab.faults.add('token-info', unavailable());
    const { kept, keep } = keeper();
    const error = await failure(provider.refresh(account, tokens.refreshToken, keep));
    expect(error).toMatchObject({ code: 'issuer_failed', details: { status: 503 } });
    expect(kept).toEqual(gitlab.refreshTokens().map(({ token }) => token));
  });

  it('is not taken where GitLab does not say whose it is, and what came is given back', async () => {
    const { gitlab, login } = await startCatalogueRig();
    gitlab.faults.add('token-info', answer(404, '<html>404</html>', { 'content-type': 'text/html' }));
    expect(await failure(login())).toMatchObject({ code: 'issuer_failed', details: { status: 404 } });
    expect(gitlab.refreshTokens()).toEqual([]);
    gitlab.faults.clear();
    gitlab.faults.add('token-info', answer(200, '{"resource_owner_id":null}'));
    expect((await failure(login())).code).toBe('issuer_not_oidc');
    expect(gitlab.refreshTokens()).toEqual([]);
  });

  it('ends with a revocation', async () => {
    const { gitlab, login, provider, account } = await startCatalogueRig();
    const { tokens } = await login();
    await provider.revoke(account, tokens.refreshToken);
    expect(gitlab.refreshTokens()).toEqual([]);
    const { kept, keep } = keeper();
    const error = await failure(provider.refresh(account, tokens.refreshToken, keep));
    expect([error.code, kept]).toEqual(['session_expired', []]);
  });

  it('is refused where the user says no, and where the application is the one of the login', async () => {
    const { gitlab, login, provider, account } = await startCatalogueRig();
    expect((await failure(login(undefined, 'deny'))).code).toBe('login_denied');
    const clientId = gitlab.applications.default.uid;
    const error = await failure(
      provider.login({
        identity: { ...account, clientId },
        signal: AbortSignal.timeout(20_000),
        open: (url) => {
          void gitlab.authorize(url, { user: gitlab.users.get(42) }).then(fetch);
          return Promise.resolve();
        },
      }),
    );
    expect(error).toMatchObject({ code: 'login_refused', details: { reason: 'invalid_scope' } });
  });

  it('says that the outcome is not known where the answer to a refresh is lost', async () => {
    const { gitlab, login, provider, account } = await startCatalogueRig();
    const { tokens } = await login();
    gitlab.faults.add('token', resetAfter());
    const { kept, keep } = keeper();
    const error = await failure(provider.refresh(account, tokens.refreshToken, keep));
    expect([error.code, kept]).toEqual(['network_unreachable', []]);
  });
});
