import { stat } from 'node:fs/promises';

/**
 * What changes with each write to a file, at the price of one look into its folder.
 *
 * @param path links are followed
 * @returns the same for a file that is not there, or cannot be looked at, each time
 */
export async function stampOf(path: string): Promise<string> {
  try {
    const { dev, ino, size, mtimeNs } = await stat(path, { bigint: true });
    return [dev, ino, size, mtimeNs].join(':');
  } catch {
    return 'absent';
  }
}
