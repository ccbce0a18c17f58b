import { connect } from 'node:net';
import { describe, expect, it, vi } from 'vitest';
import { redirectTo } from '../../sandbox/gitlab/fault.ts';
import { expectNobodyBusy, expectNoSecret, expectOneMessage, expectTokens, suffer } from './invariants.ts';
import { useMachine } from './machine.ts';
import { failureOf, startRig, type Rig } from './rig.ts';

const machine = useMachine();
const open = (): Promise<Rig> => startRig(machine());

/** How long a login waits for the browser. */
const LOGIN_TIME = 5 * 60_000;

const signIn = (rig: Rig): ReturnType<typeof failureOf> =>
  failureOf(rig.owner.actions.signIn('work', rig.person));

/** Where Tobira waits for the browser of the last login page. */
function callbackOf({ person }: Rig): URL {
  return new URL(new URL(person.logins.at(-1) ?? '').searchParams.get('redirect_uri') ?? '');
}

async function expectPortFree(rig: Rig): Promise<void> {
  const { hostname, port } = callbackOf(rig);
  const answers = await new Promise<boolean>((resolve) => {
    const socket = connect(Number(port), hostname, () => resolve(true));
    socket.once('error', () => resolve(false));
  });
  expect(answers, 'somebody listens on the port of the login').toBe(false);
}

/** Waits until the login page is open, then lets the time pass that Tobira waits for it. */
async function waitInVain(rig: Rig): ReturnType<typeof failureOf> {
  const pages = rig.person.logins.length;
  const failure = signIn(rig);
  await vi.waitFor(() => expect(rig.person.logins).toHaveLength(pages + 1));
  await ready(rig);
  rig.clock.pass(LOGIN_TIME);
  return failure;
}

/** Resolves when the person has done with the page, and Tobira is about to wait. */
async function ready(rig: Rig): Promise<void> {
  await vi.waitFor(() => expect(rig.clock.waits).toContain(LOGIN_TIME));
}

describe('a login', () => {
  it('is denied by the user: it says what to choose, and the port is free', async () => {
    const rig = await open();
    await suffer(rig, {
      strikes: ({ person }) => {
        person.does = 'deny';
        return async () => {
          await expectPortFree(rig);
          person.does = 'authorize';
        };
      },
      does: signIn,
      says: { code: 'login_denied', words: ['denied in the browser', 'agree when it asks'] },
      token: 'over',
      logins: 2,
    });
  });

  it('is left by closing the tab, and cancelled: nothing is said, and the port is free', async () => {
    const rig = await open();
    await suffer(rig, {
      strikes: ({ person }) => {
        person.does = 'leaves';
        return async () => {
          await expectPortFree(rig);
          person.does = 'authorize';
        };
      },
      does: async (one) => {
        const failure = signIn(one);
        await vi.waitFor(() => expect(one.person.logins).toHaveLength(1));
        await one.owner.actions.cancelSignIn('work');
        expect((await failure)?.code).toBe('login_cancelled');
        expectNoSecret(one, [await failure]);
        return undefined;
      },
      token: 'over',
      logins: 2,
    });
  });

  it('never comes back: it ends after five minutes, and the port is free', async () => {
    const rig = await open();
    await suffer(rig, {
      strikes: ({ person }) => {
        person.does = 'leaves';
        return async () => {
          await expectPortFree(rig);
          person.does = 'authorize';
        };
      },
      does: waitInVain,
      says: { code: 'login_timeout', words: ['did not come back in time', 'redirect URI'] },
      token: 'over',
      logins: 2,
    });
  });

  it('ends on GitLab’s page about a wrong redirect URI: the time limit names that cause and the right one', async () => {
    const rig = await open();
    const { gitlab } = rig.sandbox;
    const { default: application } = gitlab.applications;
    await suffer(rig, {
      strikes: () => {
        gitlab.applications.register({ ...application, redirectUris: ['http://127.0.0.1/elsewhere'] });
        return () => {
          expect(rig.person.strandedAt.at(-1)).toMatch(/HTTP 200/);
          gitlab.applications.register(application);
        };
      },
      does: waitInVain,
      says: { code: 'login_timeout', words: ['redirect URI must be http://127.0.0.1/callback'] },
      token: 'over',
      logins: 2,
    });
  });

  it('ends on GitLab’s page about an unknown client: the time limit names that cause', async () => {
    const rig = await open();
    const { gitlab } = rig.sandbox;
    const { default: application } = gitlab.applications;
    await suffer(rig, {
      strikes: () => {
        gitlab.applications.remove(application.uid);
        return () => {
          expect(rig.person.strandedAt.at(-1)).toMatch(/HTTP 200/);
          gitlab.applications.register(application);
        };
      },
      does: waitInVain,
      says: { code: 'login_timeout', words: ['its id must be', '"Confidential" off'] },
      token: 'over',
      logins: 2,
    });
  });

  it('is asked for twice at once: the second joins the first and shows the same page again', async () => {
    const rig = await open();
    rig.person.does = 'leaves';
    const first = signIn(rig);
    await vi.waitFor(() => expect(rig.person.logins).toHaveLength(1));
    rig.person.does = 'authorize';
    const second = signIn(rig);
    expect(await Promise.all([first, second])).toEqual([undefined, undefined]);
    expect(rig.person.logins).toHaveLength(2);
    expect(new Set(rig.person.logins).size).toBe(1);
    expect(rig.sandbox.gitlab.requests.count('token')).toBe(1);
    await suffer(rig, { strikes: () => () => undefined });
  });

  it('of another identity takes the place of one that waits: the old state is dead, and nothing is left waiting', async () => {
    const rig = await startRig(machine(), {
      config: (text) => {
        const [head = '', rest = ''] = text.split('roles:');
        const second = head.slice(head.indexOf('  - id: work')).split('endpoints:')[0] ?? '';
        return `${head}${second.replace('id: work', 'id: other')}roles:${rest}`;
      },
    });
    const foreign = await rig.foreignFiles();
    rig.person.does = 'leaves';
    const first = signIn(rig);
    await vi.waitFor(() => expect(rig.person.logins).toHaveLength(1));
    const old = callbackOf(rig);
    const state = new URL(rig.person.logins[0] ?? '').searchParams.get('state') ?? '';
    rig.person.does = 'authorize';
    expect(await failureOf(rig.owner.actions.signIn('other', rig.person))).toBeUndefined();
    expect((await first)?.code).toBe('login_replaced');
    old.search = new URLSearchParams({ state, code: 'of-the-old-login' }).toString();
    await expect(fetch(old)).rejects.toThrow('fetch failed');
    expectNobodyBusy(rig);
    expectOneMessage(rig, undefined);
    expectNoSecret(rig, [await first]);
    await expectTokens(rig, 'live');
    // The role's own identity is signed in by the next click.
    expect(await rig.click()).toBeUndefined();
    expect(rig.person.logins).toHaveLength(3);
    expectOneMessage(rig, undefined);
    expect(await rig.foreignFiles()).toEqual(foreign);
  });

  it('finds a token endpoint that sends it elsewhere: nothing goes there, and nobody is signed in', async () => {
    const rig = await open();
    await suffer(rig, {
      strikes: ({ sandbox }) => sandbox.gitlab.faults.add('token', redirectTo(sandbox.aws.endpoints.console)),
      does: signIn,
      says: { code: 'network_redirected', words: ['elsewhere', 'does not follow the redirect'] },
      token: 'over',
      // A code can be used once; the person signs in again.
      logins: 2,
    });
  });
});
