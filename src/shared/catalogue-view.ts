/** Where a catalogue is read from. */
export type CatalogueOriginView =
  | { readonly kind: 'gitlab'; readonly identityId: string; readonly project: string; readonly file: string }
  | { readonly kind: 'url'; readonly url: string }
  | { readonly kind: 'file'; readonly path: string };

/**
 * How far it is known. `never`: not read yet; `stale`: the last look failed, and the copy before it is in use, if there is
 * one; `sign-in-needed`: its own application has no session.
 */
export type CatalogueStatusView = 'never' | 'loading' | 'current' | 'stale' | 'sign-in-needed';

/** What a new version has brought. */
export interface CatalogueChangeView {
  /** Ids of roles that are in the list now. */
  readonly added: readonly string[];
  readonly changed: readonly string[];
  /** Names of roles that are no longer there. */
  readonly removed: readonly string[];
  /** Those of the changed ones that lead to another role now: ARNs. */
  readonly moved?: readonly { readonly id: string; readonly from: string; readonly to: string }[];
}

/** A GitLab that nobody here has chosen: a catalogue wants to sign the user in there. */
export interface ForeignIssuerView {
  readonly issuer: string;
  /** Of the application at which one would sign in there. */
  readonly clientId: string;
  readonly roles: number;
}

/** A list of roles that others keep, but for what goes wrong with it. */
export interface CatalogueFacts {
  readonly id: string;
  /** Its own, or else what it is called where it comes from. */
  readonly name: string;
  readonly from: CatalogueOriginView;
  readonly status: CatalogueStatusView;
  /** How many are in use, those of other groups included. */
  readonly roles: number;
  /** How many are for groups that the user is not in, and are not listed. */
  readonly hidden: number;
  /** When the version in use was last seen to be the newest, milliseconds since the epoch. */
  readonly fetchedAt?: number;
  /** What the user has not said to know yet; never all of it empty. */
  readonly change?: CatalogueChangeView;
  /** So many of its roles at least are not in use for a mistake in it; absent for none. */
  readonly leftOut?: number;
  /** Whether somebody is signed in at its own application; absent where it needs nobody. */
  readonly signedIn?: boolean;
  /** Somebody else than the identity's user is signed in there. */
  readonly otherUser?: true;
  /** What the user has to be asked about. */
  readonly foreign: readonly ForeignIssuerView[];
  /** Notices about it that the user has put away, as the page calls them; never empty. */
  readonly putAway?: readonly string[];
}

/** A role on the way to another one. */
export interface ChainStepView {
  readonly accountId: string;
  readonly roleName: string;
}

/** Where a role comes from, where it leads to, and what it is held to. */
export interface RoleOriginView {
  /** The catalogue that it comes from; absent where the user's own file holds it. */
  readonly catalogueId?: string;
  /** The roles that lead to it, the first one first; never empty. */
  readonly through?: readonly ChainStepView[];
  /** Its sessions are limited by a policy of its own. */
  readonly limited?: true;
  /** The longest that AWS has given, and what it refused before that; seconds. */
  readonly longest?: { readonly seconds: number; readonly refused: number };
}
