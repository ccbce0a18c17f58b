/** `tobira import` */
export const imports = {
  heading: (path: string, identity: string) => `${path}, for the identity "${identity}"`,
  /** Headings of what follows; counts stand behind them. */
  add: 'To be added',
  suggested: 'Only if you name them with --only',
  sso: 'From IAM Identity Center, only with --sso or if you name them with --only',
  ssoAdded: 'To be added, from IAM Identity Center',
  ssoAbout:
    'Guesses: IAM Identity Center’s own roles let nobody else in. Each is right only if there is a role of this name in the account that lets in your GitLab.',
  ssoOrOnly: 'Say --sso or --only, not both: profiles that are named are added, guesses too.',
  present: 'Already there',
  skipped: 'Not imported',
  presentAs: (role: string) => `as the role "${role}"`,
  chained: (arn: string) => `assumed from ${arn}`,
  empty: 'There are no profiles in it.',
  nothing: 'There is nothing to add.',
  hint: 'Nothing has been written. To add the roles to the configuration: `tobira import --write`',
  ask: (count: number, path: string) => `Add ${roles(count)} to ${path}? [y/N] `,
  wrote: (count: number, path: string) =>
    `Added ${roles(count)} to ${path}. What it said before is kept beside it.`,
  declined: 'Nothing has been written.',
  unknown: (names: string) => `There is no profile of this name in the file: ${names}.`,
};

function roles(count: number): string {
  return count === 1 ? '1 role' : `${count} roles`;
}
