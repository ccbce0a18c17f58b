import { withoutSlashes } from '../safe-url.ts';
import { finding, type IssuerFinding } from './issuer-finding.ts';

const longest = 255;
/** Ends of names that only a private network knows; a name without any dot is one, too. */
const localEndings =
  /\.(local|localhost|localdomain|internal|intranet|lan|corp|home|private|test|home\.arpa)$/;

/** A path of which every program makes the same: nothing to decode, nothing that a shell or a policy fills in. */
const plainPath = /^(?:\/(?!\.{1,2}(?:\/|$))[\w.~-]+)*\/*$/;

/** The issuer as tokens name it: GitLab's never ends in a slash. */
export function withoutSlash(issuer: string): string {
  return withoutSlashes(issuer);
}

/** What people type, as tokens name it: without white space around it, in small letters as far as the host goes, without a slash at its end. */
export function correctedIssuer(issuer: string): string {
  return withoutSlash(issuer.trim().replace(/^[^:]+:\/\/[^/?#]*/, (start) => start.toLowerCase()));
}

/**
 * An address as it may be shown: passwords stand before the "@", and tokens behind "?" and "#".
 * @returns it without the former, and with `…` for the latter
 */
export function shownIssuer(issuer: string): string {
  const [, scheme = '', rest = ''] = /^([a-z][a-z0-9+.-]*:\/+)?(.*)$/is.exec(issuer) ?? [];
  // What cannot be read may have a slash or a question mark within its password.
  const user = isReadable(issuer) ? /^[^/?#]*@/ : /^.*@/s;
  return `${scheme}${rest.replace(user, '').replace(/([?#]).*$/s, '$1…')}`;
}

function isReadable(issuer: string): boolean {
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(issuer) && !/\s/.test(issuer) && URL.canParse(issuer);
}

/**
 * What can be told from an issuer's address alone. On loopback, where only tests live, nothing is a `fail`: AWS could
 * not federate it, and no one asks it to; but for what no address may have anywhere. No finding has a password in it.
 */
export function addressFindings(issuer: string): readonly IssuerFinding[] {
  const shown = shownIssuer(issuer);
  if (!isReadable(issuer)) return [finding('address-unreadable', 'fail', { issuer: shown })];
  const url = new URL(issuer);
  const { host, authority, rest, start } = partsOf(issuer);
  const level = isLoopback(url.hostname) ? 'warn' : 'fail';
  const found: IssuerFinding[] = [];
  if (url.protocol !== 'https:') found.push(finding('address-not-https', level, { issuer: shown }));
  if (authority.includes('@')) found.push(finding('address-with-user', 'fail', { issuer: host }));
  const [, port] = /:(\d*)$/.exec(authority) ?? [];
  if (port !== undefined) found.push(finding('address-with-port', level, { issuer: shown, port }));
  if (/[?#]/.test(rest)) found.push(finding('address-with-query', 'fail', { issuer: shown }));
  else if (host.toLowerCase() !== url.hostname || !plainPath.test(rest)) {
    const instead = `${url.protocol}//${url.host}${withoutSlash(url.pathname)}`;
    const details = {
      issuer: `${url.protocol}//${host}${rest}`,
      instead: plainPath.test(url.pathname) ? instead : '',
    };
    found.push(finding('address-not-plain', 'fail', details));
  } else if (rest.endsWith('/')) {
    found.push(finding('address-with-slash', 'warn', { issuer: shown, instead: withoutSlash(shown) }));
  }
  if (issuer.length > longest) {
    found.push(finding('address-too-long', level, { issuer: shown, length: issuer.length, longest }));
  }
  if (start !== start.toLowerCase()) {
    const instead = correctedIssuer(shown);
    found.push(finding('address-in-capitals', 'warn', { issuer: shown, instead }));
  }
  return [...found, ...hostFindings(url.hostname, 'issuer')];
}

/** Whether AWS can come to a host at all, from its name alone. @param what whose host it is */
export function hostFindings(host: string, what: 'issuer' | 'keys'): readonly IssuerFinding[] {
  if (isPrivateAddress(host)) return [finding('host-private', 'warn', { host, what })];
  if (isAddress(host)) return [finding('host-is-address', 'warn', { host, what })];
  if (!host.includes('.') || localEndings.test(host))
    return [finding('host-local-name', 'warn', { host, what })];
  return [];
}

/** `localhost`, 127.0.0.0/8 and ::1, as the URL parser writes them. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host);
}

/** Read from the text: the parser drops a port that is the scheme's own, and turns capitals into small letters. */
function partsOf(issuer: string): {
  readonly authority: string;
  readonly host: string;
  readonly rest: string;
  /** All before `rest`. */
  readonly start: string;
} {
  const [, start = '', authority = '', rest = ''] = /^([^:]+:\/\/([^/?#]*))(.*)$/s.exec(issuer) ?? [];
  return { authority, host: authority.replace(/^.*@/, '').replace(/:\d*$/, ''), rest, start };
}

function isAddress(host: string): boolean {
  return host.startsWith('[') || /^\d{1,3}(\.\d{1,3}){3}$/.test(host);
}

/** Loopback, private (RFC 1918, RFC 4193), shared (RFC 6598) and link-local addresses. */
function isPrivateAddress(host: string): boolean {
  if (isLoopback(host)) return true;
  if (host.startsWith('[')) return /^\[(::1?\]|f[cd]|fe[89ab])/.test(host);
  const [a, b] = isAddress(host) ? host.split('.').map(Number) : [];
  if (a === undefined || b === undefined) return false;
  return (
    a === 0 ||
    a === 10 ||
    a === 127 ||
    (a === 100 && b >= 64 && b < 128) ||
    (a === 169 && b === 254) ||
    (a === 172 && b >= 16 && b < 32) ||
    (a === 192 && b === 168)
  );
}
