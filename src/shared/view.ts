import type { AlarmView } from './alarm-view.ts';
import type { CatalogueFacts, RoleOriginView } from './catalogue-view.ts';
import type { DoctorView } from './help-view.ts';
import type { LockView, PlaceView } from './lock-view.ts';
import type { UpdateView } from './update-view.ts';

/**
 * What every surface draws: plain data, made by the main process from its state.
 * It crosses the process boundary, so it holds no token, key, console URL or login URL.
 */

/** An error in the user's words, from the error guide. */
export interface ErrorView {
  readonly code: string;
  readonly title: string;
  /** What happened: facts only. */
  readonly happened: string;
  /** What to do next. */
  readonly advice: string;
  /** The one thing a button can do about it; absent where nothing helps but reading. */
  readonly action?: ErrorActionView;
  /** There with the action `explain`: what unfolds then, in the place of the advice. */
  readonly refusal?: RoleRefusalView;
}

/** `overwrite` does it again and replaces what somebody else wrote. `explain` unfolds what the failure is about; it does nothing by itself. */
export type ErrorActionView = 'sign-in' | 'retry' | 'overwrite' | 'open-config' | 'reload-config' | 'explain';

/** What AWS was shown when it refused: what a trust policy speaks of, and never the token. */
export interface RoleRefusalView {
  /** Where the mistake can be seen. */
  readonly compareWith: 'trust-policy' | 'identity-provider' | 'clocks';
  readonly roleArn: string;
  /** The claims `iss`, `aud` and `sub` of the token. */
  readonly issuer: string;
  readonly audience: string;
  readonly subject: string;
  /** The role's account. */
  readonly accountId: string;
  /** The issuer as trust policies name it in their conditions: without its scheme. */
  readonly provider: string;
  /** The IAM identity provider that stands for the issuer in the role's account. */
  readonly providerArn: string;
}

/** A part of it that can be copied. */
export type RefusalFact = 'roleArn' | 'issuer' | 'audience' | 'subject';

/** The person GitLab says is signed in. `subject` is the numeric user id that AWS trust policies name. */
export interface UserView {
  readonly name: string;
  readonly username?: string;
  readonly email?: string;
  readonly subject: string;
}

/** What the user types in on another device to sign in there, and where. */
export interface DeviceCodeView {
  readonly userCode: string;
  readonly page: string;
}

export type SessionView =
  | { readonly status: 'loading' }
  /** `providerNotTold` means that the session is gone here, but that GitLab could not be told to forget it. */
  | {
      readonly status: 'signed-out';
      readonly error?: ErrorView;
      readonly providerNotTold?: boolean;
      /** Where something that was handed over may still be; never empty. */
      readonly notWithdrawn?: readonly PlaceView[];
    }
  | { readonly status: 'signing-in'; readonly code?: DeviceCodeView }
  /** `error` is why the last sign-out did not end the session. */
  | {
      readonly status: 'signed-in';
      readonly user: UserView;
      readonly storage: 'keychain' | 'memory';
      readonly error?: ErrorView;
    };

export interface IdentityView {
  readonly id: string;
  readonly issuer: string;
  /** The issuer's host, short enough for a menu; its own id first where another identity is at the same host. */
  readonly label: string;
  readonly session: SessionView;
  /** Absent where no other identity of the same GitLab application is signed in. */
  readonly sibling?: SiblingView;
}

/** Another identity of the same GitLab application: the browser may silently sign in its user here too. */
export interface SiblingView {
  readonly label: string;
  /** Both are signed in as one user, which two identities of one application are not meant for. */
  readonly sameUser: boolean;
}

/** The steps of one console opening, in order. */
export type StepView =
  'waiting-for-browser' | 'refreshing' | 'assuming-role' | 'signing-in-to-console' | 'opening';

/**
 * `deliveryId` names the delivery that is under way or failed; without it, it was something else. `retry` stands for what
 * failed, for `role:retry`; without it the app cannot do that again.
 */
export type RoleActivityView =
  | { readonly status: 'idle' }
  | { readonly status: 'busy'; readonly step: StepView; readonly deliveryId?: DeliveryId }
  | {
      readonly status: 'failed';
      readonly error: ErrorView;
      readonly deliveryId?: DeliveryId;
      readonly retry?: string;
    };

/** How text on the clipboard is written: for which reader. */
export type CopyFormatView = 'env' | 'fish' | 'powershell' | 'cmd' | 'json' | 'dotenv' | 'ini';

/**
 * What can be handed over, and where to. Each surface has its own words for each. `copy-console` is the console's
 * address, `copy-endpoint` the variables that name the local endpoint.
 */
export type DeliveryId =
  `copy-${CopyFormatView}` | 'copy-console' | 'copy-endpoint' | 'profile' | 'profile-process' | 'terminal';

/** One way to hand a role's credentials over. */
export interface DeliveryView {
  readonly id: DeliveryId;
}

/** Credentials that are lent out, such as to the clipboard. */
export interface LoanView {
  readonly deliveryId: DeliveryId;
  /** When they were handed over, milliseconds since the epoch. */
  readonly at: number;
  /** They are taken back by themselves after this long. */
  readonly forSeconds: number;
}

/** What is not as the user wrote it, and no failure. `seconds`: what AWS refused to give to its keys, or to its console. */
export interface RoleNoticeView {
  readonly kind: 'duration-shortened' | 'console-shortened';
  readonly seconds: number;
}

export type RoleColorView = 'red' | 'orange' | 'yellow' | 'green' | 'blue' | 'purple' | 'gray';

export interface RoleView extends RoleOriginView {
  readonly id: string;
  readonly name: string;
  readonly identityId: string;
  readonly accountId: string;
  /** The role's own name: the last part of its ARN. */
  readonly roleName: string;
  readonly region: string;
  readonly color?: RoleColorView;
  readonly tags: readonly string[];
  /** It is to be handled with care: its label says so. */
  readonly production: boolean;
  /** It asks for a yes before it is used. */
  readonly confirm: boolean;
  /** Its sessions may only read, unless full access is asked for. */
  readonly readOnly: boolean;
  readonly activity: RoleActivityView;
  /** When the cached credentials with its own access end, milliseconds since the epoch; absent when none are held. */
  readonly credentialsUntil?: number;
  /** The same with the other access: full ones of a role that is read-only by itself, read-only ones of others. */
  readonly otherUntil?: number;
  /** Absent where nothing of this role is lent out. */
  readonly loan?: LoanView;
  /** Its own name in AWS's files: what is written there is called so. */
  readonly profile: string;
  /** Names of the profiles in AWS's files that are kept fresh with its credentials. */
  readonly profiles: readonly string[];
  /** Those of them with the other access. */
  readonly otherProfiles?: readonly string[];
  readonly notice?: RoleNoticeView;
  readonly consoleNotice?: RoleNoticeView;
  /** The user keeps it at hand. */
  readonly pinned: boolean;
  /** When it was last opened, copied or written, milliseconds since the epoch; absent where that was long ago or never. */
  readonly usedAt?: number;
}

/** A page of AWS's console that can be opened by its name. `name` is AWS's own, the same in every language. */
export interface ServiceView {
  readonly id: string;
  readonly name: string;
  /** Other names that people type. */
  readonly aliases: readonly string[];
}

/** A role asks for a yes before it is used. */
export interface ConfirmationView {
  readonly roleId: string;
  readonly roleName: string;
  /** Who waits for it: a program has been refused until then, the app goes on by itself. */
  readonly by: 'program' | 'app';
  /** For how long the yes holds. */
  readonly forSeconds: number;
  /** The role is read-only by itself: the question is about all that it may do. */
  readonly fullAccess?: true;
}

/** A browser on this computer. `app` is its name in the configuration, `name` the one that people know. */
export interface BrowserView {
  readonly app: 'chrome' | 'chromium' | 'edge' | 'brave' | 'firefox';
  readonly name: string;
  /** Names of its profiles, as it shows them; empty where it has none, or they cannot be read. */
  readonly profiles: readonly string[];
}

/** One complaint about the configuration file; the rest of the file stays in use. */
export interface ConfigProblemView {
  /** Both counted from 1. */
  readonly line?: number;
  readonly column?: number;
  readonly message: string;
}

/** A list of roles that others keep. */
export interface CatalogueView extends CatalogueFacts {
  /** Why the last look at it failed. */
  readonly error?: ErrorView;
  /** Entries that cannot be used: all others are. */
  readonly problems: readonly ConfigProblemView[];
}

export type ConfigView =
  | { readonly status: 'loading' }
  | { readonly status: 'ready'; readonly path: string; readonly problems: readonly ConfigProblemView[] }
  | { readonly status: 'failed'; readonly path: string; readonly error: ErrorView };

/**
 * Where a click outside of the window leads in it. Another number is another click: the window goes there once, and the
 * user may go on from there. `services` are all pages of a role's console.
 */
export type WantedView =
  | { readonly page: 'settings'; readonly click: number }
  | { readonly page: 'services'; readonly roleId: string; readonly click: number };

/** `system` follows the desktop. */
export type ThemeView = 'system' | 'light' | 'dark';

/** What the surfaces speak: chosen in the configuration, else as the desktop does. */
export type LanguageView = 'en' | 'ja';

export interface AppView {
  readonly version: string;
  readonly theme: ThemeView;
  readonly language: LanguageView;
  readonly config: ConfigView;
  /** Another number says that the settings, or how the system follows them, may have changed. */
  readonly configEdition?: number;
  readonly identities: readonly IdentityView[];
  readonly roles: readonly RoleView[];
  /** Lists of roles that others keep; absent where the configuration names none. */
  readonly catalogues?: readonly CatalogueView[];
  /** Pages of the console that were opened by their name: ids, newest first, at most 5. */
  readonly recentServices: readonly string[];
  /** Differs when the list of what was done has changed. */
  readonly activityEdition?: number;
  /** What the user wants to see in the window now; absent where that is nothing in particular. */
  readonly wanted?: WantedView;
  /** There is no place for tray icons on this desktop, and the user has not been told yet. */
  readonly trayHost?: 'missing';
  /** A newer version that the user has not been told of, or not yet put away. */
  readonly update?: UpdateView;
  /** What can be done now, in the order in which the surfaces list it. */
  readonly deliveries: readonly DeliveryView[];
  /** The format that one click copies: the one that was copied last. */
  readonly copyFormat: CopyFormatView;
  /** Absent where there is none. */
  readonly endpoint?: 'on' | 'off';
  /** What programs, or the user, could not get without a yes; each role once. */
  readonly confirmations: readonly ConfirmationView[];
  /** What the user should look at, oldest first. */
  readonly alarms: readonly AlarmView[];
  /** Identities that have left the configuration, and that somebody is still signed in with. */
  readonly strays: readonly IdentityView[];
  /** Absent where nobody thinks of locking everything. */
  readonly lock?: LockView;
  /** The last check-up; absent where there was none. */
  readonly doctor?: DoctorView;
}
