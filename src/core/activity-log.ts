import { activityLimits, type ActivityEntry } from './activity.ts';
import { isAppError } from './errors.ts';
import type { ActivityStore, Clock, Log } from './ports.ts';
import { settingsInUse, type StateStore } from './state.ts';

/** The list of what was done. Nothing waits for it, and nothing fails with it. */
export interface ActivityLog {
  add(entry: Omit<ActivityEntry, 'at'>): void;
  /** Newest first. */
  list(): Promise<readonly ActivityEntry[]>;
  /** Fails with `file_failed` where it stays. */
  clear(): Promise<void>;
  /** How often the list has changed in this process. */
  edition(): number;
  /** Is told of all that is done, whether or not it is listed. */
  watch(listener: (entry: ActivityEntry) => void): void;
  /** Is told when the list has changed. */
  onChange(listener: () => void): void;
  /** Resolves when all that was added is where it is kept. */
  settled(): Promise<void>;
}

interface Parts {
  readonly store: ActivityStore;
  readonly state: StateStore;
  readonly clock: Pick<Clock, 'now'>;
  readonly log: Log;
}

const day = 24 * 3_600_000;
/** So many more than are kept may be there, and for a day longer, before the file is written anew. */
const slack = 100;
/** Programs may ask every second: one that asks for the same again is listed once for so long. Milliseconds. */
const sameAgain = 15 * 60_000;

export function createActivityLog({ store, state, clock, log }: Parts): ActivityLog {
  const listeners: ((entry: ActivityEntry) => void)[] = [];
  const changes: (() => void)[] = [];
  /** Oldest first; read when it is first needed. */
  let entries: ActivityEntry[] | undefined;
  /** There is something in the file that is no entry. */
  let worn = false;
  let edition = 0;
  let last: Promise<unknown> = Promise.resolve();

  /** One thing at a time, in the order in which it was done. */
  function inTurn<Value>(work: () => Promise<Value>): Promise<Value> {
    const turn = last.then(work);
    last = turn.catch(() => undefined);
    return turn;
  }

  async function known(): Promise<ActivityEntry[]> {
    if (entries === undefined) {
      const found = await store.load().catch((error: unknown) => {
        log.warn('activity.not-read', { code: codeOf(error) });
        return { entries: [], worn: false };
      });
      entries = [...found.entries].sort((one, other) => one.at - other.at);
      worn = found.worn;
    }
    return entries;
  }

  function inLimits(all: readonly ActivityEntry[]): ActivityEntry[] {
    const since = clock.now() - activityLimits.days * day;
    return all.filter(({ at }) => at >= since).slice(-activityLimits.entries);
  }

  async function keep(entry: ActivityEntry): Promise<void> {
    const all = await known();
    if (isRepeated(entry) && all.some((one) => isSame(one, entry))) return;
    all.push(entry);
    changed();
    if (!worn && !isOverLimits(all)) {
      await store.append(entry);
      return;
    }
    entries = inLimits(all);
    await store.replace(entries);
    worn = false;
  }

  function isOverLimits(all: readonly ActivityEntry[]): boolean {
    const [oldest] = all;
    return (
      all.length > activityLimits.entries + slack ||
      (oldest !== undefined && clock.now() - oldest.at > (activityLimits.days + 1) * day)
    );
  }

  function changed(): void {
    edition += 1;
    for (const listener of changes) listener();
  }

  return {
    add(given) {
      const entry: ActivityEntry = { at: clock.now(), ...given };
      for (const listener of listeners) listener(entry);
      if (!settingsInUse(state.get()).activityLog) return;
      void inTurn(() => keep(entry)).catch((error: unknown) =>
        log.warn('activity.not-written', { code: codeOf(error) }),
      );
    },
    list: () => inTurn(async () => inLimits(await known()).reverse()),
    clear: () =>
      inTurn(async () => {
        await store.replace([]);
        entries = [];
        changed();
      }),
    edition: () => edition,
    watch: (listener) => void listeners.push(listener),
    onChange: (listener) => void changes.push(listener),
    settled: () => inTurn(() => Promise.resolve()),
  };
}

function isRepeated({ deed }: ActivityEntry): boolean {
  return deed.kind === 'credentials';
}

function isSame(before: ActivityEntry, entry: ActivityEntry): boolean {
  const age = entry.at - before.at;
  return age >= 0 && age < sameAgain && essence(before) === essence(entry);
}

function essence({ deed, by, role, identity, user, failed }: ActivityEntry): string {
  return JSON.stringify([deed, by, role, identity, user, failed]);
}

function codeOf(error: unknown): string {
  if (isAppError(error)) return error.code;
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
}
