/**
 * What every surface draws: plain data, made by the main process from its state.
 * It crosses the process boundary, so it holds no token, key, console URL or login URL.
 */

/** An error in the user's words, from the error guide. */
export interface ErrorView {
  readonly code: string;
  readonly title: string;
  readonly hint: string;
  /** The one thing a button can do about it; absent where nothing helps but reading. */
  readonly action?: ErrorActionView;
}

export type ErrorActionView = 'sign-in' | 'retry' | 'open-config' | 'reload-config';

/** The person GitLab says is signed in. `subject` is the numeric user id that AWS trust policies name. */
export interface UserView {
  readonly name: string;
  readonly username?: string;
  readonly email?: string;
  readonly subject: string;
}

export type SessionView =
  | { readonly status: 'loading' }
  | { readonly status: 'signed-out'; readonly error?: ErrorView }
  | { readonly status: 'signing-in' }
  | { readonly status: 'signed-in'; readonly user: UserView; readonly storage: 'keychain' | 'memory' };

export interface IdentityView {
  readonly id: string;
  readonly issuer: string;
  /** The issuer's host, short enough for a menu. */
  readonly host: string;
  readonly session: SessionView;
}

/** The steps of one console opening, in order. */
export type StepView =
  'waiting-for-browser' | 'refreshing' | 'assuming-role' | 'signing-in-to-console' | 'opening';

export type RoleActivityView =
  | { readonly status: 'idle' }
  | { readonly status: 'busy'; readonly step: StepView }
  | { readonly status: 'failed'; readonly error: ErrorView };

export type RoleColorView = 'red' | 'orange' | 'yellow' | 'green' | 'blue' | 'purple' | 'gray';

export interface RoleView {
  readonly id: string;
  readonly name: string;
  readonly identityId: string;
  readonly accountId: string;
  /** The role's own name: the last part of its ARN. */
  readonly roleName: string;
  readonly region: string;
  readonly color?: RoleColorView;
  readonly tags: readonly string[];
  readonly activity: RoleActivityView;
  /** When the cached credentials end, milliseconds since the epoch; absent when none are held. */
  readonly credentialsUntil?: number;
}

/** One complaint about the configuration file; the rest of the file stays in use. */
export interface ConfigProblemView {
  readonly line?: number;
  readonly message: string;
}

export type ConfigView =
  | { readonly status: 'loading' }
  | { readonly status: 'ready'; readonly path: string; readonly problems: readonly ConfigProblemView[] }
  | { readonly status: 'failed'; readonly path: string; readonly error: ErrorView };

export interface AppView {
  readonly version: string;
  readonly config: ConfigView;
  readonly identities: readonly IdentityView[];
  readonly roles: readonly RoleView[];
}
