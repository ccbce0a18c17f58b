import { Clock } from './clock.ts';
import { Console } from './console.ts';
import { ConsoleSessions } from './console-sessions.ts';
import type { ConsoleSession } from './console-sessions.ts';
import { CredentialStore } from './credentials.ts';
import type { IssuedCredentials } from './credentials.ts';
import { Faults } from './faults.ts';
import { Federation } from './federation.ts';
import type { FederationOptions } from './federation.ts';
import { Iam } from './iam.ts';
import { IamApi } from './iam-api.ts';
import { IssuerKeys } from './issuer-keys.ts';
import { startLoopbackServer } from './loopback-server.ts';
import type { LoopbackServer } from './loopback-server.ts';
import { RequestLog } from './request-log.ts';
import { SigninTokens } from './signin-tokens.ts';
import { Sts } from './sts.ts';

export interface AwsOptions extends Partial<FederationOptions> {
  /** Region the STS address stands for; default us-east-1. */
  readonly region?: string;
  /** Letters and digits, at most 20, put into every secret key, session token and sign-in token. */
  readonly canary?: string;
  /** Characters; default 900. */
  readonly sessionTokenLength?: number;
  /** Characters; default 900. */
  readonly signinTokenLength?: number;
  /** Whether a login URL works once only; default false. */
  readonly singleUseSigninToken?: boolean;
  /** How long an issuer may take to answer; default 5000 ms, as at AWS. */
  readonly issuerTimeoutMs?: number;
  /** How long an issuer's keys are kept; default one hour. */
  readonly keyCacheMs?: number;
  /** Milliseconds between the machine's time and the stand-in's. */
  readonly clockOffsetMs?: number;
}

/** A running stand-in for AWS: STS, IAM, sign-in federation and a console, on loopback. */
export interface Aws {
  readonly endpoints: {
    /** Base URL of STS, for `endpoint` and `--endpoint-url`. */
    readonly sts: string;
    /** Base URL of IAM, for `--endpoint-url`. */
    readonly iam: string;
    /** The whole federation URL. */
    readonly signin: string;
    /** A default destination. */
    readonly console: string;
  };
  readonly iam: Iam;
  /** IAM as a service that its clients call. */
  readonly iamApi: IamApi;
  readonly requests: RequestLog;
  readonly faults: Faults;
  readonly clock: Clock;
  /** Everything handed out so far, oldest first. */
  readonly issuedCredentials: readonly IssuedCredentials[];
  /** Console sessions that logins have started. */
  readonly consoleSessions: readonly ConsoleSession[];
  /** Credentials as GetFederationToken makes them, which STS here cannot: it needs a user's long-term keys. */
  issueFederationToken(account: string, name: string): IssuedCredentials;
  /** Makes the next web identity fetch its issuer's keys again. */
  forgetIssuerKeys(): void;
  close(): Promise<void>;
}

/** Starts a stand-in of its own; any number may run at once. */
export async function startAws(options: AwsOptions = {}): Promise<Aws> {
  const { region = 'us-east-1', canary = '', sessionTokenLength = 900, signinTokenLength = 900 } = options;
  const clock = new Clock(options.clockOffsetMs);
  const iam = new Iam();
  const faults = new Faults();
  const requests = new RequestLog();
  const sessions = new ConsoleSessions();
  const store = new CredentialStore({ canary, sessionTokenLength });
  const keys = new IssuerKeys(
    { timeoutMs: options.issuerTimeoutMs ?? 5000, cacheMs: options.keyCacheMs ?? 3_600_000 },
    clock,
  );
  const tokens = new SigninTokens(
    { canary, length: signinTokenLength, singleUse: options.singleUseSigninToken ?? false },
    clock,
  );
  const parts = { clock, faults, requests };

  const sts = new Sts({ iam, keys, store, clock, region });
  const stsServer = await startLoopbackServer({ ...parts, route: () => sts });
  const iamApi = new IamApi(iam, store, clock);
  const iamServer = await startLoopbackServer({ ...parts, route: () => iamApi });

  const webConsole = new Console(sessions, clock);
  const federation = new Federation({
    ...{ store, tokens, sessions, clock },
    origin: () => webServer.origin,
    options: { refusePost: options.refusePost ?? false, consoleSessions: options.consoleSessions ?? 'multi' },
  });
  const webServer: LoopbackServer = await startLoopbackServer({
    ...parts,
    route: (path) => {
      if (path === '/federation' || path === '/oauth') return federation;
      return path.startsWith('/console/') ? webConsole : undefined;
    },
  });

  return {
    endpoints: {
      sts: stsServer.origin,
      iam: iamServer.origin,
      signin: `${webServer.origin}/federation`,
      console: `${webServer.origin}/console/home`,
    },
    ...{ iam, iamApi, requests, faults, clock },
    get issuedCredentials() {
      return store.all;
    },
    get consoleSessions() {
      return sessions.all;
    },
    issueFederationToken: (account, name) =>
      store.issue({
        expiresAt: clock.now() + 12 * 3_600_000,
        origin: 'federation-token',
        policies: { policy: undefined, policyArns: [] },
        principal: {
          ...{ partition: 'aws', account, userId: `${account}:${name}`, roleArn: undefined },
          arn: `arn:aws:sts::${account}:federated-user/${name}`,
        },
      }),
    forgetIssuerKeys: () => keys.clear(),
    close: async () => {
      await Promise.all([stsServer.close(), iamServer.close(), webServer.close()]);
    },
  };
}
