import type {
  BrowserChoiceView,
  CatalogueFields,
  ChainLinkFields,
  IdentityFields,
  RoleFields,
  SettingId,
  SettingValues,
} from '../shared/settings-view.ts';
import { listOf, oneOf, optional, recordOf, text, type Schema } from './plain-schema.ts';

/** What each field of the settings and of the editors may be: used for what comes from the page, and for what goes to it. */

const yesOrNo = oneOf(true, false);

const browserChoice = recordOf<BrowserChoiceView>({
  app: oneOf('default', 'chrome', 'chromium', 'edge', 'brave', 'firefox'),
  profile: optional(text),
  private: optional(oneOf(true)),
});

export const settingSchemas: { readonly [Id in SettingId]: Schema<SettingValues[Id]> } = {
  theme: oneOf('system', 'light', 'dark'),
  language: oneOf('system', 'en', 'ja'),
  startAtLogin: yesOrNo,
  startHidden: yesOrNo,
  shortcut: text,
  copyFormat: oneOf('last', 'env', 'fish', 'powershell', 'cmd', 'json', 'dotenv', 'ini'),
  'clipboard.clearAfter': text,
  'clipboard.clearOnQuit': yesOrNo,
  'profiles.removeOnSignOut': yesOrNo,
  'console.signOutFirst': yesOrNo,
  confirmFor: text,
  localEndpoint: yesOrNo,
  'notifications.beforeExpiry': text,
  'notifications.loginNeeded': yesOrNo,
  'notifications.clipboardCleared': yesOrNo,
  'notifications.newVersion': yesOrNo,
  'notifications.newCatalogue': yesOrNo,
  'updates.check': yesOrNo,
  activityLog: yesOrNo,
  showAllGroups: yesOrNo,
  'browsers.login': browserChoice,
  'browsers.console': browserChoice,
};

type FieldSchemas<Fields> = { readonly [Key in keyof Fields]-?: Schema<Required<Fields>[Key]> };

export const identityFieldSchemas: FieldSchemas<IdentityFields> = {
  id: text,
  issuer: text,
  clientId: text,
  provider: oneOf('gitlab', 'oidc'),
  scopes: listOf(text),
  redirectUri: text,
};

export const roleFieldSchemas: FieldSchemas<RoleFields> = {
  id: text,
  identity: text,
  roleArn: text,
  name: text,
  region: text,
  duration: text,
  consoleDuration: text,
  destination: text,
  color: oneOf('red', 'orange', 'yellow', 'green', 'blue', 'purple', 'gray'),
  tags: listOf(text),
  profile: text,
  confirm: yesOrNo,
  readOnly: yesOrNo,
  production: yesOrNo,
  browser: browserChoice,
  chain: listOf(
    recordOf<ChainLinkFields>({
      roleArn: text,
      externalId: optional(text),
      sourceIdentity: optional(text),
    }),
  ),
  sessionPolicy: text,
};

export const catalogueFieldSchemas: FieldSchemas<CatalogueFields> = {
  id: text,
  name: text,
  identity: text,
  clientId: text,
  project: text,
  file: text,
  ref: text,
  url: text,
};
