import type { EventEmitter } from 'node:events';
import { Message, MessageType, sessionBus, type MessageBus } from '@jellybrick/dbus-next';

const BUS = {
  destination: 'org.freedesktop.DBus',
  path: '/org/freedesktop/DBus',
  interface: 'org.freedesktop.DBus',
};

/** A method call: where to, what, and the arguments with their D-Bus signature. */
export interface BusCall {
  readonly destination: string;
  readonly path: string;
  readonly interface: string;
  readonly member: string;
  readonly signature?: string;
  readonly body?: readonly unknown[];
}

/** A signal to wait for; what is unset matches anything. */
export interface BusSignal {
  readonly interface: string;
  readonly member: string;
  readonly path?: string;
}

/** A connection to a session bus; replies and signals are `unknown[]` until their reader narrows them. */
export interface Bus {
  call(call: BusCall): Promise<readonly unknown[]>;
  /** Reads a property, without its variant wrapping. */
  property(target: Omit<BusCall, 'member' | 'signature' | 'body'>, name: string): Promise<unknown>;
  /**
   * Asks `read` now and after each of the signals until it answers with something else than undefined.
   * Rejects with `what` in the message after `deadline` milliseconds (10 s where unset).
   */
  until<T>(
    what: string,
    signals: readonly BusSignal[],
    read: () => Promise<T | undefined>,
    deadline?: number,
  ): Promise<T>;
  /** Waits until somebody owns the name. */
  waitForName(name: string, deadline?: number): Promise<void>;
  hasOwner(name: string): Promise<boolean>;
  /** The process behind a bus name. */
  processOf(name: string): Promise<number>;
  /** Adds to the environment of services that the daemon starts on demand. */
  setServiceEnvironment(env: Readonly<Record<string, string>>): Promise<void>;
  close(): void;
}

/** Connects to a session bus by its address. */
export async function connectBus(address: string): Promise<Bus> {
  const connection = sessionBus({ busAddress: address });
  let closed = false;
  await new Promise<void>((resolve, reject) => {
    connection.once('connect', resolve);
    // The library's types leave this event out. Later than this there is nobody to tell: calls fail by themselves.
    const emitter: EventEmitter = connection;
    emitter.on('error', reject);
  });

  const call = async (request: BusCall): Promise<readonly unknown[]> => {
    const { signature = '', body = [] } = request;
    const reply = await connection.call(new Message({ ...request, signature, body: [...body] }));
    return reply?.body ?? [];
  };
  const ask = (member: string, name: string): Promise<readonly unknown[]> =>
    call({ ...BUS, member, signature: 's', body: [name] });
  const hasOwner = async (name: string): Promise<boolean> => (await ask('NameHasOwner', name))[0] === true;

  const until: Bus['until'] = async (what, signals, read, deadline = 10_000) => {
    const rules = signals.map(matchRule);
    for (const rule of rules) await ask('AddMatch', rule);
    try {
      return await readUntil(connection, what, signals, read, deadline);
    } finally {
      if (!closed) for (const rule of rules) await ask('RemoveMatch', rule).catch(() => undefined);
    }
  };

  return {
    call,
    until,
    hasOwner,
    property: async (target, name) => {
      const [value] = await call({
        destination: target.destination,
        path: target.path,
        interface: 'org.freedesktop.DBus.Properties',
        member: 'Get',
        signature: 'ss',
        body: [target.interface, name],
      });
      return plain(value);
    },
    waitForName: (name, deadline) =>
      until(
        `an owner of ${name}`,
        [{ interface: BUS.interface, member: 'NameOwnerChanged' }],
        async () => ((await hasOwner(name)) ? true : undefined),
        deadline,
      ).then(() => undefined),
    processOf: async (name) => {
      const [pid] = await ask('GetConnectionUnixProcessID', name);
      if (typeof pid !== 'number') throw new Error(`No process id for ${name}`);
      return pid;
    },
    setServiceEnvironment: async (env) => {
      await call({ ...BUS, member: 'UpdateActivationEnvironment', signature: 'a{ss}', body: [env] });
    },
    close: () => {
      closed = true;
      connection.disconnect();
    },
  };
}

/** Takes the variant wrapping off a value, at every depth. */
export function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null || Buffer.isBuffer(value)) return value;
  if ('signature' in value && 'value' in value) return plain(value.value);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plain(item)]));
}

async function readUntil<T>(
  connection: MessageBus,
  what: string,
  signals: readonly BusSignal[],
  read: () => Promise<T | undefined>,
  deadline: number,
): Promise<T> {
  let heard = false;
  let wake: () => void = () => undefined;
  const listen = (message: Message): void => {
    if (message.type !== MessageType.SIGNAL || !signals.some((signal) => matches(signal, message))) return;
    heard = true;
    wake();
  };
  const end = performance.now() + deadline;
  connection.on('message', listen);
  try {
    for (;;) {
      heard = false;
      const found = await read();
      if (found !== undefined) return found;
      const rest = end - performance.now();
      if (rest <= 0) throw new Error(`No ${what} within ${deadline} ms`);
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, rest);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
        // A signal that came while `read` was under way counts too.
        if (heard) wake();
      });
    }
  } finally {
    connection.off('message', listen);
  }
}

function matchRule(signal: BusSignal): string {
  const path = signal.path === undefined ? '' : `,path='${signal.path}'`;
  return `type='signal',interface='${signal.interface}',member='${signal.member}'${path}`;
}

function matches(signal: BusSignal, message: Message): boolean {
  return (
    message.interface === signal.interface &&
    message.member === signal.member &&
    (signal.path === undefined || signal.path === message.path)
  );
}
