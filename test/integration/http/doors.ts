import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, onTestFinished } from 'vitest';
import type { ErrorCode } from '../../../src/core/errors.ts';
import { trustInHome, type Authority } from '../../support/certificates.ts';
import {
  bundleHost,
  startElectronHost,
  startNodeHost,
  type HostOptions,
  type HostProgram,
  type HttpHost,
} from '../../support/electron-host.ts';

/** An implementation of the port `Http`, and where its words or habits are its own. */
export interface Door {
  readonly name: string;
  readonly entry: URL;
  readonly start: (program: HostProgram, options: HostOptions) => Promise<HttpHost>;
  /** How a user makes it trust an authority. */
  readonly trusting: (authority: Authority) => HostOptions;
  /** Whether a connection serves exchanges in a row; one that is not kept cannot be closed by the server at a bad moment. */
  readonly keepsConnections: boolean;
  /** Whether https goes through HTTP_PROXY where there is no HTTPS_PROXY. */
  readonly httpProxyServesHttps: boolean;
  /** What an error says of a proxy that cannot be reached. */
  readonly deadProxy: ErrorCode;
  /** Whether it also says which proxy that is. Chromium does not tell. */
  readonly namesProxies: boolean;
  /** What an error says of a proxy that takes a connection and then fails. */
  readonly failingProxy: Readonly<Record<'http' | 'https', (failure: ProxyFailure) => ErrorCode>>;
  /** Whether a proxy that owes a tunnel is left with the request. Chromium waits for the tunnel, to keep it. */
  readonly leavesTunnels: boolean;
  /** What becomes of a request to a server that would like a certificate of the user's: refused for this reason, or sent. */
  readonly askedForCertificate: string | undefined;
  readonly reasons: Readonly<Record<Reason, string>>;
}

export type ProxyFailure =
  | 'hangs up at once'
  | 'hangs up when it is asked'
  | 'resets when it is asked'
  | 'gives half an answer'
  | 'never answers';

export type Reason =
  | 'refused'
  | 'unknown host'
  | 'no TLS'
  | 'unknown authority'
  | 'self-signed'
  | 'wrong name'
  | 'expired'
  | 'not yet valid';

/** Without a tunnel nothing tells whether the proxy or the server behind it hung up. */
function failingProxy(tunnel: ErrorCode): Door['failingProxy'] {
  const of = (hungUp: ErrorCode) => (failure: ProxyFailure) =>
    failure === 'never answers' ? 'network_timeout' : hungUp;
  return { http: of('network_unreachable'), https: of(tunnel) };
}

const electron: Door = {
  name: 'the app (Electron)',
  entry: new URL('./electron-entry.ts', import.meta.url),
  start: startElectronHost,
  trusting: (authority) => ({ furnish: (home) => trustInHome(home, authority) }),
  keepsConnections: true,
  httpProxyServesHttps: false,
  deadProxy: 'network_proxy',
  namesProxies: false,
  failingProxy: failingProxy('network_unreachable'),
  leavesTunnels: false,
  askedForCertificate: 'ssl client auth cert needed',
  reasons: {
    refused: 'connection refused',
    'unknown host': 'name not resolved',
    'no TLS': 'ssl protocol error',
    'unknown authority': 'Cert authority invalid',
    'self-signed': 'Cert authority invalid',
    'wrong name': 'Cert common name invalid',
    expired: 'Cert date invalid',
    'not yet valid': 'Cert date invalid',
  },
};

const node: Door = {
  name: 'agent and command line (Node)',
  entry: new URL('./node-entry.ts', import.meta.url),
  start: startNodeHost,
  trusting: (authority) => ({ env: { NODE_EXTRA_CA_CERTS: authority.path } }),
  keepsConnections: true,
  httpProxyServesHttps: true,
  deadProxy: 'network_proxy',
  namesProxies: true,
  failingProxy: failingProxy('network_proxy'),
  leavesTunnels: true,
  askedForCertificate: undefined,
  reasons: {
    refused: 'ECONNREFUSED',
    'unknown host': 'ENOTFOUND',
    'no TLS': 'ERR_SSL_WRONG_VERSION_NUMBER',
    'unknown authority': 'Unable to verify leaf signature',
    'self-signed': 'Depth zero self signed cert',
    'wrong name': 'Tls cert altname invalid',
    expired: 'Cert has expired',
    'not yet valid': 'Cert not yet valid',
  },
};

/** Node's own client where there is no proxy, else the same as above. */
const lean: Door = {
  ...node,
  name: 'a CI job (Node)',
  entry: new URL('./direct-entry.ts', import.meta.url),
  keepsConnections: false,
  reasons: { ...node.reasons, 'no TLS': 'EPROTO' },
};

/** Every behaviour is the same on all, but for what a `Door` says. */
export const doors: readonly Door[] = [electron, node, lean];

/** Opens hosts of one entry: `open` for one test, `shared` one for all tests of the suite. */
export interface Hosts {
  open(options?: HostOptions): Promise<HttpHost>;
  shared(): Promise<HttpHost>;
}

/**
 * Bundles an entry before the tests of a suite, and ends with them all that was started from it.
 * @param sharing how the shared host is started, known once the first test asks for it
 */
export function useHosts(
  { entry, start }: Pick<Door, 'entry' | 'start'>,
  sharing: () => HostOptions = () => ({}),
): Hosts {
  let program: HostProgram | undefined;
  let shared: Promise<HttpHost> | undefined;
  beforeAll(async () => {
    program = await bundleHost(fileURLToPath(entry));
  });
  afterAll(async () => {
    await (await shared)?.close();
    await program?.remove();
  });
  const launch = (options: HostOptions): Promise<HttpHost> => {
    if (program === undefined) throw new Error('Hosts are there in tests, not at import');
    return start(program, options);
  };
  return {
    open: async (options = {}) => {
      const host = await launch(options);
      onTestFinished(() => host.close());
      return host;
    },
    shared: () => (shared ??= launch(sharing())),
  };
}
