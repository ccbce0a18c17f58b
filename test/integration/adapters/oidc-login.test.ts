import { describe, expect, it, vi } from 'vitest';
import { answer, captivePortal, hold, omit, unavailable } from '../../sandbox/gitlab/fault.ts';
import { AIKO, failure, startOidcRig, visit } from './oidc-rig.ts';

describe('a login through the browser', () => {
  it('gives a verified ID token, a refresh token and the user behind them', async () => {
    const { login, gitlab, identity } = await startOidcRig();
    const { tokens, user } = await login();
    expect(user).toEqual({
      subject: '42',
      name: 'Aiko Tanaka',
      username: 'aiko',
      email: 'aiko@example.com',
    });
    expect(tokens.idToken).toMatchObject({
      issuer: gitlab.issuer,
      audience: identity.clientId,
      subject: '42',
    });
    expect(gitlab.refreshTokens().map(({ token }) => token)).toEqual([tokens.refreshToken]);
  });

  it('asks for a code with PKCE, state and nonce, and for a way back to an IP address of loopback', async () => {
    const { login, gitlab } = await startOidcRig();
    await login();
    const query = gitlab.requests.to('authorize')[0]?.query;
    expect(query).toMatchObject({ response_type: 'code', code_challenge_method: 'S256' });
    expect(query?.['state']?.length).toBeGreaterThanOrEqual(43);
    expect(query?.['nonce']?.length).toBeGreaterThanOrEqual(43);
    expect(query?.['redirect_uri']).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/callback$/);
  });

  it('works where GitLab sends the browser back by a page instead of a redirect', async () => {
    const { login } = await startOidcRig({ gitlab: { returnBy: 'page' } });
    expect((await login()).user.subject).toBe('42');
  });

  it('signs in without a name where userinfo is out of order: the name is a courtesy', async () => {
    const { login, gitlab } = await startOidcRig();
    gitlab.faults.add('userinfo', unavailable());
    expect((await login()).user).toEqual({ subject: '42', email: 'aiko@example.com' });
  });

  it('shows the browser a page that holds nothing of the request and may not be kept', async () => {
    const { provider, gitlab, identity } = await startOidcRig();
    let shown: Promise<Response> | undefined;
    await provider.login({
      identity,
      signal: AbortSignal.timeout(20_000),
      open: (url) => {
        shown = visit(gitlab, url);
        return Promise.resolve();
      },
    });
    const page = await shown;
    expect(page?.status).toBe(200);
    expect(page?.headers.get('cache-control')).toBe('no-store');
    expect(page?.headers.get('referrer-policy')).toBe('no-referrer');
    const text = (await page?.text()) ?? '';
    expect(text).toContain('You are signed in');
    const code = new URL(page?.url ?? '').searchParams.get('code') ?? 'no code';
    expect(text).not.toContain(code);
  });

  it('says that the user has denied it', async () => {
    const { login, gitlab } = await startOidcRig();
    const error = await failure(login({ decision: 'deny' }));
    expect(error).toMatchObject({ code: 'login_denied', details: { issuer: gitlab.issuer } });
  });

  it('ends when it is cancelled, and frees its port', async () => {
    const { provider, identity } = await startOidcRig();
    const abort = new AbortController();
    let redirectUri = '';
    const login = provider.login({
      identity,
      signal: abort.signal,
      open: (url) => {
        redirectUri = new URL(url).searchParams.get('redirect_uri') ?? '';
        abort.abort();
        return Promise.resolve();
      },
    });
    expect((await failure(login)).code).toBe('login_cancelled');
    await expect(fetch(redirectUri)).rejects.toThrow();
  });

  it('ends at once when it is cancelled while the discovery document is on its way', async () => {
    const { provider, identity, gitlab } = await startOidcRig();
    const abort = new AbortController();
    gitlab.faults.add('discovery', hold(new Promise(() => undefined)));
    const login = provider.login({
      identity,
      signal: abort.signal,
      open: () => Promise.reject(new Error('no page may open')),
    });
    const failed = failure(login);
    await vi.waitFor(() => expect(gitlab.requests.count('discovery')).toBe(1));
    abort.abort();
    expect((await failed).code).toBe('login_cancelled');
  });

  it('leaves no session behind when it is cancelled while the code is traded for tokens', async () => {
    const { provider, identity, gitlab } = await startOidcRig();
    const abort = new AbortController();
    let answerToken: () => void = () => undefined;
    gitlab.faults.add('token', hold(new Promise<void>((resolve) => (answerToken = resolve)), 'done'), {
      times: 1,
    });
    const login = provider.login({
      identity,
      signal: abort.signal,
      open: (url) => {
        void visit(gitlab, url);
        return Promise.resolve();
      },
    });
    const failed = failure(login);
    await vi.waitFor(() => expect(gitlab.refreshTokens(AIKO)).toHaveLength(1));
    abort.abort();
    answerToken();
    expect((await failed).code).toBe('login_cancelled');
    expect(gitlab.refreshTokens(AIKO)).toEqual([]);
  });

  it('goes on waiting when somebody else knocks at its door', async () => {
    const { provider, gitlab, identity } = await startOidcRig();
    const login = await provider.login({
      identity,
      signal: AbortSignal.timeout(20_000),
      open: async (url) => {
        const door = new URL(new URL(url).searchParams.get('redirect_uri') ?? '');
        const knocks = ['?error=access_denied', '?code=abc', '?code=abc&state=guess', '', '?state=', '#'];
        const statuses = await Promise.all(
          knocks.map(async (query) => (await fetch(`${door.href}${query}`)).status),
        );
        expect(new Set(statuses)).toEqual(new Set([400]));
        expect((await fetch(`${door.origin}/favicon.ico`)).status).toBe(404);
        expect((await fetch(door, { method: 'POST' })).status).toBe(405);
        void visit(gitlab, url);
      },
    });
    expect(login.user.subject).toBe('42');
  });
});

it('does not mind a slash after the address: the token names the issuer as GitLab does', async () => {
  const { login, gitlab, identity } = await startOidcRig();
  const { tokens } = await login({}, { ...identity, issuer: `${gitlab.issuer}/` });
  expect(tokens.idToken.issuer).toBe(gitlab.issuer);
});

describe('a login that GitLab refuses', () => {
  it('names the application where GitLab does not know it', async () => {
    const { login, gitlab, identity } = await startOidcRig();
    const confidential = gitlab.applications.register({ name: 'Forgot to untick Confidential' });
    const error = await failure(login({}, { ...identity, clientId: confidential.uid }));
    expect(error).toMatchObject({ code: 'client_refused', details: { clientId: confidential.uid } });
  });

  it('does not call a used-up code a session that has ended', async () => {
    const { login, gitlab } = await startOidcRig();
    const body = JSON.stringify({ error: 'invalid_grant', error_description: 'used' });
    gitlab.faults.add('token', answer(400, body, { 'content-type': 'application/json' }));
    expect(await failure(login())).toMatchObject({
      code: 'login_refused',
      details: { reason: 'invalid_grant' },
    });
  });

  it.each(['refresh_token', 'id_token'])('explains a reply without %s', async (member) => {
    const { login, gitlab } = await startOidcRig();
    gitlab.faults.add('token', omit(member));
    const code = member === 'refresh_token' ? 'no_refresh_token' : 'no_id_token';
    expect((await failure(login())).code).toBe(code);
  });
});

describe('an address that is not a GitLab', () => {
  it('names the issuer that the address claims to be', async () => {
    const { login, gitlab, identity } = await startOidcRig();
    const other = gitlab.issuer.replace('127.0.0.1', 'localhost');
    const error = await failure(login({}, { ...identity, issuer: other }));
    expect(error).toMatchObject({
      code: 'issuer_mismatch',
      details: { issuer: other, claimed: gitlab.issuer },
    });
  });

  it.each([
    ['a captive portal', captivePortal()],
    ['a page that does not exist', answer(404, 'Not found')],
    ['JSON that is no discovery document', answer(200, '{}', { 'content-type': 'application/json' })],
    ['JSON that is cut off', answer(200, '{"issuer":', { 'content-type': 'application/json' })],
  ])('is recognised by %s', async (_what, fault) => {
    const { login, gitlab } = await startOidcRig();
    gitlab.faults.add('discovery', fault);
    const error = await failure(login());
    expect(error).toMatchObject({ code: 'issuer_not_oidc', details: { issuer: gitlab.issuer } });
    expect(gitlab.requests.count('authorize')).toBe(0);
  });
});
