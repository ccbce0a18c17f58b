import { app, net, session, type ClientRequest, type IncomingMessage, type Session } from 'electron';
import { leadsElsewhere } from '../adapters/system/redirect-status.ts';
import { AppError } from '../core/errors.ts';
import type { Http, HttpRequest, HttpResponse } from '../core/ports.ts';
import { answerProxyOnce } from './proxy-login.ts';

const defaultTimeoutMs = 20_000;
/** Larger than any honest token, key set or federation reply. */
const largestBody = 2_000_000;

/**
 * The app's network: Chromium's, so that the system's proxy settings and certificate store apply. On a session of
 * its own in memory: the default one would write addresses and replies to its disk cache.
 */
export function createElectronHttp(): Http {
  const own = networkSession();
  const authorities = new Map<string, string>();
  // It only looks on: -3 leaves the verdict to Chromium, whose error names the fault and not the authority.
  own.setCertificateVerifyProc(({ hostname, errorCode, certificate }, callback) => {
    if (errorCode !== 0) authorities.set(hostname, certificate.issuerName);
    callback(-3);
  });
  return { send: (exchange) => send(exchange, own, authorities) };
}

/** Which proxies Chromium would take for an address, in its own words. */
export function proxyRules(url: string): Promise<string> {
  return networkSession().resolveProxy(url);
}

function networkSession(): Session {
  return session.fromPartition('network', { cache: false });
}

/** @param authorities who issued the certificates that did not hold, by the name of the host */
async function send(
  exchange: HttpRequest,
  own: Session,
  authorities: ReadonlyMap<string, string>,
): Promise<HttpResponse> {
  const timeoutMs = exchange.timeoutMs ?? defaultTimeoutMs;
  const deadline = AbortSignal.timeout(timeoutMs);
  const signal = exchange.signal === undefined ? deadline : AbortSignal.any([deadline, exchange.signal]);
  const { host, hostname } = new URL(exchange.url);
  // Not session.fetch: it answers no proxy's demand for a login, and offers no event to do so.
  const request = net.request({
    method: exchange.method,
    url: exchange.url,
    headers: { ...exchange.headers },
    session: own,
    redirect: 'error',
    cache: 'no-store',
    credentials: 'omit',
  });
  const abort = (): void => request.abort();
  try {
    signal.throwIfAborted();
    signal.addEventListener('abort', abort, { once: true });
    request.on('login', answerProxyOnce(exchange.url, process.env));
    const response = await answerTo(request, exchange.body);
    const { statusCode } = response;
    if (statusCode === 407) throw new AppError('network_proxy', { host });
    // Chromium takes one without a usable Location for an answer.
    if (leadsElsewhere(statusCode, exchange)) throw new AppError('network_redirected', { host });
    const body = await readBody(response, host, exchange.largestBody);
    return { status: statusCode, headers: plainHeaders(response.headers), body };
  } catch (error) {
    // Whatever was left unread would keep its connection open.
    abort();
    if (error instanceof AppError) throw error;
    if (deadline.aborted) {
      throw new AppError('network_timeout', { host, seconds: timeoutMs / 1000 }, { cause: error });
    }
    throw translate(error, host, authorities.get(hostname));
  } finally {
    signal.removeEventListener('abort', abort);
  }
}

function answerTo(request: ClientRequest, body: string | undefined): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    request.on('response', resolve);
    request.on('error', reject);
    request.on('abort', () => reject(new Error('given up before the answer')));
    request.end(body);
  });
}

async function readBody(response: IncomingMessage, host: string, largest = largestBody): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of streamOf(response)) {
    size += chunk.length;
    if (size > largest)
      throw new AppError('network_unreachable', { host, reason: 'the reply is far too large', largest });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** Electron documents its message as a readable stream and types it as an emitter of events. */
function streamOf(response: IncomingMessage): AsyncIterable<Buffer> {
  return response as unknown as AsyncIterable<Buffer>;
}

function plainHeaders(headers: Readonly<Record<string, string | string[]>>): Record<string, string> {
  const entries = Object.entries(headers).map(([name, value]) => [
    name.toLowerCase(),
    Array.isArray(value) ? value.join(', ') : value,
  ]);
  return Object.fromEntries(entries) as Record<string, string>;
}

/**
 * Chromium's network errors arrive as plain errors whose message is their only name: this is the one place that
 * reads it. Source: Chromium, net/base/net_error_list.h.
 */
function translate(error: unknown, host: string, authority: string | undefined): AppError {
  const options = { cause: error };
  const message = error instanceof Error ? error.message : '';
  const name = /ERR_[A-Z0-9_]+/.exec(message)?.[0] ?? '';
  if (/redirect/i.test(message)) return new AppError('network_redirected', { host }, options);
  if (name.startsWith('ERR_CERT_')) {
    const details = { host, reason: sentence(name), ...(authority && { authority }) };
    return new AppError('network_untrusted', details, options);
  }
  if (/PROXY|TUNNEL/.test(name)) return new AppError('network_proxy', { host }, options);
  const reason = name === '' ? 'the connection broke' : sentence(name).toLowerCase();
  return new AppError('network_unreachable', { host, reason }, options);
}

function sentence(name: string): string {
  const words = name.replace(/^ERR_/, '').replaceAll('_', ' ').toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Chromium would ask for spell-check dictionaries from the outside, window or not. */
export function keepSessionsQuiet(): void {
  app.on('session-created', (created) => created.setSpellCheckerLanguages([]));
}
