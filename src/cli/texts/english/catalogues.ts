/** `tobira catalogue` */
export const catalogues = {
  none: 'The configuration has no catalogues.',
  status: {
    never: 'not read yet',
    loading: 'being read',
    current: 'current',
    stale: 'not read anew',
    'sign-in-needed': 'sign-in needed',
  },
  roles,
  change: (added: number, changed: number, removed: number) =>
    `The last change: ${added} added, ${changed} changed, ${removed} removed.`,
  changes: { added: 'Added', changed: 'Changed', removed: 'Removed' },
  and: (more: number) => `and ${more} more`,
  moved: (role: string, from: string, to: string) =>
    `${role} is another role now: ${to}, and no longer ${from}.`,
  hidden: (count: number) =>
    `${roles(count)} for groups that you are not in: \`tobira roles --all\` lists ${count === 1 ? 'it' : 'them'}, too.`,
  foreign: (issuer: string, count: number, id: string) =>
    `${roles(count)} for sign-ins at ${issuer}, which you have not chosen: left out until you say yes. If you know it, do so with \`tobira catalogue trust ${id} ${issuer}\`.`,
  /** Beside a list of roles, or of who is signed in. */
  notes: {
    stale: (id: string, count: number) =>
      `The catalogue ${id} could not be read anew${count > 0 ? ': its last good version is in use' : ''}. \`tobira catalogue\` tells why.`,
    signIn: (id: string) => `The catalogue ${id} needs a sign-in: \`tobira catalogue login ${id}\``,
    leftOut: (id: string, count: number, more: boolean) =>
      `${more ? 'At least ' : ''}${roles(count)} of the catalogue ${id} ${count === 1 ? 'is' : 'are'} left out: \`tobira catalogue\` tells why.`,
  },
  /** Of a file that is checked, and has mistakes. */
  usable: (count: number) => `Whoever reads it has ${roles(count)} from it.`,
  signedOut: (id: string, providerTold: boolean) =>
    providerTold
      ? `Signed out of the catalogue ${id}.`
      : `Signed out of the catalogue ${id} here; GitLab could not be told to forget the session.`,
};

function roles(count: number): string {
  return count === 1 ? '1 role' : `${count} roles`;
}
