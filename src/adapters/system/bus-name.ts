import { connect, type Socket } from 'node:net';
import type { Clock } from '../../core/ports.ts';
import { callBus, lengthOf, readMessage, type BusMessage } from './bus-messages.ts';

/** Everything that is waited for is small; a longer message is something else. */
const longestMessage = 64 * 1024;

const serials = { hello: 1, match: 2, ask: 3 } as const;

/** How long a bus that is not there is left in peace, at first and at most; milliseconds. */
const firstPause = 1_000;
const longestPause = 60_000;

/**
 * Tells whether anybody owns a name on the session's bus: now, and whenever that changes. Where there is no bus nobody
 * owns anything; one that goes, or does not answer, may come again.
 *
 * @returns what ends it
 */
export function watchBusName(
  name: string,
  env: Readonly<Record<string, string | undefined>>,
  onOwned: (owned: boolean) => void,
  clock: Pick<Clock, 'after'>,
): () => void {
  let told: boolean | undefined;
  function tell(owned: boolean): void {
    if (owned === told) return;
    told = owned;
    onOwned(owned);
  }

  const path = socketOf(env);
  if (path === undefined) {
    tell(false);
    return () => undefined;
  }
  let end = (): void => undefined;
  let pause = firstPause;
  function listen(socketPath: string): void {
    end = listenOnce(name, socketPath, {
      onOwned(owned) {
        pause = firstPause;
        tell(owned);
      },
      onClose() {
        end = clock.after(pause, () => listen(socketPath));
        pause = Math.min(pause * 2, longestPause);
        tell(false);
      },
    });
  }
  listen(path);
  return () => end();
}

interface Listener {
  readonly onOwned: (owned: boolean) => void;
  /** Nothing is told any more. */
  readonly onClose: () => void;
}

/** @returns what ends it, and nothing is told from then on */
function listenOnce(name: string, path: string, { onOwned, onClose }: Listener): () => void {
  let over = false;
  const socket = connect(path);
  socket.unref();
  socket.on('error', () => undefined);
  socket.on('close', () => {
    if (over) return;
    over = true;
    onClose();
  });
  socket.once('connect', () => socket.write(`\0AUTH EXTERNAL ${hex(String(process.getuid?.() ?? 0))}\r\n`));
  readBus(
    socket,
    () => {
      const rule = `type='signal',sender='org.freedesktop.DBus',member='NameOwnerChanged',arg0='${name}'`;
      socket.write('BEGIN\r\n');
      socket.write(callBus(serials.hello, 'Hello', []));
      // First, so that no change slips through between the two.
      socket.write(callBus(serials.match, 'AddMatch', [rule]));
      socket.write(callBus(serials.ask, 'NameHasOwner', [name]));
    },
    (message) => {
      const owned = ownedBy(message, name);
      if (owned !== undefined && !over) onOwned(owned);
    },
  );
  return () => {
    over = true;
    socket.destroy();
  };
}

/** @returns undefined where the message is about something else */
function ownedBy({ type, replyTo, member, body }: BusMessage, name: string): boolean | undefined {
  if (type === 'return' && replyTo === serials.ask) return body.number === 1;
  if (type !== 'signal' || member !== 'NameOwnerChanged') return undefined;
  const [changed, , owner] = body.texts ?? [];
  return changed === name && owner !== undefined ? owner !== '' : undefined;
}

/** Reads the bus's answer to the greeting, and then message after message. */
function readBus(socket: Socket, onWelcome: () => void, onMessage: (message: BusMessage) => void): void {
  let rest = Buffer.alloc(0);
  let welcome = false;
  socket.on('data', (bytes) => {
    rest = Buffer.concat([rest, bytes]);
    try {
      if (!welcome) {
        const line = rest.indexOf('\r\n');
        if (line === -1) return;
        if (!rest.toString('latin1', 0, line).startsWith('OK ')) throw new Error('not let in');
        rest = rest.subarray(line + 2);
        welcome = true;
        onWelcome();
      }
      for (;;) {
        const length = lengthOf(rest);
        if (length === undefined) return;
        if (length > longestMessage) throw new Error('a message too long');
        if (rest.length < length) return;
        const message = readMessage(rest.subarray(0, length));
        rest = rest.subarray(length);
        onMessage(message);
      }
    } catch {
      // Whatever answers there is no bus.
      socket.destroy();
    }
  });
}

/** The bus's socket, from the first of its addresses that is one (D-Bus specification, "Server Addresses"). */
export function socketOf(env: Readonly<Record<string, string | undefined>>): string | undefined {
  const runtime = env['XDG_RUNTIME_DIR'];
  const usual = runtime === undefined ? undefined : `${runtime}/bus`;
  const addresses = env['DBUS_SESSION_BUS_ADDRESS'];
  if (addresses === undefined || addresses === '') return usual;
  for (const address of addresses.split(';')) {
    if (!address.startsWith('unix:')) continue;
    const parts = new Map(address.slice('unix:'.length).split(',').map(pair));
    const path = parts.get('path');
    if (path !== undefined) return path;
    const abstract = parts.get('abstract');
    if (abstract !== undefined) return `\0${abstract}`;
    if (parts.get('runtime') === 'yes') return usual;
  }
  return undefined;
}

function pair(text: string): readonly [string, string] {
  const [key = '', value = ''] = text.split('=');
  return [
    key,
    value.replace(/%([0-9a-f]{2})/gi, (_all, code: string) => String.fromCharCode(parseInt(code, 16))),
  ];
}

function hex(text: string): string {
  return Buffer.from(text).toString('hex');
}
