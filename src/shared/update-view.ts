/** A newer version of Tobira: told, and never loaded. */
export interface UpdateView {
  readonly version: string;
  /** There is a page about it that can be opened. */
  readonly hasPage: boolean;
  /** What installs it, where that is known: it was what installed the one that runs. */
  readonly by?: 'debian';
}

/** Why a look for a newer version gave nothing. */
export type FeedFaultView =
  | 'unreachable'
  | 'timeout'
  | 'untrusted'
  | 'proxy'
  | 'redirected'
  | 'too-large'
  | 'refused'
  | 'unreadable'
  | 'version'
  | 'date';

/** What came of the last look. `older` and `prerelease` are not told elsewhere. */
export type UpdateLookView =
  | { readonly kind: 'newest' }
  | { readonly kind: 'newer'; readonly version: string; readonly releasedAt: number }
  | { readonly kind: 'older'; readonly version: string }
  | { readonly kind: 'prerelease'; readonly version: string }
  | { readonly kind: 'failed'; readonly fault: FeedFaultView };

/** Looking for newer versions, as the settings page shows it. */
export interface UpdateLooksView {
  /** What runs. */
  readonly version: string;
  /** Where is looked; absent where the configuration says nothing that can be used. */
  readonly feed?: string;
  readonly looking: boolean;
  readonly last?: {
    /** Milliseconds since the epoch. */
    readonly at: number;
    readonly found: UpdateLookView;
  };
  /** The newer version that is known of, whether or not the user still wants to hear of it. */
  readonly newer?: UpdateView;
}
