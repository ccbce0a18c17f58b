import { constants } from 'node:fs';
import { access, lstat, open, realpath, stat, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { AppError } from '../../../core/errors.ts';
import { codeOf, fileFailure } from '../../../core/file-failure.ts';

/** Far beyond what anybody keeps: ten thousand profiles take a sixth of it. */
const largestFile = 64_000_000;

/** A file as it was at one moment, still open: what is written into it afterwards can be seen, even when its name is gone. */
export interface Snapshot {
  readonly handle: FileHandle;
  readonly bytes: Buffer;
  /** What tells it from every other file, and from itself after the next write. */
  readonly id: string;
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  /** When it was last written to, in milliseconds since the epoch. */
  readonly changedAt: number;
  /** When it was about to be read. */
  readonly readAt: number;
}

/**
 * @param path of a file that may not be there; links are followed
 * @returns where the file really is, or would be
 * @throws AppError `file_failed` where its links lead nowhere
 */
export async function findRealFile(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw fileFailure(path, error);
    // What it should lead to may be on a disk that is not there now: nothing may be put in its place.
    const link = await lstat(path).catch(() => undefined);
    if (link !== undefined)
      throw new AppError('file_failed', { path, reason: 'it is a link to a file that is not there' });
    const folder = await realpath(dirname(path)).catch(() => dirname(path));
    return path.replace(dirname(path), () => folder);
  }
}

/**
 * @param file the real one
 * @returns undefined where there is none
 * @throws AppError `file_failed`
 */
export async function takeSnapshot(file: string): Promise<Snapshot | undefined> {
  const handle = await openRegular(file);
  if (handle === undefined) return undefined;
  try {
    return await readFrom(handle, file);
  } catch (error) {
    await handle.close();
    throw fileFailure(file, error);
  }
}

/** Reads the open file anew, from its beginning. */
export async function readFrom(handle: FileHandle, file: string): Promise<Snapshot> {
  const readAt = Date.now();
  const { size, dev, ino, mode, uid, gid, mtimeMs } = await handle.stat();
  if (size > largestFile)
    throw new AppError('file_failed', { path: file, reason: 'the file is far too large' });
  // One more than there should be: a file that grows is seen to.
  const buffer = Buffer.allocUnsafe(size + 1);
  let length = 0;
  while (length < buffer.length) {
    const { bytesRead } = await handle.read(buffer, length, buffer.length - length, length);
    if (bytesRead === 0) break;
    length += bytesRead;
  }
  return {
    handle,
    bytes: buffer.subarray(0, length),
    id: `${dev}:${ino}:${mtimeMs}`,
    mode,
    uid,
    gid,
    changedAt: mtimeMs,
    readAt,
  };
}

/** A file system's clock may stand still for so many milliseconds: two writers within them leave the same time. */
const clockTickMs = 20;

/** Whether nobody has written into the file since. */
export async function isAsRead({ handle, bytes, changedAt, readAt }: Snapshot): Promise<boolean> {
  const { size, mtimeMs } = await handle.stat();
  if (size !== bytes.length || mtimeMs !== changedAt) return false;
  // Where it had been quiet for a while, another write would show in its time.
  return readAt - changedAt > clockTickMs || (await holds(handle, [bytes]));
}

/** Whether a file holds these bytes, one part after the other, and nothing else. */
export async function holds(handle: FileHandle, parts: readonly Uint8Array[]): Promise<boolean> {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  if ((await handle.stat()).size !== length) return false;
  const chunk = Buffer.allocUnsafe(Math.min(length, 1 << 22));
  let at = 0;
  for (const part of parts) {
    for (let from = 0; from < part.length;) {
      const { bytesRead } = await handle.read(chunk, 0, Math.min(chunk.length, part.length - from), at);
      const same = chunk.subarray(0, bytesRead).equals(part.subarray(from, from + bytesRead));
      if (bytesRead === 0 || !same) return false;
      from += bytesRead;
      at += bytesRead;
    }
  }
  return true;
}

/** @throws AppError `file_failed` where the file may not be written to: its owner does not want it changed */
export async function refuseReadOnly(file: string): Promise<void> {
  try {
    await access(file, constants.W_OK);
  } catch (error) {
    const code = codeOf(error);
    if (code === 'EACCES' || code === 'EPERM') {
      throw new AppError('file_failed', { path: file, reason: 'the file is read-only' }, { cause: error });
    }
    if (code !== 'ENOENT') throw fileFailure(file, error);
  }
}

async function openRegular(file: string): Promise<FileHandle | undefined> {
  try {
    // A pipe would keep whoever opens it waiting.
    const found = await stat(file);
    if (found.isDirectory()) throw new AppError('file_failed', { path: file, reason: 'EISDIR' });
    if (!found.isFile())
      throw new AppError('file_failed', { path: file, reason: 'it is not a regular file' });
    return await open(file, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw fileFailure(file, error);
  }
}
