import type { ProxyUse } from '../../core/doctor/machine.ts';
import { loopback, proxyFrom, type Environment } from './node-dispatchers.ts';

/**
 * Which proxy Node's network here goes through for an address, by the rules of `createDispatchers`: a name of NO_PROXY
 * means the host and all below it, with or without a dot or a star in front, and a port where one is said.
 *
 * @throws AppError `usage` where a variable is no address of a proxy
 */
export function proxyRoute(environment: Environment, address: string): ProxyUse {
  const { protocol, hostname, port } = new URL(address);
  const isSecure = protocol === 'https:';
  const proxies = {
    http: proxyFrom(environment, 'http_proxy'),
    https: proxyFrom(environment, 'https_proxy'),
  };
  const chosen = isSecure ? (proxies.https ?? proxies.http) : proxies.http;
  const usualPort = isSecure ? 443 : 80;
  if (chosen === undefined || isExempt(environment, hostname, port === '' ? usualPort : Number(port))) {
    return { kind: 'direct' };
  }
  const proxy = new URL(chosen);
  return {
    kind: 'proxy',
    address: `${proxy.protocol}//${proxy.host}`,
    host: proxy.hostname.replace(/^\[|\]$/g, ''),
    port: proxy.port === '' ? (proxy.protocol === 'https:' ? 443 : 80) : Number(proxy.port),
  };
}

function isExempt(environment: Environment, hostname: string, port: number): boolean {
  const list = (environment['no_proxy'] ?? environment['NO_PROXY'] ?? '').trim();
  if (list === '*') return true;
  return [...list.split(/[,\s]/), ...loopback].some((entry) => {
    const [, name = entry, onPort = ''] = /^(.+):(\d+)$/.exec(entry) ?? [];
    const meant = name.replace(/^\*?\./, '').toLowerCase();
    if (meant === '' || (onPort !== '' && Number(onPort) !== port)) return false;
    return hostname === meant || hostname.endsWith(`.${meant}`);
  });
}
