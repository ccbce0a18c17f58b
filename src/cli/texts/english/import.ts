/** `tobira import` */
export const imports = {
  heading: (path: string, identity: string) => `${path}, for the identity "${identity}"`,
  /** Headings of what follows; counts stand behind them. */
  add: 'To be added',
  suggested: 'Only if you name them with --only',
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
