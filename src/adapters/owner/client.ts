import { connect, type Socket } from 'node:net';
import { AppError } from '../../core/errors.ts';
import type { Browser } from '../../core/ports.ts';
import { readLines, writeLine } from './lines.ts';
import {
  protocolVersion,
  type Envelope,
  type OwnerCall,
  type OwnerMessage,
  type RequestOf,
  type ResponseOf,
} from './protocol.ts';

/** Where to ask, and with which configuration in mind. */
export interface OwnerAddress {
  readonly socket: string;
  readonly config: string;
}

/** @returns a connection, or undefined where no owner listens */
export function connectToOwner(socket: string): Promise<Socket | undefined> {
  return new Promise((resolve, reject) => {
    const connection = connect(socket);
    connection.once('connect', () => {
      connection.removeAllListeners('error');
      resolve(connection);
    });
    connection.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT' || error.code === 'ECONNREFUSED') resolve(undefined);
      else
        reject(
          new AppError(
            'owner_unreachable',
            { path: socket, reason: error.code ?? 'unknown' },
            { cause: error },
          ),
        );
    });
  });
}

/** Asks the owner one thing. @param browser opens the pages that the owner wants shown here */
export function askOwner<Call extends OwnerCall>(
  connection: Socket,
  address: OwnerAddress,
  call: Call,
  request: RequestOf<Call>,
  browser: Browser,
): Promise<ResponseOf<Call>> {
  return new Promise((resolve, reject) => {
    const lost = (reason: string) =>
      reject(new AppError('owner_unreachable', { path: address.socket, reason }));
    connection.once('error', () => lost('the connection broke'));
    connection.once('close', () => lost('it ended before it answered'));
    readLines(connection, (line) => {
      const message = parse(line);
      switch (message?.type) {
        case 'open':
          browser.open(message.url).catch((error: unknown) => {
            reject(error instanceof Error ? error : new Error(String(error)));
            connection.destroy();
          });
          return;
        case 'result':
          resolve(message.value as ResponseOf<Call>);
          break;
        case 'error':
          reject(new AppError(message.error.code, message.error.details));
          break;
        case 'version':
          reject(new AppError('owner_version', { ours: protocolVersion, theirs: message.version }));
          break;
        default:
          lost('its answer cannot be read');
      }
      connection.end();
    });
    const envelope: Envelope<Call> = { version: protocolVersion, config: address.config, call, request };
    writeLine(connection, envelope);
  });
}

/** Both sides speak one version of the protocol, or this reads nothing but that they do not. */
function parse(line: string): OwnerMessage | undefined {
  try {
    return JSON.parse(line) as OwnerMessage;
  } catch {
    return undefined;
  }
}
