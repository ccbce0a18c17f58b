import type { ProxyUse } from '../core/doctor/machine.ts';

/**
 * What Chromium says of the way to an address: `DIRECT`, or proxies in the order in which it tries them, such as
 * `PROXY one.example.com:3128; DIRECT`. The first is the one that counts while it works.
 */
export function proxyUseFrom(rules: string): ProxyUse {
  const [, kind = '', host = '', port = ''] =
    /^\s*(PROXY|HTTPS|SOCKS[45]?)\s+(.+):(\d+)\s*(?:;|$)/i.exec(rules) ?? [];
  if (host === '') return { kind: 'direct' };
  const scheme = kind.toUpperCase() === 'PROXY' ? 'http' : kind.toLowerCase();
  return {
    kind: 'proxy',
    address: `${scheme}://${host}:${port}`,
    host: host.replace(/^\[|\]$/g, ''),
    port: Number(port),
  };
}
