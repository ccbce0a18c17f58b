import type { HttpRequest } from '../../core/ports.ts';

const conditions: ReadonlySet<string> = new Set(['if-none-match', 'if-modified-since']);

/**
 * Whether an answer leads elsewhere instead of answering. 304 does not where the request asked whether what the client
 * has is still good (RFC 9110, section 15.4.5); to any other it says nothing.
 */
export function leadsElsewhere(status: number, { headers = {} }: Pick<HttpRequest, 'headers'>): boolean {
  if (status < 300 || status >= 400) return false;
  return status !== 304 || !Object.keys(headers).some((name) => conditions.has(name.toLowerCase()));
}
