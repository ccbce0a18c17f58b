import type { Readable } from 'node:stream';
import { EnvHttpProxyAgent, errors, request, type Dispatcher } from 'undici';
import { AppError, isAppError } from '../../core/errors.ts';
import type { Http, HttpRequest, HttpResponse } from '../../core/ports.ts';

type Environment = Readonly<Record<string, string | undefined>>;

const defaultTimeoutMs = 20_000;
/** Larger than any honest token, key set or federation reply. */
const largestBody = 2_000_000;

/** How long a connection may take to come about; a host that is silent for so long has also missed its deadline. */
const connectTimeoutMs = 10_000;

/** What a proxy could only ever misunderstand; Chromium goes past it for these too. */
const loopback = ['localhost', '127.0.0.1', '[::1]'];

/**
 * The network for processes without Electron: proxies from HTTPS_PROXY and NO_PROXY, further authorities from
 * NODE_EXTRA_CA_CERTS (which Node reads itself), kept-alive connections, no redirects, no retries.
 */
export function createNodeHttp(environment: Environment): Http {
  const noProxy = environment['no_proxy'] ?? environment['NO_PROXY'] ?? '';
  const dispatcher = new EnvHttpProxyAgent({
    keepAliveTimeout: 30_000,
    connections: 4,
    connect: { timeout: connectTimeoutMs },
    // Empty where unset: undici would look into this process's own environment.
    httpProxy: proxyFrom(environment, 'http_proxy') ?? '',
    httpsProxy: proxyFrom(environment, 'https_proxy') ?? '',
    noProxy: noProxy.trim() === '*' ? '*' : [noProxy, ...loopback].join(','),
    // Plain http goes through a proxy as it is: many refuse to tunnel to port 80.
    proxyTunnel: false,
  });
  return { send: (exchange) => send(exchange, dispatcher) };
}

/**
 * A proxy as most programs read the variable: without a scheme it is an http address.
 * @throws AppError `usage` where it is no address at all
 */
function proxyFrom(environment: Environment, variable: string): string | undefined {
  const text = environment[variable] ?? environment[variable.toUpperCase()] ?? '';
  if (text === '') return undefined;
  const url = /^[a-z]+:\/\//i.test(text) ? text : `http://${text}`;
  if (isProxyAddress(url) && /[.:]|localhost/.test(text)) return url;
  const name = variable.toUpperCase();
  throw new AppError('usage', {
    message: `${name} must be the address of a proxy, such as http://proxy.example.com:3128.`,
  });
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

async function send(exchange: HttpRequest, dispatcher: Dispatcher): Promise<HttpResponse> {
  const timeoutMs = exchange.timeoutMs ?? defaultTimeoutMs;
  const deadline = AbortSignal.timeout(timeoutMs);
  const signal = exchange.signal === undefined ? deadline : AbortSignal.any([deadline, exchange.signal]);
  const { host } = new URL(exchange.url);
  try {
    const answer = request(exchange.url, {
      dispatcher,
      method: exchange.method,
      signal,
      headers: { ...exchange.headers },
      body: exchange.body ?? null,
    });
    // undici hears of the signal only once a connection stands.
    const response = await Promise.race([answer, givenUp(signal)]);
    const { statusCode } = response;
    if (statusCode === 407 || (statusCode >= 300 && statusCode < 400)) {
      discard(response.body);
      throw new AppError(statusCode === 407 ? 'network_proxy' : 'network_redirected', { host });
    }
    const body = await readBody(response.body, host);
    return { status: response.statusCode, headers: plainHeaders(response.headers), body };
  } catch (error) {
    if (isAppError(error)) throw error;
    if (deadline.aborted) {
      throw new AppError('network_timeout', { host, seconds: timeoutMs / 1000 }, { cause: error });
    }
    throw translate(error, host);
  }
}

function givenUp(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(new errors.RequestAbortedError()), { once: true });
  });
}

/** A body that is cut off reports that as an error event, which would end the process if nobody listened. */
function discard(body: Readable): void {
  body.on('error', () => undefined).destroy();
}

async function readBody(body: AsyncIterable<Buffer>, host: string): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > largestBody)
      throw new AppError('network_unreachable', { host, reason: 'the reply is far too large' });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function plainHeaders(
  headers: Readonly<Record<string, string | string[] | undefined>>,
): Record<string, string> {
  const entries = Object.entries(headers).flatMap(([name, value]) =>
    value === undefined
      ? []
      : [[name.toLowerCase(), Array.isArray(value) ? value.join(', ') : value] as const],
  );
  return Object.fromEntries(entries);
}

/** OpenSSL's and Node's names for a certificate that does not hold. */
const untrusted =
  /^(CERT_|ERR_TLS_CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_(GET|VERIFY)|HOSTNAME_MISMATCH|INVALID_(CA|PURPOSE))/;

function translate(error: unknown, host: string): AppError {
  const options = { cause: error };
  const code = codeOf(error);
  if (/^Proxy (response \(\d+\)|Authentication Required)/.test(messageOf(error))) {
    return new AppError('network_proxy', { host }, options);
  }
  if (untrusted.test(code)) {
    return new AppError('network_untrusted', { host, reason: sentence(code) }, options);
  }
  if (error instanceof errors.ConnectTimeoutError) {
    return new AppError('network_timeout', { host, seconds: connectTimeoutMs / 1000 }, options);
  }
  return new AppError(
    'network_unreachable',
    { host, reason: code === '' ? 'the connection broke' : code },
    options,
  );
}

function codeOf(error: unknown): string {
  for (let current = error; current instanceof Error; current = current.cause) {
    if ('code' in current && typeof current.code === 'string') return current.code;
  }
  return '';
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : '';
}

function sentence(code: string): string {
  const words = code.replace(/^ERR_/, '').replaceAll('_', ' ').toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
