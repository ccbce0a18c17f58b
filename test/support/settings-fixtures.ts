import type { SettingsView } from '../../src/shared/settings-view.ts';

/** Settings as a file says them that names two GitLabs and three roles. */
export function settingsView(change: Partial<SettingsView> = {}): SettingsView {
  return {
    path: '/home/ada/.config/tobira/config.yaml',
    settings: {
      theme: { value: 'system', inFile: false },
      language: { value: 'system', inFile: false },
      startAtLogin: { value: true, inFile: true },
      startHidden: { value: false, inFile: false },
      shortcut: { value: 'CommandOrControl+Shift+A', inFile: true },
      copyFormat: { value: 'last', inFile: false },
      'clipboard.clearAfter': { value: '45s', inFile: true },
      'clipboard.clearOnQuit': { value: true, inFile: false },
      'profiles.removeOnSignOut': { value: true, inFile: false },
      'console.signOutFirst': { value: false, inFile: false },
      confirmFor: { value: '15m', inFile: false },
      localEndpoint: { value: false, inFile: false },
      'notifications.beforeExpiry': { value: '10m', inFile: false },
      'notifications.loginNeeded': { value: true, inFile: false },
      'notifications.clipboardCleared': { value: true, inFile: false },
      'notifications.newVersion': { value: true, inFile: false },
      'notifications.newCatalogue': { value: true, inFile: false },
      'updates.check': { value: true, inFile: false },
      showAllGroups: { value: false, inFile: false },
      activityLog: { value: true, inFile: false },
      'browsers.login': { value: { app: 'default' }, inFile: false },
      'browsers.console': { value: { app: 'firefox', profile: 'work' }, inFile: true },
    },
    identities: [
      {
        id: 'work',
        fields: { id: 'work', issuer: 'https://gitlab.example.com', clientId: '4a1b0c9d8e7f' },
        complaints: [],
      },
    ],
    roles: [
      role('prod-admin', 'Production / Admin', '123456789012'),
      role('data-lake', 'Data lake', '210987654321'),
      {
        id: 'broken',
        fields: { id: 'broken', identity: 'work', name: 'Broken' },
        complaints: [{ field: 'roleArn', kind: 'missing' }],
      },
    ],
    catalogues: [],
    shortcut: 'ready',
    updates: {
      version: '0.1.0',
      feed: 'https://downloads.example.com/tobira/',
      looking: false,
      last: { at: Date.parse('2026-03-01T10:12:00'), found: { kind: 'newest' } },
    },
    failures: [],
    ...change,
  };
}

function role(id: string, name: string, account: string): SettingsView['roles'][number] {
  const roleArn = `arn:aws:iam::${account}:role/Admin`;
  return { id, fields: { id, name, identity: 'work', roleArn }, complaints: [] };
}

/** The file is broken: what is in use is shown, and nothing can be changed. */
export const blockedSettings = settingsView({
  blocked: {
    code: 'config_broken',
    title: 'The configuration has a mistake.',
    happened: '/home/ada/.config/tobira/config.yaml: Line 7: Nested mappings are not allowed here.',
    advice: 'Correct the file and save it: Tobira reads it again by itself.',
    action: 'open-config',
  },
});
