import { TLSSocket } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  createAuthority,
  ownInHome,
  type Authority,
  type ServerCertificate,
} from '../../support/certificates.ts';
import { failure } from '../adapters/oidc-rig.ts';
import { doors, useHosts, type Reason } from './doors.ts';
import { serve } from './servers.ts';

const SELF = 'IP:127.0.0.1';

/** What is wrong with a certificate although its authority is trusted. */
const bad: readonly (readonly [Reason, (authority: Authority) => Promise<ServerCertificate>])[] = [
  ['expired', (authority) => authority.issue(SELF, -1)],
  ['not yet valid', (authority) => authority.issue(SELF, 2, 1)],
  ['wrong name', (authority) => authority.issue('DNS:gitlab.example.com')],
  ['self-signed', (authority) => authority.selfSigned(SELF)],
  ['unknown authority', (authority) => signedByAnother(authority)],
];

/** Of the same name as the trusted one, but with a key of its own. */
async function signedByAnother(_trusted: Authority): Promise<ServerCertificate> {
  const other = await createAuthority();
  try {
    return await other.issue(SELF);
  } finally {
    await other.remove();
  }
}

describe.each(doors)('to $name', (door) => {
  let authority: Authority;
  const hosts = useHosts(door, () => door.trusting(authority));
  beforeAll(async () => {
    authority = await createAuthority();
  });
  afterAll(() => authority.remove());

  it('a certificate of a private authority is good once the user trusts that authority', async () => {
    const server = await serve((_request, response) => response.end('ok'), await authority.issue(SELF));
    const { http: stranger } = await hosts.open();
    expect(await failure(stranger.send({ method: 'GET', url: server.url }))).toMatchObject({
      code: 'network_untrusted',
      details: {
        host: server.host,
        reason: door.reasons['unknown authority'],
        authority: 'Authority of a test',
      },
    });
    const { http: friend } = await hosts.shared();
    expect(await friend.send({ method: 'GET', url: server.url })).toMatchObject({ status: 200, body: 'ok' });
  });

  it.each(bad)('one that is bad is refused whoever is trusted: %s', async (reason, make) => {
    let requests = 0;
    const certificate = await make(authority);
    const server = await serve((_request, response) => {
      requests += 1;
      response.end('ok');
    }, certificate);
    const { http } = await hosts.shared();
    // Refused again: a refusal is no question that a second try answers.
    for (let round = 0; round < 2; round++) {
      expect(await failure(http.send({ method: 'POST', url: server.url, body: 'secret' }))).toMatchObject({
        code: 'network_untrusted',
        details: { host: server.host, reason: door.reasons[reason] },
      });
    }
    expect(requests).toBe(0);
  });

  it('who issued a bad one is told, where it is another than the user trusts', async () => {
    const { http } = await hosts.shared();
    const whoIssued = async (certificate: ServerCertificate) => {
      const server = await serve((_request, response) => response.end('ok'), certificate);
      return failure(http.send({ method: 'GET', url: server.url }));
    };
    expect(await whoIssued(await authority.selfSigned(SELF))).toMatchObject({
      details: { authority: 'A server' },
    });
    expect(await whoIssued(await signedByAnother(authority))).toMatchObject({
      details: { authority: 'Authority of a test' },
    });
  });

  it('no variable of the environment makes a bad one good', async () => {
    let requests = 0;
    const server = await serve(
      (_request, response) => {
        requests += 1;
        response.end('ok');
      },
      await authority.selfSigned(SELF),
    );
    const { http } = await hosts.open({ env: { NODE_TLS_REJECT_UNAUTHORIZED: '0' } });
    expect(await failure(http.send({ method: 'GET', url: server.url }))).toMatchObject({
      code: 'network_untrusted',
    });
    expect(requests).toBe(0);
  });

  it('no certificate of the user goes to a server that asks for one', async () => {
    const [certificate, own] = [await authority.issue(SELF), await authority.issue('DNS:me.example.com')];
    const shown: unknown[] = [];
    const asking = { ...certificate, ca: own.cert, requestCert: true, rejectUnauthorized: false };
    const server = await serve((request, response) => {
      if (request.socket instanceof TLSSocket) shown.push(request.socket.getPeerCertificate());
      response.end('ok');
    }, asking);
    const { furnish, ...options } = door.trusting(authority);
    const { http } = await hosts.open({
      ...options,
      furnish: async (home) => {
        await furnish?.(home);
        if (furnish !== undefined) await ownInHome(home, own);
      },
    });
    const exchange = http.send({ method: 'GET', url: server.url });
    if (door.askedForCertificate === undefined) {
      expect(await exchange).toMatchObject({ body: 'ok' });
      expect(shown).toEqual([{}]);
    } else {
      expect(await failure(exchange)).toMatchObject({
        code: 'network_unreachable',
        details: { reason: door.askedForCertificate },
      });
      expect(shown).toEqual([]);
    }
  });

  it('a server without TLS is no server for an https address', async () => {
    const server = await serve((_request, response) => response.end('ok'));
    const { http } = await hosts.shared();
    const url = server.url.replace('http:', 'https:');
    expect(await failure(http.send({ method: 'GET', url }))).toMatchObject({
      code: 'network_unreachable',
      details: { host: server.host, reason: door.reasons['no TLS'] },
    });
  });
});
