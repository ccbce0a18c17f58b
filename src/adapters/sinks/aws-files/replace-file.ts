import { constants, type Stats } from 'node:fs';
import { open, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { codeOf, fileFailure, unless } from '../../../core/file-failure.ts';
import { holds, isAsRead, type Snapshot } from './snapshot.ts';

/** What came of putting new bytes in a file's place. */
export type Replacement =
  /** They are there, and on the disk. */
  | 'done'
  /** Somebody else changed the file just before or just after: it is to be looked at again. */
  | 'disturbed'
  /** They are there; but somebody had the old file open, and has written into it, where nobody will find it. */
  | 'orphaned';

export interface Order {
  /** The real file. */
  readonly file: string;
  /** A name beside it that nobody uses. */
  readonly temporary: string;
  /** What stands there now, as far as is known; undefined for nothing. */
  readonly old: Snapshot | undefined;
  /** The new bytes, one part after the other. */
  readonly parts: readonly Uint8Array[];
}

/**
 * Puts new bytes in a file's place, all of them or none, whenever the process or the machine stops.
 *
 * @throws AppError `file_failed`: the old file is as it was, and nothing is left beside it
 */
export async function replaceFile(order: Order): Promise<Replacement> {
  const { file, temporary, old, parts } = order;
  try {
    await writeTemporary(order);
    if (!(await isUnchanged(file, old))) {
      await rm(temporary, { force: true });
      return 'disturbed';
    }
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw fileFailure(file, error);
  }
  if (!(await staysWritten(file, parts, syncFolder(dirname(file))))) return 'disturbed';
  // Last, so that a writer who had opened the old file has had the most time to show.
  return old === undefined || (await isAsRead(old)) ? 'done' : 'orphaned';
}

async function writeTemporary({ temporary, old, parts }: Order): Promise<void> {
  const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW;
  const handle = await open(temporary, flags, 0o600);
  try {
    for (const part of parts) await writeAll(handle, part);
    if (old !== undefined && process.platform !== 'win32') await dress(handle, old);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function writeAll(handle: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let at = 0; at < bytes.length;) at += (await handle.write(bytes, at, bytes.length - at)).bytesWritten;
}

/** Owner and mode as they were. Only root can give a file away: to anybody else it belongs already, or stays theirs. */
async function dress(handle: FileHandle, { uid, gid, mode }: Snapshot): Promise<void> {
  const now = await handle.stat();
  if (now.uid !== uid || now.gid !== gid) {
    await handle.chown(uid, gid).catch((error: unknown) => {
      if (codeOf(error) !== 'EPERM' && codeOf(error) !== 'EINVAL') throw error;
    });
  }
  if ((now.mode & 0o7777) !== (mode & 0o7777)) await handle.chmod(mode & 0o7777);
}

async function isUnchanged(file: string, old: Snapshot | undefined): Promise<boolean> {
  const now = await statOrNothing(file);
  if (now === undefined || old === undefined) return now === undefined && old === undefined;
  const then = await old.handle.stat();
  return now.ino === then.ino && now.dev === then.dev && (await isAsRead(old));
}

/**
 * Whether a file holds these bytes, and still does when something else is done: it is read while the disk is busy with
 * that, and afterwards its times tell whether anybody has come in between.
 */
async function staysWritten(
  file: string,
  parts: readonly Uint8Array[],
  meanwhile: Promise<void>,
): Promise<boolean> {
  const [found] = await Promise.allSettled([readBack(file, parts), meanwhile]);
  if (found.status === 'rejected') throw fileFailure(file, found.reason);
  const now = await statOrNothing(file).catch((error: unknown) => {
    throw fileFailure(file, error);
  });
  return found.value !== undefined && now !== undefined && found.value === stateOf(now);
}

/** @returns the state of the file before it was read; undefined where it does not hold these bytes */
async function readBack(file: string, parts: readonly Uint8Array[]): Promise<string | undefined> {
  const handle = await open(file, constants.O_RDONLY).catch(unless('ENOENT'));
  if (handle === undefined) return undefined;
  try {
    const state = stateOf(await handle.stat());
    return (await holds(handle, parts)) ? state : undefined;
  } finally {
    await handle.close();
  }
}

function stateOf({ dev, ino, size, mtimeMs }: Stats): string {
  return `${dev}:${ino}:${size}:${mtimeMs}`;
}

async function statOrNothing(file: string): Promise<Stats | undefined> {
  return stat(file).catch(unless('ENOENT'));
}

/** A new name is on the disk only when its folder is. Windows has no such thing, nor do some file systems. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  // The file is whole either way; a folder may be one that can be written to and not read.
  const handle = await open(folder, constants.O_RDONLY).catch(() => undefined);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}
