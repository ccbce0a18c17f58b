import type { Http } from '../../core/ports.ts';
import { createDirectHttp } from './direct-http.ts';

type Environment = Readonly<Record<string, string | undefined>>;

const proxies = ['http_proxy', 'https_proxy', 'HTTP_PROXY', 'HTTPS_PROXY'] as const;

/**
 * The network for a command that ends at once: what knows proxies is loaded where the environment names one, and only
 * then. Fails with `usage` where such a variable is no address of a proxy.
 */
export function createLeanHttp(environment: Environment): Http {
  if (proxies.every((name) => (environment[name] ?? '') === '')) return createDirectHttp();
  let whole: Promise<Http> | undefined;
  const load = async (): Promise<Http> => (await import('./node-http.ts')).createNodeHttp(environment);
  return { send: async (request) => (await (whole ??= load())).send(request) };
}
