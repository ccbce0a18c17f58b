import { createServer, type RequestListener } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import {
  connect,
  createServer as createRawServer,
  type AddressInfo,
  type Server,
  type Socket,
} from 'node:net';
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { onTestFinished } from 'vitest';
import type { ServerCertificate } from '../../support/certificates.ts';

/** A server on loopback that ends with the test and counts who comes. */
export interface TestServer {
  /** `http://127.0.0.1:PORT` or, with a certificate, `https://127.0.0.1:PORT`. */
  readonly url: string;
  readonly host: string;
  readonly port: number;
  /** TCP connections since its start. */
  connections(): number;
  /** Resolves once no connection to it is open any more. */
  left(): Promise<void>;
}

/** Starts a server, with TLS where a certificate is given. */
export async function serve(listener: RequestListener, certificate?: ServerCertificate): Promise<TestServer> {
  return certificate === undefined
    ? opened(createServer(listener), 'http')
    : opened(createSecureServer(certificate, listener), 'https');
}

async function opened(server: Server, scheme: string): Promise<TestServer> {
  const open = new Set<Socket>();
  const closed = new EventTarget();
  let connections = 0;
  server.on('connection', (socket: Socket) => {
    connections += 1;
    open.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => {
      open.delete(socket);
      closed.dispatchEvent(new Event('closed'));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.close();
    for (const socket of open) socket.destroy();
  });
  const { port } = server.address() as AddressInfo;
  const host = `127.0.0.1:${port}`;
  return {
    url: `${scheme}://${host}`,
    host,
    port,
    connections: () => connections,
    left: async () => {
      while (open.size > 0) await once(closed, 'closed');
    },
  };
}

/** @returns the port of a listener that takes no connection any more: to connect to it neither succeeds nor fails. */
export async function listenWithoutAccepting(): Promise<number> {
  const worker = new Worker(
    `const { parentPort } = require('node:worker_threads');
     const server = require('node:net').createServer();
     server.listen({ host: '127.0.0.1', port: 0, backlog: 1 }, () => {
       parentPort.postMessage(server.address().port);
       Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
     });`,
    { eval: true },
  );
  const fillers: Socket[] = [];
  onTestFinished(async () => {
    for (const socket of fillers) socket.destroy();
    await worker.terminate();
  });
  const [port] = (await once(worker, 'message')) as [number];
  // A backlog of one holds two: from the third on, the kernel leaves every knock unanswered.
  for (let filled = 0; filled < 2; filled++) {
    const socket = connect(port, '127.0.0.1');
    fillers.push(socket);
    await once(socket, 'connect');
  }
  return port;
}

/** @returns the port of a server that takes connections, listens to what they say, and never says anything itself */
export async function listenMutely(heard: () => void): Promise<number> {
  const { port } = await serveRaw((socket) => void socket.once('data', heard));
  return port;
}

/** Starts a server that speaks no protocol but what `treat` says on each connection. */
export function serveRaw(treat: (socket: Socket) => void): Promise<TestServer> {
  return opened(createRawServer(treat), 'http');
}

/** @returns a port that nobody listens on */
export async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
