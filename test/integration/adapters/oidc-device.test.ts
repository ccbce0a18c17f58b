import { describe, expect, it } from 'vitest';
import { systemClock } from '../../../src/adapters/system/system-clock.ts';
import type { DeviceCode } from '../../../src/core/model.ts';
import type { Clock } from '../../../src/core/ports.ts';
import {
  answer,
  captivePortal,
  editJson,
  omit,
  resetAfter,
  resetBefore,
  tooManyRequests,
  unavailable,
} from '../../sandbox/gitlab/fault.ts';
import type { GitLab } from '../../sandbox/gitlab/gitlab.ts';
import { AIKO, failure, startOidcRig } from './oidc-rig.ts';

const json = { 'content-type': 'application/json' };

/** Both computers' time, which passes as fast as it is waited for. */
function quickClock(waits: number[], wall: { readonly setMs: number }): (gitlab: GitLab) => Clock {
  let passed = 0;
  return (gitlab) => ({
    ...systemClock,
    now: () => systemClock.now() + passed + wall.setMs,
    steady: () => systemClock.steady() + passed,
    after(ms, task) {
      waits.push(ms / 1000);
      passed += ms;
      gitlab.clock.offsetSeconds += ms / 1000;
      const timer = setImmediate(task);
      return () => clearImmediate(timer);
    },
  });
}

/** A rig for logins with a code. @param user what the user does once the code is shown */
async function startDevice(user: (code: DeviceCode, gitlab: GitLab) => Promise<unknown>) {
  const waits: number[] = [];
  /** By how much somebody has set the clock. */
  const wall = { setMs: 0 };
  const rig = await startOidcRig({ clock: quickClock(waits, wall) });
  const shown: DeviceCode[] = [];
  return {
    ...rig,
    waits,
    wall,
    shown,
    loginByCode: (signal = AbortSignal.timeout(20_000)) =>
      rig.provider.loginByCode({
        identity: rig.identity,
        signal,
        show: async (code) => {
          shown.push(code);
          await user(code, rig.gitlab);
        },
      }),
  };
}

const allow = (code: DeviceCode, gitlab: GitLab) =>
  gitlab.browser().connectDevice(code.completePage ?? '', { user: gitlab.users.get(AIKO) });
const deny = (code: DeviceCode, gitlab: GitLab) =>
  gitlab.browser().connectDevice(code.completePage ?? '', { user: gitlab.users.get(AIKO), decision: 'deny' });
const nothing = () => Promise.resolve();

describe('a login with a code', () => {
  it('brings refresh token, ID token and user, though discovery does not name the endpoint', async () => {
    const { loginByCode, gitlab, shown, provider, identity } = await startDevice(allow);
    const { tokens, user } = await loginByCode();
    expect(user).toMatchObject({ subject: '42', username: 'aiko' });
    expect(tokens.idToken).toMatchObject({
      issuer: gitlab.issuer,
      audience: identity.clientId,
      subject: '42',
    });
    expect(shown).toHaveLength(1);
    expect(shown[0]).toMatchObject({ page: `${gitlab.issuer}/oauth/device` });
    const kept: string[] = [];
    await provider.refresh(identity, tokens.refreshToken, (token) => {
      kept.push(token);
      return Promise.resolve();
    });
    expect(gitlab.refreshTokens(AIKO).map(({ token }) => token)).toEqual(kept);
  });

  it('asks as often as GitLab allows, and less often when told to slow down', async () => {
    const { loginByCode, gitlab, waits } = await startDevice(async (code, gitlab) => {
      const slowDown = answer(400, JSON.stringify({ error: 'slow_down' }), {
        ...json,
        'www-authenticate': 'Bearer realm="Doorkeeper", error="slow_down"',
      });
      const pending = answer(400, JSON.stringify({ error: 'authorization_pending' }), json);
      gitlab.faults.add('token', pending, { times: 2 });
      gitlab.faults.add('token', slowDown, { times: 2 });
      await allow(code, gitlab);
    });
    await loginByCode();
    expect(waits).toEqual([5, 5, 5, 10, 15]);
    expect(gitlab.requests.to('token')).toHaveLength(5);
  });

  it.each([
    ['a lost connection', resetBefore()],
    ['a web server that is down', unavailable()],
  ])('goes on after %s, at longer intervals', async (_what, fault) => {
    const { loginByCode, waits } = await startDevice(async (code, gitlab) => {
      gitlab.faults.add('token', fault, { times: 2 });
      await allow(code, gitlab);
    });
    expect((await loginByCode()).user.subject).toBe('42');
    expect(waits).toEqual([5, 10, 20]);
  });

  it('leaves GitLab alone for as long as it asks', async () => {
    const { loginByCode, waits } = await startDevice(async (code, gitlab) => {
      gitlab.faults.add('token', tooManyRequests(30), { times: 1 });
      await allow(code, gitlab);
    });
    expect((await loginByCode()).user.subject).toBe('42');
    expect(waits).toEqual([5, 30]);
  });

  it.each([
    ['an interval longer than any timer runs', { interval: 2_200_000 }, 60],
    ['an interval of next to nothing', { interval: 0.01 }, 1],
    ['an interval longer than the code lasts', { interval: 50, expires_in: 30 }, 15],
  ])('takes %s for one that makes sense', async (_what, odd, seconds) => {
    const { loginByCode, gitlab, waits } = await startDevice(allow);
    gitlab.faults.add(
      'authorize-device',
      editJson((reply) => ({ ...reply, ...odd })),
    );
    expect((await loginByCode()).user.subject).toBe('42');
    expect(waits).toEqual([seconds]);
  });

  it('shows no code as good for longer than an hour', async () => {
    const { loginByCode, gitlab, shown } = await startDevice(allow);
    gitlab.faults.add(
      'authorize-device',
      editJson((reply) => ({ ...reply, expires_in: 1e15 })),
    );
    await loginByCode();
    expect(shown[0]?.expiresAt).toBeLessThanOrEqual(Date.now() + 3_600_000);
  });

  it.each([-1, 1])('does not mind that the clock is set by %i h meanwhile', async (hours) => {
    const { loginByCode, wall } = await startDevice((code, gitlab) => {
      wall.setMs = hours * 3_600_000;
      return allow(code, gitlab);
    });
    expect((await loginByCode()).user.subject).toBe('42');
  });

  it('asks for a new code where the answer that allowed it was lost', async () => {
    const { loginByCode } = await startDevice(async (code, gitlab) => {
      gitlab.faults.add('token', resetAfter(), { times: 1 });
      await allow(code, gitlab);
    });
    expect((await failure(loginByCode())).code).toBe('device_code_expired');
  });

  it('ends when the user denies', async () => {
    const { loginByCode, gitlab } = await startDevice(deny);
    expect(await failure(loginByCode())).toMatchObject({
      code: 'login_denied',
      details: { issuer: gitlab.issuer },
    });
  });

  it('ends when nobody has typed the code in for five minutes', async () => {
    const { loginByCode, waits } = await startDevice(nothing);
    expect((await failure(loginByCode())).code).toBe('device_code_expired');
    expect(waits).toHaveLength(60);
  });

  it('ends where GitLab says that the code is no longer good', async () => {
    const { loginByCode } = await startDevice((_code, gitlab) => {
      gitlab.faults.add('token', answer(400, JSON.stringify({ error: 'expired_token' }), json));
      return Promise.resolve();
    });
    expect((await failure(loginByCode())).code).toBe('device_code_expired');
  });

  it('asks no more once it is cancelled', async () => {
    const cancel = new AbortController();
    const { loginByCode, gitlab } = await startDevice(() => {
      cancel.abort();
      return Promise.resolve();
    });
    expect((await failure(loginByCode(cancel.signal))).code).toBe('login_cancelled');
    expect(gitlab.requests.to('token')).toHaveLength(0);
  });

  it.each(['refresh_token', 'id_token'])('explains a reply without %s', async (member) => {
    const { loginByCode } = await startDevice(async (code, gitlab) => {
      gitlab.faults.add('token', omit(member));
      await allow(code, gitlab);
    });
    const code = member === 'refresh_token' ? 'no_refresh_token' : 'no_id_token';
    expect((await failure(loginByCode())).code).toBe(code);
  });

  it('ends where its tokens cannot be checked, and leaves no session at GitLab', async () => {
    const { loginByCode, gitlab } = await startDevice(async (code, gitlab) => {
      gitlab.faults.add('jwks', unavailable());
      await allow(code, gitlab);
    });
    expect((await failure(loginByCode())).code).toBe('issuer_failed');
    expect(gitlab.requests.to('token')).toHaveLength(1);
    expect(gitlab.refreshTokens(AIKO)).toEqual([]);
  });

  it('is not for a GitLab that knows no such thing', async () => {
    const { loginByCode, gitlab, shown } = await startDevice(nothing);
    gitlab.faults.add('authorize-device', answer(404, '<html>404</html>', { 'content-type': 'text/html' }));
    expect(await failure(loginByCode())).toMatchObject({
      code: 'device_unsupported',
      details: { issuer: gitlab.issuer },
    });
    expect(shown).toEqual([]);
  });

  it('recognises a captive portal', async () => {
    const { loginByCode, gitlab } = await startDevice(nothing);
    gitlab.faults.add('authorize-device', captivePortal());
    expect((await failure(loginByCode())).code).toBe('issuer_not_oidc');
  });

  it.each([
    ['a code that would write over the terminal', { user_code: 'AB\u001b[2J' }],
    ['a page that is no web page', { verification_uri: 'file:///etc/passwd' }],
    ['a page over plain http elsewhere', { verification_uri: 'http://gitlab.example.com/oauth/device' }],
  ])('shows nothing of %s', async (_what, odd) => {
    const { loginByCode, gitlab, shown } = await startDevice(nothing);
    gitlab.faults.add(
      'authorize-device',
      editJson((reply) => ({ ...reply, ...odd })),
    );
    expect((await failure(loginByCode())).code).toBe('issuer_not_oidc');
    expect(shown).toEqual([]);
  });
});
