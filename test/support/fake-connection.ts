import { mkdtemp, rm } from 'node:fs/promises';
import { connect, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A real local socket with a server behind it that a test can talk to. */
export interface FakeSocket {
  readonly path: string;
  connect(): Socket;
  close(): Promise<void>;
}

export async function createFakeSocket(serve: (connection: Socket) => void): Promise<FakeSocket> {
  const folder = await mkdtemp(join(tmpdir(), 'tobira-socket-'));
  const path = join(folder, 'owner.sock');
  const connections = new Set<Socket>();
  const server = createServer((connection) => {
    connections.add(connection);
    serve(connection);
  });
  await new Promise<void>((resolve) => server.listen(path, resolve));
  return {
    path,
    connect: () => {
      const connection = connect(path);
      connection.on('error', () => connection.destroy());
      connections.add(connection);
      return connection;
    },
    async close() {
      for (const connection of connections) connection.destroy();
      await new Promise((resolve) => server.close(resolve));
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Sends these bytes and reads until the other side ends. */
export function exchange(connection: Socket, bytes: string): Promise<string> {
  return new Promise((resolve) => {
    let text = '';
    connection.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
    connection.on('close', () => resolve(text));
    connection.write(bytes);
  });
}
