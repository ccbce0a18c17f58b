import { createServer, type AddressInfo } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { createDirectHttp } from '../../../src/adapters/system/direct-http.ts';
import { failure } from '../adapters/oidc-rig.ts';

/** A server that answers every connection with these bytes, whatever it is asked. */
async function answering(text: string): Promise<string> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', () => socket.write(text));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const http = createDirectHttp();

it('takes a whole answer, whatever comes after it', async () => {
  const url = await answering('HTTP/1.1 200 OK\r\ncontent-length: 4\r\n\r\ngood!');
  expect(await http.send({ method: 'GET', url })).toMatchObject({ status: 200, body: 'good' });
});

it('waits for nothing where a server goes over to another protocol', async () => {
  const url = await answering(
    'HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: echo\r\n\r\n',
  );
  expect((await failure(http.send({ method: 'GET', url }))).code).toBe('network_unreachable');
});

it('sends no header that would be two lines', async () => {
  const headers = { authorization: 'bearer\r\nx: y' };
  const sent = await failure(http.send({ method: 'GET', url: 'http://127.0.0.1:9/', headers }));
  expect(sent).toMatchObject({ code: 'network_unreachable', details: { reason: 'ERR_INVALID_CHAR' } });
});
