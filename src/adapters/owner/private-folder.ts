import type { Stats } from 'node:fs';
import { chmod, lstat, mkdir, readdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { AppError } from '../../core/errors.ts';
import { codeOf, fileFailure } from '../../core/file-failure.ts';

/**
 * Makes the folder that keeps other users away from the owner's socket, or closes the one that is there.
 *
 * @throws AppError `file_failed` where it is not, or cannot be made, a folder of this user's own
 */
export async function makePrivateFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 }).catch((error: unknown) => {
    // What stands in its place is named below, better than by this.
    if (codeOf(error) !== 'EEXIST') throw fileFailure(folder, error);
  });
  const found = await look(folder);
  if (found === undefined) throw new AppError('file_failed', { path: folder, reason: 'it cannot be made' });
  refuseForeign(folder, found);
  try {
    if ((found.mode & 0o777) !== 0o700) await chmod(folder, 0o700);
    if (isOpenToOthers(found)) await removeForeign(folder);
  } catch (error) {
    throw fileFailure(folder, error);
  }
}

/**
 * Whether the socket at `path` can only be this user's own. Whoever listens there is told of roles and believed.
 *
 * @throws AppError `file_failed` where its folder is somebody else's
 */
export async function isOwnSocket(path: string): Promise<boolean> {
  if (process.platform === 'win32') return true;
  const folder = await look(dirname(path));
  if (folder === undefined) return false;
  refuseForeign(dirname(path), folder);
  // Others may have put theirs there. An agent that starts closes the folder and clears it.
  if (isOpenToOthers(folder)) return false;
  const socket = await look(path);
  return socket?.isSocket() === true && isOurs(socket);
}

/** While others could write here they may have left things that stand in an owner's way. */
async function removeForeign(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    const found = await look(path);
    if (found !== undefined && !isOurs(found)) await rm(path, { recursive: true, force: true });
  }
}

function refuseForeign(folder: string, found: Stats): void {
  if (found.isDirectory() && isOurs(found)) return;
  throw new AppError('file_failed', { path: folder, reason: 'it must be a folder of your own' });
}

function isOpenToOthers(folder: Stats): boolean {
  return (folder.mode & 0o022) !== 0;
}

function isOurs(file: Stats): boolean {
  return file.uid === process.getuid?.();
}

/** @returns undefined where there is nothing */
async function look(path: string): Promise<Stats | undefined> {
  try {
    return await lstat(path);
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return undefined;
    throw fileFailure(path, error);
  }
}
