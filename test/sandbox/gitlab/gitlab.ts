import { Applications } from './applications.ts';
import type { ReturnBy } from './authorization.ts';
import { HttpBrowser } from './browser.ts';
import type { Choices } from './browser.ts';
import { ciToken } from './ci-token.ts';
import type { CiTokenInput } from './ci-token.ts';
import { SandboxClock } from './clock.ts';
import { DeviceCodes } from './device-codes.ts';
import { Faults } from './faults.ts';
import { KeyRing } from './keys.ts';
import { Listener } from './listener.ts';
import { loadProvider } from './load-provider.ts';
import { ProviderBridge } from './provider-bridge.ts';
import { createProvider } from './provider.ts';
import { Repository } from './repository.ts';
import { RequestLog } from './request-log.ts';
import { createRoutes } from './routes.ts';
import { Store } from './store.ts';
import type { IssuedToken, LiveRefreshToken } from './store.ts';
import { Users } from './users.ts';
import type { UserInput } from './users.ts';

/** How to start a stand-in; everything has a default. */
export interface GitLabOptions {
  /** Default 0: any free port. */
  readonly port?: number;
  /** Users beside Aiko (id 42) and Ben (id 57). */
  readonly users?: readonly UserInput[];
  /** Seconds a device has to wait between polls; GitLab says 5. */
  readonly deviceIntervalSeconds?: number;
  /** GitLab versions differ in how they send the browser back: a redirect (default) or a page that moves on. */
  readonly returnBy?: ReturnBy;
  /** False for a provider that is no GitLab: a refresh leaves the refresh token as it is. Default true. */
  readonly rotates?: boolean;
}

/** A running stand-in for a GitLab instance, as its tests see it. */
export interface GitLab {
  /** `http://127.0.0.1:PORT`, without a trailing slash. */
  readonly issuer: string;
  readonly applications: Applications;
  readonly users: Users;
  /** Files for the repository files API. */
  readonly repository: Repository;
  /** Every request that arrived. */
  readonly requests: RequestLog;
  /** What goes wrong, where and how often. */
  readonly faults: Faults;
  readonly clock: SandboxClock;
  /** A fresh browser with no cookies. */
  browser(): HttpBrowser;
  /** A login in a fresh browser; returns the callback URL with code or error, unvisited. */
  authorize(url: string, choices: Choices): Promise<string>;
  /** A signed ID token of a CI job. */
  ciToken(input: CiTokenInput): string;
  /** Replaces the login key, and takes the old one out of the JWKS unless told otherwise. */
  rotateKeys(options?: { readonly keepOld?: boolean }): Promise<void>;
  /** The refresh tokens that would be accepted now. */
  refreshTokens(userId?: number): readonly LiveRefreshToken[];
  /** Every access, refresh and ID token that was ever given out, for tests that look for them where they must not be. */
  issuedTokens(): readonly IssuedToken[];
  /** Revokes all tokens of a user. */
  revokeTokens(userId: number): void;
  /** Stops at once, whatever is still connected. */
  close(): Promise<void>;
}

/** Starts a stand-in on 127.0.0.1. Several may run in one process; they share nothing but signing keys. */
export async function startGitLab(options: GitLabOptions = {}): Promise<GitLab> {
  const listener = new Listener();
  const [port, keys, ProviderClass] = await Promise.all([
    listener.listen(options.port ?? 0),
    KeyRing.create(),
    loadProvider(),
  ]);
  const issuer = `http://127.0.0.1:${port}`;
  const clock = new SandboxClock();
  const faults = new Faults();
  const requests = new RequestLog();
  const users = new Users(options.users);
  const applications = new Applications();
  const repository = new Repository();
  const store = new Store(clock);
  const bridge = new ProviderBridge(
    createProvider(ProviderClass, { issuer, applications, users, store, rotates: options.rotates ?? true }),
  );

  listener.serve({
    log: requests,
    takeFault: (endpoint) => faults.take(endpoint),
    httpDate: () => clock.httpDate(),
    route: createRoutes({
      issuer,
      bridge,
      store,
      users,
      applications,
      repository,
      keys,
      clock,
      faults,
      deviceCodes: new DeviceCodes(clock, options.deviceIntervalSeconds ?? 5),
      returnBy: options.returnBy ?? 'redirect',
    }),
  });

  return {
    issuer,
    applications,
    users,
    repository,
    requests,
    faults,
    clock,
    browser: () => new HttpBrowser(issuer),
    authorize: (url, choices) => new HttpBrowser(issuer).authorize(url, choices),
    ciToken: (input) => ciToken(input, issuer, clock.now(), keys.ci),
    rotateKeys: (rotation) => keys.rotate(rotation),
    refreshTokens: (userId) => store.refreshTokens(userId),
    issuedTokens: () => store.issuedTokens(),
    revokeTokens: (userId) => store.revokeUser(userId),
    close: () => listener.close(),
  };
}
