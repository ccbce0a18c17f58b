import { once } from 'node:events';
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { spawn } from 'node:child_process';
import { createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { peerUser, peerVisitor } from '../../../../src/adapters/system/peer.ts';

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
      expect(await peerUser(socket)).toBe(process.getuid?.());
      expect(await peerVisitor(socket)).toEqual({ kind: 'program', pid, name: 'bash' });
    });
  });

  test('is a name and no more, whatever its file is called', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'tobira-peer-'));
    const program = join(folder, 'a\u202E<b>\n"c"');
    await copyFile('/bin/bash', program);
    await visitedBy(program, async (socket) => {
      expect(await peerVisitor(socket)).toMatchObject({ name: 'a??b???c?' });
    });
    await rm(folder, { recursive: true });
  });

  test('is unknown once it has gone', async () => {
    await visitedBy('bash', async (socket) => {
      const gone = { remotePort: 1, localPort: socket.localPort };
      expect(await peerUser(gone)).toBeUndefined();
      expect(await peerVisitor(gone)).toBeUndefined();
    });
  });
});
