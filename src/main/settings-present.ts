import type { Defaults } from '../core/config.ts';
import { asData, entriesOf, type ConfigData } from '../core/config-data.ts';
import { entryComplaints, wrongSettings } from '../core/config-edit-check.ts';
import type { ListName } from '../core/config-edits.ts';
import { knowEntries } from '../core/known-entries.ts';
import type { Config } from '../core/ports.ts';
import type {
  CatalogueFields,
  EntryView,
  IdentityFields,
  RoleFields,
  SettingValues,
  SettingViews,
} from '../shared/settings-view.ts';
import { catalogueFieldSchemas, identityFieldSchemas, roleFieldSchemas } from './settings-fields.ts';
import type { Schema } from './plain-schema.ts';

/** What counts where the file says nothing. */
const defaults: SettingValues = {
  theme: 'system',
  language: 'system',
  startAtLogin: false,
  startHidden: false,
  shortcut: '',
  copyFormat: 'last',
  'clipboard.clearAfter': '30s',
  'clipboard.clearOnQuit': true,
  'profiles.removeOnSignOut': true,
  'console.signOutFirst': false,
  confirmFor: '15m',
  localEndpoint: false,
  'notifications.beforeExpiry': '10m',
  'notifications.loginNeeded': true,
  'notifications.clipboardCleared': true,
  'notifications.newVersion': true,
  'notifications.newCatalogue': true,
  'updates.check': true,
  activityLog: true,
  showAllGroups: false,
  'browsers.login': { app: 'default' },
  'browsers.console': { app: 'default' },
};

/** The settings as the file says them, and what counts in place of what it should not. */
export function presentSettings(data: ConfigData): SettingViews {
  const wrong = new Set(wrongSettings(data));
  const views = Object.entries<unknown>({ ...defaults }).map(([id, value]) => {
    const [top = '', below] = id.split('.');
    const said = asShown(below === undefined ? data[top] : asData(data[top])[below]);
    if (said === undefined) {
      // A whole section that is none, such as a word in place of a mapping.
      const section = below !== undefined && wrong.has(top) ? { wrong: wordsOf(data[top]) } : {};
      return [id, { value, inFile: false, ...section }];
    }
    if (wrong.has(id)) return [id, { value, inFile: true, wrong: wordsOf(said) }];
    return [id, { value: id === 'shortcut' && said === 'off' ? '' : said, inFile: true }];
  });
  const result: unknown = Object.fromEntries(views);
  return result as SettingViews;
}

/** What is in use, as a file would say it: for while the file says nothing that can be read. */
export function dataInUse({ theme, language, settings, browsers }: Config): ConfigData {
  const { clipboard, profiles, notifications, updates, confirmForMs, copyFormat, shortcut } = settings;
  return {
    ...{ theme, language, profiles, updates, browsers },
    clipboard: { clearAfter: lengthText(clipboard.clearAfterMs), clearOnQuit: clipboard.clearOnQuit },
    ...(settings.console && { console: settings.console }),
    confirmFor: lengthText(confirmForMs),
    localEndpoint: settings.localEndpoint,
    copyFormat: copyFormat ?? 'last',
    notifications: {
      loginNeeded: notifications.loginNeeded,
      clipboardCleared: notifications.clipboardCleared,
      newVersion: notifications.newVersion,
      newCatalogue: notifications.newCatalogue,
      beforeExpiry:
        notifications.beforeExpiryMs === undefined ? 'off' : lengthText(notifications.beforeExpiryMs),
    },
    activityLog: settings.activityLog,
    showAllGroups: settings.showAllGroups,
    startAtLogin: settings.startAtLogin,
    startHidden: settings.startHidden,
    shortcut: shortcut ?? 'off',
  };
}

export function presentIdentities(data: ConfigData, known: Defaults): readonly EntryView<IdentityFields>[] {
  return presentEntries<IdentityFields>(data, 'identities', identityFieldSchemas, known);
}

export function presentRoles(data: ConfigData, known: Defaults): readonly EntryView<RoleFields>[] {
  return presentEntries<RoleFields>(data, 'roles', roleFieldSchemas, known);
}

export function presentCatalogues(data: ConfigData, known: Defaults): readonly EntryView<CatalogueFields>[] {
  return presentEntries<CatalogueFields>(data, 'catalogues', catalogueFieldSchemas, known);
}

function presentEntries<Fields>(
  data: ConfigData,
  list: ListName,
  schemas: { readonly [Key in keyof Fields]-?: Schema<Required<Fields>[Key]> },
  known: Defaults,
): readonly EntryView<Fields>[] {
  const all = knowEntries(data);
  const names = Object.entries(schemas) as readonly (readonly [string, Schema<unknown>])[];
  return entriesOf(data, list).map((entry, place) => {
    const said = asData(entry);
    const id = said['id'];
    const fields = Object.fromEntries(
      names.flatMap(([key, schema]) => {
        const value = asField(key, said[key]);
        return value !== undefined && schema.complaint(value) === undefined ? [[key, value]] : [];
      }),
    ) as Partial<Fields>;
    const isFirst = typeof id === 'string' && all.place(list, id) === place;
    return {
      ...(isFirst && { id }),
      fields,
      complaints: entryComplaints(all, list, entry, place, known),
    };
  });
}

/** A role that is written as its ARN alone, and a policy that is written as a mapping, in the form that the editor has. */
function asField(key: string, value: unknown): unknown {
  if (key === 'chain' && Array.isArray(value))
    return value.map((link: unknown) => (typeof link === 'string' ? { roleArn: link } : link));
  if (key === 'sessionPolicy' && typeof value === 'object' && value !== null)
    return JSON.stringify(value, null, 2);
  return asShown(value);
}

/** A window that is not private is one that nothing more is said of. */
function asShown(value: unknown): unknown {
  const { private: isPrivate, ...others } = asData(value);
  return isPrivate === false ? others : value;
}

/** As the settings of time are written: in the largest units that fit. @param ms whole seconds */
function lengthText(ms: number): string {
  const seconds = Math.round(ms / 1000);
  const parts = [
    [Math.floor(seconds / 3600), 'h'],
    [Math.floor((seconds % 3600) / 60), 'm'],
    [seconds % 60, 's'],
  ] as const;
  return parts
    .filter(([count]) => count > 0)
    .map(([count, unit]) => `${count}${unit}`)
    .join('');
}

function wordsOf(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '\uFFFD').slice(0, 80);
}
