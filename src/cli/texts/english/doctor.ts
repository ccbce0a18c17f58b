/** `tobira doctor` */
export const doctor = {
  begin: 'Looking at everything that Tobira needs. This takes up to a few minutes where something hangs.',
  /** Before a finding: what of several it is about. */
  about: (name: string) => `${name}: `,
  explain: (role: string) =>
    `Run \`tobira explain ${role}\` to see what AWS was shown and what the role must trust.`,
  well: 'All is well.',
  wellEnough: (warnings: number) =>
    warnings === 0
      ? 'Nothing fails.'
      : `Nothing fails. Worth a look: ${warnings === 1 ? '1 warning' : `${warnings} warnings`}.`,
  /** Behind the others. */
  unchecked: (count: number) => `${count === 1 ? '1 thing' : `${count} things`} could not be checked.`,
  /** Instead of `wellEnough`: either keeps roles from being used. */
  notSetUp: 'Nothing is broken, but no role can be used yet: the configuration lacks something.',
  notSignedIn: (identities: string) =>
    `Nothing is broken, but nobody is signed in for ${identities}: these roles cannot be used yet.`,
  fails: (failures: number, warnings: number) =>
    `${failures === 1 ? '1 thing fails' : `${failures} things fail`}${warnings === 0 ? '' : `, ${warnings === 1 ? '1 warning' : `${warnings} warnings`}`}.`,
  beginWith: (step: string) => `Begin with this: ${step}`,
  bundled: (path: string) => `The support bundle is in ${path}. Read it before you send it.`,
};
