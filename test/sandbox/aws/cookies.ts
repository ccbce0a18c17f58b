import type { Incoming } from './exchange.ts';

/** The cookie that opens one console session. */
export function sessionCookie(id: string): string {
  return `sandbox-console-${id}`;
}

/** The cookie by which sign-in knows which session the browser used last. */
export const CURRENT_COOKIE = 'sandbox-signin';

export function readCookies(incoming: Incoming): ReadonlyMap<string, string> {
  const pairs = (incoming.headers.cookie ?? '').split(/;\s*/).filter((pair) => pair.includes('='));
  return new Map(pairs.map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]));
}

export function setCookie(name: string, value: string, path: string): string {
  return `${name}=${value}; Path=${path}; HttpOnly; SameSite=Lax`;
}

export function dropCookie(name: string, path: string): string {
  return `${name}=; Path=${path}; Max-Age=0; HttpOnly; SameSite=Lax`;
}
