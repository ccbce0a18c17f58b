import type { UpdateLooksView } from './update-view.ts';
import type { CopyFormatView, ErrorView, LanguageView, RoleColorView, ThemeView } from './view.ts';

/**
 * What the settings page and the editors of roles and identities draw and ask for: plain data of the configuration file.
 * Lengths of time are written as in the file, such as `30s`, `10m` or `1h30m`.
 *
 * The calls: `settings:get` gives a SettingsView, `settings:change` takes a SettingChange, `config:edit` an EntryEdit;
 * `config:check` takes one too and says what would be wrong with it, for validation while one types, but writes nothing.
 * A view whose `configEdition` differs says that the settings are to be asked for again.
 */

/** How a page is shown: which browser, which of its profiles, whether in a private window. */
export interface BrowserChoiceView {
  readonly app: 'default' | 'chrome' | 'chromium' | 'edge' | 'brave' | 'firefox';
  readonly profile?: string;
  readonly private?: true;
}

/** What each setting may be. */
export interface SettingValues {
  readonly theme: ThemeView;
  readonly language: 'system' | LanguageView;
  /** Whether Tobira starts when the user logs in to the computer. */
  readonly startAtLogin: boolean;
  /** Whether no window opens at the start. */
  readonly startHidden: boolean;
  /** Opens the window from anywhere: Electron's spelling, such as `CommandOrControl+Shift+A`. Empty for none. */
  readonly shortcut: string;
  /** The format that one click copies; `last` for the one that was copied last. */
  readonly copyFormat: 'last' | CopyFormatView;
  readonly 'clipboard.clearAfter': string;
  readonly 'clipboard.clearOnQuit': boolean;
  readonly 'profiles.removeOnSignOut': boolean;
  /** Whether the browser is signed out of AWS before a console opens. */
  readonly 'console.signOutFirst': boolean;
  readonly confirmFor: string;
  readonly localEndpoint: boolean;
  /** How long before a session of AWS ends the user is told; `off` for never. */
  readonly 'notifications.beforeExpiry': string;
  /** Whether the user is told on the desktop that a program waits for a sign-in. */
  readonly 'notifications.loginNeeded': boolean;
  /** Whether the user is told when the clipboard has been cleared. */
  readonly 'notifications.clipboardCleared': boolean;
  /** Whether the desktop tells what a new version of a catalogue has brought. */
  readonly 'notifications.newCatalogue': boolean;
  /** Whether the desktop tells of a new version. */
  readonly 'notifications.newVersion': boolean;
  /** Whether is looked for new versions once a day. */
  readonly 'updates.check': boolean;
  /** Whether what is done is listed on this computer. */
  readonly activityLog: boolean;
  /** Whether roles that are for other GitLab groups are listed, too. */
  readonly showAllGroups: boolean;
  readonly 'browsers.login': BrowserChoiceView;
  readonly 'browsers.console': BrowserChoiceView;
}

export type SettingId = keyof SettingValues;

/** `inFile` tells that the file says it; `wrong` is what it says where that cannot be used: `value` is in use then. */
export interface SettingView<Value> {
  readonly value: Value;
  readonly inFile: boolean;
  readonly wrong?: string;
}

export type SettingViews = { readonly [Id in SettingId]: SettingView<SettingValues[Id]> };

/** What one change asks for; without a value, the line leaves the file and the default counts. */
export type SettingChange = {
  readonly [Id in SettingId]: { readonly id: Id; readonly value?: SettingValues[Id] };
}[SettingId];

/** An entry of `identities`, as the file says it. */
export interface IdentityFields {
  readonly id: string;
  readonly issuer: string;
  readonly clientId: string;
  readonly provider?: 'gitlab' | 'oidc';
  readonly scopes?: readonly string[];
  readonly redirectUri?: string;
}

/** An entry of `roles`, as the file says it. What stands there besides these stays as it is. */
export interface RoleFields {
  readonly id: string;
  readonly identity: string;
  readonly roleArn: string;
  readonly name?: string;
  readonly region?: string;
  readonly duration?: string;
  readonly consoleDuration?: string;
  readonly destination?: string;
  readonly color?: RoleColorView;
  readonly tags?: readonly string[];
  readonly profile?: string;
  readonly confirm?: boolean;
  readonly readOnly?: boolean;
  /** Whether it is labelled as a production role; where unset, its tags tell. */
  readonly production?: boolean;
  readonly browser?: BrowserChoiceView;
  /** Assumed one after the other; the last one is used. */
  readonly chain?: readonly ChainLinkFields[];
  /** A policy that its sessions are limited to, as JSON. */
  readonly sessionPolicy?: string;
}

export interface ChainLinkFields {
  readonly roleArn: string;
  readonly externalId?: string;
  readonly sourceIdentity?: string;
}

/** An entry of `catalogues`, as the file says it. */
export interface CatalogueFields {
  readonly id: string;
  readonly name?: string;
  readonly identity?: string;
  /** In a GitLab project: of the application that may read it. */
  readonly clientId?: string;
  readonly project?: string;
  /** In the project, or without one on this computer. */
  readonly file?: string;
  readonly ref?: string;
  readonly url?: string;
}

/** All that is known of a role: what its row has no room for, and what a copy of it begins with. */
export interface RoleDetailsView {
  readonly fields: RoleFields;
  /** Full paths of the GitLab groups that it is for; absent for everybody. */
  readonly groups?: readonly string[];
}

/**
 * One entry of a list. `fields` holds those that have the right kind of value; `complaints` tell of the others, and of
 * those that cannot be used. An entry without an id, or with that of an entry above, cannot be edited here: its id is
 * absent.
 */
export interface EntryView<Fields> {
  /** What the edits call it. */
  readonly id?: string;
  readonly fields: Partial<Fields>;
  readonly complaints: readonly ComplaintView[];
}

/**
 * What is wrong with a field. `missing`: it must be there; `wrong`: no such value is allowed; `taken`: another entry has
 * it; `unknown`: it names an identity that is not there; `unsupported`: a partition that Tobira does not know; `changed`:
 * the file says something else by now than the edit expects.
 */
export interface ComplaintView {
  /** Its key, such as `roleArn`, or a setting's id; empty for the entry as a whole. */
  readonly field: string;
  readonly kind: 'missing' | 'wrong' | 'taken' | 'unknown' | 'unsupported' | 'changed';
}

/**
 * One change of a list. `set` puts fields in, `unset` takes them out; all others stay as they are. `expected` holds what
 * these fields said when they were looked at, without those that said nothing: where the file says something else by now,
 * nothing is written.
 */
export type EntryEdit =
  /** `after` puts it behind that entry; else it comes last. */
  | { readonly kind: 'role-add'; readonly fields: RoleFields; readonly after?: string }
  | {
      readonly kind: 'role-edit';
      readonly id: string;
      readonly set: Partial<RoleFields>;
      readonly unset: readonly (keyof RoleFields)[];
      readonly expected?: Partial<RoleFields>;
    }
  | { readonly kind: 'role-remove'; readonly id: string }
  /** `before` names the entry that then follows it; without one, it goes to the end. */
  | { readonly kind: 'role-move'; readonly id: string; readonly before?: string }
  | { readonly kind: 'identity-add'; readonly fields: IdentityFields; readonly after?: string }
  | {
      readonly kind: 'identity-edit';
      readonly id: string;
      readonly set: Partial<IdentityFields>;
      readonly unset: readonly (keyof IdentityFields)[];
      readonly expected?: Partial<IdentityFields>;
    }
  /** Its roles go with it. */
  | { readonly kind: 'identity-remove'; readonly id: string }
  | { readonly kind: 'catalogue-add'; readonly fields: CatalogueFields; readonly after?: string }
  | { readonly kind: 'catalogue-remove'; readonly id: string };

/** The shortcut that opens the window: `taken` by another program; `unavailable` on this desktop. */
export type ShortcutView = 'none' | 'ready' | 'taken' | 'unavailable';

/** A part of the system that does not follow its setting, and why. */
export interface SettingFailureView {
  readonly id: SettingId;
  readonly reason: string;
}

export interface SettingsView {
  readonly path: string;
  /** Why nothing can be written: the file is broken. What is shown is then what is in use. */
  readonly blocked?: ErrorView;
  readonly settings: SettingViews;
  readonly identities: readonly EntryView<IdentityFields>[];
  readonly roles: readonly EntryView<RoleFields>[];
  readonly catalogues: readonly EntryView<CatalogueFields>[];
  readonly shortcut: ShortcutView;
  readonly updates: UpdateLooksView;
  readonly failures: readonly SettingFailureView[];
}

/** Done where there are no complaints; nothing was written where there are. */
export interface EditAnswerContent {
  readonly complaints: readonly ComplaintView[];
}
