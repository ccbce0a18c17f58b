import type { Socket } from 'node:net';
import type { Finding } from '../../core/doctor/finding.ts';
import { AppError, asAppError } from '../../core/errors.ts';
import type { DeviceCode } from '../../core/model.ts';
import type { Log } from '../../core/ports.ts';
import { createCallHandlers, type CallHandlers, type CallOptions, type Client } from './calls.ts';
import { createNewestWriter, readLines, writeLine } from './lines.ts';
import { isReceipt, toReport, type OwnerCall, type OwnerMessage } from './protocol.ts';
import { readers, readRequest } from './requests.ts';

interface Options extends CallOptions {
  readonly log: Log;
  /** Told when work on a request begins and ends, so that an idle agent can end. Who says nothing is no work. */
  readonly usage?: { busy(): void; free(): void };
}

/** How long a connection may stay silent: before its request has come, and after the answer has gone; milliseconds. */
const silence = 5_000;
/** In characters. The longest path and the longest destination fit, each letter escaped. */
const longestRequest = 64_000;
/** Far more than commands at the same time, and few enough files for the tightest limit. */
const mostConnections = 512;

/** Answers the clients of the owner's socket: one request per connection. */
export function createOwnerServer(options: Options): (connection: Socket) => void {
  const { configPath, clock, log, usage } = options;
  const handlers = createCallHandlers(options);
  const connections = new Set<Socket>();
  /** Those that have not asked anything yet, oldest first. */
  const silent = new Set<Socket>();

  async function answer(line: string, client: Client, accept: () => void): Promise<OwnerMessage> {
    try {
      const reading = readRequest(line, configPath);
      if (reading.kind === 'refusal') return reading.message;
      usage?.busy();
      try {
        return {
          type: 'result',
          value: await handle(handlers, reading.call, reading.request, client, accept),
        };
      } finally {
        usage?.free();
      }
    } catch (error) {
      const failure = asAppError(error);
      log.warn('owner.refused', { code: failure.code });
      return { type: 'error', error: toReport(failure) };
    }
  }

  function forget(connection: Socket): void {
    connections.delete(connection);
    silent.delete(connection);
  }

  /** Whoever asks is served before whoever is merely there. */
  function makeRoom(): boolean {
    if (connections.size < mostConnections) return true;
    const [oldest] = silent;
    if (oldest === undefined) return false;
    forget(oldest);
    oldest.destroy();
    return true;
  }

  return (connection) => {
    connection.on('error', () => connection.destroy());
    if (!makeRoom()) {
      writeLine(connection, { type: 'error', error: toReport(new AppError('owner_busy', {})) });
      connection.end(() => connection.destroy());
      return;
    }
    connections.add(connection);
    silent.add(connection);
    connection.once('close', () => forget(connection));

    let endSilence = limitSilence(connection);
    const receipt = createReceipt(connection);
    const gone = new Promise<void>((resolve) => connection.once('close', () => resolve()));
    let answered = false;
    readLines(
      connection,
      (line) => {
        if (silent.delete(connection)) {
          endSilence();
          const client = {
            browser: browserOf(connection),
            showCode: (code: DeviceCode) => {
              writeLine(connection, { type: 'code', code } satisfies OwnerMessage);
              return Promise.resolve();
            },
            find: (finding: Finding) =>
              writeLine(connection, { type: 'finding', finding } satisfies OwnerMessage),
            tell: createNewestWriter(connection),
            gone: () => gone,
            receipt: receipt.awaited,
          };
          const accept = () => writeLine(connection, { type: 'accepted' } satisfies OwnerMessage);
          void answer(line, client, accept).then((message) => {
            writeLine(connection, message);
            answered = true;
            endSilence = limitSilence(connection);
            if (!receipt.isAwaited()) connection.end();
          });
        } else if (answered && isReceipt(line)) {
          receipt.arrived();
          connection.end();
        }
      },
      longestRequest,
    );
  };

  /** @returns what calls it off */
  function limitSilence(connection: Socket): () => void {
    const callOff = clock.after(silence, () => connection.destroy());
    connection.once('close', callOff);
    return callOff;
  }
}

function handle<Call extends OwnerCall>(
  handlers: CallHandlers,
  call: Call,
  request: unknown,
  client: Client,
  accept: () => void,
) {
  const read = readers[call](request);
  accept();
  return handlers[call](read, client);
}

function browserOf(connection: Socket): Client['browser'] {
  return {
    open(url, { browser } = {}) {
      writeLine(connection, { type: 'open', url, ...(browser && { browser }) } satisfies OwnerMessage);
      return Promise.resolve();
    },
  };
}

interface Receipt {
  readonly awaited: Client['receipt'];
  isAwaited(): boolean;
  arrived(): void;
}

/** A receipt that has not come when the connection closes never will. */
function createReceipt(connection: Socket): Receipt {
  let settle: ((received: boolean) => void) | undefined;
  connection.once('close', () => settle?.(false));
  return {
    awaited: () => new Promise((resolve) => (settle = resolve)),
    isAwaited: () => settle !== undefined,
    arrived: () => settle?.(true),
  };
}
