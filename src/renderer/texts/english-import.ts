import type { ImportTexts } from '../import-texts.ts';

const roles = (count: number): string => (count === 1 ? '1 role' : `${count} roles`);

export const englishImport: ImportTexts = {
  section: 'Import and export',
  sectionHint: 'Roles from the profiles of AWS’s own tools, and a list of your roles for others.',
  open: 'Import from AWS’s files…',
  title: 'Import from AWS’s files',
  about: (path) => `What the profiles in ${path} would become. Keys in there are neither kept nor shown.`,
  reading: 'Reading AWS’s file…',
  identity: 'Sign in with',
  noIdentity: 'Add an identity first: roles belong to one.',
  empty: 'There are no profiles in this file.',
  heading: { add: 'Can be added', present: 'Already there', skipped: 'Not imported' },
  sso: {
    heading: 'From IAM Identity Center',
    about:
      'Guesses: IAM Identity Center’s own roles let nobody else in. Each is right only if there is a role of this name in the account that lets in your GitLab.',
    all: (count) => `All ${count}`,
  },
  nothing: 'None of these profiles can become a role.',
  from: (arn) => `Assumed from ${arn}`,
  presentAs: (role) => `as the role ${role}`,
  add: (count) => `Add ${roles(count)}`,
  added: (count) => `${roles(count)} added.`,
  keptCopy: 'A copy of the configuration as it was is kept beside it.',
  export: 'Export…',
  exportTitle: 'Export your roles',
  exportHint: 'Without settings, browsers and whatever else is yours alone. Nothing in it is secret.',
  format: 'As',
  formats: { catalogue: 'A catalogue', config: 'A configuration file' },
  withIdentities: 'With the address and the application of your GitLab',
  save: 'Save…',
  cancel: 'Cancel',
  saved: (file) => `Saved as ${file}.`,
};
