import type { DeliveryId } from './view.ts';

/**
 * What the page of what was done draws. The calls: `activity:list` gives it, `activity:clear` takes it all away. A view
 * whose `activityEdition` differs says that it is to be asked for again.
 */
export interface ActivityView {
  /** Whether what is done from now on is listed. */
  readonly listed: boolean;
  /** Newest first. */
  readonly entries: readonly ActivityEntryView[];
}

/** One thing that was done. Nothing secret. */
export interface ActivityEntryView {
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly deed: DeedView;
  readonly by: DoerView;
  /** As it was configured then. */
  readonly role?: ActivityRoleView;
  /** What the identity is called now, or its id where it is gone. */
  readonly identity?: string;
  /** Who was signed in. */
  readonly user?: string;
  /** When what was given ends, milliseconds since the epoch. */
  readonly until?: number;
  /** The code of why it came to nothing. */
  readonly failed?: string;
}

export interface ActivityRoleView {
  readonly id: string;
  readonly name: string;
  readonly accountId: string;
  readonly readOnly?: true;
}

export type DeedView =
  /** `service` is the name of a page that has one. */
  | { readonly kind: 'console'; readonly service?: string }
  | { readonly kind: 'deliver'; readonly deliveryId: DeliveryId; readonly profile?: string }
  | { readonly kind: 'credentials' }
  | { readonly kind: 'profile-remove'; readonly profile: string }
  | { readonly kind: 'sign-in' }
  | { readonly kind: 'sign-out' }
  | { readonly kind: 'lock' };

export type DoerView =
  | { readonly kind: 'app' }
  | {
      readonly kind: 'command';
      readonly command: string;
      readonly program?: string;
      readonly serves?: true;
    };
