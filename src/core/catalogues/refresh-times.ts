import { hasCode, type AppError } from '../errors.ts';
import type { CatalogueSource } from './catalogue-source.ts';
import type { CatalogueId } from '../model.ts';
import type { Clock, Random } from '../ports.ts';

/** When catalogues are read anew by themselves. All in milliseconds. */
export interface RefreshTimes {
  /** After a start, or for one that is new. @param fetchedAt when it was last seen to be the newest */
  begin(id: CatalogueId, fetchedAt: number | undefined, kind: CatalogueSource['from']['kind']): void;
  /** After it was read, or could not be. */
  next(id: CatalogueId, error: AppError | undefined): void;
  forget(id: CatalogueId): void;
  stop(): void;
}

const everyHour = 3_600_000;
const afterFailure = 600_000;
/** What is younger than this when Tobira starts can wait: commands start it often. */
const young = 300_000;
/** After a start there is other work first, and not every computer of a team asks at once. */
const afterStart = 2_000;

export function createRefreshTimes(
  { clock, random }: { readonly clock: Clock; readonly random: Random },
  refresh: (id: CatalogueId) => void,
): RefreshTimes {
  const timers = new Map<CatalogueId, () => void>();

  function set(id: CatalogueId, ms: number): void {
    timers.get(id)?.();
    timers.set(
      id,
      clock.after(ms, () => {
        timers.delete(id);
        refresh(id);
      }),
    );
  }

  /** Up to a fifth longer. */
  const spread = (ms: number) => Math.round(ms * (1 + random.next() / 5));

  return {
    begin(id, fetchedAt, kind) {
      const age = fetchedAt === undefined ? Infinity : Math.abs(clock.now() - fetchedAt);
      if (kind === 'file') set(id, 0);
      else if (fetchedAt === undefined) set(id, Math.round(random.next() * afterStart));
      else set(id, age < young ? spread(everyHour) : afterStart + Math.round(random.next() * 4 * afterStart));
    },
    next(id, error) {
      const wait = hasCode(error, 'catalogue_throttled') ? (error.details.waitSeconds ?? 0) * 1_000 : 0;
      const usual =
        error === undefined || hasCode(error, 'catalogue_login_needed') ? everyHour : afterFailure;
      set(id, Math.min(spread(Math.max(usual, wait)), 24 * everyHour));
    },
    forget(id) {
      timers.get(id)?.();
      timers.delete(id);
    },
    stop() {
      for (const stop of timers.values()) stop();
      timers.clear();
    },
  };
}
