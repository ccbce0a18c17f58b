import type { PlacedComplaint } from '../config-complaint.ts';
import type { CatalogueSource } from './catalogue-source.ts';
import type { CatalogueId, Identity, Role } from '../model.ts';

/** What catalogues need from outside. */

/** What a fetch brought. */
export type Fetched =
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'text'; readonly text: string; readonly mark?: FetchMark };

/** What tells one version of a catalogue from another, as its place told. */
export interface FetchMark {
  /** An entity tag, or what stands for one: sent back as it is. */
  readonly etag?: string;
  /** Git's name for the content. */
  readonly blob?: string;
}

export interface CatalogueWish {
  readonly source: CatalogueSource;
  /** Of a catalogue in GitLab alone: its issuer, without a trailing slash. */
  readonly issuer?: string;
  /** So. */
  readonly accessToken?: string;
  /** What is held already: where nothing has changed, it need not come again. */
  readonly known?: FetchMark;
  readonly signal?: AbortSignal;
}

/**
 * Reads a catalogue from where it is kept: a GitLab project, an https address, or a file. At most 5 MB.
 * Fails with `catalogue_*`, `issuer_*` or `network_*`.
 */
export interface CatalogueFetcher {
  fetch(wish: CatalogueWish): Promise<Fetched>;
}

/** The last good version of a catalogue. It holds no secret. */
export interface CatalogueCopy {
  /** Where it came from: a copy of another place is not used. See `sourceMark`. */
  readonly source: string;
  /** As it came: it is read anew by the rules of the Tobira that uses it. */
  readonly text: string;
  readonly mark?: FetchMark;
  /** When it was last seen to be the newest, milliseconds since the epoch. */
  readonly fetchedAt: number;
}

/** Keeps last good versions on disk, for this user's eyes alone. What cannot be read is not there; no call fails. */
export interface CatalogueCache {
  load(id: CatalogueId): Promise<CatalogueCopy | undefined>;
  save(id: CatalogueId, copy: CatalogueCopy): Promise<void>;
  remove(id: CatalogueId): Promise<void>;
}

/** An identity as a catalogue names it. */
export type CatalogueIdentity = Pick<Identity, 'id' | 'provider' | 'issuer' | 'clientId'> & {
  /** Absent for the provider's usual ones. */
  readonly scopes?: readonly string[];
};

/** A role as a catalogue names it: what it leaves open is filled in where it is merged, such as the catalogue's usual identity. */
export type CatalogueRole = Omit<Role, 'identity' | 'region' | 'browser' | 'catalogue' | 'listedAccount'> &
  Partial<Pick<Role, 'identity' | 'region'>>;

/** What a catalogue says: plain data, so that it can go from one thread to another. */
export interface CatalogueContent {
  readonly name?: string;
  readonly identities: readonly CatalogueIdentity[];
  readonly roles: readonly CatalogueRole[];
  /** Entries that were left out, and words that were ignored; a bounded number of them. */
  readonly complaints: readonly PlacedComplaint[];
}

/**
 * Turns a catalogue's text into what it says, off the thread that everything else runs on. The work itself is
 * `readCatalogue`, on data that a parser of YAML has bounded.
 * Fails with `catalogue_broken` where nothing of it can be used.
 */
export interface CatalogueReader {
  read(id: CatalogueId, text: string): Promise<CatalogueContent>;
}

/** The second application at GitLab: it may read repositories, and nothing else. */
export interface CatalogueApplication {
  readonly catalogue: CatalogueId;
  readonly issuer: string;
  readonly clientId: string;
  readonly scope: 'read_repository' | 'read_api';
  /** Where the issuer has no any-port rule for loopback addresses. */
  readonly redirectUri?: string;
}

/** Sessions at second applications: a refresh token in the keychain for each, under an account of its own. */
export interface CatalogueSessions {
  /**
   * An access token with time left: from memory, else by one refresh however many ask.
   * Fails with `catalogue_login_needed` where nobody is signed in.
   */
  accessToken(application: CatalogueApplication): Promise<string>;
  /** Throws away an access token that was refused; another one that has come meanwhile stays. */
  dropAccessToken(application: CatalogueApplication, refused: string): void;
  /** One login for all who ask. @returns whose account it is, where the issuer tells */
  login(
    application: CatalogueApplication,
    open: (url: string) => Promise<void>,
    leaving?: AbortSignal,
  ): Promise<{ readonly owner?: string }>;
  cancel(application: CatalogueApplication): void;
  /** Whether a refresh token is kept; false where the keychain cannot tell. */
  isSignedIn(application: CatalogueApplication): Promise<boolean>;
  /** Revokes and forgets. Fails with `keychain_*` where the keychain keeps it. */
  logout(application: CatalogueApplication): Promise<{ readonly providerTold: boolean }>;
  /** Starts no more refreshes, and resolves when those under way have stored their tokens. */
  end(): Promise<void>;
  resume(): void;
}
