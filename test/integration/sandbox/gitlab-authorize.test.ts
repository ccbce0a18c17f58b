import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startGitLab } from '../../sandbox/gitlab/gitlab.ts';
import type { GitLab } from '../../sandbox/gitlab/gitlab.ts';
import { authorizationRequest } from '../../support/http-oauth.ts';
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

describe('the authorization request', () => {
  it('answer prompt=none without a session with login_required', async () => {
    expect((await callbackOf({ parameters: { prompt: 'none' } })).get('error')).toBe('login_required');
  });

  it('answers prompt=none to a public client with consent_required, since consent is asked each time', async () => {
    const browser = gitlab.browser();
    await browser.authorize(authorizationRequest(gitlab).url, aiko());
    const silent = authorizationRequest(gitlab, { parameters: { prompt: 'none' } });
    const callback = new URL(await browser.authorize(silent.url, aiko()));
    expect(callback.searchParams.get('error')).toBe('consent_required');
    expect(callback.searchParams.get('state')).toBe(silent.state);
  });

  it.each([
    ['prompt=login', { prompt: 'login' }, 2],
    ['max_age=0', { max_age: '0' }, 2],
    ['prompt=consent', { prompt: 'consent' }, 0],
    ['max_age=3600', { max_age: '3600' }, 0],
  ])('with %s asks somebody who is signed in for the password, or not', async (_name, parameters, pages) => {
    const browser = gitlab.browser();
    await browser.authorize(authorizationRequest(gitlab).url, aiko());
    const before = gitlab.requests.count('sign-in');
    await browser.authorize(authorizationRequest(gitlab, { parameters }).url, aiko());
    expect(gitlab.requests.count('sign-in') - before).toBe(pages);
  });

  it.each([
    ['prompt=select_account', { prompt: 'select_account' }, 'invalid_request'],
    ['no response type', { response_type: '' }, 'invalid_request'],
  ])('with %s goes back to the application as %s', async (_name, parameters, error) => {
    expect((await callbackOf({ parameters })).get('error')).toBe(error);
  });

  it('for anything but a code goes back as unsupported_response_type', async () => {
    for (const response_type of ['token', 'id_token', 'code id_token']) {
      const { url } = authorizationRequest(gitlab, { parameters: { response_type } });
      expect(await gitlab.authorize(url, aiko())).toContain('error=unsupported_response_type');
    }
  });

  it('answers a scope that the application lacks with invalid_scope', async () => {
    expect((await callbackOf({ scope: 'openid api' })).get('error')).toBe('invalid_scope');
  });
});

describe('the redirect URI', () => {
  async function endsOnErrorPage(input: AuthorizationInput): Promise<boolean> {
    const response = await fetch(authorizationRequest(gitlab, input).url, { redirect: 'manual' });
    const html = await response.text();
    return (
      response.status === 200 &&
      response.headers.get('location') === null &&
      html.includes('An error has occurred')
    );
  }

  it('may use any port on a loopback IP', async () => {
    for (const redirectUri of [
      'http://127.0.0.1:1/callback',
      'http://127.0.0.1/callback',
      'http://[::1]:65535/callback',
    ]) {
      expect((await callbackOf({ redirectUri })).get('code')).toMatch(/^[0-9a-f]{64}$/);
    }
  });

  it('must match in every other part, or GitLab shows its own page with HTTP 200', async () => {
    for (const redirectUri of [
      'http://127.0.0.1:1/other',
      'http://127.0.0.1:1/callback/',
      'http://127.0.0.2:1/callback',
      'http://localhost:1/callback',
      'https://127.0.0.1:1/callback',
      'http://evil.example/callback',
    ]) {
      expect(await endsOnErrorPage({ redirectUri }), redirectUri).toBe(true);
    }
  });

  it('must match the port of localhost exactly, since that is no IP', async () => {
    const { uid: clientId } = gitlab.applications.register({
      confidential: false,
      redirectUris: ['http://localhost:8123/callback'],
    });
    expect((await callbackOf({ clientId, redirectUri: 'http://localhost:8123/callback' })).has('code')).toBe(
      true,
    );
    expect(await endsOnErrorPage({ clientId, redirectUri: 'http://localhost:8124/callback' })).toBe(true);
  });

  it('does not matter for an unknown application: the same page, never a redirect', async () => {
    expect(await endsOnErrorPage({ clientId: 'f'.repeat(64) })).toBe(true);
  });

  it('must be named, even where the application has one alone', async () => {
    const { uid: clientId } = gitlab.applications.register({ confidential: false });
    expect(await endsOnErrorPage({ clientId, parameters: { redirect_uri: '' } })).toBe(true);
    expect(await endsOnErrorPage({ parameters: { redirect_uri: '' } })).toBe(true);
  });

  it('must be a URL without a fragment', async () => {
    expect(await endsOnErrorPage({ redirectUri: 'nonsense' })).toBe(true);
    expect(await endsOnErrorPage({ redirectUri: 'http://127.0.0.1:1/callback#part' })).toBe(true);
  });

  it('may be any of those that are registered, and the code goes to the one that was named', async () => {
    const redirectUris = ['http://127.0.0.1/one', 'https://app.example.com/two', 'http://localhost:7/three'];
    const { uid: clientId } = gitlab.applications.register({ confidential: false, redirectUris });
    for (const redirectUri of ['http://127.0.0.1:4711/one', ...redirectUris.slice(1)]) {
      const { url } = authorizationRequest(gitlab, { clientId, redirectUri });
      expect((await gitlab.authorize(url, aiko())).split('?')[0]).toBe(redirectUri);
    }
    expect(await endsOnErrorPage({ clientId, redirectUri: 'http://127.0.0.1/two' })).toBe(true);
    expect(await endsOnErrorPage({ clientId, redirectUri: 'https://app.example.com:8443/two' })).toBe(true);
  });

  it('stays with its loopback address: 127.0.0.1 and ::1 are two', async () => {
    const { uid: clientId } = gitlab.applications.register({ confidential: false });
    expect(await endsOnErrorPage({ clientId, redirectUri: 'http://[::1]:1/callback' })).toBe(true);
  });

  it('does not matter where no application is named, or one was deleted: the same page', async () => {
    expect(await endsOnErrorPage({ parameters: { client_id: '' } })).toBe(true);
    const { uid: clientId } = gitlab.applications.register({ confidential: false });
    gitlab.applications.remove(clientId);
    expect(await endsOnErrorPage({ clientId })).toBe(true);
  });
});
