import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAuthority, type Authority } from '../../support/certificates.ts';
import { doors, useHosts } from './doors.ts';
import { serve } from './servers.ts';

describe.each(doors)('an exchange of $name', (door) => {
  let authority: Authority;
  const hosts = useHosts(door, () => door.trusting(authority));
  beforeAll(async () => {
    authority = await createAuthority();
  });
  afterAll(() => authority.remove());

  it('carries method, headers and body, and brings status, headers and body back', async () => {
    const { http } = await hosts.shared();
    const server = await serve((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const { method, url, headers } = request;
        const got = { method, url, kind: headers['content-type'], length: headers['content-length'] };
        response
          .writeHead(418, { 'X-Kind': 'Tea', 'set-cookie': ['a=1', 'b=2'] })
          .end(JSON.stringify({ ...got, body: Buffer.concat(chunks).toString(), reply: 'ü' }));
      });
    });
    const response = await http.send({
      method: 'POST',
      url: `${server.url}/path?query=1`,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'ä=1',
    });
    expect(response.status).toBe(418);
    expect(response.headers).toMatchObject({ 'x-kind': 'Tea', 'set-cookie': 'a=1, b=2' });
    expect(JSON.parse(response.body)).toEqual({
      method: 'POST',
      url: '/path?query=1',
      kind: 'application/x-www-form-urlencoded',
      length: '4',
      body: 'ä=1',
      reply: 'ü',
    });
  });

  it.each([200, 204, 400, 403, 404, 429, 500, 503])('takes status %i for an answer', async (status) => {
    const { http } = await hosts.shared();
    const server = await serve((_request, response) => response.writeHead(status).end());
    expect(await http.send({ method: 'GET', url: server.url })).toMatchObject({ status, body: '' });
  });

  it('asks whether what it has is still good, and takes 304 for the answer', async () => {
    const { http } = await hosts.shared();
    const server = await serve(({ headers }, response) =>
      headers['if-none-match'] === 'W/"a"'
        ? response.writeHead(304, { etag: 'W/"a"' }).end()
        : response.writeHead(200).end('new'),
    );
    const asked = await http.send({
      method: 'GET',
      url: server.url,
      headers: { 'if-none-match': 'W/"a"' },
    });
    expect(asked).toMatchObject({ status: 304, body: '', headers: { etag: 'W/"a"' } });
    expect(await http.send({ method: 'GET', url: server.url })).toMatchObject({ status: 200, body: 'new' });
  });

  it('brings a page of HTML back as it is: what it means is for others to say', async () => {
    const { http } = await hosts.shared();
    const page = '<!doctype html><title>Sign in to this network</title>';
    const server = await serve((_request, response) =>
      response.writeHead(200, { 'content-type': 'text/html' }).end(page),
    );
    const response = await http.send({ method: 'GET', url: server.url });
    expect(response).toMatchObject({ status: 200, body: page });
    expect(response.headers['content-type']).toBe('text/html');
  });

  it.each(['http', 'https'])(
    'uses one connection for exchanges in a row over %s, or one for each',
    async (scheme) => {
      const certificate = scheme === 'https' ? await authority.issue('IP:127.0.0.1') : undefined;
      const { http } = await hosts.shared();
      const server = await serve((_request, response) => response.end('ok'), certificate);
      for (let round = 0; round < 8; round++) {
        const { body } = await http.send({ method: 'POST', url: server.url, body: `${round}` });
        expect(body).toBe('ok');
      }
      expect(server.connections()).toBe(door.keepsConnections ? 1 : 8);
    },
  );

  it('keeps neither cookies nor replies', async () => {
    const { http } = await hosts.shared();
    const cookies: (string | undefined)[] = [];
    const server = await serve((request, response) => {
      cookies.push(request.headers.cookie);
      response
        .writeHead(200, { 'set-cookie': 'session=1; Path=/', 'cache-control': 'max-age=3600', etag: '"1"' })
        .end('ok');
    });
    for (let round = 0; round < 3; round++) await http.send({ method: 'GET', url: server.url });
    expect(cookies).toEqual([undefined, undefined, undefined]);
  });

  it("never answers a server's demand for a login, even where a proxy of that address has one", async () => {
    const logins: (string | undefined)[] = [];
    const server = await serve((request, response) => {
      logins.push(request.headers.authorization);
      response.writeHead(401, { 'www-authenticate': 'Basic realm="x"' }).end('who are you?');
    });
    const { http } = await hosts.open({ env: { HTTP_PROXY: `http://user:pass@${server.host}` } });
    for (let round = 0; round < 2; round++) {
      const response = await http.send({ method: 'GET', url: server.url });
      expect(response).toMatchObject({ status: 401, body: 'who are you?' });
    }
    expect(logins).toEqual([undefined, undefined]);
  });
});
