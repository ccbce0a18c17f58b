import { lstatSync, readFileSync, readlinkSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';

/**
 * Tells the `electron` package where the runtime is, so that `npx electron .` and `npx playwright test` find it too
 * and do not start a download of their own.
 * @param {string} root the repository
 * @param {{ dist: string, executable: string }} runtime
 */
export function linkElectron(root, { dist, executable }) {
  const home = join(root, 'node_modules', 'electron');
  const link = join(home, 'dist');
  const existing = lstatSync(link, { throwIfNoEntry: false });
  // A folder of its own was put there by Electron's installer: that is its business.
  if (existing !== undefined && !existing.isSymbolicLink()) return;
  if (existing === undefined || readlinkSync(link) !== dist) {
    if (existing !== undefined) unlinkSync(link);
    symlinkSync(dist, link, 'junction');
  }
  const pathFile = join(home, 'path.txt');
  const path = relative(dist, executable);
  if (read(pathFile) !== path) writeFileSync(pathFile, path);
}

function read(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
