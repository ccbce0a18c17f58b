import { signInPage } from './pages.ts';
import { htmlReply, jsonObject, jsonReply } from './reply.ts';
import type { Reply } from './reply.ts';

/**
 * One way in which a request can go wrong. `work` tells whether the server carries the request out before it
 * misbehaves: with `done` a refresh token has been rotated by the time the client notices anything.
 */
export type Fault =
  | { readonly kind: 'reply'; readonly reply: Reply; readonly work: Work }
  | { readonly kind: 'edit'; readonly edit: (reply: Reply) => Reply }
  /** Nothing is ever sent. */
  | { readonly kind: 'stall'; readonly work: Work }
  /** Headers and half of the body are sent, then nothing. */
  | { readonly kind: 'stall-mid-body' }
  /** The right answer, late. */
  | { readonly kind: 'delay'; readonly milliseconds: number }
  /** The answer waits until the test lets it go. */
  | { readonly kind: 'hold'; readonly until: Promise<unknown>; readonly work: Work }
  /** The TCP connection is reset. */
  | { readonly kind: 'reset'; readonly work: Work };

export type Work = 'done' | 'not done';

/** Any reply in place of the real one. */
export function answer(
  status: number,
  body: string,
  headers: Reply['headers'] = { 'content-type': 'text/plain' },
  work: Work = 'not done',
): Fault {
  return { kind: 'reply', reply: { status, headers, body }, work };
}

/** 503 with a web server's HTML page. */
export function unavailable(headers: Reply['headers'] = {}): Fault {
  return replace(htmlReply(503, '<html><body><h1>503 Service Unavailable</h1></body></html>', headers));
}

/** 429 as GitLab's rate limiter sends it: plain text and Retry-After in seconds. */
export function tooManyRequests(retryAfterSeconds: number): Fault {
  return replace({
    status: 429,
    headers: { 'content-type': 'text/plain', 'retry-after': String(retryAfterSeconds) },
    body: 'Retry later\n',
  });
}

/** A hotel's sign-in page in place of everything: 200 and HTML. */
export function captivePortal(): Fault {
  return replace(htmlReply(200, '<html><body><h1>Welcome to our Wi-Fi</h1><form></form></body></html>'));
}

/** GitLab's own sign-in page in place of data: 200 and HTML, as something in front of it may answer. */
export function signInInstead(): Fault {
  return replace(htmlReply(200, signInPage('/users/sign_in')));
}

/** A redirect elsewhere, which a client must not follow with its token in hand. 307 keeps method and body. */
export function redirectTo(location: string, status: 301 | 302 | 303 | 307 | 308 = 307): Fault {
  return replace(htmlReply(status, '', { location }));
}

/** A proxy in between wants its own credentials. */
export function proxyAuthenticationRequired(): Fault {
  return replace(
    htmlReply(407, '<html><body>407</body></html>', { 'proxy-authenticate': 'Basic realm="proxy"' }),
  );
}

/** Never answers. */
export function stall(work: Work = 'not done'): Fault {
  return { kind: 'stall', work };
}

/** Answers half and falls silent; the work is done. */
export function stallMidBody(): Fault {
  return { kind: 'stall-mid-body' };
}

/** Answers rightly after a while. */
export function delay(milliseconds: number): Fault {
  return { kind: 'delay', milliseconds };
}

/** Answers once `until` has settled. With `done` the work comes first, with `not done` it waits as well. */
export function hold(until: Promise<unknown>, work: Work = 'not done'): Fault {
  return { kind: 'hold', until, work };
}

/** Resets the connection before anything has happened. */
export function resetBefore(): Fault {
  return { kind: 'reset', work: 'not done' };
}

/** Does the work and resets the connection: the reply is lost after rotation. */
export function resetAfter(): Fault {
  return { kind: 'reset', work: 'done' };
}

/** Leaves members out of a JSON reply, such as `id_token` or `refresh_token`. */
export function omit(...members: readonly string[]): Fault {
  return editJson((value) =>
    Object.fromEntries(Object.entries(value).filter(([key]) => !members.includes(key))),
  );
}

/** Changes a JSON reply's object. */
export function editJson(edit: (value: Record<string, unknown>) => Record<string, unknown>): Fault {
  return {
    kind: 'edit',
    edit: (reply) => {
      const value = jsonObject(reply);
      return value ? { ...jsonReply(reply.status, edit(value)), headers: reply.headers } : reply;
    },
  };
}

function replace(reply: Reply): Fault {
  return { kind: 'reply', reply, work: 'not done' };
}
