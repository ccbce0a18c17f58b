import type { Readable } from 'node:stream';
import { EnvHttpProxyAgent, errors, request, type Dispatcher } from 'undici';
import { AppError, isAppError } from '../../core/errors.ts';
import type { Http, HttpRequest, HttpResponse } from '../../core/ports.ts';

type Environment = Readonly<Record<string, string | undefined>>;

const defaultTimeoutMs = 20_000;
/** Larger than any honest token, key set or federation reply. */
const largestBody = 2_000_000;

/**
 * The network for processes without Electron: proxies from HTTPS_PROXY and NO_PROXY, further authorities from
 * NODE_EXTRA_CA_CERTS (which Node reads itself), kept-alive connections, no redirects, no retries.
 */
export function createNodeHttp(environment: Environment): Http {
  const httpProxy = proxyFrom(environment, 'http_proxy');
  const httpsProxy = proxyFrom(environment, 'https_proxy');
  const dispatcher = new EnvHttpProxyAgent({
    keepAliveTimeout: 30_000,
    connections: 4,
    ...(httpProxy !== undefined && { httpProxy }),
    ...(httpsProxy !== undefined && { httpsProxy }),
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
  if (URL.canParse(url) && /^https?:$/.test(new URL(url).protocol) && /[.:]|localhost/.test(text)) return url;
  const name = variable.toUpperCase();
  throw new AppError('usage', {
    message: `${name} must be the address of a proxy, such as http://proxy.example.com:3128.`,
  });
}

async function send(exchange: HttpRequest, dispatcher: Dispatcher): Promise<HttpResponse> {
  const timeoutMs = exchange.timeoutMs ?? defaultTimeoutMs;
  const deadline = AbortSignal.timeout(timeoutMs);
  const signal = exchange.signal === undefined ? deadline : AbortSignal.any([deadline, exchange.signal]);
  const { host } = new URL(exchange.url);
  try {
    const response = await request(exchange.url, {
      dispatcher,
      method: exchange.method,
      signal,
      headers: { ...exchange.headers },
      body: exchange.body ?? null,
    });
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

/** OpenSSL's names for a certificate that does not hold, as Node passes them on. */
const untrusted = /^(CERT_|ERR_TLS_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_(GET|VERIFY)|ERR_SSL_)/;

function translate(error: unknown, host: string): AppError {
  const options = { cause: error };
  const code = codeOf(error);
  if (error instanceof errors.RequestAbortedError && code.includes('PROXY'))
    return new AppError('network_proxy', { host }, options);
  if (/^Proxy response \((?:407|403)\)/.test(messageOf(error)))
    return new AppError('network_proxy', { host }, options);
  if (untrusted.test(code))
    return new AppError('network_untrusted', { host, reason: sentence(code) }, options);
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
