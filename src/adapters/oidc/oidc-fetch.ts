import type { CustomFetch } from 'openid-client';
import { AppError } from '../../core/errors.ts';
import type { Clock, Http, HttpResponse } from '../../core/ports.ts';
import { retryAfterSeconds } from '../../core/retry-after.ts';

const timeoutMs = 15_000;

/** Sees each reply before openid-client does. */
export type Inspect = (url: string, response: HttpResponse) => Promise<void>;

/** Gives openid-client the one door to the network. */
export function fetchThrough(http: Http, clock: Clock, issuer: string, inspect: Inspect): CustomFetch {
  return async (url, options) => {
    const response = await http.send({
      method: options.method === 'POST' ? 'POST' : 'GET',
      url,
      headers: options.headers,
      timeoutMs,
      ...(options.body === undefined || options.body === null ? {} : { body: bodyText(options.body) }),
      ...(options.signal && { signal: options.signal }),
    });
    await inspect(url, response);
    if (response.status === 429 || response.status >= 500) {
      const waitSeconds = retryAfterSeconds(response, clock.now());
      throw new AppError('issuer_failed', {
        issuer,
        status: response.status,
        ...(waitSeconds !== undefined && { waitSeconds }),
      });
    }
    // GitLab puts a WWW-Authenticate challenge on every token error, which openid-client would report instead of
    // the OAuth error in the body. It means nothing to a client that sends no Authorization header.
    const { 'www-authenticate': _challenge, ...headers } = response.headers;
    const empty = response.status === 204 || response.status === 304;
    return new Response(empty ? null : response.body, { status: response.status, headers });
  };
}

function bodyText(body: unknown): string {
  if (typeof body === 'string') return body;
  if (body instanceof URLSearchParams) return body.toString();
  throw new AppError('internal', {}, { cause: new Error('unexpected kind of request body') });
}
