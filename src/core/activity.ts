import type { SinkId } from './model.ts';

/** What was done, when, by whom and as whom, and what came of it. Nothing secret: names and numbers only. */
export interface ActivityEntry {
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly deed: Deed;
  readonly by: Doer;
  /** As it was configured then. Absent where it is about no role. */
  readonly role?: ActivityRole;
  /** The identity's id. Absent where it is about all of them. */
  readonly identity?: string;
  /** Who was signed in, as the provider calls them. */
  readonly user?: string;
  /** When what was given ends, milliseconds since the epoch; absent where it is renewed, or ends nowhere. */
  readonly until?: number;
  /** Why it came to nothing: the failure's code, which another version may not know. */
  readonly failed?: string;
}

export interface ActivityRole {
  readonly id: string;
  readonly name: string;
  readonly accountId: string;
  /** It was the session that only reads. */
  readonly readOnly?: true;
}

export type Deed =
  /** `service` is the id of a page that has a name. */
  | { readonly kind: 'console'; readonly service?: string }
  /** Something was handed over. `profile` is the name of what was written into AWS's files. */
  | { readonly kind: 'deliver'; readonly sink: SinkId; readonly profile?: string }
  /** Credentials were given to a command. */
  | { readonly kind: 'credentials' }
  | { readonly kind: 'profile-remove'; readonly profile: string }
  | { readonly kind: 'sign-in' }
  | { readonly kind: 'sign-out' }
  | { readonly kind: 'lock' };

/** The user in the app, or a command of the command line. */
export type Doer =
  | { readonly kind: 'app' }
  | {
      readonly kind: 'command';
      readonly command: string;
      /** The name of what the command started. */
      readonly program?: string;
      /** It gives them to programs for as long as it runs, and they are renewed meanwhile. */
      readonly serves?: true;
    };

/** So much is kept; what is over either limit is forgotten, oldest first. */
export const activityLimits = { entries: 1_000, days: 90 } as const;
