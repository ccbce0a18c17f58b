import { hasCode } from '../errors.ts';
import type { Clock } from '../ports.ts';
import type { HeldCatalogue } from './held-catalogue.ts';
import type {
  CatalogueApplication,
  CatalogueCache,
  CatalogueContent,
  CatalogueCopy,
  CatalogueFetcher,
  CatalogueReader,
  CatalogueSessions,
  Fetched,
} from './ports.ts';

interface Parts {
  readonly fetcher: CatalogueFetcher;
  readonly cache: CatalogueCache;
  readonly reader: CatalogueReader;
  readonly sessions: Pick<CatalogueSessions, 'accessToken' | 'dropAccessToken'>;
  readonly clock: Clock;
}

export interface FetchedCatalogue {
  /** Absent where nothing has changed. */
  readonly content?: CatalogueContent;
  readonly copy: CatalogueCopy;
}

/** @returns what reads a catalogue anew; it fails as its place and its text do, and then nothing is kept */
export function createCatalogueFetches({ fetcher, cache, reader, sessions, clock }: Parts) {
  async function fetch(one: HeldCatalogue, signal: AbortSignal): Promise<Fetched> {
    const { source, issuer, content, copy } = one;
    const known = content === undefined ? undefined : copy?.mark;
    const wish = { source, signal, ...(known && { known }) };
    const application = applicationOf(one);
    if (application === undefined) return fetcher.fetch(wish);
    const accessToken = await sessions.accessToken(application);
    try {
      return await fetcher.fetch({ ...wish, issuer, accessToken });
    } catch (error) {
      if (!hasCode(error, 'catalogue_login_needed')) throw error;
      // It may have been revoked before its time: a fresh one tells.
      sessions.dropAccessToken(application, accessToken);
      const another = await sessions.accessToken(application);
      return fetcher.fetch({ ...wish, issuer, accessToken: another });
    }
  }

  return async (one: HeldCatalogue, signal: AbortSignal): Promise<FetchedCatalogue> => {
    const { id } = one.source;
    const fetched = await fetch(one, signal);
    const fetchedAt = clock.now();
    if (fetched.kind === 'unchanged' && one.copy !== undefined) {
      // A file on this computer is looked at often: that is no news.
      if (one.source.from.kind === 'file') return { copy: one.copy };
      const copy = { ...one.copy, fetchedAt };
      await cache.save(id, copy);
      return { copy };
    }
    const { text, mark } = fetched.kind === 'text' ? fetched : { text: '', mark: undefined };
    const copy: CatalogueCopy = { source: one.mark, text, fetchedAt, ...(mark && { mark }) };
    const isSame = one.content !== undefined && one.copy?.text === text;
    const content = isSame ? undefined : await reader.read(id, text);
    signal.throwIfAborted();
    await cache.save(id, copy);
    return { copy, ...(content && { content }) };
  };
}

/** @returns undefined where a catalogue needs nobody to sign in */
export function applicationOf({
  source,
  issuer,
  redirectUri,
}: Pick<HeldCatalogue, 'source' | 'issuer' | 'redirectUri'>): CatalogueApplication | undefined {
  const { id, from } = source;
  if (from.kind !== 'gitlab') return undefined;
  const { clientId, scope } = from;
  return { catalogue: id, issuer, clientId, scope, ...(redirectUri !== undefined && { redirectUri }) };
}
