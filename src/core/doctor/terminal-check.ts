import { asAppError, type AppError } from '../errors.ts';
import { failure, finding, type Finding } from './finding.ts';
import { isIpAddress } from './ip-address.ts';
import type { FurtherAuthorities, Machine, ProxyUse } from './machine.ts';
import type { Target } from './route-check.ts';

/** How a terminal's variables would have Tobira go to the network. */
export interface TerminalNetwork {
  /** Proxies by the host that they are for; undefined without one. */
  readonly proxies: ReadonlyMap<string, string | undefined>;
  readonly authorities: FurtherAuthorities;
  /** A variable is no address of a proxy. */
  readonly fault?: AppError;
}

type Kind = 'app' | 'agent';

/** Never fails. @param machine sees the terminal's variables */
export async function lookAtTerminal(
  targets: readonly Target[],
  machine: Pick<Machine, 'proxyFor' | 'authorities'>,
): Promise<TerminalNetwork> {
  const authorities = await machine.authorities();
  const proxies = new Map<string, string | undefined>();
  try {
    for (const { url, host } of targets) proxies.set(host, addressOf(await machine.proxyFor(url)));
    return { proxies, authorities };
  } catch (error) {
    return { proxies: new Map(), authorities, fault: asAppError(error) };
  }
}

/**
 * What whoever holds the session does otherwise than the terminal would have it. It was started elsewhere, or earlier,
 * and keeps the variables of then.
 *
 * @param found what it has found on its own way to the network
 */
export function compareWithTerminal(
  terminal: TerminalNetwork,
  kind: Kind,
  found: readonly Finding[],
): readonly Finding[] {
  return [
    ...faultOf(terminal, found),
    ...otherProxies(terminal, kind, found),
    ...otherAuthorities(terminal, kind, found),
  ];
}

function faultOf({ fault }: TerminalNetwork, found: readonly Finding[]): readonly Finding[] {
  const isTold = found.some(({ check, code }) => check === 'proxy' && code === fault?.code);
  return fault === undefined || isTold ? [] : [failure({ check: 'proxy' }, fault, 'warn')];
}

function otherProxies(
  { proxies }: TerminalNetwork,
  kind: Kind,
  found: readonly Finding[],
): readonly Finding[] {
  const groups = new Map<string, { hosts: string[]; here: string | undefined; there: string | undefined }>();
  const wayOf = waysIn(found);
  for (const [host, here] of proxies) {
    const way = wayOf(host);
    // The app goes by the system's settings: a terminal that names no proxy does not speak against them.
    if (way === undefined || isSame(here, way.proxy) || (kind === 'app' && here === undefined)) continue;
    const key = JSON.stringify([here, way.proxy]);
    const group = groups.get(key) ?? { hosts: [], here, there: way.proxy };
    group.hosts.push(host);
    groups.set(key, group);
  }
  return [...groups.values()].map(({ hosts, here, there }) =>
    finding({ check: 'proxy' }, 'warn', 'owner_other_proxy', {
      kind,
      hosts,
      ...(here !== undefined && { here }),
      ...(there !== undefined && { there }),
    }),
  );
}

/** @returns which way was taken to a host; undefined where that cannot be told from the findings */
function waysIn(
  found: readonly Finding[],
): (host: string) => { readonly proxy: string | undefined } | undefined {
  const used = new Map<string, string>();
  const named = new Set<string>();
  const dead: string[] = [];
  let none = false;
  for (const one of found) {
    if (one.code === 'proxy_used') used.set(one.details.host, one.details.proxy);
    else if (one.code === 'proxy_dead') dead.push(one.details.proxy);
    else if (one.code === 'proxy_none') none = true;
    // Only of what is reached without a proxy are names looked up.
    else if (one.check === 'names' && one.about !== undefined) named.add(one.about);
  }
  return (host) => {
    const proxy = used.get(host);
    if (proxy !== undefined) return { proxy };
    if (none || named.has(host)) return { proxy: undefined };
    const [only, ...others] = dead;
    // Nothing is said of a host behind a dead proxy, nor of a bare address without one.
    return only === undefined || others.length > 0 || isIpAddress(hostnameOf(host))
      ? undefined
      : { proxy: only };
  };
}

function otherAuthorities(
  { authorities: here }: TerminalNetwork,
  kind: Kind,
  found: readonly Finding[],
): readonly Finding[] {
  if (here.kind === 'none') return [];
  const there = found.flatMap((one) => {
    switch (one.code) {
      case 'authorities_read':
      case 'authorities_unreadable':
      case 'authorities_empty':
      case 'authorities_ignored':
        return [one.details.path];
      default:
        return [];
    }
  })[0];
  const { path } = here;
  if (there === path) return [];
  const place = { check: 'certificates' } as const;
  // To start anew with a file that is of no use would help nobody.
  if (here.kind === 'unreadable') {
    return [finding(place, 'warn', 'terminal_authorities_broken', { path, reason: here.reason })];
  }
  if (here.kind === 'empty') return [finding(place, 'warn', 'terminal_authorities_broken', { path })];
  const details = { kind, path, ...(there !== undefined && { ownersPath: there }) };
  return [finding(place, 'warn', 'owner_other_authorities', details)];
}

function addressOf(use: ProxyUse): string | undefined {
  return use.kind === 'direct' ? undefined : use.address;
}

/** Some write the usual port, some do not. */
function isSame(one: string | undefined, other: string | undefined): boolean {
  return one === undefined || other === undefined ? one === other : withPort(one) === withPort(other);
}

function withPort(address: string): string {
  if (!URL.canParse(address)) return address;
  const { protocol, hostname, port } = new URL(address);
  const usual = protocol === 'https:' ? '443' : '80';
  return `${protocol}//${hostname}:${port === '' ? usual : port}`;
}

function hostnameOf(host: string): string {
  return new URL(`https://${host}`).hostname;
}
