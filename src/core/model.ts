import type { UpdateSettings } from './releases.ts';

/** The nouns of Tobira. All readonly; times are milliseconds since the epoch unless named otherwise. */

declare const brand: unique symbol;
type Branded<Base, Name extends string> = Base & { readonly [brand]: Name };

export type IdentityId = Branded<string, 'IdentityId'>;
export type RoleId = Branded<string, 'RoleId'>;
export type CatalogueId = Branded<string, 'CatalogueId'>;

/** An account at an identity provider, as the configuration names it. */
export interface Identity {
  readonly id: IdentityId;
  /** Which preset of the provider registry applies. */
  readonly provider: ProviderName;
  /** Issuer URL without a trailing slash. */
  readonly issuer: string;
  /** The application's public client id; the audience of its ID tokens. */
  readonly clientId: string;
  readonly scopes: readonly string[];
  /** Only for providers without the any-port rule for loopback addresses (RFC 8252, section 7.3). */
  readonly redirectUri?: string;
}

/** What tells an account in the keychain, and where its session can be revoked. Nothing secret. */
export type KeptAccount = Pick<Identity, 'id' | 'provider' | 'issuer' | 'clientId'>;

export type ProviderName = 'gitlab' | 'oidc';

export const roleColors = ['red', 'orange', 'yellow', 'green', 'blue', 'purple', 'gray'] as const;
export type RoleColor = (typeof roleColors)[number];

/** An AWS role that one identity may assume. */
export interface Role {
  readonly id: RoleId;
  readonly name: string;
  readonly identity: IdentityId;
  readonly arn: RoleArn;
  readonly region: string;
  /** STS DurationSeconds, 900..43200; absent means AWS's default of one hour. */
  readonly durationSeconds?: number;
  /** SessionDuration of the console, 900..43200 s; absent means as long as the credentials. */
  readonly consoleSeconds?: number;
  /** Where the console opens; absent means the console's home page. */
  readonly destination?: string;
  readonly color?: RoleColor;
  readonly tags: readonly string[];
  /** Its name in AWS's files. */
  readonly profile: string;
  /** Asks the user before it is used, and hands programs nothing that nobody has confirmed lately. */
  readonly confirm: boolean;
  /** Its sessions may only read, unless full access is asked for. Where work on it is under way: what that session may do. */
  readonly readOnly: boolean;
  /** Where its console opens; absent for the one of all consoles. */
  readonly browser?: BrowserChoice;
  /** Whether it is marked as a production role; absent where its tags tell. */
  readonly production?: boolean;
  /** The catalogue that it comes from; absent where the user's own configuration holds it. */
  readonly catalogue?: CatalogueId;
  /** The issuer and the application that its catalogue names for it, in one text; absent where that is left to the user. */
  readonly listedAccount?: string;
  /** Full paths of the GitLab groups whose members it is meant for; absent for everybody. It hides, and forbids nothing. */
  readonly groups?: readonly string[];
  /** Roles that are assumed from it one after the other; the last one is what is used. Absent for none, never empty. */
  readonly chain?: readonly ChainLink[];
  /** What its sessions are limited to: a policy as JSON without needless space, 2,048 characters at most. Never with `readOnly`. */
  readonly sessionPolicy?: string;
}

/** One further AssumeRole. */
export interface ChainLink {
  readonly arn: RoleArn;
  /** What the role's owner asks of those who come from another account. */
  readonly externalId?: string;
  /** What CloudTrail shows of the whole chain from here on. */
  readonly sourceIdentity?: string;
}

/** A parsed role ARN; `text` is the ARN as written. */
export interface RoleArn {
  readonly text: string;
  readonly partition: string;
  readonly accountId: string;
  /** The last part of the path: what people call the role. */
  readonly roleName: string;
}

/** How much of a role a session may do: all of it, or what only reads. */
export type Access = 'full' | 'read-only';

/** Browsers that can be chosen by name; `default` is the system's own. */
export const browserApps = ['default', 'chrome', 'chromium', 'edge', 'brave', 'firefox'] as const;
export type BrowserApp = (typeof browserApps)[number];

/** A browser, and how it opens a page. */
export interface BrowserChoice {
  readonly app: BrowserApp;
  /** One of the browser's profiles, by the name that it shows or by that of its folder. Never with `default`. */
  readonly profile?: string;
  /** In a private window. Never with `default`. */
  readonly private?: true;
}

/** Where pages open, by what they are for; absent means the system's own browser. */
export interface BrowserPurposes {
  readonly login?: BrowserChoice;
  readonly console?: BrowserChoice;
}

/** Where a console opens; without a page, where the role says, and else at its home page. */
export interface ConsolePlace {
  readonly region?: string;
  readonly destination?: string;
  /** The id of a page that has a name; see `consoleServices`. A destination goes before it. */
  readonly service?: string;
}

/** The window's colours; `system` follows the desktop. */
export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

/** What Tobira speaks. */
export type Language = 'en' | 'ja';

/** The app's language; `system` follows the desktop. */
export const languageChoices = ['system', 'en', 'ja'] as const;
export type LanguageChoice = (typeof languageChoices)[number];

/** Overrides for VPC endpoints and stand-ins; read from the local configuration only, never from shared data. */
export interface Endpoints {
  /** Base URL of STS. */
  readonly sts?: string;
  /** The whole federation URL. */
  readonly signin?: string;
  /** Default destination of the console. */
  readonly console?: string;
}

/** How text on the clipboard can be written: for which reader. */
export const copyFormats = ['env', 'fish', 'powershell', 'cmd', 'json', 'dotenv', 'ini'] as const;
export type CopyFormat = (typeof copyFormats)[number];

/**
 * What can be handed over, and where to, in the order in which the surfaces list it. Each has words for each.
 * `copy-console` is the console's address, `copy-endpoint` the variables that name the local endpoint.
 */
export type SinkId =
  `copy-${CopyFormat}` | 'copy-console' | 'copy-endpoint' | 'profile' | 'profile-process' | 'terminal';

/** How a role can stand in AWS's files: with keys, or as one for which they ask Tobira each time. */
export const profileModes = ['static', 'process'] as const;
export type ProfileMode = (typeof profileModes)[number];

/** What writes it there. */
export const profileSinks = { static: 'profile', process: 'profile-process' } as const satisfies Readonly<
  Record<ProfileMode, SinkId>
>;

/** Where something that was handed over may stay behind. */
export type Place = 'clipboard' | 'aws-files';

/** How Tobira behaves; times in milliseconds. */
export interface Settings {
  readonly clipboard: ClipboardSettings;
  readonly profiles: {
    /** Whether signing out removes the profiles that hold keys. */
    readonly removeOnSignOut: boolean;
  };
  /** Absent where consoles open beside those that are open. */
  readonly console?: {
    /** The browser is signed out of AWS before it is signed in. */
    readonly signOutFirst: true;
  };
  /** For how long a confirmation holds. */
  readonly confirmForMs: number;
  /** Whether the app's local endpoint is on from the start. */
  readonly localEndpoint: boolean;
  /** The format that one click copies; absent for the one that was copied last. */
  readonly copyFormat?: CopyFormat;
  readonly notifications: {
    /** How long before a role's credentials end the user is told; absent for never. */
    readonly beforeExpiryMs?: number;
    /** Whether the user is told on the desktop that a program waits for a sign-in. */
    readonly loginNeeded: boolean;
    /** Whether the user is told when the clipboard has been cleared. */
    readonly clipboardCleared: boolean;
    /** Whether the user is told of a new version. */
    readonly newVersion: boolean;
    /** Whether the user is told what a new version of a catalogue has brought. */
    readonly newCatalogue: boolean;
  };
  /** Where is looked for new versions. */
  readonly updates: UpdateSettings;
  /** Whether what is done is listed on this computer. */
  readonly activityLog: boolean;
  /** Whether the app starts when the user logs in to the computer. */
  readonly startAtLogin: boolean;
  /** Whether the app starts without a window. */
  readonly startHidden: boolean;
  /** Whether roles that are for other GitLab groups than the user's are listed, too. */
  readonly showAllGroups: boolean;
  /** Keys that open the window from anywhere, as Electron spells them; absent for none. */
  readonly shortcut?: string;
}

export interface ClipboardSettings {
  /** How long what is copied stays there. */
  readonly clearAfterMs: number;
  readonly clearOnQuit: boolean;
}

/** What the user keeps at hand: remembered from run to run, and no secret. Role ids may be of roles that are gone. */
export interface Favourites {
  /** Roles, in the order in which they were pinned. */
  readonly pinned: readonly string[];
  readonly used: readonly RoleUse[];
  /** Pages of the console that were opened by their name: ids, newest first. */
  readonly services: readonly string[];
}

/** When a role was last opened, copied or written. */
export interface RoleUse {
  readonly role: string;
  readonly at: number;
}

/** An ID token. The JWT is a secret for as long as it is valid. */
export interface IdToken {
  readonly jwt: string;
  readonly issuer: string;
  readonly audience: string;
  readonly subject: string;
}

/** A verified one as it comes from the provider. */
export interface FreshIdToken extends IdToken {
  /** How long it is valid from then on: no date, for this computer's clock may be wrong. */
  readonly lifetimeMs: number;
  /** Full paths of the GitLab groups that its user is a direct member of, where it tells. */
  readonly groups?: readonly string[];
}

/** What a user types in on another device to sign in there (RFC 8628, section 3.2). No secret: it only starts a login. */
export interface DeviceCode {
  readonly userCode: string;
  /** Where to type it in. */
  readonly page: string;
  /** The same page with the code filled in, where the provider has one. */
  readonly completePage?: string;
  readonly expiresAt: number;
}

/** Who is signed in, as the userinfo endpoint tells: GitLab's ID token carries no user name. */
export interface User {
  readonly subject: string;
  readonly name?: string;
  readonly username?: string;
  readonly email?: string;
}

/** What a token endpoint gave. A provider that does not rotate gives no new refresh token. */
export interface TokenSet {
  readonly idToken: FreshIdToken;
  readonly refreshToken?: string;
}

/** What a refresh gave. */
export interface RenewedTokens extends TokenSet {
  /** Asks the provider whose it is, while what came with it lasts. Fails with `network_*` and `issuer_*`. */
  readonly whose?: () => Promise<{ readonly subject: string }>;
}

/** Temporary credentials of one role session. */
export interface AwsCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  /** Both by AWS's clock: their difference is how long they last, whatever this computer's clock says. */
  readonly issuedAt: number;
  readonly expiresAt: number;
  readonly assumedRoleArn: string;
}
