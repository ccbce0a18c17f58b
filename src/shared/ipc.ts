import type { ActivityView } from './activity-view.ts';
import type {
  ExplanationText,
  ExplanationView,
  FindingView,
  SetupAnswersView,
  SetupCandidateView,
  SetupOutputId,
  SetupPlanView,
} from './help-view.ts';
import type { ExportFormatView, ImportView } from './import-view.ts';
import type { PastedPageView, ServicesView } from './page-view.ts';
import type {
  EditAnswerContent,
  EntryEdit,
  RoleDetailsView,
  SettingChange,
  SettingsView,
} from './settings-view.ts';
import type { ViewPush, WholeView } from './view-push.ts';
import type { BrowserView, DeliveryId, ErrorView, RefusalFact } from './view.ts';

/** What came of an intention. Expected failures are values: nothing is thrown across the process boundary. */
export type Outcome = { readonly ok: true } | Failure;

interface Failure {
  readonly ok: false;
  readonly error: ErrorView;
}

/** What came of a question: what was asked for, or why not. */
export type Answer<Content extends object> = ({ readonly ok: true } & Content) | Failure;

/** Where something was saved: the file's name without its folder, absent where the user thought better of it. */
export type SaveAnswer = Answer<{ readonly fileName?: string }>;

interface Call<Request, Response> {
  readonly request: Request;
  readonly response: Response;
}

/** Stands for the types of a call; it holds nothing at run time. */
function call<Request, Response>(): Call<Request, Response> {
  return {} as Call<Request, Response>;
}

/**
 * The whole conversation between the page and the main process. Every request is an intention of the user;
 * main's handlers, the preload bridge and test doubles are all derived from this one value.
 */
export const calls = {
  'view:get': call<undefined, WholeView>(),
  'identity:sign-in': call<{ readonly identityId: string }, Outcome>(),
  /** Signs in on another device, with a code that the view then shows. */
  'identity:sign-in-by-code': call<{ readonly identityId: string }, Outcome>(),
  'identity:cancel-sign-in': call<{ readonly identityId: string }, Outcome>(),
  /** Opens the login page again: the first tab may be lost among many. */
  'identity:reopen-login': call<{ readonly identityId: string }, Outcome>(),
  /** Puts the awaited login page's address on the clipboard, for a browser that does not open by itself. */
  'identity:copy-login': call<{ readonly identityId: string }, Outcome>(),
  /** Puts the number that AWS trust policies name on the clipboard. */
  'identity:copy-user-id': call<{ readonly identityId: string }, Outcome>(),
  'identity:sign-out': call<{ readonly identityId: string }, Outcome>(),
  /**
   * Opens the role's console. `readOnly` says what its session may do, and false of a role that is read-only by itself has
   * the user asked first; without it, as the role says. @see ServiceView for `service`, an id; without it, where the role says
   */
  'role:console': call<
    {
      readonly roleId: string;
      readonly service?: string;
      /** Of the service; the role's own where unset. */
      readonly region?: string;
      /** Any address of a page that the user has pasted; not with a service. */
      readonly page?: string;
      readonly readOnly?: boolean;
    },
    Outcome
  >(),
  /** Calls off all that is under way with the role. */
  'role:cancel': call<{ readonly roleId: string }, Outcome>(),
  /** What its row has no room for, whoever's file it comes from. */
  'role:details': call<{ readonly roleId: string }, Answer<{ readonly details: RoleDetailsView }>>(),
  /** Reads a catalogue again. */
  'catalogue:read': call<{ readonly catalogueId: string }, Outcome>(),
  /** At the application that may read it: the sign-in for AWS stays as it is. */
  'catalogue:sign-in': call<{ readonly catalogueId: string }, Outcome>(),
  'catalogue:cancel-sign-in': call<{ readonly catalogueId: string }, Outcome>(),
  'catalogue:sign-out': call<{ readonly catalogueId: string }, Outcome>(),
  /** Says yes to signing in at an issuer that a catalogue names. */
  'catalogue:trust': call<
    { readonly catalogueId: string; readonly issuer: string; readonly clientId: string },
    Outcome
  >(),
  /** The user knows what its new version has brought. */
  'catalogue:dismiss-change': call<{ readonly catalogueId: string }, Outcome>(),
  /** The user does not want to see a notice about it again for now; `notice` is what the page calls it. */
  'catalogue:put-away': call<{ readonly catalogueId: string; readonly notice: string }, Outcome>(),
  /** Keeps a role at hand, or no longer. */
  'role:pin': call<{ readonly roleId: string; readonly pinned: boolean }, Outcome>(),
  /** What a role's console can open by name. */
  'services:list': call<{ readonly roleId: string }, Answer<ServicesView>>(),
  /** What a pasted address of a console is, and who can open it. Fails where it is none. */
  'page:read': call<{ readonly text: string }, Answer<{ readonly page: PastedPageView }>>(),
  /** The user knows now that there is no place for tray icons. */
  'tray-host:dismiss': call<undefined, Outcome>(),
  /** Hands the role's credentials over, such as to the clipboard. They do not come this way. */
  'role:deliver': call<
    {
      readonly roleId: string;
      readonly deliveryId: DeliveryId;
      /** As for the console. */
      readonly readOnly?: boolean;
    },
    Outcome
  >(),
  /**
   * Does again what failed with the role, exactly as it was asked for. `retry` is what the view calls it: where something
   * else stands there by now, nothing is done.
   */
  'role:retry': call<
    {
      readonly roleId: string;
      readonly retry: string;
      /** And replaces what somebody else wrote. */
      readonly overwrite?: true;
    },
    Outcome
  >(),
  /**
   * Says yes to a role that asks for it, for a while. `fullAccess` as in the question that is answered: to another one it
   * is no answer.
   */
  'role:confirm': call<{ readonly roleId: string; readonly fullAccess?: true }, Outcome>(),
  'role:decline': call<{ readonly roleId: string }, Outcome>(),
  'endpoint:turn': call<{ readonly on: boolean }, Outcome>(),
  /** Puts one of the facts that AWS was shown when it refused the role on the clipboard. */
  'role:copy-fact': call<{ readonly roleId: string; readonly fact: RefusalFact }, Outcome>(),
  'alarm:dismiss': call<{ readonly alarmId: string }, Outcome>(),
  /** Asks the user, in the window, whether to lock everything. */
  'lock:ask': call<undefined, Outcome>(),
  'lock:everything': call<undefined, Outcome>(),
  /** Takes the question back, or the report away. */
  'lock:dismiss': call<undefined, Outcome>(),
  /** Browsers on this computer that can be chosen, with their profiles. */
  'browsers:list': call<undefined, Answer<{ readonly browsers: readonly BrowserView[] }>>(),
  /** What was done on this computer, newest first. */
  'activity:list': call<undefined, Answer<{ readonly activity: ActivityView }>>(),
  /** Takes the whole list away. */
  'activity:clear': call<undefined, Outcome>(),
  'settings:get': call<undefined, Answer<{ readonly settings: SettingsView }>>(),
  /** Writes a setting into the configuration file, or takes it out. */
  'settings:change': call<SettingChange, Answer<EditAnswerContent>>(),
  /** Adds, changes, moves or removes a role or an identity. */
  'config:edit': call<EntryEdit, Answer<EditAnswerContent>>(),
  /** Says what would be wrong with such an edit, and writes nothing. */
  'config:check': call<EntryEdit, Answer<EditAnswerContent>>(),
  /** Looks for a newer version. The settings tell what came of it. */
  'updates:look': call<undefined, Outcome>(),
  /** Opens the page about the newer version. */
  'updates:open-page': call<undefined, Outcome>(),
  /** The user knows of that version now. */
  'updates:dismiss': call<undefined, Outcome>(),
  /** What AWS's config file would become, for an identity. Nothing is written. */
  'import:preview': call<{ readonly identityId?: string }, Answer<{ readonly preview: ImportView }>>(),
  /** Adds what these profiles would become to the configuration file. */
  'import:write': call<
    { readonly identityId: string; readonly profiles: readonly string[] },
    Answer<{ readonly added: number }>
  >(),
  /** Writes the roles to a file that the user chooses, as others may have them. `notes`: what was left out. */
  'export:save': call<
    { readonly format: ExportFormatView; readonly identities: boolean },
    Answer<{ readonly fileName?: string; readonly notes: readonly string[] }>
  >(),
  'config:open': call<undefined, Outcome>(),
  'config:reload': call<undefined, Outcome>(),
  /** Holds what AWS was shown for a role against a trust policy, or says what the role must trust. */
  'explain:role': call<
    { readonly roleId: string; readonly policy?: string },
    Answer<{ readonly explanation: ExplanationView }>
  >(),
  /** Puts a part of the last explanation on the clipboard. */
  'explain:copy': call<{ readonly text: ExplanationText }, Outcome>(),
  /** Answered when all checks are done. The view shows each finding as it comes. */
  'doctor:run': call<undefined, Outcome>(),
  /** Writes the last check-up, without secrets, to a file that the user chooses. */
  'doctor:save': call<undefined, SaveAnswer>(),
  /** What the set-up may begin with. */
  'setup:begin': call<undefined, Answer<{ readonly candidates: readonly SetupCandidateView[] }>>(),
  /** Asks a GitLab for what AWS will ask it for. */
  'setup:check-issuer': call<
    { readonly issuer: string },
    Answer<{ readonly findings: readonly FindingView[] }>
  >(),
  /** Has AWS assume a role that is not in the configuration yet. What it gives is forgotten. */
  'setup:try-role': call<
    { readonly identityId: string; readonly roleArn: string; readonly region?: string },
    Outcome
  >(),
  'setup:plan': call<SetupAnswersView, Answer<{ readonly plan: SetupPlanView }>>(),
  /** Puts a file of the last plan, or one of its settings, on the clipboard. */
  'setup:copy': call<{ readonly what: SetupOutputId | `setting-${number}` }, Outcome>(),
  /** Writes a file of the last plan to a place that the user chooses. */
  'setup:save': call<{ readonly output: SetupOutputId }, SaveAnswer>(),
} as const;

export type CallName = keyof typeof calls;
export type RequestOf<Name extends CallName> = (typeof calls)[Name]['request'];
export type ResponseOf<Name extends CallName> = (typeof calls)[Name]['response'];

/** The one push from main to the page: what makes the view that it has into the next one. */
export const viewChanged = 'view:changed';

/** What the preload script puts on `window.tobira`. */
export interface TobiraBridge {
  call<Name extends CallName>(name: Name, request: RequestOf<Name>): Promise<ResponseOf<Name>>;
  /** @returns a function that ends the subscription */
  onView(listener: (push: ViewPush) => void): () => void;
}

export const bridgeName = 'tobira';
