import { createNodeHttp } from '../../../src/adapters/system/node-http.ts';
import type { Http, HttpRequest } from '../../../src/core/ports.ts';

/** The way to the network: the real one, unless a test has laid it elsewhere or put a proxy across it. */
export interface Road extends Http {
  /** Leads requests to another address, such as one that no name server knows. */
  detour: ((url: URL) => string) | undefined;
  /** Is waited for before each request. */
  before: ((request: HttpRequest) => Promise<void>) | undefined;
  /** The longest that anything is waited for, in milliseconds; the program's own deadlines where unset. */
  patienceMs: number | undefined;
  /** Goes on with the proxies of this environment. */
  useEnvironment(environment: Readonly<Record<string, string>>): void;
}

/** @returns a road without obstacles */
export function createRoad(): Road {
  let http = createNodeHttp({});
  const road: Road = {
    detour: undefined,
    before: undefined,
    patienceMs: undefined,
    useEnvironment: (environment) => void (http = createNodeHttp(environment)),
    async send(request) {
      await road.before?.(request);
      return http.send({
        ...request,
        url: road.detour?.(new URL(request.url)) ?? request.url,
        ...(road.patienceMs !== undefined && { timeoutMs: road.patienceMs }),
      });
    },
  };
  return road;
}
