import { constants } from 'node:fs';
import { open } from 'node:fs/promises';

interface Dress {
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
}

/**
 * Writes a file that is not there yet, down to the disk.
 *
 * @param dress the mode and owner to give it; the user's alone without one
 */
export async function writeNewFile(path: string, bytes: Buffer, dress?: Dress): Promise<void> {
  const handle = await open(path, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL, 0o600);
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
