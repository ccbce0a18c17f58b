import type { AlarmView, DeliveryId, ErrorActionView, StepView, VisitorView } from '../shared/view.ts';

/** The words of one way to hand credentials over. */
interface DeliveryTexts {
  readonly deliver: (role: string) => string;
  /** Said once it is done. @param seconds after which it is taken back */
  readonly done: (seconds: number) => string;
}

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
  readonly delivery: Readonly<Record<DeliveryId, DeliveryTexts>>;
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

  readonly alarm: {
    readonly title: (role: string) => string;
    readonly who: (alarm: AlarmView) => string;
    readonly harmless: string;
    readonly harmful: string;
  };

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

/** Who came for a console's link, as far as the system tells. */
function whoCame({ letIn, turnedAway }: AlarmView): string {
  if (turnedAway?.kind === 'other-user') {
    const first = letIn === undefined ? '' : ` ${named(letIn)} was let in.`;
    return `Another user of this computer (user id ${turnedAway.userId}) tried it and was turned away.${first}`;
  }
  const known = [
    letIn && `first by ${named(letIn)}`,
    turnedAway && `${letIn ? 'then' : 'the second time'} by ${named(turnedAway)}`,
  ];
  const visits = known.filter((visit) => visit !== undefined).join(', ');
  const told = visits === '' ? '' : `${visits.charAt(0).toUpperCase()}${visits.slice(1)}. `;
  return `${told}Only the first got in.`;
}

const named = (visitor: VisitorView): string =>
  visitor.kind === 'program'
    ? `${visitor.name} (process ${visitor.pid})`
    : `another user (user id ${visitor.userId})`;

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
  delivery: {
    clipboard: {
      deliver: (role) => `Copy credentials of ${role}`,
      done: (seconds) => `Copied. Cleared from the clipboard in ${seconds} s`,
    },
  },
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

  alarm: {
    title: (role) => `The console link of ${role} was opened twice`,
    who: whoCame,
    harmless: 'If your browser shows the console, it was the first. A reloaded tab may be the cause.',
    harmful:
      'If it shows an error, another program may be in the console as you. Sign out of AWS and of Tobira, and have the role’s sessions revoked in AWS.',
  },

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
