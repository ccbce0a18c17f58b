import { describe, expect, it } from 'vitest';
import { answer, omit, resetAfter, unavailable } from '../../sandbox/gitlab/fault.ts';
import { expectTokens, expectToWork, suffer } from './invariants.ts';
import { useMachine } from './machine.ts';
import { AIKO } from './person.ts';
import { failureOf, REFRESH, startRig, type Rig } from './rig.ts';
import { awsAnswers, gitlabAnswers, idTokensAre } from './strikes.ts';

const machine = useMachine();

async function signedIn(): Promise<Rig> {
  const rig = await startRig(machine());
  await rig.nextDay();
  return rig;
}

const doorkeeperSays = (error: string, status = 400) =>
  answer(status, JSON.stringify({ error, error_description: 'no' }), {
    'content-type': 'application/json',
    'www-authenticate': `Bearer realm="Doorkeeper", error="${error}"`,
  });

/** What a command asks for: it opens no login page. */
const command = (rig: Rig): ReturnType<typeof failureOf> =>
  failureOf(rig.owner.actions.credentials('prod-admin'));

describe('a refresh token that GitLab takes no more', () => {
  it('was rotated by another program: the keychain is read once more, and nobody has to sign in', async () => {
    const rig = await startRig(machine());
    const { gitlab } = rig.sandbox;
    await rig.owner.actions.signIn('work', rig.person);
    const elsewhere = await rig.another();
    await suffer(rig, {
      strikes: async () => {
        // Between this program's look into the keychain and its request, another one rotates the token.
        let done = false;
        rig.road.before = async ({ url }) => {
          if (done || !url.endsWith('/oauth/token')) return;
          done = true;
          await elsewhere.actions.credentials('dev-read');
        };
        await rig.restart();
        return () => void (rig.road.before = undefined);
      },
    });
    expect(gitlab.requests.count('token', REFRESH)).toBe(3);
  });

  it('is really over: a click leads to one login, and on to the console', async () => {
    await suffer(await signedIn(), {
      strikes: ({ sandbox }) => {
        sandbox.gitlab.revokeTokens(AIKO);
        return () => undefined;
      },
      logins: 1,
    });
  });

  it('is refused again and again: it is asked about once, not in a loop', async () => {
    const rig = await signedIn();
    rig.sandbox.gitlab.revokeTokens(AIKO);
    const before = rig.sandbox.gitlab.requests.count('token', REFRESH);
    for (let round = 0; round < 3; round++) await command(rig);
    expect(rig.sandbox.gitlab.requests.count('token', REFRESH)).toBe(before + 1);
    await expectTokens(rig, 'over');
    await expectToWork(rig);
  });
});

describe('GitLab', () => {
  it('does not know the application: it is named, and the session is kept', async () => {
    const rig = await signedIn();
    const { uid } = rig.sandbox.gitlab.applications.default;
    await suffer(rig, {
      strikes: gitlabAnswers(doorkeeperSays('invalid_client', 401), 'token'),
      says: { code: 'client_refused', words: [uid, '"Confidential" off'] },
    });
  });

  it('has blocked the user: it is asked three times, the message says so, and the session is kept', async () => {
    await suffer(await signedIn(), {
      strikes: ({ sandbox, clock }) => {
        clock.hastens = 60_000;
        sandbox.gitlab.users.block(AIKO);
        return () => {
          expect(sandbox.gitlab.requests.count('token', REFRESH)).toBe(3);
          sandbox.gitlab.users.unblock(AIKO);
        };
      },
      says: { code: 'issuer_failed', words: ['may be blocked', 'ask its administrator'] },
    });
  });

  it('has new keys: they are fetched once more, and nobody notices', async () => {
    const rig = await startRig(machine());
    const { gitlab } = rig.sandbox;
    await rig.owner.actions.signIn('work', rig.person);
    const before = gitlab.requests.count('jwks');
    await suffer(rig, {
      strikes: async () => {
        await gitlab.rotateKeys();
        rig.sandbox.aws.forgetIssuerKeys();
        // A moment after the login: openid-client does not look for new keys so soon, and Tobira has to make it.
        return awsAnswers(
          'AssumeRoleWithWebIdentity',
          { kind: 'error', code: 'ExpiredTokenException' },
          1,
        )(rig);
      },
    });
    expect(gitlab.requests.count('token', REFRESH)).toBeLessThanOrEqual(2);
    expect(gitlab.requests.count('jwks') - before).toBeLessThanOrEqual(2);
  });

  it('does not tell its keys: the rotated token is stored all the same', async () => {
    await suffer(await signedIn(), {
      strikes: gitlabAnswers(unavailable(), 'jwks'),
      says: { code: 'issuer_failed', words: ['status 503', 'Try again later'] },
    });
  });

  it('gives no ID token with a refresh: the rotated token is stored, and the message says what to allow', async () => {
    await suffer(await signedIn(), {
      strikes: gitlabAnswers(omit('id_token'), 'token'),
      says: { code: 'no_id_token', words: ['no ID token', 'scope "openid"'] },
    });
  });

  it('gives no refresh token with a refresh: the old one is kept and goes on working', async () => {
    const rig = await startRig(machine(), { sandbox: { gitlab: { rotates: false } } });
    await rig.nextDay();
    const [before] = rig.sandbox.gitlab.refreshTokens(AIKO);
    await suffer(rig, { strikes: gitlabAnswers(omit('refresh_token'), 'token') });
    expect(rig.sandbox.gitlab.requests.count('token', REFRESH)).toBe(1);
    await rig.restart();
    await expectToWork(rig);
    expect(rig.sandbox.gitlab.refreshTokens(AIKO)).toEqual([before]);
  });

  it('says that an ID token ends before it begins: it is not used, and the session is kept', async () => {
    await suffer(await signedIn(), {
      strikes: idTokensAre('expired'),
      says: { code: 'id_token_invalid', words: ['could not be trusted', 'Try again'] },
    });
  });

  it('gives an ID token without an end: it is not used, and the session is kept', async () => {
    await suffer(await signedIn(), {
      strikes: idTokensAre('missing-exp'),
      says: { code: 'id_token_invalid', words: ['could not be trusted', 'exp'] },
    });
  });

  it('gives an ID token whose end is no number: it is not used, and the session is kept', async () => {
    await suffer(await signedIn(), {
      strikes: idTokensAre({ claims: { exp: 'tomorrow' } }),
      says: { code: 'id_token_invalid', words: ['could not be trusted', 'exp'] },
    });
  });
});

describe('a reply to a refresh', () => {
  it('is lost: the next thing that is asked for says that the session is unknown', async () => {
    const rig = await signedIn();
    await suffer(rig, {
      strikes: ({ sandbox }) => {
        sandbox.gitlab.faults.add('token', resetAfter(), { times: 1 });
        return () => undefined;
      },
      does: async (one) => {
        expect((await command(one))?.code).toBe('network_unreachable');
        return command(one);
      },
      says: { code: 'session_unknown', words: ['Please sign in again', 'nothing else is lost'] },
      token: 'over',
      orphans: 1,
      logins: 1,
    });
  });

  it('is lost after GitLab has rotated: the old token is tried once, then one calm login', async () => {
    const rig = await signedIn();
    await suffer(rig, {
      strikes: ({ sandbox }) => {
        sandbox.gitlab.faults.add('token', resetAfter(), { times: 1 });
        return () => undefined;
      },
      says: { code: 'network_unreachable', words: ['cannot be reached'] },
      token: 'lost',
      logins: 1,
    });
    const sent = rig.sandbox.gitlab.requests.to('token', REFRESH).map(({ form }) => form['refresh_token']);
    expect(sent[0]).toBe(sent[1]);
    expect(new Set(sent).size).toBe(sent.length - 1);
  });
});
