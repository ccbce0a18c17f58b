import { mkdir, readdir, rename, rm, rmdir, stat, unlink, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { AppError } from '../../../core/errors.ts';
import { codeOf, fileFailure, unless } from '../../../core/file-failure.ts';
import { fateOf, markOfThisProcess, newMark, parseMark, type ProcessMark } from './process-mark.ts';

export interface LockOptions {
  /** How long a living owner is waited for, in milliseconds. */
  readonly patienceMs: number;
  /** Waits between two looks. */
  readonly pause: (ms: number) => Promise<void>;
}

/** The right to change one file, among the processes that ask for it here. */
export interface FileLock {
  /** Names for what this process makes beside the file: whoever holds the lock next clears up after a dead one. */
  temporary(): string;
  release(): Promise<void>;
}

/** A lock whose owner cannot be asked is given up after so long: a change takes a fraction of a second. */
const staleMs = 120_000;
const longestPauseMs = 25;
/** So often a lock may be found free and lost again at once before that counts as waiting. */
const mostFreed = 20;

/**
 * The lock is a folder beside the file. In it lies one empty file whose name says who has it.
 *
 * It is taken by renaming a folder, with that file in it already, to the lock's name: the system refuses where a folder with
 * something in it stands there. It is given back, and a dead owner's is taken away, by removing the file by its own name and
 * then the folder if it is empty. So nobody can take away a lock but the one that was looked at, however many try at once,
 * and however long one of them sleeps in between.
 *
 * @param file the real file, links followed
 * @throws AppError `aws_file_locked` where a living process keeps it too long, `file_failed`
 */
export async function takeFileLock(file: string, { patienceMs, pause }: LockOptions): Promise<FileLock> {
  const self = markOfThisProcess();
  const lock = join(dirname(file), `${prefixOf(file)}lock`);
  const name = newMark(self);
  const draft = `${lock}.${name}`;
  const end = Date.now() + patienceMs;
  try {
    await mkdir(draft, { mode: 0o700 });
    await writeFile(join(draft, name), '', { flag: 'wx', mode: 0o600 });
    let freed = 0;
    for (let pauseMs = 1; !(await take(draft, lock)); pauseMs = Math.min(longestPauseMs, pauseMs * 1.5)) {
      if ((await removeDead(lock, join(draft, name), self)) && ++freed < mostFreed) continue;
      if (Date.now() >= end) throw new AppError('aws_file_locked', { path: file });
      await pause(pauseMs * (0.5 + Math.random()));
    }
  } catch (error) {
    await rm(draft, { recursive: true, force: true }).catch(() => undefined);
    throw fileFailure(codeOf(error) === 'ENOTDIR' ? lock : dirname(file), error);
  }
  await clearUp(file, self);
  return {
    temporary: () => join(dirname(file), `${prefixOf(file)}${newMark(self)}`),
    async release() {
      // What cannot be removed is a dead process's, soon enough.
      await giveBack(lock, name).catch(() => undefined);
    },
  };
}

/** What all names beside the file begin with. */
function prefixOf(file: string): string {
  return `.${basename(file)}.tobira-`;
}

async function take(draft: string, lock: string): Promise<boolean> {
  try {
    await rename(draft, lock);
    return true;
  } catch (error) {
    // Windows says EPERM or EACCES where the others say that the folder is not empty.
    const taken = [
      'ENOTEMPTY',
      'EEXIST',
      ...(process.platform === 'win32' ? ['EPERM', 'EACCES', 'EBUSY'] : []),
    ];
    if (taken.includes(codeOf(error) ?? '')) return false;
    throw error;
  }
}

/** @param fresh a file of ours, for the time of the disk it lies on  @returns whether the lock may be free now */
async function removeDead(lock: string, fresh: string, self: ProcessMark): Promise<boolean> {
  const names = await readdir(lock).catch(unless('ENOENT'));
  if (names === undefined) return true;
  for (const name of names) {
    if (!(await isDead(join(lock, name), name, { self, fresh }))) return false;
    await giveBack(lock, name);
  }
  // Empty: its owner is just giving it back, or died at it. Only Windows minds.
  await rmdir(lock).catch(unless('ENOENT', 'ENOTEMPTY', 'EEXIST', 'EPERM', 'EBUSY'));
  return true;
}

async function isDead(
  path: string,
  name: string,
  { self, fresh }: { readonly self: ProcessMark; readonly fresh: string },
): Promise<boolean> {
  const mark = parseMark(name);
  const fate = mark === undefined ? 'unknown' : fateOf(mark, self);
  if (fate !== 'unknown') return fate === 'dead';
  const [theirs, ours] = await Promise.all([path, fresh].map((each) => stat(each).catch(unless('ENOENT'))));
  // Both times are the disk's own: machines that share it may not agree on the hour.
  return theirs !== undefined && ours !== undefined && ours.mtimeMs - theirs.mtimeMs > staleMs;
}

async function giveBack(lock: string, name: string): Promise<void> {
  await unlink(join(lock, name)).catch(unless('ENOENT'));
  await rmdir(lock).catch(unless('ENOENT', 'ENOTEMPTY', 'EEXIST', 'EPERM', 'EBUSY'));
}

/** Removes what processes that were killed have left beside the file. */
async function clearUp(file: string, self: ProcessMark): Promise<void> {
  const prefix = prefixOf(file);
  const names = await readdir(dirname(file)).catch(() => []);
  for (const name of names) {
    if (!name.startsWith(prefix)) continue;
    const mark = parseMark(name.slice(prefix.length).replace(/^lock\./, ''));
    if (mark === undefined || fateOf(mark, self) !== 'dead') continue;
    await rm(join(dirname(file), name), { recursive: true, force: true }).catch(() => undefined);
  }
}
