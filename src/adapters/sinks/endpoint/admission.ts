import type { IncomingMessage } from 'node:http';

/** What a request says of itself that matters here. */
export interface Introduction {
  /** Whether it can come from one of AWS's clients: nothing in it speaks of a browser, a proxy or a body. */
  readonly plausible: boolean;
  readonly path: string;
  /** The value of its `Authorization`; empty where there is none, or more than one. */
  readonly token: string;
}

/**
 * What only browsers send, or what no GET of AWS's clients has. A page that makes a browser ask shows by its `Origin`
 * (Fetch standard) or by `Sec-Fetch-*` (Fetch Metadata); the rest are older signs of the same.
 */
const foreign: ReadonlySet<string> = new Set([
  'origin',
  'referer',
  'cookie',
  'expect',
  'transfer-encoding',
  'trailer',
  'upgrade',
]);
const foreignPrefixes = ['sec-', 'access-control-', 'proxy-', 'x-forwarded-'] as const;

/** @param host the only `Host` that is right: a name that a web page has pointed at this address is another one */
export function introduce({ method, url = '', rawHeaders }: IncomingMessage, host: string): Introduction {
  const hosts: string[] = [];
  const tokens: string[] = [];
  let plausible = method === 'GET';
  // Node's own view keeps only the first of two: here a second one is a reason to refuse.
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index]?.toLowerCase() ?? '';
    const value = rawHeaders[index + 1] ?? '';
    if (name === 'host') hosts.push(value);
    else if (name === 'authorization') tokens.push(value);
    else if (name === 'content-length') plausible &&= value === '0';
    else if (isForeign(name)) plausible = false;
  }
  plausible &&= hosts.length === 1 && hosts[0] === host;
  const [token = ''] = tokens.length === 1 ? tokens : [];
  return { plausible, path: url, token };
}

function isForeign(name: string): boolean {
  return foreign.has(name) || foreignPrefixes.some((prefix) => name.startsWith(prefix));
}
