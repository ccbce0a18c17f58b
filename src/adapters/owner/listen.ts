import { connect, createServer, type Server, type Socket } from 'node:net';
import { codeOf } from '../../core/file-failure.ts';

/** @returns undefined where the address is taken */
export function listen(address: string, serve: (connection: Socket) => void): Promise<Server | undefined> {
  const server = createServer(serve);
  return new Promise((resolve, reject) => {
    server.once('error', (error) => {
      if (isTaken(error)) resolve(undefined);
      else reject(error);
    });
    server.listen(address, () => resolve(server));
  });
}

/** Resolves when the last connection has ended; nobody new gets in meanwhile. */
export function close(server: Server): Promise<void> {
  return new Promise((resolve) => server.close(() => resolve()));
}

/** @returns false where the socket was left behind by a process that is gone, or is not there */
export function isListening(address: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const connection = connect(address);
    connection.once('connect', () => {
      connection.destroy();
      resolve(true);
    });
    connection.once('error', (error) => {
      const code = codeOf(error);
      if (code === 'ECONNREFUSED' || code === 'ENOENT') resolve(false);
      // Too many at once are waiting to be let in: somebody is there.
      else if (code === 'EAGAIN') resolve(true);
      else reject(error);
    });
  });
}

function isTaken(error: unknown): boolean {
  const code = codeOf(error);
  // Windows refuses a pipe's second server with the same code as a forbidden one.
  return code === 'EADDRINUSE' || (code === 'EACCES' && process.platform === 'win32');
}
