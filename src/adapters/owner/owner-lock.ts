import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { chmod, link, open, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { close, isListening, listen } from './listen.ts';
import { codeOf } from '../../core/file-failure.ts';

/** The right to be the owner: one process at a time has it, and loses it when it ends, however it ends. */
export interface OwnerLock {
  release(): Promise<void>;
}

/**
 * @param folder closed to all other users: that is what keeps them from standing in an owner's way
 * @returns undefined where another process has the lock, or is just getting it
 */
export function takeOwnerLock(folder: string): Promise<OwnerLock | undefined> {
  return process.platform === 'darwin' ? lockFile(folder) : lockNumber(folder);
}

/** O_EXLOCK of macOS and the BSDs; Node has no name for it. */
const exclusiveLock = 0x20;

/** macOS: a file locked as it is opened. */
async function lockFile(folder: string): Promise<OwnerLock | undefined> {
  const flags = constants.O_RDWR | constants.O_CREAT | constants.O_NONBLOCK | exclusiveLock;
  try {
    const file = await open(join(folder, 'owner.lock'), flags, 0o600);
    return { release: () => file.close() };
  } catch (error) {
    if (codeOf(error) === 'EAGAIN') return undefined;
    throw error;
  }
}

const numbered = /^lock\.(\d{1,9})$/;
const draft = /^\.[0-9a-f]{8}$/;
/** So many old numbers stay: a slow look at the folder, while owners come and go, must still find one of them. */
const keptNumbers = 8;
const attempts = 20;

/**
 * Linux, where Node can lock no file. Each owner listens at a socket that bears a number, one higher than the last
 * owner's. The kernel gives a name to one process only, and stops answering for a process that is gone; no number is
 * used twice, so nobody ever removes a name that another is just taking.
 */
async function lockNumber(folder: string): Promise<OwnerLock | undefined> {
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const last = await newestNumber(folder);
    if (await isListening(join(folder, `lock.${last}`))) return undefined;
    const lock = await takeNumber(folder, last + 1);
    if (lock === undefined) continue;
    // Whoever looked long ago may hold a number from before: only the newest counts.
    if ((await newestNumber(folder)) === last + 1) {
      await clearUp(folder, last + 1);
      return lock;
    }
    await lock.release();
  }
  return undefined;
}

/** Listens first and is named afterwards: a name that does not answer belongs to a process that is gone. */
async function takeNumber(folder: string, number: number): Promise<OwnerLock | undefined> {
  const path = join(folder, `.${randomBytes(4).toString('hex')}`);
  const server = await listen(path, (connection) => connection.destroy());
  if (server === undefined) return undefined;
  try {
    await chmod(path, 0o600);
    await link(path, join(folder, `lock.${number}`));
    return { release: () => close(server) };
  } catch (error) {
    await close(server);
    // Taken by another, or cleared up by one who has it already.
    if (codeOf(error) === 'EEXIST' || codeOf(error) === 'ENOENT') return undefined;
    throw error;
  } finally {
    await rm(path, { force: true });
  }
}

async function newestNumber(folder: string): Promise<number> {
  const names = await readdir(folder);
  return Math.max(0, ...names.map((name) => Number(numbered.exec(name)?.[1] ?? 0)));
}

/** Drafts too: a starter that loses one looks again, and finds that this process has the lock. */
async function clearUp(folder: string, mine: number): Promise<void> {
  for (const name of await readdir(folder)) {
    const number = Number(numbered.exec(name)?.[1] ?? mine);
    if (draft.test(name) || number <= mine - keptNumbers) await rm(join(folder, name), { force: true });
  }
}
