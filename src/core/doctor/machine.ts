import type { Endpoints, Role } from '../model.ts';
import type { Http } from '../ports.ts';

/** What the checks need from where the session is held: its network, its keychain, its ports. */
export interface CheckPorts {
  readonly http: Http;
  readonly machine: Machine;
  /** Where AWS is asked for a role. Fails with `partition_unsupported`. */
  readonly awsAddresses: (role: Role, endpoints: Endpoints) => AwsAddresses;
}

export interface AwsAddresses {
  readonly sts: string;
  readonly signin: string;
}

export interface Machine {
  /** How an address is reached. Fails with `usage` where a variable is no address of a proxy. */
  proxyFor(url: string): Promise<ProxyUse>;
  /** Whether something takes connections there. @returns why not; undefined where it does */
  connects(host: string, port: number): Promise<string | undefined>;
  authorities(): Promise<FurtherAuthorities>;
  /** @returns the addresses of a host, or why there are none */
  resolve(host: string): Promise<readonly string[] | { readonly reason: string }>;
  /** Whether one could listen on 127.0.0.1. @param port 0 for any. @returns why not; undefined where one could */
  listens(port: number): Promise<string | undefined>;
  keychainState(): Promise<KeychainState>;
}

/** `address` holds neither user nor password. */
export type ProxyUse =
  | { readonly kind: 'direct' }
  | { readonly kind: 'proxy'; readonly address: string; readonly host: string; readonly port: number };

/** What NODE_EXTRA_CA_CERTS brings. `ignored`: it is set, and this program does not read it. */
export type FurtherAuthorities =
  | { readonly kind: 'none' }
  | { readonly kind: 'read'; readonly path: string; readonly count: number }
  | { readonly kind: 'unreadable'; readonly path: string; readonly reason: string }
  | { readonly kind: 'empty'; readonly path: string }
  | { readonly kind: 'ignored'; readonly path: string };

/** As the system tells it without being asked to open it; `shut` is locked with nobody to ask for the password. */
export type KeychainState = 'open' | 'locked' | 'shut' | 'missing' | 'unknown';
