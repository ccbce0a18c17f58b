import { chmod, rm } from 'node:fs/promises';
import type { Server, Socket } from 'node:net';
import { dirname } from 'node:path';
import { AppError } from '../../core/errors.ts';
import { codeOf, fileFailure } from '../../core/file-failure.ts';
import { close, listen } from './listen.ts';
import { takeOwnerLock, type OwnerLock } from './owner-lock.ts';
import { noteOwnerPid, removeOwnerPid } from './owner-pid.ts';
import { makePrivateFolder } from './private-folder.ts';

/** The right to be the one owner, for as long as this process lives or until it gives it up. */
export interface Ownership {
  readonly server: Server;
  release(): Promise<void>;
}

/**
 * Tries to become the owner that listens at `path`. The lock comes first and is held for life, so a socket file
 * found under it belongs to a process that is gone and may be replaced: two starters can never both win.
 *
 * @returns undefined where another process is the owner, or is just becoming it
 * @throws AppError `file_failed` where the folder or the place of the socket cannot be used
 */
export async function takeOwnership(
  path: string,
  serve: (connection: Socket) => void,
): Promise<Ownership | undefined> {
  if (process.platform === 'win32') return asOwnership(path, await listen(path, serve), undefined);
  const folder = dirname(path);
  await makePrivateFolder(folder);
  const lock = await takeOwnerLock(folder).catch((error: unknown): never => {
    throw fileFailure(folder, error);
  });
  if (lock === undefined) return undefined;
  try {
    await removeOldSocket(path);
    await noteOwnerPid(path);
    const ownership = asOwnership(path, await listen(path, serve), lock);
    if (ownership === undefined) await lock.release();
    else await chmod(path, 0o600);
    return ownership;
  } catch (error) {
    await lock.release();
    throw fileFailure(path, error);
  }
}

/** A link is removed, not what it points at. A folder is left alone: it may hold something. */
async function removeOldSocket(path: string): Promise<void> {
  try {
    await rm(path, { force: true });
  } catch (error) {
    if (codeOf(error) !== 'ERR_FS_EISDIR') throw error;
    const reason = 'a folder is in the place of the socket: remove it';
    throw new AppError('file_failed', { path, reason }, { cause: error });
  }
}

function asOwnership(
  path: string,
  server: Server | undefined,
  lock: OwnerLock | undefined,
): Ownership | undefined {
  if (server === undefined) return undefined;
  return {
    server,
    async release() {
      // Closing removes the socket file, so the lock goes last: the next owner's file must not be removed.
      await close(server);
      if (lock === undefined) return;
      await removeOwnerPid(path);
      await lock.release();
    },
  };
}
