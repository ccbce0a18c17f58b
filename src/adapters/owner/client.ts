import { connect, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import type { Finding } from '../../core/doctor/finding.ts';
import { AppError } from '../../core/errors.ts';
import type { DeviceCode } from '../../core/model.ts';
import type { Browser } from '../../core/ports.ts';
import { readLines, writeLine } from './lines.ts';
import { readOwnerPid } from './owner-pid.ts';
import { isOwnSocket } from './private-folder.ts';
import {
  protocolVersion,
  type Envelope,
  type KeptCredentials,
  type OwnerCall,
  type OwnerMessage,
  type Receipt,
  type RequestOf,
  type ResponseOf,
} from './protocol.ts';

/** Where to ask, and with which configuration in mind. */
export interface OwnerAddress {
  readonly socket: string;
  readonly config: string;
}

/** What the owner may want shown where the client is. */
export interface Surface {
  readonly browser: Browser;
  readonly showCode: (code: DeviceCode) => void;
  /** For `keep`: the newest credentials, or undefined where those of before are to be forgotten. */
  readonly keep?: (credentials: KeptCredentials | undefined) => void;
  /** For `doctor`: the next finding. */
  readonly find?: (finding: Finding) => void;
}

/** For calls that show nothing. */
export const nowhere: Surface = {
  browser: { open: () => Promise.resolve() },
  showCode: () => undefined,
};

/** So often, and so many milliseconds apart, is a crowded door tried again. */
const attempts = 40;
const pauseMs = 50;
/** An owner that lives reads a request at once, however long the answer takes; milliseconds. */
const firstSignMs = 5_000;

/**
 * @returns a connection, or undefined where no owner of this user's listens
 * @throws AppError `file_failed` where the socket's folder is somebody else's, `owner_unreachable`
 */
export async function connectToOwner(socket: string): Promise<Socket | undefined> {
  if (!(await isOwnSocket(socket))) return undefined;
  for (let attempt = 1; ; attempt++) {
    const found = await tryConnect(socket);
    if (found !== 'crowded') return found;
    if (attempt === attempts) {
      throw new AppError('owner_unreachable', { path: socket, reason: 'too many are asking at once' });
    }
    await pause(pauseMs);
  }
}

function tryConnect(socket: string): Promise<Socket | 'crowded' | undefined> {
  return new Promise((resolve, reject) => {
    const connection = connect(socket);
    connection.once('connect', () => {
      connection.removeAllListeners('error');
      resolve(connection);
    });
    connection.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT' || error.code === 'ECONNREFUSED') resolve(undefined);
      // Linux: more are waiting to be let in than the kernel keeps in line.
      else if (error.code === 'EAGAIN') resolve('crowded');
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

/**
 * Asks the owner one thing, and waits as long as it takes once the owner has shown that it lives.
 * @throws AppError `owner_silent` where it shows nothing, `owner_gone` where the connection ends without an answer,
 * `owner_unreachable` where its answer cannot be read, `owner_version`, and whatever the owner answers with
 */
export function askOwner<Call extends OwnerCall>(
  connection: Socket,
  address: OwnerAddress,
  call: Call,
  request: RequestOf<Call>,
  { browser, showCode, keep, find }: Surface,
): Promise<ResponseOf<Call>> {
  return new Promise((resolve, reject) => {
    // The owner says so before it does anything: one that went without a word has done nothing.
    let begun = false;
    const gone = () => {
      clearTimeout(deadline);
      reject(new AppError('owner_gone', { path: address.socket, begun }));
    };
    const deadline = setTimeout(() => {
      connection.off('close', gone);
      connection.destroy();
      void readOwnerPid(address.socket).then((pid = 0) =>
        reject(new AppError('owner_silent', { path: address.socket, pid })),
      );
    }, firstSignMs);
    connection.once('error', gone);
    connection.once('close', gone);
    readLines(connection, (line) => {
      clearTimeout(deadline);
      begun = true;
      const message = parse(line);
      switch (message?.type) {
        case 'accepted':
          return;
        case 'open':
          browser.open(message.url, { browser: message.browser }).catch((error: unknown) => {
            reject(error instanceof Error ? error : new Error(String(error)));
            connection.destroy();
          });
          return;
        case 'code':
          showCode(message.code);
          return;
        case 'credentials':
          keep?.(message.value);
          return;
        case 'no-credentials':
          keep?.(undefined);
          return;
        case 'finding':
          find?.(message.finding);
          return;
        case 'result':
          resolve(message.value as ResponseOf<Call>);
          if (call !== 'hand-over') break;
          // Whoever awaits the answer has taken it when this turn is over: only then may the giver end.
          setImmediate(() => {
            writeLine(connection, { type: 'received' } satisfies Receipt);
            connection.end();
          });
          return;
        case 'error':
          reject(new AppError(message.error.code, message.error.details));
          break;
        case 'version':
          reject(new AppError('owner_version', { ours: protocolVersion, theirs: message.version }));
          break;
        default:
          reject(
            new AppError('owner_unreachable', { path: address.socket, reason: 'its answer cannot be read' }),
          );
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
