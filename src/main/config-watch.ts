import { watch } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Clock } from '../core/ports.ts';
import { isSameWay, waypointsOf, type Waypoint } from './linked-path.ts';

/** An editor writes in several steps; milliseconds. */
const settleTime = 150;
/** What no watch tells of, as on disks of other computers, is found by looking; milliseconds. */
const lookTime = 10_000;

/** Tells of each name in a folder that something happened to. @returns a function that ends it */
export type WatchFolder = (folder: string, onEvent: (name: string | null) => void) => () => void;

interface WatchedConfig {
  readonly path: string;
  readonly clock: Clock;
  readonly onChange: () => void;
  readonly watchFolder?: WatchFolder;
}

/**
 * Calls back after the file has changed, be it where its path says or at the end of links. Editors replace files, so
 * folders are what is watched: the file's own, that of each link on the way, and while something on the way is missing, as
 * before the first start, the one that it will be in.
 *
 * @returns a function that ends it
 */
export function watchConfig({
  path,
  clock,
  onChange,
  watchFolder = watchBySystem,
}: WatchedConfig): () => void {
  let way: readonly Waypoint[] = [];
  let watches: readonly (() => void)[] = [];
  let known: string | undefined;
  let isOver = false;
  let callOffTelling: () => void = () => undefined;
  let callOffLook: () => void = () => undefined;

  function changed(): void {
    callOffTelling();
    callOffTelling = clock.after(settleTime, () => void tell());
  }

  async function tell(): Promise<void> {
    // Before the file is read: the next look finds what is written meanwhile.
    known = await stampOf(path);
    if (!isOver) onChange();
  }

  async function look(): Promise<void> {
    const stamp = await stampOf(path);
    if (isOver) return;
    if (known !== undefined && known !== stamp) changed();
    known = stamp;
    follow();
    callOffLook = clock.after(lookTime, () => void look());
  }

  /** @returns whether the way is another one than before */
  function follow(): boolean {
    const found = waypointsOf(path);
    if (isSameWay(found, way)) return false;
    watches.forEach((end) => end());
    way = found;
    const folders = new Set(way.map(({ folder }) => folder));
    watches = [...folders].map((folder) => watchFolder(folder, (name) => happened(folder, name)));
    return true;
  }

  function happened(folder: string, name: string | null): void {
    if (isOver) return;
    const isOnTheWay = name === null || way.some((point) => point.folder === folder && point.name === name);
    // A folder that goes says so by its own name.
    if (!isOnTheWay && name !== basename(folder)) return;
    // What another way leads to may be there already.
    if (follow() || isOnTheWay) changed();
  }

  follow();
  void look();
  return () => {
    isOver = true;
    callOffTelling();
    callOffLook();
    watches.forEach((end) => end());
  };
}

/** Tells one state of the file from the next; also that it cannot be read. */
async function stampOf(path: string): Promise<string> {
  try {
    const { dev, ino, size, mtimeMs, ctimeMs } = await stat(path);
    return [dev, ino, size, mtimeMs, ctimeMs].join(' ');
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : 'unreadable';
  }
}

function watchBySystem(folder: string, onEvent: (name: string | null) => void): () => void {
  try {
    const watcher = watch(folder, { persistent: false }, (_event, name) => onEvent(name));
    watcher.on('error', () => watcher.close());
    return () => watcher.close();
  } catch {
    // The system gives no watch: looking must do.
    return () => undefined;
  }
}
