import type { Defaults } from '../config.ts';
import { asAppError, hasCode, isChangeOfMind, AppError } from '../errors.ts';
import type { CatalogueSource } from './catalogue-source.ts';
import type { CatalogueId } from '../model.ts';
import type { Clock, Config, Log, Random } from '../ports.ts';
import { createSingleFlight } from '../single-flight.ts';
import type { StateStore } from '../state.ts';
import { atMost } from './at-most.ts';
import { applicationOf, createCatalogueFetches } from './catalogue-fetches.ts';
import { changesBetween } from './catalogue-changes.ts';
import { createShownCatalogues } from './shown-catalogues.ts';
import type { HeldCatalogue } from './held-catalogue.ts';
import { sourceMark } from './catalogue-sources.ts';
import { mergeCatalogues, type Merged } from './merge-catalogues.ts';
import type { CatalogueCache, CatalogueFetcher, CatalogueReader, CatalogueSessions } from './ports.ts';
import { createRefreshTimes } from './refresh-times.ts';
import type { TrustedIssuers } from './trusted-issuers.ts';

/** The last good version of each catalogue, and how it is kept fresh. Nothing waits for a network. */
export interface Catalogues {
  /** What is in use: the user's own file and all that is known of its catalogues. Waits for the disk alone. */
  bringTogether(local: Config): Promise<Config>;
  /**
   * Reads one anew, or all; who asks meanwhile joins. One that is named fails with what went wrong, or with
   * `unknown_catalogue`; of all, the state tells.
   */
  refresh(id?: string): Promise<void>;
  /** Reads anew, unheard, what has not been read for a minute. */
  refreshSoon(): void;
  /** Fails with `unknown_catalogue`. */
  find(id: string): CatalogueSource;
  /** Whether anybody is signed in at a catalogue's application, and whose account it is. */
  noteSignedIn(id: CatalogueId, signedIn: boolean, owner?: string): void;
  /** Says yes to an issuer. Fails with `catalogue_no_such_issuer`. @param clientId every one of the issuer's where unset */
  trust(id: string, issuer: string, clientId?: string): void;
  /** The user knows what is new. */
  dismissChange(id: string): void;
  /** Begins no more work, and resolves when none is under way. */
  pause(): Promise<void>;
  resume(): void;
}

interface Parts {
  readonly fetcher: CatalogueFetcher;
  readonly cache: CatalogueCache;
  readonly reader: CatalogueReader;
  readonly sessions: Pick<CatalogueSessions, 'accessToken' | 'dropAccessToken' | 'isSignedIn'>;
  readonly trusted: TrustedIssuers;
  readonly defaults: Defaults;
  /** Is told when what is in use is not what was brought together before. */
  readonly onChange: () => void;
  readonly state: StateStore;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
}

/** Whoever waits for the disk waits no longer than this; milliseconds. */
const longestWait = 3_000;
/** What is so young need not be read because of a sign-in, or a start; milliseconds. */
const fresh = 60_000;

export function createCatalogues(parts: Parts): Catalogues {
  const { cache, reader, sessions, trusted, defaults, onChange, state, clock, log } = parts;
  const held = new Map<CatalogueId, HeldCatalogue>();
  const loads = createSingleFlight<CatalogueId, undefined>();
  const flights = createSingleFlight<CatalogueId, undefined>();
  const fetchAnew = createCatalogueFetches(parts);
  const view = createShownCatalogues(state);
  let ending = new AbortController();
  let paused = false;
  let last: { readonly local: Config; readonly version: number; readonly merged: Merged } | undefined;
  let version = 0;

  const times = createRefreshTimes(parts, (id) => void run(id).catch(() => undefined));

  function change(id: CatalogueId, part: Partial<HeldCatalogue>): void {
    const before = held.get(id);
    if (before === undefined) return;
    held.set(id, { ...before, ...part });
    view.show(held, last?.merged);
  }

  /** Takes up what the file names, and lets go of what it does not. @returns what is to be looked up on disk */
  function follow(local: Config): readonly CatalogueId[] {
    const sources = local.catalogues ?? [];
    const begun: CatalogueId[] = [];
    const before = new Map(held);
    held.clear();
    for (const source of sources) {
      const { id } = source;
      const mark = sourceMark(source, doorOf(source, local).issuer);
      const known = before.get(id);
      if (known?.mark === mark) {
        held.set(id, { ...known, source });
        continue;
      }
      held.set(id, { source, mark, ...doorOf(source, local), status: 'never' });
      begun.push(id);
    }
    for (const id of before.keys()) if (!held.has(id)) times.forget(id);
    if (begun.length > 0 || before.size !== held.size) version += 1;
    return begun;
  }

  /** The last good version from the disk. Never fails. */
  async function load(id: CatalogueId): Promise<undefined> {
    const { mark } = held.get(id) ?? {};
    const copy = await cache.load(id).catch(() => undefined);
    if (copy !== undefined && copy.source === mark) {
      const content = await reader.read(id, copy.text).catch(() => undefined);
      // What is there by now has come from its place.
      if (content !== undefined && held.get(id)?.mark === mark && held.get(id)?.content === undefined) {
        version += 1;
        change(id, { content, copy, status: 'current' });
      }
    }
    const one = held.get(id);
    if (one === undefined || paused) return undefined;
    // It is on a disk as well: it can be waited for.
    if (one.source.from.kind === 'file') return run(id).catch(() => undefined);
    times.begin(id, one.copy?.fetchedAt, one.source.from.kind);
    void lookWhoIsSignedIn(one);
    return undefined;
  }

  async function lookWhoIsSignedIn(one: HeldCatalogue): Promise<void> {
    const application = applicationOf(one);
    if (application === undefined) return;
    const signedIn = await sessions.isSignedIn(application).catch(() => false);
    if (held.get(one.source.id)?.mark === one.mark) change(one.source.id, { signedIn });
  }

  function run(id: CatalogueId): Promise<undefined> {
    return flights.run(id, () => readNamed(id));
  }

  /** Once more where the configuration names another place meanwhile: that one's turn did not come. */
  async function readNamed(id: CatalogueId): Promise<undefined> {
    const mark = held.get(id)?.mark;
    await readAnew(id);
    return held.get(id)?.mark === mark ? undefined : readNamed(id);
  }

  async function readAnew(id: CatalogueId): Promise<undefined> {
    const one = held.get(id);
    if (one === undefined || paused) return undefined;
    // A file is looked at often, and is there at once.
    if (one.source.from.kind !== 'file') change(id, { status: 'loading' });
    try {
      const found = await fetchAnew(one, ending.signal);
      const now = held.get(id);
      // The file may name another place by now.
      if (now?.mark !== one.mark) return undefined;
      const before = found.content && now.content && last && merge(last.local).roles;
      if (found.content !== undefined) version += 1;
      const { error: _old, ...rest } = now;
      held.set(id, {
        ...rest,
        ...found,
        status: 'current',
        ...(one.source.from.kind === 'gitlab' && { signedIn: true }),
      });
      const news = before && last && changesBetween(before, merge(last.local).roles, id);
      change(id, news ? { change: news } : {});
      times.next(id, undefined);
      if (found.content === undefined) return undefined;
      log.info('catalogue.read', { catalogue: id, roles: found.content.roles.length });
      onChange();
    } catch (cause) {
      if (held.get(id)?.mark !== one.mark) return undefined;
      if (ending.signal.aborted || isChangeOfMind(cause)) {
        change(id, { status: one.status });
        return undefined;
      }
      const error = asAppError(cause);
      const needsLogin = hasCode(error, 'catalogue_login_needed');
      change(id, {
        status: needsLogin ? 'sign-in-needed' : 'stale',
        error,
        ...(needsLogin && { signedIn: false }),
      });
      times.next(id, error);
      log.warn('catalogue.not-read', { catalogue: id, code: error.code });
      throw error;
    }
    return undefined;
  }

  function merge(local: Config): Config {
    if (last?.local === local && last.version === version) return last.merged.config;
    const contents = new Map(
      [...held].flatMap(([id, { content }]) => (content === undefined ? [] : [[id, content] as const])),
    );
    const merged = mergeCatalogues({ local, contents, isTrusted: (trust) => trusted.has(trust), defaults });
    last = { local, version, merged };
    view.show(held, merged);
    return merged.config;
  }

  function known(id: string): HeldCatalogue {
    const one = [...held.values()].find(({ source }) => source.id === id);
    if (one !== undefined) return one;
    throw new AppError('unknown_catalogue', { catalogue: id, known: [...held.keys()] });
  }

  return {
    async bringTogether(local) {
      for (const id of follow(local)) void loads.run(id, () => load(id));
      for (const [id, { source, status }] of held) {
        // Whoever edits it looks at what comes of it.
        if (source.from.kind === 'file' && status !== 'never') void run(id).catch(() => undefined);
      }
      if (held.size > 0)
        await atMost(clock, longestWait, Promise.all([...held.keys()].map((id) => loads.settled(id))));
      return merge(local);
    },

    async refresh(id) {
      if (id !== undefined) {
        await run(known(id).source.id);
        return;
      }
      await Promise.allSettled([...held.keys()].map(run));
    },

    refreshSoon() {
      for (const [id, { copy }] of held) {
        if (copy !== undefined && clock.now() - copy.fetchedAt < fresh && clock.now() >= copy.fetchedAt)
          continue;
        void run(id).catch(() => undefined);
      }
    },

    find: (id) => known(id).source,

    noteSignedIn(id, signedIn, owner) {
      const one = held.get(id);
      if (one === undefined) return;
      const { owner: _old, ...rest } = one;
      const isNews = !signedIn && one.status !== 'loading' && one.status !== 'never';
      held.set(id, {
        ...rest,
        signedIn,
        ...(signedIn && owner !== undefined && { owner }),
        ...(isNews && { status: 'sign-in-needed' as const }),
      });
      view.show(held, last?.merged);
    },

    trust(id, issuer, clientId) {
      const { source } = known(id);
      const asked = state.get().catalogues.get(source.id)?.foreign ?? [];
      const meant = asked.filter(
        (one) => one.issuer === issuer && (clientId === undefined || one.clientId === clientId),
      );
      if (meant.length === 0) {
        const issuers = [...new Set(asked.map((one) => one.issuer))];
        throw new AppError('catalogue_no_such_issuer', { catalogue: id, issuer, known: issuers });
      }
      for (const one of meant) trusted.add({ catalogue: source.id, issuer, clientId: one.clientId });
      version += 1;
      onChange();
    },

    dismissChange(id) {
      const { source } = known(id);
      const { change: _known, ...rest } = held.get(source.id) ?? known(id);
      held.set(source.id, rest);
      view.show(held, last?.merged);
    },

    async pause() {
      paused = true;
      ending.abort(new AppError('work_cancelled', {}));
      times.stop();
      await flights.idle();
    },

    resume() {
      paused = false;
      ending = new AbortController();
      for (const [id, { copy, source }] of held) times.begin(id, copy?.fetchedAt, source.from.kind);
    },
  };
}

/** The GitLab that it is in, as its identity tells. */
function doorOf(
  { from }: CatalogueSource,
  { identities }: Config,
): Pick<HeldCatalogue, 'issuer' | 'redirectUri'> {
  const door = from.kind === 'gitlab' ? identities.find(({ id }) => id === from.identity) : undefined;
  const { issuer = '', redirectUri } = door ?? {};
  return { issuer, ...(redirectUri !== undefined && { redirectUri }) };
}
