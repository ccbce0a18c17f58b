import type { ActivityTexts } from './activity-texts.ts';
import type { CatalogueTexts } from './catalogue-texts.ts';
import type { DeliveriesTexts } from './delivery-texts.ts';
import type { HelpTexts } from './help-texts.ts';
import type { EditorTexts } from './editor-texts.ts';
import type { ListTexts } from './list-texts.ts';
import type { UpdateTexts } from './update-texts.ts';
import type { WelcomeTexts } from './welcome-texts.ts';
import type { AlarmView } from '../shared/alarm-view.ts';
import type {
  ConfirmationView,
  ErrorActionView,
  LanguageView,
  RoleRefusalView,
  StepView,
} from '../shared/view.ts';

/** The words around what AWS was shown when it refused a role. */
export interface RefusalTexts {
  readonly role: string;
  /** Where to look, by where the mistake can be seen. */
  readonly lead: Readonly<Record<RoleRefusalView['compareWith'], string>>;
  readonly roleIn: (accountId: string) => string;
  readonly principal: (providerArn: string) => string;
  readonly condition: (key: string) => string;
  readonly person: string;
  readonly providerUrl: string;
  readonly providerAudience: string;
  readonly copy: (fact: string) => string;
}

/** Every word the window says. Each language is a value of this type: a forgotten message does not compile. */
export interface Texts extends ActivityTexts, DeliveriesTexts, HelpTexts, ListTexts {
  readonly catalogues: CatalogueTexts;
  readonly editor: EditorTexts;
  readonly welcome: WelcomeTexts;
  readonly updates: UpdateTexts;
  /** BCP 47 tag of the language, for the document, for screen readers, and for dates and numbers. */
  readonly language: LanguageView;
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
  /** @param seconds what AWS refused to give */
  readonly durationShortened: (seconds: number) => string;
  readonly consoleShortened: (seconds: number) => string;
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
  readonly otherDevice: string;
  readonly signInWithCode: string;
  readonly finishOnAnyDevice: string;
  /** What the code below it is for. @param page where to type it in */
  readonly codeFor: (page: string) => string;
  readonly pageHere: string;
  readonly openPage: string;
  readonly pageElsewhere: string;
  readonly copied: string;
  readonly cancel: string;
  readonly cancelSignIn: (host: string) => string;
  readonly signedInAs: (name: string) => string;
  readonly signOut: string;
  readonly accountDetails: (name: string, identity: string) => string;
  readonly userName: string;
  readonly email: string;
  readonly userId: string;
  readonly userIdHint: string;
  readonly copyUserId: string;
  readonly session: string;
  readonly keptInKeychain: string;
  readonly keptInMemory: string;
  readonly memoryOnly: string;
  readonly memoryOnlyHint: string;
  readonly sameUser: (other: string) => string;
  readonly sameUserHint: string;
  readonly signInAgain: string;
  /** Said during a sign-in. @param other identity of the same GitLab, where somebody is signed in */
  readonly stillSignedIn: (other: string) => string;
  readonly notSignedOut: string;
  readonly notTold: string;
  readonly notToldHint: (issuer: string) => string;

  readonly action: Readonly<Record<ErrorActionView, string>>;
  readonly actionFor: (action: string, subject: string) => string;
  readonly dismiss: string;
  readonly refusal: RefusalTexts;

  readonly alarm: {
    readonly title: (role: string) => string;
    readonly who: (alarm: AlarmView) => string;
    readonly harmless: string;
    readonly harmful: string;
  };

  /** The question before a role is used that asks for a yes. */
  readonly confirm: {
    readonly title: string;
    /** Who wants to use it. */
    readonly who: Readonly<Record<ConfirmationView['by'], string>>;
    /** Where the role only reads by itself. */
    readonly fullTitle: string;
    readonly full: string;
    /** @param seconds for which a yes holds */
    readonly holds: (seconds: number) => string;
    /** The same where only full access is asked about, and programs are not. @param seconds for which a yes holds */
    readonly fullHolds: (seconds: number) => string;
    readonly allow: (seconds: number) => string;
    readonly decline: string;
  };

  /** Locking everything: the question, what it does and what it cannot do, and the report. */
  readonly lock: {
    readonly button: string;
    /** The menu entry that asks first. */
    readonly menu: string;
    readonly title: string;
    readonly handedOver: string;
    readonly memory: string;
    readonly sessions: string;
    readonly limits: string;
    readonly locking: string;
    readonly done: string;
    readonly doneExcept: string;
    readonly handedOut: string;
    readonly notTold: (identity: string) => string;
    /** @param reason why, and what to do about it */
    readonly sessionKept: (identity: string, reason: string) => string;
    readonly sessionsUnknown: (reason: string) => string;
    readonly sessionWorthless: (identity: string, reason: string) => string;
  };
  /** The place of what concerns the whole window, for screen readers. */
  readonly notices: string;
  readonly stray: (identity: string) => string;
  readonly strayHint: (user: string) => string;
  /** Nothing on this desktop shows tray icons. */
  readonly trayHost: {
    readonly title: string;
    readonly hint: string;
    readonly remedy: string;
    readonly understood: string;
  };

  readonly configFile: string;
  readonly openConfig: string;
  readonly reloadConfig: string;
  readonly problems: (count: number) => string;
  readonly problemsHint: string;
  readonly problemsLeftOut: string;
  readonly lastGoodInUse: string;
  readonly line: (line: number, column: number | undefined) => string;
  readonly showAll: (count: number) => string;
  readonly showFewer: string;
  readonly noUsableIdentity: string;
  readonly noUsableIdentityHint: string;

  readonly version: (version: string) => string;

  readonly brokenWindow: string;
  readonly brokenWindowHint: string;
  readonly noAnswer: string;
  readonly noAnswerHappened: string;
  readonly noAnswerHint: string;
}
