import * as z from 'zod';
import { compareVersions, parseVersion } from './semantic-version.ts';

/** What a team publishes of Tobira, as electron-builder describes it beside the packages. */

/** The newest release that a feed names. */
export interface Release {
  /** A semantic version. */
  readonly version: string;
  /** When it was made, milliseconds since the epoch. */
  readonly releasedAt: number;
  /** Where one reads about it: an https address at the feed's own origin. */
  readonly page?: string;
}

/**
 * Why a look at the feed gave no release. `refused`: it answered with another status than 200; `unreadable`: with something
 * that electron-builder does not write; `version`: it names none that is one; `date`: the same of its date.
 */
export const feedFaults = [
  'unreachable',
  'timeout',
  'untrusted',
  'proxy',
  'redirected',
  'too-large',
  'refused',
  'unreadable',
  'version',
  'date',
] as const;
export type FeedFault = (typeof feedFaults)[number];

export type FeedAnswer =
  | { readonly kind: 'release'; readonly release: Release }
  | { readonly kind: 'fault'; readonly fault: FeedFault };

/** Looks at what is published, and loads nothing of it. */
export interface ReleaseFeed {
  /** Never fails. @param folder the feed's address */
  latest(folder: string): Promise<FeedAnswer>;
}

/** Where is looked for new versions, as the configuration says it. */
export interface UpdateSettings {
  /** The folder that holds the feed; absent for nowhere. */
  readonly feed?: string;
  /** Whether is looked once a day. */
  readonly check: boolean;
}

/** What is kept of the looks at a feed. */
export interface UpdateRecord {
  readonly feed: string;
  /** Milliseconds since the epoch. */
  readonly lookedAt: number;
  /** What it named last. */
  readonly release?: Release;
  /** Of the last look. */
  readonly fault?: FeedFault;
  /** The newest version that the user was told of. */
  readonly told?: string;
  /** The one that the user wants to hear no more of. */
  readonly dismissed?: string;
}

/** How a release stands to the version that runs. `prerelease` is newer, and nothing for whoever runs a release. */
export type Verdict = 'newest' | 'newer' | 'older' | 'prerelease';

export function verdictOn(release: string, running: string): Verdict {
  const published = parseVersion(release);
  const own = parseVersion(running);
  // Neither comes here: what is published was read as a version, and the own one is ours.
  if (published === undefined || own === undefined) return 'newest';
  const order = compareVersions(published, own);
  if (order === 0) return 'newest';
  if (order < 0) return 'older';
  return published.prerelease.length > 0 && own.prerelease.length === 0 ? 'prerelease' : 'newer';
}

// What else stands in the file, such as names and sums of packages, is for those who load them.
const outline = z.object({
  version: z.unknown(),
  releaseDate: z.unknown(),
  vendor: z.unknown().optional(),
});
const version = z.string().refine((text) => parseVersion(text) !== undefined);
const date = z.union([z.iso.datetime({ offset: true }), z.iso.date()]);
const vendor = z.object({ releasePage: z.string().max(2000) });

/** @param data what the file says. @param folder the feed's address */
export function readRelease(data: unknown, folder: string): FeedAnswer {
  const said = outline.safeParse(data);
  if (!said.success) return { kind: 'fault', fault: 'unreadable' };
  const named = version.safeParse(said.data.version);
  if (!named.success) return { kind: 'fault', fault: 'version' };
  const made = date.safeParse(said.data.releaseDate);
  if (!made.success) return { kind: 'fault', fault: 'date' };
  const page = vendor.safeParse(said.data.vendor).data?.releasePage;
  return {
    kind: 'release',
    release: {
      version: named.data,
      releasedAt: Date.parse(made.data),
      ...(page !== undefined && isOwnPage(page, folder) && { page: withoutFragment(page) }),
    },
  };
}

const versionText = version.exactOptional();
const recordSchema = z.object({
  feed: z.string(),
  lookedAt: z.number(),
  release: z.object({ version, releasedAt: z.number(), page: z.string().exactOptional() }).exactOptional(),
  fault: z.enum(feedFaults).exactOptional(),
  told: versionText,
  dismissed: versionText,
});

/** What was kept of the looks, from a file that anybody may have edited: all of it, or nothing. */
export function readUpdateRecord(value: unknown): UpdateRecord | undefined {
  const record = recordSchema.safeParse(value).data;
  const page = record?.release?.page;
  return record === undefined || (page !== undefined && !isOwnPage(page, record.feed)) ? undefined : record;
}

/** What opens pages takes none. */
function withoutFragment(page: string): string {
  const url = new URL(page);
  url.hash = '';
  return url.href;
}

/** A page elsewhere is none: whoever can write the feed must not lead people to other hosts. */
export function isOwnPage(page: string, folder: string): boolean {
  if (!URL.canParse(page) || !URL.canParse(folder)) return false;
  const { protocol, origin, username, password } = new URL(page);
  return protocol === 'https:' && username === '' && password === '' && origin === new URL(folder).origin;
}
