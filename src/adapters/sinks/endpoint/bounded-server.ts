import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** How much of this process others may take up. Times in milliseconds. */
export interface Bounds {
  readonly connections: number;
  readonly requestsPerConnection: number;
  /** All headers of a request together, in bytes. */
  readonly headerBytes: number;
  /** From the start of a connection or of a request to its end. */
  readonly requestTime: number;
  /** Between two requests. */
  readonly idleTime: number;
  /** How often slow ones are looked for. */
  readonly lookEvery: number;
}

/** AWS's clients send a few hundred bytes at once, and are gone after one second or two; a busy machine needs more. */
export const usualBounds: Bounds = {
  connections: 256,
  requestsPerConnection: 1_000,
  headerBytes: 8_192,
  requestTime: 5_000,
  idleTime: 5_000,
  lookEvery: 500,
};

/** An HTTP server that nobody can fill up, slow down or talk at for long. */
export interface BoundedServer {
  readonly server: Server;
  /** Whoever has shown that he may ask keeps his place when others have to make room. */
  readonly welcome: (connection: Socket) => void;
}

export function createBoundedServer(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
  bounds: Bounds = usualBounds,
): BoundedServer {
  /** Those that have not shown that they may ask, oldest first. */
  const strangers = new Set<Socket>();
  const guests = new Set<Socket>();
  const underWay = new WeakSet<Socket>();

  const server = createServer(
    {
      maxHeaderSize: bounds.headerBytes,
      headersTimeout: bounds.requestTime,
      requestTimeout: bounds.requestTime,
      keepAliveTimeout: bounds.idleTime,
      connectionsCheckingInterval: bounds.lookEvery,
      // Node can be told from outside to be lenient.
      insecureHTTPParser: false,
      requireHostHeader: false,
    },
    take,
  );
  // All of them are looked at: past a number of its own Node would leave the rest out. Their bytes are bounded.
  server.maxHeadersCount = 0;
  server.maxRequestsPerSocket = bounds.requestsPerConnection;
  // Whoever does not read what he is told.
  server.setTimeout(bounds.idleTime + bounds.requestTime);
  server.on('checkContinue', take);
  server.on('checkExpectation', take);
  // Not a word to what is no HTTP.
  server.on('clientError', (_error, connection) => connection.destroy());
  server.on('connection', (connection: Socket) => {
    makeRoom();
    strangers.add(connection);
    connection.once('close', () => forget(connection));
    // One that is cut off is gone: that is no fault of ours.
    connection.on('error', () => connection.destroy());
  });

  function take(request: IncomingMessage, response: ServerResponse): void {
    const { socket } = request;
    // None of AWS's clients asks again before it has its answer.
    if (underWay.has(socket)) {
      socket.destroy();
      return;
    }
    underWay.add(socket);
    response.once('close', () => underWay.delete(socket));
    answer(request, response);
  }

  /** The newest gets in: who comes for credentials comes anew, while who is up to something holds on to his place. */
  function makeRoom(): void {
    if (strangers.size + guests.size < bounds.connections) return;
    const [oldest] = strangers.size > 0 ? strangers : guests;
    if (oldest === undefined) return;
    forget(oldest);
    oldest.destroy();
  }

  function forget(connection: Socket): void {
    strangers.delete(connection);
    guests.delete(connection);
  }

  return {
    server,
    welcome(connection) {
      if (strangers.delete(connection)) guests.add(connection);
    },
  };
}
