import { app } from 'electron';

declare const __TOBIRA_TEST_BUILD__: boolean | undefined;

/**
 * Whether tests and developers may drive this app: take over its debugger, leave out Chromium's sandbox. What users
 * install says no, whatever its environment says: it was decided when it was built.
 */
export function mayBeDriven(): boolean {
  return !app.isPackaged || (typeof __TOBIRA_TEST_BUILD__ !== 'undefined' && __TOBIRA_TEST_BUILD__);
}
