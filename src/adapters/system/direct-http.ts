import {
  request as plainRequest,
  type ClientRequest,
  type IncomingMessage,
  type RequestOptions,
} from 'node:http';
import { request as secureRequest } from 'node:https';
import { AppError, isAppError } from '../../core/errors.ts';
import type { Http, HttpRequest, HttpResponse } from '../../core/ports.ts';
import { watchAuthority } from './certificate-authority.ts';
import { networkFailure } from './network-failure.ts';
import { connectTimeoutMs, defaultTimeoutMs, largestBody } from './network-limits.ts';
import { leadsElsewhere } from './redirect-status.ts';

/**
 * The network without a proxy, through Node's own client: it is there in a few milliseconds, so a command that makes
 * two requests and ends need not load another. Further authorities come from NODE_EXTRA_CA_CERTS, which Node reads.
 */
export function createDirectHttp(): Http {
  return {
    async send(exchange) {
      try {
        return await new Promise((resolve, reject) => begin(exchange, resolve, reject));
      } catch (error) {
        // Node throws for what cannot be sent, such as a header that would hold two lines.
        throw isAppError(error) ? error : networkFailure(error, new URL(exchange.url).host);
      }
    },
  };
}

function begin(
  exchange: HttpRequest,
  resolve: (response: HttpResponse) => void,
  reject: (error: AppError) => void,
): void {
  const { timeoutMs = defaultTimeoutMs, signal } = exchange;
  const url = new URL(exchange.url);
  const { host } = url;
  const open = start(url, exchange);
  let note: (error: Error) => void = () => undefined;

  const finish = (settle: () => void): void => {
    clearTimeout(deadline);
    clearTimeout(connecting);
    signal?.removeEventListener('abort', giveUp);
    settle();
  };
  /** The first word counts: what comes of destroying the connection is no news. */
  const fail = (failure: AppError): void => {
    finish(() => reject(failure));
    open.destroy();
  };
  const timeOut = (ms: number) => () => fail(new AppError('network_timeout', { host, seconds: ms / 1000 }));
  const giveUp = (): void => fail(networkFailure(signal?.reason, host));
  const deadline = setTimeout(timeOut(timeoutMs), timeoutMs);
  const connecting = setTimeout(timeOut(connectTimeoutMs), connectTimeoutMs);

  open.on('socket', (socket) => {
    note = watchAuthority(socket);
    socket.once(url.protocol === 'https:' ? 'secureConnect' : 'connect', () => clearTimeout(connecting));
  });
  let answered: IncomingMessage | undefined;
  open.on('error', (error) => {
    // What comes after a whole answer takes nothing from it.
    if (answered?.complete === true) return;
    note(error);
    fail(networkFailure(error, host));
  });
  open.on('upgrade', (_answer, socket) => {
    socket.destroy();
    fail(networkFailure(undefined, host));
  });
  open.on('response', (answer) => {
    answered = answer;
    const { statusCode: status = 0 } = answer;
    if (status === 407 || leadsElsewhere(status, exchange)) {
      fail(new AppError(status === 407 ? 'network_proxy' : 'network_redirected', { host }));
      return;
    }
    readBody(answer, host, exchange.largestBody).then(
      (body) => finish(() => resolve({ status, headers: plainHeaders(answer), body })),
      (error: unknown) => fail(isAppError(error) ? error : networkFailure(error, host)),
    );
  });
  if (signal?.aborted === true) {
    giveUp();
    return;
  }
  signal?.addEventListener('abort', giveUp, { once: true });
  open.end(exchange.body);
}

/** `rejectUnauthorized` is said, for without it NODE_TLS_REJECT_UNAUTHORIZED would decide. */
function start(url: URL, { method, headers = {}, body }: HttpRequest): ClientRequest {
  const length = body === undefined ? {} : { 'content-length': Buffer.byteLength(body) };
  const options: RequestOptions = { method, headers: { ...headers, ...length }, agent: false };
  return url.protocol === 'https:'
    ? secureRequest(url, { ...options, rejectUnauthorized: true })
    : plainRequest(url, options);
}

async function readBody(answer: IncomingMessage, host: string, largest = largestBody): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > largest) {
      throw new AppError('network_unreachable', { host, reason: 'the reply is far too large', largest });
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** Node joins what may stand twice, but for cookies. */
function plainHeaders({ headers }: IncomingMessage): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, Array.isArray(value) ? value.join(', ') : value] as const],
    ),
  );
}
