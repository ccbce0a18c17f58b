import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import {
  answer,
  captivePortal,
  editJson,
  omit,
  proxyAuthenticationRequired,
  redirectTo,
  resetAfter,
  resetBefore,
  stall,
  stallMidBody,
  tooManyRequests,
  unavailable,
} from '../../sandbox/gitlab/fault.ts';
import type { Fault } from '../../sandbox/gitlab/fault.ts';
import { AIKO, failure, keeper, startOidcRig } from './oidc-rig.ts';
import type { OidcRig } from './oidc-rig.ts';

/** A rig whose user is signed in. */
async function signedIn(): Promise<OidcRig & { readonly refreshToken: string }> {
  const rig = await startOidcRig();
  const { tokens } = await rig.login();
  return { ...rig, refreshToken: tokens.refreshToken };
}

const liveTokens = ({ gitlab }: OidcRig): readonly string[] =>
  gitlab.refreshTokens(AIKO).map(({ token }) => token);

describe('a refresh', () => {
  it('gives a fresh ID token and has the rotated token kept', async () => {
    const rig = await signedIn();
    const { kept, keep } = keeper();
    const { idToken, refreshToken } = await rig.provider.refresh(rig.identity, rig.refreshToken, keep);
    expect(idToken.subject).toBe('42');
    expect(kept).toEqual([refreshToken]);
    expect(liveTokens(rig)).toEqual(kept);
  });

  it('sends the refresh token and the application id, and no secret or header of authority', async () => {
    const rig = await signedIn();
    await rig.provider.refresh(rig.identity, rig.refreshToken, keeper().keep);
    const [request] = rig.gitlab.requests.to('token', { grant_type: 'refresh_token' });
    expect(request?.formKeys.toSorted()).toEqual(['client_id', 'grant_type', 'refresh_token']);
    expect(request?.headers['authorization']).toBeUndefined();
    expect(request?.headers['cookie']).toBeUndefined();
  });

  it('waits until the rotated token is stored before it gives anything out', async () => {
    const rig = await signedIn();
    const order: string[] = [];
    await rig.provider.refresh(rig.identity, rig.refreshToken, async () => {
      await new Promise((resolve) => setImmediate(resolve));
      order.push('stored');
    });
    order.push('given');
    expect(order).toEqual(['stored', 'given']);
  });

  it('asks for the discovery document and the keys once, however often it is done', async () => {
    const rig = await signedIn();
    let token = rig.refreshToken;
    for (let round = 0; round < 3; round++) {
      await rig.provider.refresh(rig.identity, token, (rotated) => {
        token = rotated;
        return Promise.resolve();
      });
    }
    expect(rig.gitlab.requests.count('discovery')).toBe(1);
    expect(rig.gitlab.requests.count('jwks')).toBe(1);
  });

  it.each([
    ['an hour fast', -3600],
    ['an hour slow', 3600],
    ['a day fast', -86_400],
    ['a day slow', 86_400],
  ])('works on a computer whose clock is %s', async (_how, seconds) => {
    const rig = await startOidcRig();
    // The one process here has one clock: the server's is set wrong the other way round.
    rig.gitlab.clock.offsetSeconds = seconds;
    const { tokens } = await rig.login();
    const { idToken } = await rig.provider.refresh(rig.identity, tokens.refreshToken, keeper().keep);
    expect(idToken.lifetimeMs).toBe(120_000);
  });

  it.each([-3600, 3600])('works when the clock is set by %i s while Tobira runs', async (seconds) => {
    const rig = await signedIn();
    rig.gitlab.clock.offsetSeconds = seconds;
    const { kept, keep } = keeper();
    const { idToken } = await rig.provider.refresh(rig.identity, rig.refreshToken, keep);
    expect(idToken.subject).toBe('42');
    expect(liveTokens(rig)).toEqual([kept.at(-1)]);
  });

  it('blames the clocks where the server tells a later time than it signs', async () => {
    const rig = await signedIn();
    rig.gitlab.clock.dateSkewSeconds = 7200;
    const { kept, keep } = keeper();
    await rig.provider.refresh(rig.identity, rig.refreshToken, keep);
    const error = await failure(rig.provider.refresh(rig.identity, kept.at(-1) ?? '', keep));
    expect(error.code).toBe('clock_skew');
    expect(liveTokens(rig)).toEqual([kept.at(-1)]);
  });

  it('reads the age of a reply out of a cache, and does not take it for a wrong clock', async () => {
    const rig = await startOidcRig();
    rig.gitlab.clock.dateSkewSeconds = -36_000;
    rig.gitlab.faults.add('*', {
      kind: 'edit',
      edit: (reply) => ({ ...reply, headers: { ...reply.headers, age: '36000' } }),
    });
    expect((await rig.login()).user.subject).toBe('42');
  });

  it('fetches the keys once more when GitLab has changed them', async () => {
    const rig = await signedIn();
    await rig.gitlab.rotateKeys();
    const { kept, keep } = keeper();
    const { idToken } = await rig.provider.refresh(rig.identity, rig.refreshToken, keep);
    expect(idToken.subject).toBe('42');
    expect(rig.gitlab.requests.count('jwks')).toBe(2);
    expect(liveTokens(rig)).toEqual([kept.at(-1)]);
  });

  it('fetches the keys no more than once for a token that names a key nobody has', async () => {
    const rig = await signedIn();
    rig.gitlab.faults.addIdToken('unknown-kid');
    await failure(rig.provider.refresh(rig.identity, rig.refreshToken, keeper().keep));
    expect(rig.gitlab.requests.count('jwks')).toBe(2);
    expect(rig.gitlab.requests.count('token', { grant_type: 'refresh_token' })).toBe(2);
  });

  it('takes new keys at login', async () => {
    const rig = await signedIn();
    await rig.gitlab.rotateKeys();
    expect((await rig.login()).user.subject).toBe('42');
  });
});

describe('the rotated token is kept, whatever fails after it', () => {
  it.each<[string, 'jwks' | 'token', Fault, string]>([
    ['the reply has no ID token', 'token', omit('id_token'), 'no_id_token'],
    ['the reply has no access token', 'token', omit('access_token'), 'id_token_invalid'],
    ['the token type is absurd', 'token', editJson((all) => ({ ...all, token_type: 7 })), 'id_token_invalid'],
  ])('%s', async (_what, endpoint, fault, code) => {
    const rig = await signedIn();
    rig.gitlab.faults.add(endpoint, fault);
    const { kept, keep } = keeper();
    const error = await failure(rig.provider.refresh(rig.identity, rig.refreshToken, keep));
    expect(error.code).toBe(code);
    expect(kept).toHaveLength(1);
    expect(liveTokens(rig)).toEqual(kept);
  });

  it.each<[string, Fault, string]>([
    ['are out of order', unavailable(), 'issuer_failed'],
    ['are a captive portal', captivePortal(), 'issuer_not_oidc'],
    ['never come', stall(), 'network_timeout'],
    ['are cut off', resetBefore(), 'network_unreachable'],
  ])('the keys %s', async (_what, fault, code) => {
    const rig = await signedIn();
    // A fresh adapter has no keys yet.
    const fresh = await startOidcRig({ beside: rig.gitlab });
    fresh.gitlab.faults.add('jwks', fault);
    fresh.patience.ms = 300;
    const { kept, keep } = keeper();
    const error = await failure(fresh.provider.refresh(rig.identity, rig.refreshToken, keep));
    expect(error.code).toBe(code);
    expect(liveTokens(rig)).toEqual(kept);
  });

  it('stays as it was where the reply brings no new one', async () => {
    const rig = await signedIn();
    rig.gitlab.faults.add('token', omit('refresh_token'));
    const { kept, keep } = keeper();
    const tokens = await rig.provider.refresh(rig.identity, rig.refreshToken, keep);
    expect(tokens.refreshToken).toBeUndefined();
    expect(kept).toEqual([]);
  });
});

describe('what a refresh says when it fails', () => {
  it('tells that the session has ended, in spite of the challenge that GitLab puts on every error', async () => {
    const rig = await signedIn();
    rig.gitlab.revokeTokens(AIKO);
    const error = await failure(rig.provider.refresh(rig.identity, rig.refreshToken, keeper().keep));
    expect(error).toMatchObject({
      code: 'session_expired',
      details: { identity: 'work', issuer: rig.gitlab.issuer },
    });
  });

  it.each([
    ['invalid_client', 401, 'client_refused'],
    ['unauthorized_client', 401, 'client_refused'],
    ['invalid_scope', 400, 'login_refused'],
    ['invalid_request', 400, 'login_refused'],
    ['unsupported_grant_type', 400, 'login_refused'],
    ['invalid_grant', 400, 'session_expired'],
  ])('reads %s (%i) out of a reply with a challenge', async (error, status, code) => {
    const rig = await signedIn();
    const headers = {
      'content-type': 'application/json',
      'www-authenticate': `Bearer realm="Doorkeeper", error="${error}"`,
    };
    rig.gitlab.faults.add('token', answer(status, JSON.stringify({ error }), headers));
    const failed = await failure(rig.provider.refresh(rig.identity, rig.refreshToken, keeper().keep));
    expect(failed.code).toBe(code);
  });

  it.each<[string, Fault, string]>([
    ['an empty 500, as for blocked users', answer(500, '', {}), 'issuer_failed'],
    ['a 503 page', unavailable(), 'issuer_failed'],
    ['a 502 page', answer(502, '<html>', { 'content-type': 'text/html' }), 'issuer_failed'],
    ['a 429', tooManyRequests(30), 'issuer_failed'],
    ['a captive portal', captivePortal(), 'issuer_not_oidc'],
    ['an empty 200', answer(200, ''), 'issuer_not_oidc'],
    ['a 403 page', answer(403, '<html>', { 'content-type': 'text/html' }), 'issuer_not_oidc'],
    ['a proxy that wants a login', proxyAuthenticationRequired(), 'network_proxy'],
    ['silence', stall(), 'network_timeout'],
    ['half a reply', stallMidBody(), 'network_timeout'],
    ['a reset connection', resetBefore(), 'network_unreachable'],
    ['a connection that is reset after the work', resetAfter(), 'network_unreachable'],
  ])('tells %s', async (_what, fault, code) => {
    const rig = await signedIn();
    rig.patience.ms = 500;
    rig.gitlab.faults.add('token', fault);
    const { kept, keep } = keeper();
    const error = await failure(rig.provider.refresh(rig.identity, rig.refreshToken, keep));
    expect(error.code).toBe(code);
    expect(kept).toEqual([]);
  });

  it('tells a blocked user by the status', async () => {
    const rig = await signedIn();
    rig.gitlab.users.block(AIKO);
    const error = await failure(rig.provider.refresh(rig.identity, rig.refreshToken, keeper().keep));
    expect(error).toMatchObject({ code: 'issuer_failed', details: { status: 500 } });
  });

  it.each([301, 302, 303, 307, 308] as const)(
    'sends nothing where a token endpoint points with status %i',
    async (status) => {
      const rig = await signedIn();
      let bytes = 0;
      const elsewhere = createServer((request, response) => {
        request.on('data', (chunk: Buffer) => (bytes += chunk.length)).on('end', () => response.end('{}'));
        bytes += request.url?.length ?? 0;
      });
      await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve));
      onTestFinished(() => void elsewhere.close());
      const { port } = elsewhere.address() as AddressInfo;
      rig.gitlab.faults.add('token', redirectTo(`http://127.0.0.1:${port}/`, status));
      const error = await failure(rig.provider.refresh(rig.identity, rig.refreshToken, keeper().keep));
      expect(error.code).toBe('network_redirected');
      expect(bytes).toBe(0);
    },
  );
});

describe('ending a session', () => {
  it('makes GitLab forget the refresh token', async () => {
    const rig = await signedIn();
    await rig.provider.revoke(rig.identity, rig.refreshToken);
    expect(liveTokens(rig)).toEqual([]);
  });

  it('does not mind a token that GitLab has forgotten already', async () => {
    const rig = await signedIn();
    await rig.provider.revoke(rig.identity, rig.refreshToken);
    await rig.provider.revoke(rig.identity, rig.refreshToken);
    expect(rig.gitlab.requests.count('revoke')).toBe(2);
  });

  it('says so where GitLab cannot be told', async () => {
    const rig = await signedIn();
    rig.gitlab.faults.add('revoke', unavailable());
    const error = await failure(rig.provider.revoke(rig.identity, rig.refreshToken));
    expect(error.code).toBe('issuer_failed');
  });
});
