import { constants } from 'node:fs';
import { open, rm, type FileHandle } from 'node:fs/promises';

interface Dress {
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
}

/**
 * Writes a file that is not there yet, down to the disk. Where that fails, as on a full disk, no part of it stays.
 *
 * @param dress the mode and owner to give it; the user's alone without one
 */
export async function writeNewFile(path: string, bytes: Buffer, dress?: Dress): Promise<void> {
  const handle = await open(path, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL, 0o600);
  try {
    await fill(handle, bytes, dress);
  } catch (error) {
    await rm(path, { force: true }).catch(() => undefined);
    throw error;
  }
}

async function fill(handle: FileHandle, bytes: Buffer, dress: Dress | undefined): Promise<void> {
  try {
    await handle.writeFile(bytes);
    if (dress !== undefined && process.platform !== 'win32') {
      const { uid, gid } = await handle.stat();
      // Only root can give a file away.
      if (uid !== dress.uid || gid !== dress.gid)
        await handle.chown(dress.uid, dress.gid).catch(() => undefined);
      await handle.chmod(dress.mode & 0o7777);
    }
    await handle.sync();
  } finally {
    await handle.close();
  }
}
