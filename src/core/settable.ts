/**
 * What an edit may set or take out by its keys, and nothing else, whatever the schemas learn to read. The lists have edits
 * of their own. The version and the addresses of AWS are for a person's hand: who could set those would get the keys.
 */
const settable: Readonly<Record<string, 'itself' | readonly string[]>> = {
  theme: 'itself',
  language: 'itself',
  startAtLogin: 'itself',
  startHidden: 'itself',
  shortcut: 'itself',
  copyFormat: 'itself',
  confirmFor: 'itself',
  localEndpoint: 'itself',
  activityLog: 'itself',
  showAllGroups: 'itself',
  clipboard: ['clearAfter', 'clearOnQuit'],
  profiles: ['removeOnSignOut'],
  console: ['signOutFirst'],
  notifications: ['beforeExpiry', 'loginNeeded', 'clipboardCleared', 'newVersion', 'newCatalogue'],
  updates: ['check'],
  browsers: ['login', 'console'],
};

/** @param path keys from the top; from anywhere, so of any length */
export function isSettable([key, below, ...deeper]: readonly string[]): boolean {
  if (key === undefined || deeper.length > 0 || !Object.hasOwn(settable, key)) return false;
  const allowed = settable[key];
  if (allowed === undefined) return false;
  return allowed === 'itself' ? below === undefined : below !== undefined && allowed.includes(below);
}
