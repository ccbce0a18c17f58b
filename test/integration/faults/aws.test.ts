import { describe, expect, it } from 'vitest';
import { systemRandom } from '../../../src/adapters/system/system-random.ts';
import { answer, unavailable } from '../../sandbox/gitlab/fault.ts';
import { closedPort } from '../http/servers.ts';
import { expectToWork, suffer } from './invariants.ts';
import { useMachine } from './machine.ts';
import { REFRESH, startRig, type Rig, type RigOptions } from './rig.ts';
import { awsAnswers, gitlabAnswers, ledTo } from './strikes.ts';

const machine = useMachine();

async function signedIn(options: RigOptions = {}): Promise<Rig> {
  const rig = await startRig(machine(), options);
  rig.clock.hastens = 60_000;
  await rig.nextDay();
  return rig;
}

const ASSUME = 'AssumeRoleWithWebIdentity';
const SIGN_IN = 'getSigninToken';

describe('STS', () => {
  it('takes the ID token for expired: it is renewed once, and the console opens', async () => {
    const rig = await signedIn();
    await suffer(rig, {
      strikes: awsAnswers(ASSUME, { kind: 'error', code: 'ExpiredTokenException' }, 1),
    });
    expect(rig.sandbox.gitlab.requests.count('token', REFRESH)).toBe(2);
    expect(rig.sandbox.aws.requests.count(ASSUME)).toBe(2);
  });

  it('takes every ID token for expired: after one renewal the message speaks of clocks', async () => {
    const rig = await signedIn();
    await suffer(rig, {
      strikes: awsAnswers(ASSUME, { kind: 'error', code: 'ExpiredTokenException' }),
      says: { code: 'sts_token_expired', words: ['has expired', 'check the time'] },
    });
    expect(rig.sandbox.gitlab.requests.count('token', REFRESH)).toBe(2);
  });

  it('does not accept the ID token: it is renewed once, then the message names the identity provider', async () => {
    const rig = await signedIn();
    await suffer(rig, {
      strikes: awsAnswers(ASSUME, { kind: 'error', code: 'InvalidIdentityToken' }),
      says: { code: 'sts_token_refused', words: ['IAM identity provider', rig.sandbox.gitlab.issuer] },
    });
    expect(rig.sandbox.gitlab.requests.count('token', REFRESH)).toBe(2);
  });

  it('rejects a claim: it is renewed once, then the message says so and leads to a new sign-in', async () => {
    await suffer(await signedIn(), {
      strikes: awsAnswers(ASSUME, {
        kind: 'error',
        code: 'IDPRejectedClaim',
        message: 'The claim was revoked',
      }),
      says: { code: 'sts_claim_rejected', words: ['The claim was revoked', 'sign in again'] },
    });
  });

  it('denies access: the message shows the role, the issuer, the audience and the subject, and it is asked once', async () => {
    const rig = await signedIn();
    const { gitlab, aws } = rig.sandbox;
    await suffer(rig, {
      strikes: () => () => undefined,
      does: (one) => one.click('audit'),
      says: {
        code: 'role_refused',
        words: [
          'arn:aws:iam::123456789012:role/Auditor',
          `issuer ${gitlab.issuer}`,
          `aud ${gitlab.applications.default.uid}`,
          'sub 42',
        ],
      },
      stays: ['audit'],
    });
    expect(aws.requests.count(ASSUME)).toBe(2);
  });

  it('cannot reach GitLab for a moment: it is asked again, and the console opens', async () => {
    const rig = await signedIn();
    await suffer(rig, {
      strikes: awsAnswers(ASSUME, { kind: 'error', code: 'IDPCommunicationError' }, 2),
    });
    expect(rig.sandbox.aws.requests.count(ASSUME)).toBe(3);
  });

  it('cannot reach GitLab at all: the message says what has to be readable from the internet', async () => {
    const rig = await signedIn();
    await suffer(rig, {
      strikes: awsAnswers(ASSUME, { kind: 'error', code: 'IDPCommunicationError' }),
      says: {
        code: 'sts_issuer_unreachable',
        words: [`${rig.sandbox.gitlab.issuer}/.well-known/openid-configuration`],
      },
    });
  });

  it('throttles for a moment: it is asked again after pauses of chance, and the console opens', async () => {
    const chances = [0.2, 0.9];
    const rig = await signedIn({ random: { ...systemRandom, next: () => chances.shift() ?? 0.5 } });
    await suffer(rig, {
      strikes: (one) => {
        one.clock.waits.length = 0;
        return awsAnswers(ASSUME, { kind: 'error', code: 'Throttling' }, 2)(one);
      },
    });
    // 0.5 s and 1 s, each from a half of it to one and a half.
    expect(rig.clock.waits.filter((ms) => ms >= 250 && ms <= 1500)).toEqual([350, 1400]);
  });

  it('throttles without end: the message says to wait', async () => {
    await suffer(await signedIn(), {
      strikes: awsAnswers(ASSUME, { kind: 'error', code: 'Throttling' }),
      says: { code: 'sts_throttled', words: ['slow down'] },
    });
  });

  it('does not allow the duration: it falls back to one hour once, and asks for no more', async () => {
    const rig = await signedIn({
      config: (text) => text.replace('id: prod-admin', 'id: prod-admin\n    duration: 12h'),
    });
    const { requests } = rig.sandbox.aws;
    await suffer(rig, { strikes: () => () => undefined });
    expect(requests.of(ASSUME).map(({ parameters }) => parameters['DurationSeconds'])).toEqual([
      '43200',
      undefined,
    ]);
    // It is remembered: the next time nothing is refused any more.
    rig.clock.pass(50 * 60_000);
    await expectToWork(rig);
    expect(requests.of(ASSUME).map(({ parameters }) => parameters['DurationSeconds'])).toEqual([
      '43200',
      undefined,
      undefined,
    ]);
  });

  it('is not active in the region: no other region is asked, and the message names it', async () => {
    const rig = await signedIn();
    await suffer(rig, {
      strikes: awsAnswers(ASSUME, { kind: 'error', code: 'RegionDisabledException' }),
      says: { code: 'sts_region_disabled', words: ['ap-northeast-1', 'Choose another region'] },
    });
    expect(rig.sandbox.aws.requests.count(ASSUME)).toBe(2);
  });

  it('is down: it is asked three times in its own region, and the message says so', async () => {
    const rig = await signedIn();
    const hosts = new Set<string>();
    rig.road.before = ({ url }) => {
      hosts.add(new URL(url).host);
      return Promise.resolve();
    };
    await suffer(rig, {
      strikes: awsAnswers(ASSUME, { kind: 'response', status: 503, body: '<html>down</html>' }),
      says: { code: 'sts_unavailable', words: ['not available', 'status 503'] },
    });
    const { gitlab, aws } = rig.sandbox;
    const own = [gitlab.issuer, aws.endpoints.sts, aws.endpoints.signin].map((url) => new URL(url).host);
    expect([...hosts].toSorted()).toEqual(own.toSorted());
  });

  it('is something else that answers 200: nothing crashes, and the message names the endpoint', async () => {
    await suffer(await signedIn(), {
      strikes: awsAnswers(ASSUME, { kind: 'response', status: 200, body: '<html>Welcome</html>' }),
      says: { code: 'sts_not_aws', words: ['not AWS STS', 'endpoints.sts'] },
    });
  });
});

describe('the sign-in endpoint', () => {
  it.each([
    ['answers 400', { kind: 'error', code: 'InvalidSession', status: 400 }],
    ['answers a page of HTML', { kind: 'response', status: 200, body: '<html>Welcome</html>' }],
    ['gives no token', { kind: 'no-signin-token' }],
    ['is down', { kind: 'error', code: 'InternalError', status: 503 }],
  ] as const)('%s: no browser is opened, and the message says so', async (_what, fault) => {
    await suffer(await signedIn(), {
      strikes: awsAnswers(SIGN_IN, fault),
      says: { code: 'console_refused', words: ['AWS did not open a console session'] },
    });
  });

  it('refuses the duration of the console: it is asked once more without, and the console opens', async () => {
    const rig = await signedIn({
      config: (text) => text.replace('id: prod-admin', 'id: prod-admin\n    consoleDuration: 12h'),
    });
    await suffer(rig, {
      strikes: awsAnswers(SIGN_IN, { kind: 'error', code: 'InvalidSessionDuration', status: 400 }, 1),
    });
    const asked = rig.sandbox.aws.requests.of(SIGN_IN).map(({ parameters }) => parameters['SessionDuration']);
    expect(asked.slice(0, 2)).toEqual(['43200', undefined]);
  });
});

describe('AWS', () => {
  it.each([
    ['STS', 'sts'],
    ['the sign-in endpoint', 'signin'],
  ] as const)(
    '%s takes no connection: it is named, the session is kept, and it works afterwards',
    async (_who, endpoint) => {
      const rig = await signedIn();
      const { host } = new URL(rig.sandbox.aws.endpoints[endpoint]);
      const nowhere = `127.0.0.1:${await closedPort()}`;
      await suffer(rig, {
        strikes: ledTo((url) => (url.host === host ? url.href.replace(host, nowhere) : url.href)),
        says: { code: 'network_unreachable', words: [`${nowhere} cannot be reached`, 'Check the network'] },
      });
    },
  );
});

describe('credentials that are held already', () => {
  it('open the console while GitLab is down', async () => {
    const rig = await signedIn();
    await expectToWork(rig);
    await suffer(rig, { strikes: gitlabAnswers(unavailable()) });
    expect(rig.sandbox.aws.requests.count(ASSUME)).toBe(1);
  });

  it('are used to their end where GitLab cannot renew the session', async () => {
    const rig = await signedIn();
    await expectToWork(rig);
    rig.clock.pass(55 * 60_000);
    await suffer(rig, { strikes: gitlabAnswers(answer(500, ''), 'token') });
  });
});
