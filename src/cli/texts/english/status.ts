/** `tobira status` */
export const status = {
  signedIn: (name: string, subject: string, issuer: string) => `${name}, GitLab user ${subject} at ${issuer}`,
  memoryOnly: ', kept in memory only',
  notSignedIn: (issuer: string) => `not signed in at ${issuer}`,
  /** The same, with the sentences of what is wrong behind it. */
  because: (issuer: string, problem: string) => `not signed in at ${issuer}. ${problem}`,
  noIdentities: (path: string) => `No identities. Add one in ${path}.`,
};
