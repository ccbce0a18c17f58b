import { describe, expect, it, vi } from 'vitest';
import { captivePortal } from '../../sandbox/gitlab/fault.ts';
import { startProxy } from '../../support/proxy.ts';
import { closedPort } from '../http/servers.ts';
import { suffer } from './invariants.ts';
import { useMachine } from './machine.ts';
import { failureOf, startRig, type Rig } from './rig.ts';
import { gitlabAnswers, ledTo } from './strikes.ts';

const machine = useMachine();
const open = (): Promise<Rig> => startRig(machine());
const LOGIN = 'aiko:secret-of-the-proxy';

const signIn = (rig: Rig): ReturnType<typeof failureOf> =>
  failureOf(rig.owner.actions.signIn('work', rig.person));

/** Nobody asks a proxy for what is on this computer: GitLab gets a name that only the proxy knows. */
const named = ({ pathname }: URL): string => `http://gitlab.example.test${pathname}`;

describe('during a login the network', () => {
  it('has a captive portal: no login page is opened, and what answers is not GitLab', async () => {
    await suffer(await open(), {
      strikes: gitlabAnswers(captivePortal()),
      does: signIn,
      says: { code: 'issuer_not_oidc', words: ['does not answer as an identity provider', 'a sign-in page'] },
      token: 'over',
      logins: 1,
    });
  });

  it('has a captive portal in the place of the token endpoint alone: the portal is named, not the application', async () => {
    await suffer(await open(), {
      strikes: gitlabAnswers(captivePortal(), 'token'),
      does: signIn,
      says: { code: 'issuer_not_oidc', words: ['does not answer as an identity provider', 'a sign-in page'] },
      token: 'over',
      // A code can be used once; the person signs in again.
      logins: 2,
    });
  });

  it('leads nowhere: no login page is opened, and the message names what cannot be reached', async () => {
    const port = await closedPort();
    await suffer(await open(), {
      strikes: ledTo(({ pathname }) => `http://127.0.0.1:${port}${pathname}`),
      does: signIn,
      says: { code: 'network_unreachable', words: [`127.0.0.1:${port} cannot be reached`, 'the VPN'] },
      token: 'over',
      logins: 1,
    });
  });

  it('has a proxy that asks for a login: no login page is opened, and the proxy is named', async () => {
    const rig = await open();
    const { port } = new URL(rig.sandbox.gitlab.issuer);
    const proxy = await startProxy({ to: Number(port), login: LOGIN });
    await suffer(rig, {
      strikes: ({ road }) => {
        road.detour = named;
        road.useEnvironment({ HTTP_PROXY: proxy.url() });
        return () => {
          // The user has put the login into the proxy's address.
          road.useEnvironment({ HTTP_PROXY: proxy.url(LOGIN) });
          road.detour = (url) => (url.port === port ? named(url) : url.href);
        };
      },
      does: signIn,
      says: { code: 'network_proxy', words: ['The proxy refuses', 'asks for a login'] },
      token: 'over',
      logins: 1,
    }).finally(() => proxy.close());
  });
});

describe('a login by a code', () => {
  it('loses the network for a while: it goes on asking, and is done when the network is back', async () => {
    const rig = await open();
    const { gitlab } = rig.sandbox;
    const { road, clock } = rig;
    const port = await closedPort();
    /** Lets the next question be asked, which is due after so many seconds. */
    const ask = async (seconds: number): Promise<void> => {
      await vi.waitFor(() => expect(clock.waits.at(-1)).toBe(seconds * 1000));
      clock.pass(seconds * 1000);
    };
    await suffer(rig, {
      strikes: () => () => undefined,
      does: async () => {
        const pages: string[] = [];
        const login = failureOf(
          rig.owner.actions.signInByCode('work', ({ completePage = '' }) => {
            pages.push(completePage);
            return Promise.resolve();
          }),
        );
        await ask(5);
        await gitlab.requests.reached('token', 1);
        await vi.waitFor(() => expect(clock.waits.filter((ms) => ms === 5000)).toHaveLength(2));
        road.detour = ({ pathname }) => `http://127.0.0.1:${port}${pathname}`;
        await ask(5);
        // The network of the user's telephone is another one.
        await gitlab.browser().connectDevice(pages[0] ?? '', { user: gitlab.users.get(42) });
        await ask(10);
        await ask(20);
        expect(gitlab.requests.count('token')).toBe(1);
        await vi.waitFor(() => expect(clock.waits.at(-1)).toBe(40_000));
        road.detour = undefined;
        await ask(40);
        return login;
      },
    });
    expect(gitlab.refreshTokens()).toHaveLength(1);
  });
});
