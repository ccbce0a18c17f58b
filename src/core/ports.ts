import type { ActivityEntry } from './activity.ts';
import type { PlacedComplaint } from './config-complaint.ts';
import type { ConsoleService } from './console-services.ts';
import type { AwsFiles } from './delivery-ports.ts';
import type { CatalogueSource } from './catalogues/catalogue-source.ts';
import type {
  AwsCredentials,
  BrowserChoice,
  BrowserPurposes,
  ChainLink,
  DeviceCode,
  Endpoints,
  Favourites,
  IdToken,
  Identity,
  KeptAccount,
  LanguageChoice,
  RenewedTokens,
  Role,
  RoleArn,
  Settings,
  SinkId,
  TokenSet,
  User,
  Theme,
} from './model.ts';
import type { UpdateRecord } from './releases.ts';

/** Everything the core needs from the outside. Adapters implement these; tests hand in their own. */

export interface Clock {
  /** Milliseconds since the epoch, as this computer's clock tells them: it may be wrong, and it may be set. */
  now(): number;
  /**
   * Milliseconds that only go forward, time asleep included. No date: only differences within one process mean
   * something. What must not be used too long is judged by it.
   */
  steady(): number;
  /** Runs `task` after `ms` milliseconds, 25 days at most. @returns a function that calls it off */
  after(ms: number, task: () => void): () => void;
}

/** Chance, for spreading what would else happen at the same moment. Not for secrets. */
export interface Random {
  /** From 0 up to 1, which it never is. */
  next(): number;
}

/** Writes what happened, for people who look for faults. Fields hold no secret. */
export interface Log {
  info(event: string, fields?: Readonly<Record<string, string | number>>): void;
  warn(event: string, fields?: Readonly<Record<string, string | number>>): void;
}

export interface HttpRequest {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Deadline for the whole exchange, body included, in milliseconds. */
  readonly timeoutMs?: number;
  /** Of the body, in bytes; without it, the bound that holds for every body. */
  readonly largestBody?: number;
  readonly signal?: AbortSignal;
}

export interface HttpResponse {
  readonly status: number;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/**
 * The one door to the network. Never follows a redirect, keeps no cookie and no cache, and reads a bounded body.
 * Any other status is a response, 304 to a request that asks for it too; fails with `network_*` where no whole response arrived.
 */
export interface Http {
  send(request: HttpRequest): Promise<HttpResponse>;
}

/** The operating system's keychain. Fails with `keychain_*`. */
export interface SecretStore {
  get(account: string): Promise<string | undefined>;
  set(account: string, secret: string): Promise<void>;
  delete(account: string): Promise<void>;
  /** Whether a value could be stored now without asking the user for a password. */
  ready(): Promise<boolean>;
}

export interface Browser {
  /**
   * Shows a page to the user. Success cannot be known: it only means that the request was handed over.
   * Fails with `browser_*`.
   */
  open(url: string, opening?: Opening): Promise<void>;
}

/** How a page is opened. */
export interface Opening {
  /** `secret` for an address that signs its bearer in: it must not become a program's argument. */
  readonly secrecy?: 'secret';
  /** Is told, at most once, where somebody else came for a secret address. */
  readonly onRival?: (rivals: Rivals) => void;
  /** The system's own browser where unset. */
  readonly browser?: BrowserChoice | undefined;
  /** Calls it off: what has not opened by then does not, and an address that has been given out leads nowhere. */
  readonly signal?: AbortSignal | undefined;
}

/** Two that came for the same secret address: only one of them got it. */
export interface Rivals {
  /** Who was let in; absent where nobody has been so far, or it cannot be told. */
  readonly letIn?: Visitor;
  /** Who was turned away; absent where it cannot be told. */
  readonly turnedAway?: Visitor;
}

/** Who opened a loopback connection, as the operating system tells it. */
export type Visitor =
  | { readonly kind: 'program'; readonly pid: number; readonly name: string }
  | { readonly kind: 'other-user'; readonly userId: number };

/** What the app remembers from one run to the next. Nothing secret. */
export interface Memory {
  lastCopied(): SinkId | undefined;
  setLastCopied(id: SinkId): void;
  /** AWS's files beside the usual ones in which there are profiles of Tobira's. */
  awsFiles(): readonly AwsFiles[];
  setAwsFiles(files: readonly AwsFiles[]): void;
  /** The accounts that were put into the keychain; undefined where it was never told, or that cannot be read. */
  accounts(): readonly KeptAccount[] | undefined;
  setAccounts(accounts: readonly KeptAccount[]): void;
  favourites(): Favourites;
  setFavourites(favourites: Favourites): void;
  /** Whether the user knows that this desktop has no place for tray icons. */
  knowsTrayHost(): boolean;
  setKnowsTrayHost(): void;
  /** What was last done with the system's list of what starts at the login; undefined where nothing ever was. */
  startsAtLogin(): boolean | undefined;
  setStartsAtLogin(on: boolean): void;
  /** What the last looks for a newer version found; undefined where there was none. */
  updates(): UpdateRecord | undefined;
  setUpdates(record: UpdateRecord): void;
  /** Durations that AWS refused, oldest first. */
  refusedDurations(): readonly RefusedDuration[];
  setRefusedDurations(refused: readonly RefusedDuration[]): void;
  /** Issuers of catalogues that the user has said yes to. */
  trustedIssuers(): readonly TrustedIssuer[];
  setTrustedIssuers(trusted: readonly TrustedIssuer[]): void;
}

/** The user has said yes to signing in there for the roles of this catalogue. */
export interface TrustedIssuer {
  readonly catalogue: string;
  readonly issuer: string;
  readonly clientId: string;
}

/** AWS does not make a role's sessions that long. */
export interface RefusedDuration {
  readonly roleArn: string;
  /** What was asked for, in seconds. */
  readonly seconds: number;
  /** When; milliseconds since the epoch. */
  readonly at: number;
}

/** Where the list of what was done is kept, of this user's alone. */
export interface ActivityStore {
  /** `worn` tells that there is something that is no entry, and that it is worth writing anew. */
  load(): Promise<{ readonly entries: readonly ActivityEntry[]; readonly worn: boolean }>;
  append(entry: ActivityEntry): Promise<void>;
  /** Fails with `file_failed`; then what was there still is. */
  replace(entries: readonly ActivityEntry[]): Promise<void>;
}

export interface LoginRequest {
  readonly identity: Identity;
  /** Called once, with the login page's URL, after the listener for its answer is bound. */
  readonly open: (url: string) => Promise<void>;
  /** Ends the wait for the browser; its reason is what the login then fails with. */
  readonly signal: AbortSignal;
}

export interface CodeLoginRequest {
  readonly identity: Identity;
  /** Called once, with the code that the user types in on another device. */
  readonly show: (code: DeviceCode) => Promise<void>;
  /** Ends the wait for the user; its reason is what the login then fails with. */
  readonly signal: AbortSignal;
}

export interface Login {
  readonly tokens: TokenSet & { readonly refreshToken: string };
  readonly user: User;
}

export interface IdentityProvider {
  login(request: LoginRequest): Promise<Login>;
  /** Signs in on another device (RFC 8628). Fails with `device_unsupported` where the provider has no such grant. */
  loginByCode(request: CodeLoginRequest): Promise<Login>;
  /**
   * Trades a refresh token for a fresh ID token. Fails with `session_expired` where the provider says that the
   * refresh token is no longer good.
   *
   * @param keep is awaited with the new refresh token before anything else of the reply is looked at: the provider has
   * revoked the old one by the time its reply arrives
   * @param begin is called right before the refresh token leaves: until then nothing has happened to it. What it
   * throws ends the refresh
   */
  refresh(
    identity: Identity,
    refreshToken: string,
    keep: (rotated: string) => Promise<void>,
    begin?: () => void,
  ): Promise<RenewedTokens>;
  /** Seconds to add to this computer's clock to get the provider's, as far as its replies have told; else 0. */
  skew(identity: Identity): number;
  /** Tells the provider to forget the session. An unknown token is no error (RFC 7009, section 2.2). */
  revoke(identity: Identity, refreshToken: string): Promise<void>;
}

export interface RoleAssumption {
  readonly roleArn: RoleArn;
  readonly region: string;
  readonly sessionName: string;
  readonly durationSeconds?: number;
  /** Roles that are assumed from there, one after the other. What is said of the session holds for the last of all. */
  readonly chain?: readonly ChainLink[];
  /** Managed policies that the session is held to: it may do what both the role and they allow. */
  readonly policyArns?: readonly string[];
  /** One that is written out, as JSON; so the same. */
  readonly policy?: string;
  readonly idToken: IdToken;
  readonly endpoints: Endpoints;
  /** Aborted where nobody is to have the session any more: no further role is asked for then. */
  readonly signal?: AbortSignal;
}

/**
 * sts:AssumeRoleWithWebIdentity, and sts:AssumeRole for each further role. Fails with `role_refused`, `chain_refused`,
 * `session_policy_*`, `sts_*` or `network_*`.
 */
export interface RoleAssumer {
  /** @returns those of the last role alone: what leads there is never handed out */
  assume(assumption: RoleAssumption): Promise<AwsCredentials>;
}

export interface ConsoleRequest {
  readonly credentials: AwsCredentials;
  readonly partition: string;
  readonly region: string;
  readonly destination?: string;
  /** The page to open where there is no destination. */
  readonly service?: ConsoleService;
  /** Where AWS sends the user when the console session ends. */
  readonly issuer: string;
  readonly sessionSeconds?: number;
  /** Signs the browser out of AWS before it is signed in; without it, sessions live side by side where AWS can. */
  readonly signOutFirst?: true;
  readonly endpoints: Endpoints;
}

/** AWS's sign-in federation. The URL signs its bearer in for 15 minutes: it is a secret. */
export interface ConsoleFederation {
  /** @param onShortened is told of `sessionSeconds` where AWS refused it: the console then lasts as long as the keys */
  loginUrl(request: ConsoleRequest, onShortened?: (seconds: number) => void): Promise<string>;
}

export interface ConfigProblem extends PlacedComplaint {
  /** The same in English, for programs and reports. */
  readonly message: string;
}

export interface Config {
  readonly path: string;
  readonly identities: readonly Identity[];
  readonly roles: readonly Role[];
  /** Lists that others keep; absent for none. */
  readonly catalogues?: readonly CatalogueSource[];
  readonly endpoints: Endpoints;
  readonly theme: Theme;
  readonly language: LanguageChoice;
  readonly settings: Settings;
  readonly browsers: BrowserPurposes;
  /** Complaints about parts that were left out; the rest is in use. */
  readonly problems: readonly ConfigProblem[];
}

export interface ConfigSource {
  readonly path: string;
  /** The configuration as it stands on disk now. Fails with `config_*`. */
  load(): Promise<Config>;
}
