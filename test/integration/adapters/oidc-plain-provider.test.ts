import { describe, expect, it, onTestFinished } from 'vitest';
import { createOidcIdentityProvider } from '../../../src/adapters/oidc/oidc-identity-provider.ts';
import { providerPresets } from '../../../src/adapters/oidc/provider-presets.ts';
import { createNodeHttp } from '../../../src/adapters/system/node-http.ts';
import { systemClock } from '../../../src/adapters/system/system-clock.ts';
import { createHeldIdTokens } from '../../../src/core/id-token.ts';
import type { Identity, IdentityId } from '../../../src/core/model.ts';
import { readUnverified } from '../../../src/core/unverified-token.ts';
import { HttpBrowser } from '../../sandbox/gitlab/browser.ts';
import { startPlainProvider, type PlainProviderOptions } from '../../sandbox/oidc/plain-provider.ts';
import { failure, keeper } from './oidc-rig.ts';

async function start(options: PlainProviderOptions) {
  const plain = await startPlainProvider(options);
  onTestFinished(() => plain.close());
  const identity: Identity = {
    id: 'other' as IdentityId,
    provider: 'oidc',
    // As the configuration has it, whatever is written there.
    issuer: plain.issuer.replace(/\/$/, ''),
    clientId: plain.clientId,
    scopes: providerPresets.oidc.scopes,
  };
  const provider = createOidcIdentityProvider(createNodeHttp(process.env), systemClock);
  const user = { username: '', password: '' };
  return {
    plain,
    identity,
    provider,
    login: () =>
      provider.login({
        identity,
        signal: AbortSignal.timeout(20_000),
        open: (url) => {
          void new HttpBrowser(identity.issuer).authorize(url, { user }).then((callback) => fetch(callback));
          return Promise.resolve();
        },
      }),
  };
}

describe('an identity provider that is no GitLab', () => {
  it('signs in, with a refresh tried at once', async () => {
    const { login, plain } = await start({ rotates: true, refreshGivesIdToken: true });
    const { tokens, user } = await login();
    expect(user).toEqual({ subject: plain.subject, username: 'grace', email: 'grace@example.com' });
    expect(plain.replies).toHaveLength(2);
    expect(tokens).toMatchObject({
      refreshToken: plain.replies[1]?.['refresh_token'],
      idToken: { jwt: plain.replies[1]?.['id_token'], subject: plain.subject },
    });
  });

  it('may repeat the nonce of the login in the ID token of a refresh', async () => {
    const { login, plain, provider, identity } = await start({ rotates: true, refreshGivesIdToken: true });
    const { tokens } = await login();
    const { kept, keep } = keeper();
    const { idToken, refreshToken } = await provider.refresh(identity, tokens.refreshToken, keep);
    const read = readUnverified(idToken.jwt);
    expect(typeof read === 'string' ? {} : read.claims).toHaveProperty('nonce');
    expect(kept).toEqual([refreshToken]);
    expect(refreshToken).not.toBe(tokens.refreshToken);
    expect(plain.replies).toHaveLength(3);
  });

  it('may keep its refresh token: then there is none to store, and the old one stays good', async () => {
    const { login, provider, identity } = await start({ rotates: false, refreshGivesIdToken: true });
    const { tokens } = await login();
    const { kept, keep } = keeper();
    for (let round = 0; round < 2; round++) {
      const { idToken, refreshToken } = await provider.refresh(identity, tokens.refreshToken, keep);
      expect(idToken.subject).toBe('user-7');
      expect(refreshToken).toBeUndefined();
    }
    expect(kept).toEqual([]);
  });

  it('is told apart at the login where its refreshes give no ID token, and forgets that login', async () => {
    const { login, plain, provider, identity } = await start({ rotates: true, refreshGivesIdToken: false });
    expect(await failure(login())).toMatchObject({ code: 'no_id_token', details: { issuer: plain.issuer } });
    const refreshToken = String(plain.replies[1]?.['refresh_token']);
    const again = await failure(provider.refresh(identity, refreshToken, keeper().keep));
    expect(again.code).toBe('session_expired');
  });

  it('says so where it cannot be told to forget a session', async () => {
    const { login, plain, provider, identity } = await start({
      ...{ rotates: true, refreshGivesIdToken: true },
      revokes: false,
    });
    const { tokens } = await login();
    expect(await failure(provider.revoke(identity, tokens.refreshToken))).toMatchObject({
      code: 'login_refused',
      details: { issuer: plain.issuer },
    });
  });

  it('may have a name that ends in a slash: its tokens are held, and name it as it does', async () => {
    const { login, plain, identity } = await start({
      ...{ rotates: true, refreshGivesIdToken: true },
      slash: true,
    });
    const { tokens } = await login();
    expect(tokens.idToken.issuer).toBe(plain.issuer);
    const held = createHeldIdTokens(systemClock);
    held.put(identity.id, tokens.idToken, systemClock.steady());
    expect(held.of(identity)).toMatchObject({ jwt: tokens.idToken.jwt, issuer: plain.issuer });
    expect(held.of({ ...identity, issuer: `${identity.issuer}/other` })).toBeUndefined();
  });

  it('has no login with a code where its discovery document names none', async () => {
    const { provider, identity, plain } = await start({ rotates: true, refreshGivesIdToken: true });
    const login = provider.loginByCode({
      identity,
      signal: AbortSignal.timeout(20_000),
      show: () => Promise.resolve(),
    });
    expect(await failure(login)).toMatchObject({
      code: 'device_unsupported',
      details: { issuer: plain.issuer },
    });
  });
});
