import { AppError } from '../../src/core/errors.ts';
import type {
  CheckPorts,
  FurtherAuthorities,
  KeychainState,
  Machine,
  ProxyUse,
} from '../../src/core/doctor/machine.ts';
import type { Clock, Http, HttpRequest, HttpResponse } from '../../src/core/ports.ts';

/** A machine on which all is well, but for what a test has broken. */
export class FakeMachine implements Machine {
  /** By host. */
  readonly proxies = new Map<string, ProxyUse | AppError>();
  /** By host. */
  readonly deadHosts = new Map<string, string>();
  readonly names = new Map<string, readonly string[] | { readonly reason: string }>();
  /** Ports that cannot be listened on, and why; 0 for any. */
  readonly ports = new Map<number, string>();
  further: FurtherAuthorities = { kind: 'none' };
  keychain: KeychainState | 'silent' = 'open';
  readonly connected: string[] = [];

  proxyFor(url: string): Promise<ProxyUse> {
    const use = this.proxies.get(new URL(url).host) ?? { kind: 'direct' };
    return use instanceof AppError ? Promise.reject(use) : Promise.resolve(use);
  }

  connects(host: string, port: number): Promise<string | undefined> {
    this.connected.push(`${host}:${port}`);
    return Promise.resolve(this.deadHosts.get(host));
  }

  authorities(): Promise<FurtherAuthorities> {
    return Promise.resolve(this.further);
  }

  resolve(host: string): Promise<readonly string[] | { readonly reason: string }> {
    return Promise.resolve(this.names.get(host) ?? ['203.0.113.7']);
  }

  listens(port: number): Promise<string | undefined> {
    return Promise.resolve(this.ports.get(port));
  }

  keychainState(): Promise<KeychainState> {
    return this.keychain === 'silent' ? new Promise(() => undefined) : Promise.resolve(this.keychain);
  }
}

/** The issuers and AWS as the doctor meets them: each answers, unless a test has something else answer. */
export class FakeWeb implements Http {
  readonly asked: string[] = [];
  /** By the beginning of an address; the longest one counts. */
  readonly answers = new Map<string, Partial<HttpResponse> | AppError | 'silence'>();
  /** Seconds that a host's clock is ahead of this computer's. */
  readonly ahead = new Map<string, number>();
  private readonly clock: Pick<Clock, 'now'>;

  constructor(clock: Pick<Clock, 'now'>) {
    this.clock = clock;
  }

  send({ url }: HttpRequest): Promise<HttpResponse> {
    this.asked.push(url);
    const [, chosen] =
      [...this.answers]
        .filter(([start]) => url.startsWith(start))
        .sort(([one], [other]) => other.length - one.length)[0] ?? [];
    if (chosen === 'silence') return new Promise(() => undefined);
    if (chosen instanceof AppError) return Promise.reject(chosen);
    const { host, origin } = new URL(url);
    const date = new Date(this.clock.now() + (this.ahead.get(host) ?? 0) * 1000).toUTCString();
    const usual = { status: 200, body: bodyFor(url, origin), headers: { date } };
    return Promise.resolve({ ...usual, ...chosen });
  }
}

function bodyFor(url: string, origin: string): string {
  if (url.endsWith('/.well-known/openid-configuration')) {
    return JSON.stringify({ issuer: origin, jwks_uri: `${origin}/oauth/discovery/keys` });
  }
  if (url.endsWith('/keys')) return JSON.stringify({ keys: [{ kty: 'RSA', alg: 'RS256', use: 'sig' }] });
  return '';
}

/** A world in which the doctor finds nothing wrong. */
export function createFakeChecks(clock: Pick<Clock, 'now'>): CheckPorts & {
  readonly http: FakeWeb;
  readonly machine: FakeMachine;
} {
  return {
    http: new FakeWeb(clock),
    machine: new FakeMachine(),
    awsAddresses: ({ arn, region }, endpoints) => {
      if (arn.partition !== 'aws') throw new AppError('partition_unsupported', { partition: arn.partition });
      return {
        sts: endpoints.sts ?? `https://sts.${region}.amazonaws.com`,
        signin: endpoints.signin ?? 'https://signin.aws.amazon.com/federation',
      };
    },
  };
}
