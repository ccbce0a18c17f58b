import {
  type ConsoleHosts,
  consoleHosts,
  isIsolatedHost,
  isRegionOf,
  labelsBefore,
} from './console-hosts.ts';
import { isRegion } from './region.ts';

/** What an address of AWS's console says. */
export interface ConsoleAddress {
  readonly partition: string;
  readonly region?: string;
  /** The account whose console it is; absent where the address does not say. */
  readonly accountId?: string;
  /** An account that something on the page belongs to: most likely the same one, but things are also shared. */
  readonly mentioned?: string;
  /** The page, without the account and the session that a browser with several sessions puts before its host. */
  readonly page: string;
}

/** Why a text is no address of a console's page. */
export const addressRefusals = [
  'no-address',
  'unruly',
  'too-long',
  'not-https',
  'password',
  'port',
  'isolated',
  'own-sign-in',
  'alias',
  'other-host',
  'other-page',
] as const;
export type AddressRefusal = (typeof addressRefusals)[number];

/** A sign-in address carries another address, and tokens. */
const longestText = 16_000;
/** As long as a page may be that is asked for. */
const longestPage = 2_000;

// Controls, line ends, and what turns or hides the text after it.
const unruly = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;

/**
 * Reads what somebody copied out of a browser: a page of the console in any of its forms, or an address of the sign-in
 * that leads to one. Nothing of a sign-in address is kept but the page.
 */
export function readConsoleAddress(text: string): ConsoleAddress | AddressRefusal {
  const copied = bare(text);
  if (copied.length > longestText) return 'too-long';
  if (unruly.test(copied)) return 'unruly';
  return read(copied, 0);
}

/** Whether a text is meant as an address rather than as words to search for. */
export function looksLikeAddress(text: string): boolean {
  const copied = bare(text);
  return /^[a-z][a-z+.-]*:\/\//i.test(copied) || /^[\w.-]+\.(?:com|cn|eu|gov|uk|aws)(?:\/|$)/i.test(copied);
}

/** Without the quotes or the brackets that mails and chats put around an address. */
function bare(text: string): string {
  return text
    .trim()
    .replace(/^(?:(["'`])(.*)\1|<(.*)>)$/s, '$2$3')
    .trim();
}

function read(text: string, depth: number): ConsoleAddress | AddressRefusal {
  // The bar of a browser may leave it out.
  const full = /^[a-z][a-z+.-]*:/i.test(text) ? text : `https://${text}`;
  if (/\s/.test(full) || !looksLikeAddress(full) || !URL.canParse(full)) return 'no-address';
  const url = new URL(full);
  if (url.protocol !== 'https:') return 'not-https';
  // An empty one, too: what stands before an "@" looks like a host.
  if (url.username !== '' || url.password !== '' || /^https:\/*[^/?#]*@/i.test(full)) return 'password';
  if (url.port !== '') return 'port';
  if (isIsolatedHost(url.hostname)) return 'isolated';
  for (const hosts of consoleHosts) {
    const before = labelsBefore(url.hostname, hosts.console);
    if (before !== undefined) return consolePage(url, hosts, before);
    const apart = hosts.apart
      .map((host) => labelsBefore(url.hostname, host))
      .find((one) => one !== undefined);
    if (apart === '') return found(url, hosts, {});
    if (apart !== undefined && isRegion(apart) && isRegionOf(hosts, apart)) {
      return found(url, hosts, { hostRegion: apart });
    }
    const account = labelsBefore(url.hostname, hosts.signin);
    if (account !== undefined) return signInPage(url, hosts, account, depth);
    const quickSight = hosts.console.replace(/^console/, 'quicksight');
    if (labelsBefore(url.hostname, quickSight) !== undefined) return 'own-sign-in';
  }
  return isPortal(url) ? portalPage(url, depth) : 'other-host';
}

/** `<account>-<random>.` before a host is a session of a browser that has several: it leads nobody else in. */
const sessionLabel = /^(\d{12})-[a-z0-9]+$/;

function consolePage(url: URL, hosts: ConsoleHosts, before: string): ConsoleAddress | AddressRefusal {
  const labels = before === '' ? [] : before.split('.');
  const accountId = sessionLabel.exec(labels[0] ?? '')?.[1];
  const [place, ...more] = accountId === undefined ? labels : labels.slice(1);
  if (more.length > 0 || (place !== undefined && !/^[a-z0-9-]+$/.test(place))) return 'other-host';
  const page = new URL(url.href);
  page.hostname = place === undefined ? hosts.console : `${place}.${hosts.console}`;
  return found(page, hosts, { accountId, hostRegion: place });
}

interface Known {
  readonly accountId?: string | undefined;
  readonly hostRegion?: string | undefined;
}

function found(
  url: URL,
  hosts: ConsoleHosts,
  { accountId, hostRegion }: Known,
): ConsoleAddress | AddressRefusal {
  if (/^\/console\/logout\b/i.test(url.pathname)) return 'other-page';
  const page = withoutLogin(url);
  if (page.href.length > longestPage) return 'too-long';
  // What the query says goes before the host: the console leads on to it.
  const named = [
    page.searchParams.get('region'),
    hostRegion,
    /[?&#/:]region=([a-z0-9-]+)/.exec(page.hash)?.[1],
  ];
  const region = named.find((one) => typeof one === 'string' && isRegion(one) && isRegionOf(hosts, one));
  const mentioned = accountId ?? /:(\d{12}):/.exec(decoded(page.href))?.[1];
  return {
    partition: hosts.partition,
    ...(typeof region === 'string' && { region }),
    ...(accountId !== undefined && { accountId }),
    ...(mentioned !== undefined && { mentioned }),
    page: page.href,
  };
}

/** What a login leaves behind in an address is of no use to the next one; `code` was even a secret. */
function withoutLogin(url: URL): URL {
  if (!url.searchParams.has('isauthcode') && !url.searchParams.has('hashArgs')) return url;
  const page = new URL(url.href);
  // The place on the page, which the login carries along.
  const place = page.searchParams.get('hashArgs') ?? '';
  for (const name of ['isauthcode', 'hashArgs', 'state', 'code', 'nc2', 'src', 'oauthStart']) {
    page.searchParams.delete(name);
  }
  if (page.hash === '' && place.length > 1) page.hash = place;
  return page;
}

/** Where a login page leads to: the address that it carries, or else the home page of the account that it names. */
function signInPage(
  url: URL,
  hosts: ConsoleHosts,
  before: string,
  depth: number,
): ConsoleAddress | AddressRefusal {
  const account = /^\d{12}$/.exec(url.searchParams.get('account') ?? before)?.[0];
  const inner = url.searchParams.get('Destination') ?? url.searchParams.get('redirect_uri');
  if (inner !== null) return carried(inner, account, hosts.partition, depth);
  const isHome = /^\/(?:$|console|signin|switchrole|oauth)/.test(url.pathname);
  if (!isHome) return 'other-page';
  // It names an account, and does not tell which.
  if (account === undefined && before !== '' && !isRegion(before)) return 'alias';
  const service = /^\/console\/([a-z0-9-]+)\/?$/i.exec(url.pathname)?.[1];
  const place = home(hosts, account);
  return service === undefined || service === 'home'
    ? place
    : { ...place, page: `${place.page}${service}/home${url.search}${url.hash}` };
}

function home(hosts: ConsoleHosts, accountId: string | undefined): ConsoleAddress {
  return {
    partition: hosts.partition,
    ...(accountId !== undefined && { accountId, mentioned: accountId }),
    page: `https://${hosts.console}/`,
  };
}

/** A logout may carry a login that carries a page: nothing goes deeper. */
const deepest = 2;

function carried(
  inner: string,
  accountId: string | undefined,
  partition: string | undefined,
  depth: number,
): ConsoleAddress | AddressRefusal {
  if (depth >= deepest) return 'other-page';
  if (unruly.test(inner)) return 'unruly';
  const address = read(inner, depth + 1);
  if (typeof address === 'string') return address;
  if (partition !== undefined && address.partition !== partition) return 'other-page';
  return accountId === undefined || address.accountId !== undefined
    ? address
    : { ...address, accountId, mentioned: accountId };
}

/** The access portal of IAM Identity Center. */
function isPortal({ hostname }: URL): boolean {
  return /^(?:[a-z0-9-]+\.)+(?:awsapps\.(?:com|cn)|portal\.[a-z0-9-]+\.app\.aws)$/.test(hostname);
}

/** Its links to a console name the account, and sometimes the page: `/start/#/console?account_id=…&destination=…`. */
function portalPage(url: URL, depth: number): ConsoleAddress | AddressRefusal {
  const [, query] = /^#\/console\?(.*)$/s.exec(url.hash) ?? [];
  if (query === undefined) return 'other-page';
  const values = new URLSearchParams(query);
  const account = /^\d{12}$/.exec(values.get('account_id') ?? '')?.[0];
  const destination = values.get('destination');
  if (destination !== null) return carried(destination, account, undefined, depth);
  const { hostname } = url;
  const partition = hostname.endsWith('.cn') ? 'aws-cn' : hostname.includes('us-gov') ? 'aws-us-gov' : 'aws';
  const hosts = consoleHosts.find((one) => one.partition === partition);
  return hosts === undefined || account === undefined ? 'other-page' : home(hosts, account);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
