import type { Readable } from 'node:stream';
import type { Dispatcher } from 'undici';
import { AppError, hasCode, isAppError } from '../../core/errors.ts';
import type { Http, HttpRequest, HttpResponse } from '../../core/ports.ts';
import { networkFailure } from './network-failure.ts';
import { createDispatchers, ProxyBroke, type Environment } from './node-dispatchers.ts';
import { proxyRoute } from './proxy-route.ts';
import { connectTimeoutMs, defaultTimeoutMs, largestBody } from './network-limits.ts';
import { leadsElsewhere } from './redirect-status.ts';
import { errors } from './undici.ts';

/**
 * The network for processes without Electron: proxies from HTTPS_PROXY and NO_PROXY, further authorities from
 * NODE_EXTRA_CA_CERTS (which Node reads itself), kept-alive connections, no redirects, no retries.
 * @throws AppError `usage` where a variable is no address of a proxy
 */
export function createNodeHttp(environment: Environment): Http {
  const dispatchers = createDispatchers(environment);
  const proxyFor = (url: string): string | undefined => {
    const route = proxyRoute(environment, url);
    return route.kind === 'proxy' ? route.address : undefined;
  };
  return {
    async send(exchange) {
      const dispatcher = dispatchers.borrow();
      try {
        const response = await send(exchange, dispatcher);
        dispatchers.giveBack(dispatcher);
        return response;
      } catch (error) {
        // A request that was given up before it had a connection would go on waiting for one.
        dispatchers.drop(dispatcher);
        const proxy = isAppError(error) ? proxyFor(exchange.url) : undefined;
        throw proxy === undefined || !isAppError(error) ? error : blaming(proxy, error);
      }
    },
  };
}

/** What fails before there is a connection: where the way leads through a proxy, it is the proxy that is asked for one. */
const unconnected = new Set(['ENOTFOUND', 'EAI_AGAIN', 'ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH']);

/** The proxy in the place of the host behind it, where it is the proxy that fails. @param proxy without its login */
function blaming(proxy: string, error: AppError): AppError {
  const { cause } = error;
  if (hasCode(error, 'network_proxy')) {
    return new AppError('network_proxy', { ...error.details, proxy }, { cause });
  }
  if (!hasCode(error, 'network_unreachable')) return error;
  const { host, reason } = error.details;
  return unconnected.has(reason) ? new AppError('network_proxy', { host, proxy, reason }, { cause }) : error;
}

async function send(exchange: HttpRequest, dispatcher: Dispatcher): Promise<HttpResponse> {
  const timeoutMs = exchange.timeoutMs ?? defaultTimeoutMs;
  const deadline = AbortSignal.timeout(timeoutMs);
  const signal = exchange.signal === undefined ? deadline : AbortSignal.any([deadline, exchange.signal]);
  const { host, origin, pathname, search } = new URL(exchange.url);
  try {
    const answer = dispatcher.request({
      origin,
      path: `${pathname}${search}`,
      method: exchange.method,
      signal,
      headers: { ...exchange.headers },
      body: exchange.body ?? null,
    });
    // undici hears of the signal only once a connection stands.
    const response = await Promise.race([answer, givenUp(signal)]);
    const { statusCode } = response;
    if (statusCode === 407 || leadsElsewhere(statusCode, exchange)) {
      discard(response.body);
      throw new AppError(statusCode === 407 ? 'network_proxy' : 'network_redirected', { host });
    }
    const body = await readBody(response.body, host, exchange.largestBody);
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

async function readBody(body: AsyncIterable<Buffer>, host: string, largest = largestBody): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > largest)
      throw new AppError('network_unreachable', { host, reason: 'the reply is far too large', largest });
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

function translate(error: unknown, host: string): AppError {
  const options = { cause: error };
  if (error instanceof ProxyBroke) return new AppError('network_proxy', { host }, options);
  if (/^Proxy (response \(\d+\)|Authentication Required)/.test(messageOf(error))) {
    return new AppError('network_proxy', { host }, options);
  }
  if (error instanceof errors.ConnectTimeoutError) {
    return new AppError('network_timeout', { host, seconds: connectTimeoutMs / 1000 }, options);
  }
  return networkFailure(error, host);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : '';
}
