import type { AlarmView, VisitorView } from '../../shared/alarm-view.ts';
import { inHours } from '../duration.ts';
import type { Texts } from '../texts.ts';
import { englishActivity } from './english-activity.ts';
import { englishCatalogues } from './english-catalogues.ts';
import { englishDeliveries } from './english-deliveries.ts';
import { englishEditor } from './english-editor.ts';
import { englishHelp } from './english-help.ts';
import { englishList } from './english-list.ts';
import { englishUpdates } from './english-updates.ts';
import { englishWelcome } from './english-welcome.ts';

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
  noRolesHint: 'Add the first one, or have one made in AWS.',
  console: 'Console',
  openConsoleAs: (role) => `Open console as ${role}`,
  until: (time) => `until ${time}`,
  untilDay: (weekday, time) => `until ${weekday} ${time}`,
  credentialsHeld: 'Credentials are ready for use until then',
  durationShortened: (seconds) => `Lasts for 1 hour: AWS does not allow ${inHours(seconds, 'en')} here`,
  consoleShortened: (seconds) =>
    `The console lasts as long as the keys: AWS does not allow ${inHours(seconds, 'en')} here`,
  step: {
    'waiting-for-browser': 'Waiting for your browser…',
    refreshing: 'Asking GitLab…',
    'assuming-role': 'Assuming the role…',
    'signing-in-to-console': 'Signing in to AWS…',
    opening: 'Opening the console…',
  },
  consoleOpened: (role) => `Console opened as ${role}`,
  ...englishDeliveries,
  ...englishHelp,
  ...englishActivity,
  ...englishList,
  catalogues: englishCatalogues,
  editor: englishEditor,
  welcome: englishWelcome,
  updates: englishUpdates,
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
  otherDevice: 'Browser on another device?',
  signInWithCode: 'Sign in with a code',
  finishOnAnyDevice: 'Finish on any device',
  codeFor: (page) => `Open ${page} and type in`,
  pageHere: 'In the browser here?',
  openPage: 'Open the page',
  pageElsewhere: 'In another one?',
  copied: 'Copied',
  cancel: 'Cancel',
  cancelSignIn: (host) => `Cancel signing in to ${host}`,
  signedInAs: (name) => `Signed in as ${name}`,
  signOut: 'Sign out',
  accountDetails: (name, identity) => `Account details of ${name} at ${identity}`,
  userName: 'User name',
  email: 'Email',
  userId: 'User id',
  userIdHint: 'AWS trust policies name this number.',
  copyUserId: 'Copy user id',
  session: 'Session',
  keptInKeychain: 'In this computer’s keychain',
  keptInMemory: 'In memory only',
  memoryOnly: 'This session is kept in memory only.',
  memoryOnlyHint:
    'No keychain takes it, so you sign in again each time Tobira starts. As soon as one is open, it goes there by itself.',
  sameUser: (other) => `Same GitLab user as ${other}.`,
  sameUserHint:
    'To use another account here, sign out of GitLab in the browser first, or use another browser profile. Then sign in again.',
  signInAgain: 'Sign in again',
  stillSignedIn: (other) =>
    `Your browser may still be signed in as the user of ${other}. To use another account, sign out of GitLab there first, or open the address in another browser profile.`,
  notSignedOut: 'You are not signed out: the keychain still holds your session.',
  notTold: 'GitLab was not told that you signed out.',
  notToldHint: (issuer) =>
    `Your session is gone from this computer, but ${issuer} did not answer and still knows it. To end it there, open Preferences > Applications > Authorized applications and revoke Tobira’s application.`,

  action: {
    'sign-in': 'Sign in',
    retry: 'Try again',
    overwrite: 'Replace…',
    'open-config': 'Open file',
    'reload-config': 'Reload',
    explain: 'Explain',
  },
  actionFor: (action, subject) => `${action}: ${subject}`,
  dismiss: 'Dismiss',
  refusal: {
    role: 'Role',
    lead: {
      'trust-policy':
        'This is what AWS was shown. Compare it with the role’s trust policy, letter by letter.',
      'identity-provider':
        'This is what AWS was shown. Compare it with the IAM identity provider in the role’s account.',
      clocks:
        'This is what AWS was shown. It compares the end of the token with its own clock: the clock of the issuer must be right.',
    },
    roleIn: (accountId) => `Must exist in account ${accountId}`,
    principal: (providerArn) => `Principal: ${providerArn}`,
    condition: (key) => `Condition: ${key}`,
    person: 'Your user id. A policy for CI jobs names a project instead.',
    providerUrl: 'Its provider URL',
    providerAudience: 'One of its audiences',
    copy: (fact) => `Copy ${fact}`,
  },

  alarm: {
    title: (role) => `The console link of ${role} was opened twice`,
    who: whoCame,
    harmless: 'If your browser shows the console, it was the first. A reloaded tab may be the cause.',
    harmful:
      'If it shows an error, another program may be in the console as you. Sign out of AWS and of Tobira, and have the role’s sessions revoked in AWS.',
  },

  confirm: {
    title: 'Use this role?',
    who: {
      program: 'A program on this computer wants its credentials. It gets none unless you allow it.',
      app: 'You are about to use it. The configuration asks for your yes first.',
    },
    fullTitle: 'Use this role with full access?',
    full: 'By itself it only reads: this is about all that it may do.',
    holds: (seconds) =>
      `A yes holds for ${inHours(seconds, 'en')}, for you and for programs that ask Tobira.`,
    fullHolds: (seconds) => `A yes holds for ${inHours(seconds, 'en')}: you are not asked again until then.`,
    allow: (seconds) => `Allow for ${inHours(seconds, 'en')}`,
    decline: 'Not now',
  },

  lock: {
    button: 'Lock everything',
    menu: 'Lock everything…',
    title: 'Lock everything?',
    handedOver:
      'The clipboard is cleared, profiles with keys are removed, and the local endpoint is turned off.',
    memory: 'Tobira forgets all AWS credentials and tokens that it holds.',
    sessions: 'Every account is signed out, at GitLab and in this computer’s keychain.',
    limits: 'AWS consoles and credentials that were opened or handed out before go on until they expire.',
    locking: 'Locking everything…',
    done: 'Everything is locked.',
    doneExcept: 'Locked, except for this:',
    handedOut:
      'AWS consoles and credentials that were handed out before go on until they expire. An administrator of the AWS account can end them at once: in IAM, open the role and choose Revoke sessions > Revoke active sessions.',
    notTold: (identity) =>
      `${identity}: signed out here, but GitLab could not be told. Revoke Tobira’s application there: Preferences > Applications > Authorized applications.`,
    sessionKept: (identity, reason) =>
      `${identity}: the session is still in the keychain, and GitLab was not told. ${reason} Lock everything again then, or revoke Tobira’s application at GitLab: Preferences > Applications > Authorized applications.`,
    sessionsUnknown: (reason) =>
      `It is not known which sessions the keychain holds, so none could be ended. ${reason} Lock everything again then.`,
    sessionWorthless: (identity, reason) =>
      `${identity}: GitLab has ended the session. What is left of it in the keychain is worth nothing. ${reason}`,
  },
  notices: 'Notices',
  stray: (identity) => `${identity} is no longer in the configuration file.`,
  trayHost: {
    title: 'No tray icon',
    hint: 'Nothing on this desktop shows tray icons, so Tobira opens this window. Closed, it comes back when you start Tobira again.',
    remedy:
      'In GNOME, the extension “AppIndicator and KStatusNotifierItem Support” shows them; in other desktops, a status tray in the panel.',
    understood: 'Got it',
  },
  strayHint: (user) => `${user} is still signed in with it. The session stays in place until you sign out.`,

  configFile: 'Configuration file',
  openConfig: 'Open the configuration file',
  reloadConfig: 'Reload the configuration file',
  problems: (n) => `${count(n, 'problem', 'problems')} in the configuration file`,
  problemsHint: 'Everything else in it works.',
  problemsLeftOut: 'Nothing else in it works without an identity.',
  lastGoodInUse: 'Tobira goes on with what the file said before.',
  line: (line, column) => (column === undefined ? `Line ${line}` : `Line ${line}, column ${column}`),
  showAll: (n) => `Show all ${n}`,
  showFewer: 'Show fewer',
  noUsableIdentity: 'No identity in the file could be used',
  noUsableIdentityHint: 'The problems above say why. Mend them in the file, then reload it.',

  version: (version) => `Tobira ${version}`,

  brokenWindow: 'This window has stumbled',
  brokenWindowHint: 'Your session and credentials are not affected.',
  noAnswer: 'Tobira gave no answer',
  noAnswerHappened: 'What you asked for may not have been done.',
  noAnswerHint: 'Try once more. If it stays like this, quit Tobira from the tray and start it again.',
};
