import { asAppError } from '../errors.ts';
import { failure, finding, type OnFinding, type Place } from './finding.ts';
import { isIpAddress, isLoopbackAddress, isPrivateAddress } from './ip-address.ts';
import type { Machine, ProxyUse } from './machine.ts';
import { forEachOf } from './time-limit.ts';

/** An address that Tobira has to reach. */
export interface Target {
  readonly url: string;
  /** With its port, where that is not the usual one. */
  readonly host: string;
  readonly what: 'issuer' | 'aws';
}

/** Why there is no use in asking a host; undefined where there is. */
export type Routes = (host: string) => 'proxy' | 'names' | undefined;

const atOnce = 8;

/** Proxies, further authorities and names: whether there is a way to each host. */
export async function checkRoutes(
  targets: readonly Target[],
  machine: Machine,
  onFinding: OnFinding,
): Promise<Routes> {
  const closed = new Map<string, 'proxy' | 'names'>();
  const direct = await checkProxies(targets, machine, closed, onFinding);
  await checkAuthorities(machine, onFinding);
  await forEachOf(direct, atOnce, (target) => checkName(target, machine, closed, onFinding));
  return (host) => closed.get(host);
}

/** @returns what is reached without a proxy */
async function checkProxies(
  targets: readonly Target[],
  machine: Machine,
  closed: Map<string, 'proxy' | 'names'>,
  onFinding: OnFinding,
): Promise<readonly Target[]> {
  const direct: Target[] = [];
  const dead = new Map<string, Promise<string | undefined>>();
  for (const target of targets) {
    const place: Place = { check: 'proxy', about: target.host };
    let use: ProxyUse;
    try {
      use = await machine.proxyFor(target.url);
    } catch (error) {
      onFinding(failure(place, asAppError(error)));
      closed.set(target.host, 'proxy');
      continue;
    }
    if (use.kind === 'direct') {
      direct.push(target);
      continue;
    }
    const { address, host, port } = use;
    const known = dead.has(address);
    const trying = dead.get(address) ?? machine.connects(host, port);
    dead.set(address, trying);
    const reason = await trying;
    if (reason === undefined) {
      onFinding(finding(place, 'ok', 'proxy_used', { host: target.host, proxy: address }));
    } else {
      closed.set(target.host, 'proxy');
      if (!known)
        onFinding(
          finding({ check: 'proxy', about: address }, 'fail', 'proxy_dead', { proxy: address, reason }),
        );
    }
  }
  if (targets.length > 0 && direct.length === targets.length) {
    onFinding(finding({ check: 'proxy' }, 'ok', 'proxy_none', {}));
  }
  return direct;
}

async function checkAuthorities(machine: Machine, onFinding: OnFinding): Promise<void> {
  const place: Place = { check: 'certificates' };
  const found = await machine.authorities();
  switch (found.kind) {
    case 'none':
      return;
    case 'read':
      onFinding(finding(place, 'ok', 'authorities_read', { path: found.path, count: found.count }));
      return;
    case 'unreadable':
      onFinding(finding(place, 'fail', 'authorities_unreadable', { path: found.path, reason: found.reason }));
      return;
    case 'empty':
      onFinding(finding(place, 'fail', 'authorities_empty', { path: found.path }));
      return;
    case 'ignored':
      onFinding(finding(place, 'warn', 'authorities_ignored', { path: found.path }));
  }
}

async function checkName(
  { url, host, what }: Target,
  machine: Machine,
  closed: Map<string, 'proxy' | 'names'>,
  onFinding: OnFinding,
): Promise<void> {
  const { hostname } = new URL(url);
  if (isIpAddress(hostname)) return;
  const place: Place = { check: 'names', about: host };
  const found = await machine.resolve(hostname);
  if ('reason' in found) {
    closed.set(host, 'names');
    onFinding(finding(place, 'fail', 'name_unknown', { host: hostname, reason: found.reason }));
    return;
  }
  const hidden = found.find((address) => isPrivateAddress(address) && !isLoopbackAddress(address));
  if (hidden === undefined) onFinding(finding(place, 'ok', 'name_known', { host: hostname }));
  else {
    // AWS has to reach the issuer; for AWS itself, a private address is that of an endpoint in a VPC.
    const level = what === 'issuer' ? 'warn' : 'ok';
    onFinding(finding(place, level, 'name_private', { host: hostname, address: hidden, what }));
  }
}
