import { app, session, type Session } from 'electron';
import { AppError } from '../core/errors.ts';
import type { Http, HttpRequest, HttpResponse } from '../core/ports.ts';

const defaultTimeoutMs = 20_000;
/** Larger than any honest token, key set or federation reply. */
const largestBody = 2_000_000;

/**
 * The app's network: Chromium's, so that the system's proxy settings and certificate store apply. On a session of
 * its own in memory: the default one would write addresses and replies to its disk cache.
 */
export function createElectronHttp(): Http {
  const own = session.fromPartition('network', { cache: false });
  return { send: (request) => send(request, own) };
}

async function send(request: HttpRequest, own: Session): Promise<HttpResponse> {
  const timeoutMs = request.timeoutMs ?? defaultTimeoutMs;
  const deadline = AbortSignal.timeout(timeoutMs);
  const signal = request.signal === undefined ? deadline : AbortSignal.any([deadline, request.signal]);
  const { host } = new URL(request.url);
  try {
    const response = await own.fetch(request.url, {
      method: request.method,
      headers: { ...request.headers },
      redirect: 'error',
      cache: 'no-store',
      credentials: 'omit',
      signal,
      ...(request.body !== undefined && { body: request.body }),
    });
    if (response.status === 407) throw new AppError('network_proxy', { host });
    const body = await readBody(response, host);
    return { status: response.status, headers: Object.fromEntries(response.headers), body };
  } catch (error) {
    if (error instanceof AppError) throw error;
    if (deadline.aborted) {
      throw new AppError('network_timeout', { host, seconds: timeoutMs / 1000 }, { cause: error });
    }
    throw translate(error, host);
  }
}

async function readBody(response: Response, host: string): Promise<string> {
  if (response.body === null) return '';
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    if (size > largestBody)
      throw new AppError('network_unreachable', { host, reason: 'the reply is far too large' });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/**
 * Chromium's network errors arrive as plain errors whose message is their only name: this is the one place that
 * reads it. Source: Chromium, net/base/net_error_list.h.
 */
function translate(error: unknown, host: string): AppError {
  const options = { cause: error };
  const message = error instanceof Error ? error.message : '';
  const name = /ERR_[A-Z0-9_]+/.exec(message)?.[0] ?? '';
  if (/redirect/i.test(message)) return new AppError('network_redirected', { host }, options);
  if (/^ERR_(CERT|SSL)_/.test(name)) {
    return new AppError('network_untrusted', { host, reason: sentence(name) }, options);
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
