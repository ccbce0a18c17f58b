import type { Place } from '../../../core/model.ts';

const whereToRevoke =
  'GitLab could not be told. To end it there, revoke the application: Preferences > Applications > Authorized applications.';

/** `tobira logout` */
export const logout = {
  signedOut: (identity: string) => `Signed out of "${identity}".`,
  signedOutHere: (identity: string) => `Signed out of "${identity}" here.`,
  notSignedOut: (identity: string) => `Not signed out of "${identity}".`,
  handedOut: 'AWS credentials and consoles already handed out work until they expire.',
  whereToRevoke,
  tryAgain: `Once the keychain is open, run \`tobira logout --all\` again. ${whereToRevoke}`,
  unlooked:
    'It is not known which sessions the keychain holds: the configuration cannot be read, so none could be ended. Mend it, and run `tobira logout --all` again.',
  worthless: 'GitLab has ended the session: what is left of it in the keychain is worth nothing.',
  leftBehind: {
    clipboard: 'The clipboard could not be cleared: copy something else over the credentials.',
    'aws-files': 'Some profiles could not be removed from the AWS files: look for "Tobira" in them.',
  } satisfies Record<Place, string>,
  forgotten: 'Tobira has forgotten its AWS credentials.',
  endSooner:
    'An administrator can end them sooner, in IAM: the role > Revoke sessions > Revoke active sessions.',
};
