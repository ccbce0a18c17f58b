import type { ErrorActionView, StepView } from '../shared/view.ts';

/** Every word the window says. A second language is a second value of this type. */
export interface Texts {
  /** BCP 47 tag of the language, for the document and for screen readers. */
  readonly language: string;
  readonly appName: string;
  readonly loading: string;

  readonly searchLabel: string;
  readonly searchPlaceholder: string;
  readonly clearSearch: string;
  readonly matches: (count: number) => string;
  readonly noMatch: (query: string) => string;
  readonly noMatchHint: string;

  readonly rolesOf: (host: string) => string;
  readonly noRoles: string;
  readonly noRolesHint: string;
  readonly console: string;
  readonly openConsoleAs: (role: string) => string;
  readonly until: (time: string) => string;
  readonly untilDay: (weekday: string, time: string) => string;
  readonly credentialsHeld: string;
  readonly step: Readonly<Record<StepView, string>>;
  readonly consoleOpened: (role: string) => string;
  readonly progressOf: (role: string, text: string) => string;

  readonly checkingSession: string;
  readonly signedOut: string;
  readonly signIn: string;
  readonly signInTo: (host: string) => string;
  readonly finishInBrowser: string;
  readonly lostThePage: string;
  readonly openPageAgain: string;
  readonly otherBrowser: string;
  readonly copyAddress: string;
  readonly copied: string;
  readonly cancel: string;
  readonly cancelSignIn: (host: string) => string;
  readonly signedInAs: (name: string) => string;
  readonly signOut: string;
  readonly accountDetails: (name: string) => string;
  readonly userName: string;
  readonly email: string;
  readonly userId: string;
  readonly userIdHint: string;
  readonly session: string;
  readonly keptInKeychain: string;
  readonly keptInMemory: string;
  readonly memoryOnly: string;
  readonly memoryOnlyHint: string;

  readonly action: Readonly<Record<ErrorActionView, string>>;
  readonly actionFor: (action: string, subject: string) => string;
  readonly dismiss: string;

  readonly configFile: string;
  readonly openConfig: string;
  readonly reloadConfig: string;
  readonly problems: (count: number) => string;
  readonly problemsHint: string;
  readonly problemsLeftOut: string;
  readonly lastGoodInUse: string;
  readonly line: (line: number) => string;
  readonly showAll: (count: number) => string;
  readonly showFewer: string;
  readonly noIdentity: string;
  readonly noIdentityHint: string;
  readonly noUsableIdentity: string;
  readonly noUsableIdentityHint: string;

  readonly keysChoose: string;
  readonly keysOpen: string;
  readonly version: (version: string) => string;

  readonly brokenWindow: string;
  readonly brokenWindowHint: string;
  readonly noAnswer: string;
  readonly noAnswerHint: string;
}

const count = (n: number, one: string, many: string): string => `${n} ${n === 1 ? one : many}`;

export const english: Texts = {
  language: 'en',
  appName: 'Tobira',
  loading: 'Loading…',

  searchLabel: 'Search roles',
  searchPlaceholder: 'Search roles',
  clearSearch: 'Clear search',
  matches: (n) => count(n, 'role', 'roles'),
  noMatch: (query) => `Nothing matches “${query}”`,
  noMatchHint: 'Try a name, an account id, a role or a tag.',

  rolesOf: (host) => `Roles of ${host}`,
  noRoles: 'No roles yet',
  noRolesHint: 'Add the first one to the configuration file.',
  console: 'Console',
  openConsoleAs: (role) => `Open console as ${role}`,
  until: (time) => `until ${time}`,
  untilDay: (weekday, time) => `until ${weekday} ${time}`,
  credentialsHeld: 'Credentials are ready for use until then',
  step: {
    'waiting-for-browser': 'Waiting for your browser…',
    refreshing: 'Asking GitLab…',
    'assuming-role': 'Assuming the role…',
    'signing-in-to-console': 'Signing in to AWS…',
    opening: 'Opening the console…',
  },
  consoleOpened: (role) => `Console opened as ${role}`,
  progressOf: (role, text) => `${role}: ${text}`,

  checkingSession: 'Checking your session…',
  signedOut: 'Signed out',
  signIn: 'Sign in',
  signInTo: (host) => `Sign in to ${host}`,
  finishInBrowser: 'Finish in your browser',
  lostThePage: 'No page there?',
  openPageAgain: 'Open the page again',
  otherBrowser: 'Another browser?',
  copyAddress: 'Copy the address',
  copied: 'Copied',
  cancel: 'Cancel',
  cancelSignIn: (host) => `Cancel signing in to ${host}`,
  signedInAs: (name) => `Signed in as ${name}`,
  signOut: 'Sign out',
  accountDetails: (name) => `Account details of ${name}`,
  userName: 'User name',
  email: 'Email',
  userId: 'User id',
  userIdHint: 'AWS trust policies name this number.',
  session: 'Session',
  keptInKeychain: 'In this computer’s keychain',
  keptInMemory: 'In memory only',
  memoryOnly: 'This session is kept in memory only.',
  memoryOnlyHint: 'No keychain was found, so you sign in again each time Tobira starts.',

  action: {
    'sign-in': 'Sign in',
    retry: 'Try again',
    'open-config': 'Open file',
    'reload-config': 'Reload',
  },
  actionFor: (action, subject) => `${action}: ${subject}`,
  dismiss: 'Dismiss',

  configFile: 'Configuration file',
  openConfig: 'Open the configuration file',
  reloadConfig: 'Reload the configuration file',
  problems: (n) => `${count(n, 'problem', 'problems')} in the configuration file`,
  problemsHint: 'Everything else in it works.',
  problemsLeftOut: 'Nothing else in it works without an identity.',
  lastGoodInUse: 'Tobira goes on with what the file said before.',
  line: (line) => `Line ${line}`,
  showAll: (n) => `Show all ${n}`,
  showFewer: 'Show fewer',
  noIdentity: 'Add your GitLab first',
  noIdentityHint:
    'The configuration file names the GitLab you sign in with and the AWS roles you use. It has none yet.',
  noUsableIdentity: 'No identity in the file could be used',
  noUsableIdentityHint: 'The problems above say why. Mend them in the file, then reload it.',

  keysChoose: 'choose',
  keysOpen: 'open console',
  version: (version) => `Tobira ${version}`,

  brokenWindow: 'This window has stumbled',
  brokenWindowHint: 'Your session and credentials are not affected.',
  noAnswer: 'Tobira gave no answer',
  noAnswerHint: 'Try once more. If it stays like this, quit Tobira from the tray and start it again.',
};
