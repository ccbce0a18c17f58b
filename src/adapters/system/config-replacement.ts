import { randomBytes } from 'node:crypto';
import { constants, type Stats } from 'node:fs';
import { access, lstat, mkdir, open, readdir, readlink, realpath, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { AppError, isAppError } from '../../core/errors.ts';
import { largestConfig, readBoundedFile, UnfitFile } from './bounded-file.ts';
import { keepCopy, removeOldCopies, type Change } from './config-copies.ts';
import { writeNewFile } from './new-file.ts';

/** Where the configuration really is. */
export interface ConfigPlace {
  /** As the user knows it. */
  readonly path: string;
  /** Links followed. */
  readonly file: string;
}

/** What came of it; bytes where the file had been changed by then: nothing was written. */
type Replacement = 'done' | { readonly bytes: Buffer | undefined };

/** A new file stands beside the old one for the blink of an eye; one this old has been left by a process that was killed. */
const leftoverAfterMs = 10 * 60_000;
/** More links than anybody lays one behind the other. */
const mostLinks = 40;

/** A link to a file that is not there yet leads to where the file will be. */
export async function findConfigPlace(path: string): Promise<ConfigPlace> {
  let file = path;
  for (let links = 0; links < mostLinks; links += 1) {
    const real = await realpath(file).catch(unlessMissing(path));
    if (real !== undefined) return { path, file: real };
    const target = await readlink(file).catch(() => undefined);
    if (target === undefined) return { path, file };
    file = resolve(dirname(file), target);
  }
  throw new AppError('file_failed', { path, reason: 'its links lead back to each other' });
}

/** @returns undefined where there is no file */
export async function readBytes({ path, file }: ConfigPlace): Promise<Buffer | undefined> {
  return readBoundedFile(file, largestConfig).catch(unlessMissing(path));
}

/** @throws AppError `file_failed` */
export async function makeFolderFor({ path, file }: ConfigPlace): Promise<void> {
  try {
    await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  } catch (error) {
    throw failure(path, error);
  }
}

/**
 * Puts new bytes in the file's place: all or none of them, whenever the process or the machine stops. The mode stays, and
 * what was there is kept beside it, only for the user's eyes. The folder must be there.
 *
 * @throws AppError `file_failed`: the file is as it was
 */
export async function replaceConfig({ path, file }: ConfigPlace, change: Change): Promise<Replacement> {
  const { before, after, now } = change;
  const folder = dirname(file);
  const temporary = join(folder, `.${basename(file)}.${randomBytes(6).toString('hex')}.new`);
  let copy: string | undefined;
  try {
    const dress = before === undefined ? undefined : await stat(file).catch(unlessMissing(path));
    if (dress !== undefined) await refuseProtected(path, file, dress);
    await writeNewFile(temporary, after, dress);
    copy = await keepCopy(path, file, change);
    const found = await readBytes({ path, file });
    if (!isSame(found, before)) {
      await rm(temporary, { force: true });
      if (copy !== undefined) await rm(copy, { force: true });
      return { bytes: found };
    }
    await rename(temporary, file);
    await syncFolder(folder);
    // The edit is made: what cannot be tidied up now may be the next time.
    await removeOldCopies(path).catch(() => undefined);
    for (const one of new Set([file, path])) await removeLeftovers(one, now).catch(() => undefined);
    return 'done';
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    // Nothing has been replaced: it would push out a copy of something that has.
    if (copy !== undefined) await rm(copy, { force: true }).catch(() => undefined);
    throw failure(path, error);
  }
}

/**
 * A new file in its place needs no leave of the old one: what its owner has protected is asked for here. The bits count,
 * too, as root may write to whatever it likes.
 */
async function refuseProtected(path: string, file: string, { mode, nlink }: Stats): Promise<void> {
  const isProtected = await access(file, constants.W_OK).then(
    () => (mode & 0o222) === 0,
    (error: unknown) => {
      if (codeOf(error) === 'EACCES' || codeOf(error) === 'EPERM') return true;
      throw failure(path, error);
    },
  );
  if (isProtected) throw new AppError('file_failed', { path, reason: 'the file is read-only' });
  // Its other name would go on with the old text, and nobody would notice.
  if (nlink > 1) throw new AppError('file_failed', { path, reason: 'an edit would break its hard link' });
}

/** New files that never took the file's place. */
async function removeLeftovers(file: string, now: number): Promise<void> {
  const folder = dirname(file);
  const start = `.${basename(file)}.`;
  for (const name of await readdir(folder)) {
    if (!name.startsWith(start) || !/^[\da-f]{12}\.new$/.test(name.slice(start.length))) continue;
    const path = join(folder, name);
    const found = await lstat(path);
    if (found.isFile() && now - found.mtimeMs > leftoverAfterMs) await rm(path, { force: true });
  }
}

function isSame(one: Buffer | undefined, other: Buffer | undefined): boolean {
  return one === undefined || other === undefined ? one === other : one.equals(other);
}

/** A new name is on the disk only when its folder is. Windows has no such thing, nor do some file systems. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, constants.O_RDONLY).catch(() => undefined);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}

function unlessMissing(path: string): (error: unknown) => undefined {
  return (error) => {
    if (codeOf(error) !== 'ENOENT') throw failure(path, error);
    return undefined;
  };
}

function failure(path: string, error: unknown): AppError {
  if (isAppError(error)) return error;
  const reason = error instanceof UnfitFile ? error.reason : (codeOf(error) ?? 'it cannot be written');
  return new AppError('file_failed', { path, reason }, { cause: error });
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error ? String(error.code) : undefined;
}
