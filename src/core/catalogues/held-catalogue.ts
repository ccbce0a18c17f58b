import type { AppError } from '../errors.ts';
import type { CatalogueSource } from './catalogue-source.ts';
import type { CatalogueChange, CatalogueState } from './catalogue-state.ts';
import type { CatalogueContent, CatalogueCopy } from './ports.ts';

/** What is known of one catalogue in this process. */
export interface HeldCatalogue {
  readonly source: CatalogueSource;
  /** Of the place: what was read from another one is not used. */
  readonly mark: string;
  /** Of the GitLab that it is in; empty for any other place. */
  readonly issuer: string;
  readonly redirectUri?: string;
  readonly status: CatalogueState['status'];
  readonly content?: CatalogueContent;
  readonly copy?: CatalogueCopy;
  readonly change?: CatalogueChange;
  readonly error?: AppError;
  readonly signedIn?: boolean;
  /** Whose account is signed in at its application, where that was told. */
  readonly owner?: string;
}
