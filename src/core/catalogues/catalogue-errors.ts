import type { PlacedComplaint } from '../config-complaint.ts';

/** How a catalogue can fail. What was read before stays in use, whichever it is. */
export interface CatalogueErrors {
  /** No catalogue of this name is in the configuration. */
  unknown_catalogue: { readonly catalogue: string; readonly known: readonly string[] };
  /** Nobody is signed in at its own application. `noKeychain`: no session can have been kept from before, and none will be. */
  catalogue_login_needed: { readonly catalogue: string; readonly noKeychain?: true };
  /** It has no application: it is no catalogue in GitLab. */
  catalogue_no_login: { readonly catalogue: string };
  /** The application, or its user, may not read repositories. */
  catalogue_scope: { readonly catalogue: string; readonly scope: string };
  /** The user may not read that project. `address` where it is none, but an address that does not let everybody read. */
  catalogue_forbidden: { readonly catalogue: string; readonly place: string; readonly address?: true };
  /** `missing` tells what is not there, or not for this user; `any` where that cannot be told. */
  catalogue_not_found: {
    readonly catalogue: string;
    readonly place: string;
    readonly missing: 'project' | 'file' | 'ref' | 'address' | 'any';
  };
  catalogue_throttled: { readonly catalogue: string; readonly host: string; readonly waitSeconds?: number };
  /** Another answer than any that is expected. */
  catalogue_failed: { readonly catalogue: string; readonly host: string; readonly status: number };
  /** A web page, or something that is no text, came instead. */
  catalogue_not_text: { readonly catalogue: string; readonly place: string };
  /** More than `largest` bytes. */
  catalogue_too_large: { readonly catalogue: string; readonly largest: number };
  /** More than `most` roles. */
  catalogue_too_long: { readonly catalogue: string; readonly roles: number; readonly most: number };
  /** Nothing of it can be used. `problems` are English sentences; `complaints` are the same, for other languages. */
  catalogue_broken: {
    readonly catalogue: string;
    readonly problems: readonly string[];
    readonly complaints?: readonly PlacedComplaint[];
  };
  /** A file that cannot be read. */
  catalogue_unreadable: { readonly catalogue: string; readonly path: string; readonly reason: string };
  /** The catalogue names no such issuer. */
  /** ARNs of the roles in use, which are the same where it is reached another way or as somebody else. */
  catalogue_role_changed: {
    readonly catalogue: string;
    readonly role: string;
    readonly profile: string;
    readonly from: string;
    readonly to: string;
  };
  catalogue_no_such_issuer: {
    readonly catalogue: string;
    readonly issuer: string;
    readonly known: readonly string[];
  };
}
