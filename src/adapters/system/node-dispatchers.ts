import type { Dispatcher, EnvHttpProxyAgent as ProxyAgents } from 'undici';
import { AppError } from '../../core/errors.ts';
import { connectTimeoutMs } from './network-limits.ts';
import { connectorNamingAuthorities } from './undici-connector.ts';
import { EnvHttpProxyAgent, Pool } from './undici.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/** Lends connections: to one exchange at a time, so that whatever it leaves behind can be ended without harm to others. */
export interface Dispatchers {
  borrow(): Dispatcher;
  /** Its connections are kept for the next exchange. */
  giveBack(dispatcher: Dispatcher): void;
  /** Ends its connections, and all that still waits for one. */
  drop(dispatcher: Dispatcher): void;
}

/** How many are kept while nobody needs them. */
const mostIdle = 4;

/** Said, for without it NODE_TLS_REJECT_UNAUTHORIZED would decide. */
const checked = { rejectUnauthorized: true } as const;

/** What a proxy could only ever misunderstand; Chromium goes past it for these too. */
export const loopback = ['localhost', '127.0.0.1', '[::1]'];

/**
 * Connections through the proxy of HTTPS_PROXY, HTTP_PROXY and NO_PROXY.
 * @throws AppError `usage` where a variable is no address of a proxy
 */
export function createDispatchers(environment: Environment): Dispatchers {
  const noProxy = environment['no_proxy'] ?? environment['NO_PROXY'] ?? '';
  const options: ProxyAgents.Options = {
    keepAliveTimeout: 30_000,
    connections: 1,
    connect: connectorNamingAuthorities({ timeout: connectTimeoutMs, ...checked }),
    requestTls: checked,
    proxyTls: checked,
    // Empty where unset: undici would look into this process's own environment.
    httpProxy: proxyFrom(environment, 'http_proxy') ?? '',
    httpsProxy: proxyFrom(environment, 'https_proxy') ?? '',
    noProxy: noProxy.trim() === '*' ? '*' : [noProxy, ...loopback].join(','),
    // Plain http goes through a proxy as it is: many refuse to tunnel to port 80.
    proxyTunnel: false,
    clientFactory: (proxy, given) => new ProxyConnections(proxy, given),
  };
  const idle: Dispatcher[] = [];
  return {
    borrow: () => idle.pop() ?? new EnvHttpProxyAgent(options),
    giveBack(dispatcher) {
      if (idle.length < mostIdle) idle.push(dispatcher);
      else void dispatcher.close();
    },
    drop: (dispatcher) => void dispatcher.destroy(),
  };
}

/** A proxy took the connection and then broke it, instead of an answer. */
export class ProxyBroke extends Error {
  override readonly name = 'ProxyBroke';
  readonly code = 'PROXY_BROKE';
}

/**
 * Connections to a proxy, for tunnels. To undici, a connection that closes in silence is a mishap of a kept one, to
 * be opened again for what waits: where it is the proxy that closes, that would go on for ever.
 */
class ProxyConnections extends Pool {
  override connect(options: Dispatcher.ConnectOptions): Promise<Dispatcher.ConnectData>;
  override connect(options: Dispatcher.ConnectOptions, callback: Connected): void;
  override connect(
    options: Dispatcher.ConnectOptions,
    callback?: Connected,
  ): Promise<Dispatcher.ConnectData> | void {
    if (callback !== undefined) super.connect(options, callback);
    else return super.connect(options).catch(refuseToTryAgain);
  }
}

type Connected = (error: Error | null, data: Dispatcher.ConnectData) => void;

const closings = new Set(['UND_ERR_SOCKET', 'UND_ERR_INFO', 'ECONNRESET', 'EPIPE']);

function refuseToTryAgain(error: unknown): never {
  const closed =
    error instanceof Error && 'code' in error && typeof error.code === 'string' && closings.has(error.code);
  throw closed ? new ProxyBroke(error.message, { cause: error }) : error;
}

/** A proxy as most programs read the variable: without a scheme it is an http address, and a path means nothing. */
export function proxyFrom(environment: Environment, variable: string): string | undefined {
  const text = environment[variable] ?? environment[variable.toUpperCase()] ?? '';
  if (text === '') return undefined;
  const url = /^[a-z][a-z\d+.-]*:\/\//i.test(text) ? text : `http://${text}`;
  if (isProxyAddress(url) && /[.:]|localhost/.test(text)) {
    const { protocol, username, password, host } = new URL(url);
    const login = username === '' ? '' : `${username}:${password}@`;
    return `${protocol}//${login}${host}`;
  }
  throw new AppError('usage', { fault: 'variable-no-proxy', variable: variable.toUpperCase() });
}

function isProxyAddress(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, username, password } = new URL(url);
  try {
    decodeURIComponent(username + password);
  } catch {
    return false;
  }
  return /^https?:$/.test(protocol);
}
