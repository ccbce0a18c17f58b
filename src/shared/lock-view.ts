/** Where something that was handed over may stay behind. */
export type PlaceView = 'clipboard' | 'aws-files';

/** What locking everything could not do. */
export type LeftoverView =
  | { readonly kind: 'provider-not-told'; readonly label: string }
  /** GitLab was not told either. */
  | {
      readonly kind: 'session-kept';
      readonly label: string;
      readonly reason: string;
      readonly advice: string;
    }
  /** GitLab was told: what the keychain keeps opens nothing any more. */
  | { readonly kind: 'session-worthless'; readonly label: string; readonly reason: string }
  /** Neither the configuration nor the memory tells which sessions the keychain holds. */
  | { readonly kind: 'sessions-unknown'; readonly reason: string; readonly advice: string }
  /** What was handed over there may still be there. */
  | { readonly kind: 'not-withdrawn'; readonly place: PlaceView };

/** Locking everything, from the question to the report. */
export type LockView =
  | { readonly status: 'asking' }
  | { readonly status: 'locking' }
  | { readonly status: 'locked'; readonly leftovers: readonly LeftoverView[] };
