import type { CatalogueId, IdentityId } from '../model.ts';

/** A list of roles that others keep. */
export interface CatalogueSource {
  readonly id: CatalogueId;
  readonly name?: string;
  /** Whose roles they are where the catalogue does not say; absent for the only identity there is. */
  readonly identity?: IdentityId;
  readonly from:
    | {
        readonly kind: 'gitlab';
        /** Whose GitLab it is in. */
        readonly identity: IdentityId;
        /** Of the application that may read it: never the one of the login. */
        readonly clientId: string;
        readonly scope: 'read_repository' | 'read_api';
        /** Full path of the project. */
        readonly project: string;
        readonly file: string;
        /** A branch, a tag, a commit, or HEAD. */
        readonly ref: string;
      }
    | { readonly kind: 'url'; readonly url: string }
    /** An absolute path. */
    | { readonly kind: 'file'; readonly path: string };
}

/** An address as it may be shown: its query may hold a key. */
export function shownAddress(url: string): string {
  return url.split('?', 1)[0] ?? url;
}
