import type { ComplaintView, SettingId, SettingsView } from '../shared/settings-view.ts';

/** The words of the settings page. */
export interface SettingsTexts {
  readonly title: string;
  readonly loading: string;
  readonly section: Readonly<
    Record<
      'identities' | 'roles' | 'look' | 'copying' | 'safety' | 'start' | 'browsers' | 'notices' | 'help',
      string
    >
  >;
  readonly name: Readonly<Record<SettingId, string>>;
  /** What a setting does, where its name does not say all. */
  readonly hint: Readonly<Partial<Record<SettingId, string>>>;
  readonly themes: Readonly<Record<'system' | 'light' | 'dark', string>>;
  readonly systemLanguage: string;
  readonly lastCopied: string;
  readonly off: string;
  /** A time as it is written in the file. @param seconds what it comes to; absent where it is none */
  readonly time: (seconds: number) => string;
  readonly defaultBrowser: string;
  readonly privateWindow: (browser: string) => string;
  readonly browserProfile: (browser: string, profile: string) => string;
  readonly noKeys: string;
  readonly record: string;
  readonly recording: string;
  readonly clearKeys: string;
  readonly unusableKeys: string;
  readonly keys: Readonly<Record<Exclude<SettingsView['shortcut'], 'none' | 'ready'>, string>>;
  /** @param value what the file says */
  readonly wrongInFile: (value: string) => string;
  readonly notTaken: string;
  readonly loginFailed: Readonly<Record<'EEXIST' | 'SWITCHED_OFF' | 'other', string>>;
  readonly complaint: Readonly<Record<ComplaintView['kind'], string>>;
  readonly needsWork: string;
  readonly unnamed: string;
  readonly add: Readonly<Record<'identity' | 'role', string>>;
  readonly actionsFor: (name: string) => string;
  readonly editOf: (name: string) => string;
  readonly edit: string;
  readonly duplicate: string;
  readonly moveUp: string;
  readonly moveDown: string;
  readonly remove: string;
  readonly copyOf: (name: string) => string;
  readonly moved: (name: string, place: number, of: number) => string;
  readonly reorderHint: string;
  readonly keep: string;
  readonly removeRole: (name: string) => string;
  readonly removeIdentity: (name: string) => string;
  readonly roleGoes: string;
  /** @param profiles their names in AWS's files */
  readonly profilesGo: (profiles: string) => string;
  readonly identityGoes: string;
  readonly rolesGo: (count: number) => string;
  readonly keptCopy: string;
}
