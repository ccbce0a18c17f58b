import type {
  CatalogueFields,
  ComplaintView,
  EntryView,
  IdentityFields,
  RoleDetailsView,
  RoleFields,
  SettingFailureView,
  SettingId,
  SettingsView,
  SettingValues,
  SettingView,
} from '../shared/settings-view.ts';
import type { ErrorView } from '../shared/view.ts';
import { listOf, oneOf, optional, recordOf, text, type Schema } from './plain-schema.ts';
import {
  catalogueFieldSchemas,
  identityFieldSchemas,
  roleFieldSchemas,
  settingSchemas,
} from './settings-fields.ts';
import { updateLooksSchema } from './updates-schema.ts';

/** What the settings page may get: the shared types once more, as checks that run. */

export const complaintSchema = recordOf<ComplaintView>({
  field: text,
  kind: oneOf('missing', 'wrong', 'taken', 'unknown', 'unsupported', 'changed'),
});

const setting = <Id extends SettingId>(id: Id) =>
  recordOf<SettingView<SettingValues[Id]>>({
    value: settingSchemas[id],
    inFile: oneOf(true, false),
    wrong: optional(text),
  });

const settings = recordOf<SettingsView['settings']>({
  theme: setting('theme'),
  language: setting('language'),
  startAtLogin: setting('startAtLogin'),
  startHidden: setting('startHidden'),
  shortcut: setting('shortcut'),
  copyFormat: setting('copyFormat'),
  'clipboard.clearAfter': setting('clipboard.clearAfter'),
  'clipboard.clearOnQuit': setting('clipboard.clearOnQuit'),
  'profiles.removeOnSignOut': setting('profiles.removeOnSignOut'),
  'console.signOutFirst': setting('console.signOutFirst'),
  confirmFor: setting('confirmFor'),
  localEndpoint: setting('localEndpoint'),
  'notifications.beforeExpiry': setting('notifications.beforeExpiry'),
  'notifications.loginNeeded': setting('notifications.loginNeeded'),
  'notifications.clipboardCleared': setting('notifications.clipboardCleared'),
  'notifications.newVersion': setting('notifications.newVersion'),
  'notifications.newCatalogue': setting('notifications.newCatalogue'),
  'updates.check': setting('updates.check'),
  activityLog: setting('activityLog'),
  showAllGroups: setting('showAllGroups'),
  'browsers.login': setting('browsers.login'),
  'browsers.console': setting('browsers.console'),
});

const identity = recordOf<Partial<IdentityFields>>({
  id: optional(identityFieldSchemas.id),
  issuer: optional(identityFieldSchemas.issuer),
  clientId: optional(identityFieldSchemas.clientId),
  provider: optional(identityFieldSchemas.provider),
  scopes: optional(identityFieldSchemas.scopes),
  redirectUri: optional(identityFieldSchemas.redirectUri),
});

const roleFields = {
  id: optional(roleFieldSchemas.id),
  identity: optional(roleFieldSchemas.identity),
  roleArn: optional(roleFieldSchemas.roleArn),
  name: optional(roleFieldSchemas.name),
  region: optional(roleFieldSchemas.region),
  duration: optional(roleFieldSchemas.duration),
  consoleDuration: optional(roleFieldSchemas.consoleDuration),
  destination: optional(roleFieldSchemas.destination),
  color: optional(roleFieldSchemas.color),
  tags: optional(roleFieldSchemas.tags),
  profile: optional(roleFieldSchemas.profile),
  confirm: optional(roleFieldSchemas.confirm),
  readOnly: optional(roleFieldSchemas.readOnly),
  production: optional(roleFieldSchemas.production),
  browser: optional(roleFieldSchemas.browser),
  chain: optional(roleFieldSchemas.chain),
  sessionPolicy: optional(roleFieldSchemas.sessionPolicy),
};

const role = recordOf<Partial<RoleFields>>(roleFields);

export const roleDetailsSchema = recordOf<RoleDetailsView>({
  fields: recordOf<RoleFields>({
    ...roleFields,
    id: roleFieldSchemas.id,
    identity: roleFieldSchemas.identity,
    roleArn: roleFieldSchemas.roleArn,
  }),
  groups: optional(listOf(text)),
});

const catalogue = recordOf<Partial<CatalogueFields>>({
  id: optional(catalogueFieldSchemas.id),
  name: optional(catalogueFieldSchemas.name),
  identity: optional(catalogueFieldSchemas.identity),
  clientId: optional(catalogueFieldSchemas.clientId),
  project: optional(catalogueFieldSchemas.project),
  file: optional(catalogueFieldSchemas.file),
  ref: optional(catalogueFieldSchemas.ref),
  url: optional(catalogueFieldSchemas.url),
});

function settingId(): Schema<SettingId> {
  return oneOf(...(Object.keys(settingSchemas) as readonly SettingId[]));
}

/** @param error the same that all errors have */
export function settingsViewSchema(error: Schema<ErrorView>): Schema<SettingsView> {
  return recordOf<SettingsView>({
    path: text,
    blocked: optional(error),
    settings,
    identities: listOf(
      recordOf<EntryView<IdentityFields>>({
        id: optional(text),
        fields: identity,
        complaints: listOf(complaintSchema),
      }),
    ),
    roles: listOf(
      recordOf<EntryView<RoleFields>>({
        id: optional(text),
        fields: role,
        complaints: listOf(complaintSchema),
      }),
    ),
    catalogues: listOf(
      recordOf<EntryView<CatalogueFields>>({
        id: optional(text),
        fields: catalogue,
        complaints: listOf(complaintSchema),
      }),
    ),
    shortcut: oneOf('none', 'ready', 'taken', 'unavailable'),
    updates: updateLooksSchema,
    failures: listOf(recordOf<SettingFailureView>({ id: settingId(), reason: text })),
  });
}
