import { once } from 'node:events';
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { spawn } from 'node:child_process';
import { connect, createServer, type Socket } from 'node:net';
import { endianness, tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { findPeer, visitorAt } from '../../../../src/adapters/system/peer.ts';

/** Connects from another process and hands the connection to the test; both end with it. */
async function visitedBy(
  program: string,
  work: (socket: Socket, pid: number | undefined) => Promise<void>,
): Promise<void> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? String(address?.port) : '';
  const child = spawn(program, ['-c', 'exec 3<>"/dev/tcp/127.0.0.1/$0"; read -u 3 line', port]);
  const [socket] = (await once(server, 'connection')) as [Socket];
  try {
    await work(socket, child.pid);
  } finally {
    socket.destroy();
    server.close();
    child.kill();
  }
}

describe.runIf(process.platform === 'linux')('the other end of a loopback connection', () => {
  test('is known by user, process and program', async () => {
    await visitedBy('bash', async (socket, pid) => {
      const peer = await findPeer(socket);
      expect(peer).toMatchObject({ kind: 'found', userId: process.getuid?.() });
      expect(await visitorAt(peer)).toEqual({ kind: 'program', pid, name: 'bash' });
    });
  });

  test('is a name and no more, whatever its file is called', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'tobira-peer-'));
    const program = join(folder, 'a\u202E<b>\n"c"');
    await copyFile('/bin/bash', program);
    await visitedBy(program, async (socket) => {
      expect(await visitorAt(await findPeer(socket))).toMatchObject({ name: 'a??b???c?' });
    });
    await rm(folder, { recursive: true });
  });

  test.each([
    ['another loopback address', { host: '127.0.0.1', localAddress: '127.0.0.2' }],
    ['an IPv6 socket', { host: '::ffff:127.0.0.1' }],
  ])('is known where it comes from %s', async (_what, way) => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const client = connect({ port: typeof address === 'object' ? (address?.port ?? 0) : 0, ...way });
    const [socket] = (await once(server, 'connection')) as [Socket];
    const peer = await findPeer(socket);
    expect(await visitorAt(peer)).toMatchObject({ kind: 'program', pid: process.pid });
    client.destroy();
    socket.destroy();
    server.close();
  });

  test('is missing once it has gone', async () => {
    await visitedBy('bash', async (socket) => {
      const { remoteAddress, localAddress, localPort } = socket;
      const gone = await findPeer({ remoteAddress, remotePort: 1, localAddress, localPort });
      expect(gone).toEqual({ kind: 'missing' });
      expect(await visitorAt(gone)).toBeUndefined();
    });
  });
});

const ends = {
  remoteAddress: '127.0.0.2',
  remotePort: 0xabcd,
  localAddress: '127.0.0.1',
  localPort: 80,
};
const [source, here, mapping] =
  endianness() === 'LE'
    ? ['0200007F', '0100007F', '0000000000000000FFFF0000']
    : ['7F000002', '7F000001', '00000000000000000000FFFF'];

function row(local: string, remote: string, user: number, inode: number): string {
  return `   0: ${local} ${remote} 01 00000000:00000000 00:00000000 00000000 ${user}        0 ${inode} 1 0\n`;
}

describe.runIf(process.platform === 'linux')("the kernel's tables", () => {
  const own = row(`${source}:ABCD`, `${here}:0050`, 1000, 77);

  test.each([
    ['with the very addresses and ports', own],
    ['in its IPv6 form', row(`${mapping}${source}:ABCD`, `${mapping}${here}:0050`, 1000, 77)],
    ['behind what a closed connection has left', row(`${source}:ABCD`, `${here}:0050`, 0, 0) + own],
  ])('have the other end %s', async (_what, text) => {
    const peer = await findPeer(ends, () => Promise.resolve(text));
    expect(peer).toEqual({ kind: 'found', userId: 1000, inode: '77' });
  });

  test.each([
    ['is empty', ''],
    ['has our own end only', row(`${here}:0050`, `${source}:ABCD`, 1000, 77)],
    ['has the ports at another address', row(`${here}:ABCD`, `${here}:0050`, 1000, 77)],
    ['has what a closed connection has left', row(`${source}:ABCD`, `${here}:0050`, 0, 0)],
    ['has the end of a true IPv6 connection', row(`${'0'.repeat(24)}${source}:ABCD`, `${here}:0050`, 1, 7)],
  ])('do not have it where what can be read %s', async (_what, text) => {
    expect(await findPeer(ends, () => Promise.resolve(text))).toEqual({ kind: 'missing' });
  });

  test('are read again where a row has slipped through', async () => {
    const texts = ['', '', own];
    expect(await findPeer(ends, () => Promise.resolve(texts.shift() ?? ''))).toMatchObject({ kind: 'found' });
  });

  test('are enough with the first one, where the system has no IPv6', async () => {
    const read = (path: string) => (path.endsWith('6') ? Promise.reject(new Error('ENOENT')) : own);
    expect(await findPeer(ends, async (path) => read(path))).toMatchObject({ kind: 'found' });
  });

  test('tell nothing only where none of them can be read', async () => {
    const peer = await findPeer(ends, () => Promise.reject(new Error('EACCES')));
    expect(peer).toEqual({ kind: 'untold' });
  });
});
