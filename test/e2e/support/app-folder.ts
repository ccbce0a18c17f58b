/** Tells the workers where the app under test is. */
export const appFolderVariable = 'TOBIRA_TEST_APP';

/** The folder of the built app, as the set-up has made it. */
export function appFolder(): string {
  const folder = process.env[appFolderVariable];
  if (folder === undefined) throw new Error('The set-up of the end-to-end tests has not run');
  return folder;
}
