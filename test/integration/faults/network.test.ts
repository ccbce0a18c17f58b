import { describe, expect, it } from 'vitest';
import { createAuthority } from '../../support/certificates.ts';
import { startProxy } from '../../support/proxy.ts';
import {
  captivePortal,
  resetBefore,
  stall,
  stallMidBody,
  tooManyRequests,
  unavailable,
} from '../../sandbox/gitlab/fault.ts';
import { closedPort, serve } from '../http/servers.ts';
import { suffer } from './invariants.ts';
import { useMachine } from './machine.ts';
import { failureOf, REFRESH, startRig, type Rig } from './rig.ts';
import { gitlabAnswers, ledTo } from './strikes.ts';

const machine = useMachine();

async function signedIn(): Promise<Rig> {
  const rig = await startRig(machine());
  await rig.nextDay();
  return rig;
}

describe('the network', () => {
  it('is offline: the session is kept, and the next click works', async () => {
    const port = await closedPort();
    await suffer(await signedIn(), {
      strikes: ledTo(({ pathname }) => `http://127.0.0.1:${port}${pathname}`),
      says: { code: 'network_unreachable', words: ['cannot be reached', 'Check the network'] },
    });
  });

  it('has no name server: the message names the host, and the session is kept', async () => {
    await suffer(await signedIn(), {
      strikes: ledTo(({ pathname }) => `https://gitlab.invalid${pathname}`),
      says: { code: 'network_unreachable', words: ['gitlab.invalid cannot be reached', 'VPN'] },
    });
  });

  it('cuts connections: the session is kept', async () => {
    await suffer(await signedIn(), {
      strikes: gitlabAnswers(resetBefore()),
      says: { code: 'network_unreachable', words: ['cannot be reached', 'Check the network'] },
    });
  });

  it('has a captive portal: what answers is not GitLab', async () => {
    await suffer(await signedIn(), {
      strikes: gitlabAnswers(captivePortal()),
      says: { code: 'issuer_not_oidc', words: ['does not answer as an identity provider', 'a sign-in page'] },
    });
  });

  it('has a captive portal in the place of the token endpoint alone: the session is kept', async () => {
    await suffer(await signedIn(), {
      strikes: gitlabAnswers(captivePortal(), 'token'),
      says: { code: 'issuer_not_oidc', words: ['does not answer as an identity provider'] },
    });
  });

  it('says nothing at all: the deadline ends it', async () => {
    await suffer(await signedIn(), {
      strikes: (rig) => {
        rig.road.patienceMs = 300;
        const lift = gitlabAnswers(stall())(rig);
        return () => {
          rig.road.patienceMs = undefined;
          return lift();
        };
      },
      says: { code: 'network_timeout', words: ['did not answer in time', 'Check the network'] },
    });
  });

  it('stalls in the middle of the tokens: the next thing that is asked for says that the session is unknown', async () => {
    const rig = await signedIn();
    const command = (): ReturnType<typeof failureOf> =>
      failureOf(rig.owner.actions.credentials('prod-admin'));
    await suffer(rig, {
      strikes: ({ road, sandbox }) => {
        road.patienceMs = 500;
        sandbox.gitlab.faults.add('token', stallMidBody(), { times: 1 });
        return () => void (road.patienceMs = undefined);
      },
      does: async () => {
        expect((await command())?.code).toBe('network_timeout');
        return command();
      },
      says: { code: 'session_unknown', words: ['Please sign in again', 'nothing else is lost'] },
      token: 'over',
      orphans: 1,
      logins: 1,
    });
  });

  it('stalls in the middle of the tokens: the old token is tried once more, then one login', async () => {
    await suffer(await signedIn(), {
      strikes: (rig) => {
        rig.road.patienceMs = 500;
        rig.sandbox.gitlab.faults.add('token', stallMidBody(), { times: 1 });
        return () => void (rig.road.patienceMs = undefined);
      },
      says: { code: 'network_timeout', words: ['did not answer in time'] },
      token: 'lost',
      logins: 1,
    });
  });

  it('has a proxy that asks for a login: it is named, and the session is kept', async () => {
    const rig = await signedIn();
    const { port } = new URL(rig.sandbox.gitlab.issuer);
    const proxy = await startProxy({ to: Number(port), login: 'aiko:secret-of-the-proxy' });
    await suffer(rig, {
      strikes: ({ road }) => {
        // Nobody asks a proxy for what is on this computer.
        road.detour = ({ pathname }) => `http://gitlab.example.test${pathname}`;
        road.useEnvironment({ HTTP_PROXY: proxy.url() });
        return () => {
          // The user has put the login into the proxy's address.
          road.useEnvironment({ HTTP_PROXY: proxy.url('aiko:secret-of-the-proxy') });
          road.detour = (url) => (url.port === port ? `http://gitlab.example.test${url.pathname}` : url.href);
        };
      },
      says: { code: 'network_proxy', words: ['The proxy refuses', 'asks for a login'] },
    }).finally(() => proxy.close());
  });

  it('has a certificate of an unknown authority: it is refused, and the message says where to add it', async () => {
    const authority = await createAuthority();
    const server = await serve((_request, response) => response.end(), await authority.issue('IP:127.0.0.1'));
    await suffer(await signedIn(), {
      strikes: ledTo(({ pathname }) => `${server.url}${pathname}`),
      says: {
        code: 'network_untrusted',
        words: [server.host, 'not trusted', 'Authority of a test', 'NODE_EXTRA_CA_CERTS'],
      },
    }).finally(() => authority.remove());
  });
});

describe('GitLab', () => {
  it('asks to slow down for long: it is left alone for so long, and the message says to wait', async () => {
    const rig = await signedIn();
    const { requests } = rig.sandbox.gitlab;
    await suffer(rig, {
      strikes: (one) => {
        const lift = gitlabAnswers(tooManyRequests(300), 'token')(one);
        return async () => {
          lift();
          one.clock.pass(290_000);
          const before = requests.count('token');
          expect((await one.click())?.code).toBe('issuer_failed');
          expect(requests.count('token')).toBe(before);
          one.clock.pass(11_000);
        };
      },
      says: { code: 'issuer_failed', words: ['slow down', 'Wait', 'your session is kept'] },
    });
    expect(requests.count('token', REFRESH)).toBe(2);
  });

  it('asks to wait a moment: it is done within the click, and nobody notices', async () => {
    const rig = await signedIn();
    await suffer(rig, {
      strikes: (one) => {
        one.clock.hastens = 60_000;
        one.clock.waits.length = 0;
        return one.sandbox.gitlab.faults.add('token', tooManyRequests(2), { times: 1 });
      },
    });
    expect(rig.clock.waits).toContain(2000);
  });

  it('is out of order and shows a page: the session is kept', async () => {
    await suffer(await signedIn(), {
      strikes: gitlabAnswers(unavailable()),
      says: { code: 'issuer_failed', words: ['status 503', 'Try again later'] },
    });
  });
});
