import type { Clock, Log, Memory, Random } from './ports.ts';
import {
  verdictOn,
  type FeedFault,
  type Release,
  type ReleaseFeed,
  type UpdateSettings,
  type Verdict,
} from './releases.ts';
import { version as running } from './version.ts';

/** Whether there is a newer version: looked up, told, and no more. Nothing is ever loaded or installed. */
export interface Updates {
  /** Looks once a day from here on, where the settings say so. */
  start(): void;
  /** Looks now, whatever the time. Never fails: the status tells. One look at a time. */
  look(): Promise<void>;
  /** The user knows now, and is not told of this version again. */
  dismiss(): void;
  status(): UpdateStatus;
}

export interface UpdateStatus {
  /** Where is looked; absent where nobody says where. */
  readonly feed?: string;
  readonly looking: boolean;
  /** The last look that was answered, or was to be; milliseconds since the epoch. */
  readonly lookedAt?: number;
  /** What was wrong with the last look. */
  readonly fault?: FeedFault;
  /** What the feed named last, and how that stands to what runs. */
  readonly release?: Release & { readonly verdict: Verdict };
  /** The newer version that the user is to be told of; absent where there is none, or the user knows. */
  readonly news?: Release;
}

interface Parts {
  readonly feed: ReleaseFeed;
  readonly settings: () => UpdateSettings;
  readonly memory: Pick<Memory, 'updates' | 'setUpdates'>;
  readonly clock: Pick<Clock, 'now' | 'after'>;
  readonly random: Random;
  /** Whether this computer has a network at all, as far as it can tell. */
  readonly isOnline: () => boolean;
  readonly log: Log;
  readonly onChange: () => void;
  /** A newer version, once for each. */
  readonly onNews: (release: Release) => void;
  /** What runs. */
  readonly version?: string;
}

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

export function createUpdates(parts: Parts): Updates {
  const { feed, settings, memory, clock, random, isOnline, log, onChange, onNews, version = running } = parts;
  let looking: Promise<void> | undefined;
  // Many who start in the morning do not ask at one moment, neither on this day nor on the next.
  const jitter = random.next() * 2 * hour;

  /** What is known of the feed that counts now. */
  function known() {
    const record = memory.updates();
    return record?.feed === settings().feed ? record : undefined;
  }

  function status(): UpdateStatus {
    const { feed: folder } = settings();
    const { lookedAt, fault, release, dismissed } = known() ?? {};
    const verdict = release && verdictOn(release.version, version);
    const isNews = verdict === 'newer' && release?.version !== dismissed;
    return {
      ...(folder !== undefined && { feed: folder }),
      looking: looking !== undefined,
      ...(lookedAt !== undefined && { lookedAt }),
      ...(fault !== undefined && { fault }),
      ...(release && verdict && { release: { ...release, verdict } }),
      ...(isNews && release && { news: release }),
    };
  }

  async function lookAt(folder: string): Promise<void> {
    const answer = await feed.latest(folder);
    // The configuration names another one meanwhile.
    if (settings().feed !== folder) return;
    const { told, dismissed, release: before } = known() ?? {};
    const seen = { feed: folder, lookedAt: clock.now(), ...(dismissed !== undefined && { dismissed }) };
    if (answer.kind === 'fault') {
      log.warn('updates.not-read', { fault: answer.fault });
      // A feed that cannot be read for once takes nothing back.
      const kept = { ...(before && { release: before }), ...(told !== undefined && { told }) };
      memory.setUpdates({ ...seen, ...kept, fault: answer.fault });
      return;
    }
    const { release } = answer;
    const isNews = verdictOn(release.version, version) === 'newer' && release.version !== told;
    const nowTold = isNews ? release.version : told;
    memory.setUpdates({ ...seen, release, ...(nowTold !== undefined && { told: nowTold }) });
    if (isNews) onNews(release);
  }

  function look(): Promise<void> {
    const { feed: folder } = settings();
    if (folder === undefined) return Promise.resolve();
    looking ??= lookAt(folder).finally(() => {
      looking = undefined;
      onChange();
    });
    onChange();
    return looking;
  }

  function isDue(): boolean {
    const { feed: folder, check } = settings();
    if (folder === undefined || !check || !isOnline()) return false;
    const lookedAt = known()?.lookedAt;
    if (lookedAt === undefined) return true;
    const since = clock.now() - lookedAt;
    // A look in the future: the clock was wrong then, or is now.
    return since < 0 || since >= day + jitter;
  }

  /** Each hour, for no timer runs while the computer sleeps. */
  function waitForNext(ms: number): void {
    clock.after(ms, () => {
      if (isDue()) void look();
      waitForNext(hour);
    });
  }

  return {
    start: () => waitForNext((3 + 7 * random.next()) * minute),
    look,
    status,
    dismiss() {
      const record = known();
      if (record?.release === undefined) return;
      memory.setUpdates({ ...record, dismissed: record.release.version });
      onChange();
    },
  };
}
