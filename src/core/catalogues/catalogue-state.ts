import type { PlacedComplaint } from '../config-complaint.ts';
import type { AppError } from '../errors.ts';
import type { CatalogueSource } from './catalogue-source.ts';

/** What the surfaces show of a catalogue. Nothing secret. */
export interface CatalogueState {
  readonly source: CatalogueSource;
  /** What it calls itself, or the configuration calls it. */
  readonly name?: string;
  /**
   * `never`: not read yet. `stale`: the last look failed, and the version before it stays in use, if there is one.
   * `sign-in-needed`: so, because nobody is signed in at its application.
   */
  readonly status: 'never' | 'loading' | 'current' | 'stale' | 'sign-in-needed';
  /** How many of its roles are in use, those of other groups included. */
  readonly roles: number;
  /** When the version in use was last seen to be the newest, milliseconds since the epoch. */
  readonly fetchedAt?: number;
  /** What the last version that was not the same brought to what is in use; until it is dismissed. Never all of it empty. */
  readonly change?: CatalogueChange;
  /** Why the last look failed. */
  readonly error?: AppError;
  /** About the catalogue's own text, and about what could not be brought together with the rest. */
  readonly complaints: readonly PlacedComplaint[];
  /** Issuers that the user has not chosen: their roles stay out until there is a yes. */
  readonly foreign: readonly ForeignIssuer[];
  /** Whether somebody is signed in at its own application; absent where it needs nobody, or it is not known yet. */
  readonly signedIn?: boolean;
  /** Somebody else than the identity's user is signed in at its application. */
  readonly otherUser?: true;
}

export interface CatalogueChange {
  readonly added: readonly ChangedRole[];
  readonly changed: readonly ChangedRole[];
  readonly removed: readonly ChangedRole[];
}

/** A role of a catalogue that is in use, or was. */
export interface ChangedRole {
  readonly id: string;
  readonly name: string;
  /** The ARNs of the roles that people worked in before, and do now; only where they are not the same. */
  readonly from?: string;
  readonly to?: string;
}

export interface ForeignIssuer {
  readonly issuer: string;
  readonly clientId: string;
  /** How many roles wait for the answer. */
  readonly roles: number;
}
