import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * The paths of the files below a folder, relative to it. Things may come and go meanwhile, so folders are read one by
 * one; those in `except` are not even looked into.
 */
export async function filesBelow(
  folder: string,
  except: readonly string[] = [],
  below = '',
): Promise<readonly string[]> {
  const entries = await readdir(join(folder, below), { withFileTypes: true }).catch(() => []);
  const paths: string[] = [];
  for (const entry of entries) {
    const path = join(below, entry.name);
    const passedOver = except.some((start) => `${path}/`.startsWith(start));
    if (entry.isFile()) paths.push(path);
    else if (entry.isDirectory() && !passedOver) paths.push(...(await filesBelow(folder, except, path)));
  }
  return paths;
}
