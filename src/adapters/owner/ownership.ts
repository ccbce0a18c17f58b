import { constants } from 'node:fs';
import { chmod, link, lstat, mkdir, open, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server, type Socket } from 'node:net';
import { randomBytes } from 'node:crypto';
import { userInfo } from 'node:os';
import { dirname, join } from 'node:path';
import { AppError } from '../../core/errors.ts';

/** The right to be the one owner, for as long as this process lives or until it gives it up. */
export interface Ownership {
  readonly server: Server;
  release(): Promise<void>;
}

/** Given up by the kernel when its holder ends, however it ends. */
interface Lock {
  release(): Promise<void>;
}

/**
 * Tries to become the owner that listens at `path`. The lock comes first and is held for life, so a socket file
 * found under it belongs to a process that is gone and may be replaced: two starters can never both win.
 *
 * @returns undefined where another process is the owner, or is just becoming it
 */
export async function takeOwnership(
  path: string,
  serve: (connection: Socket) => void,
): Promise<Ownership | undefined> {
  if (process.platform === 'win32') return asOwnership(await listen(path, serve), undefined);
  await makePrivateFolder(dirname(path));
  const lock = await takeLock(dirname(path));
  if (lock === undefined) return undefined;
  try {
    await rm(path, { force: true });
    const ownership = asOwnership(await listen(path, serve), lock);
    if (ownership === undefined) await lock.release();
    else await chmod(path, 0o600);
    return ownership;
  } catch (error) {
    await lock.release();
    throw error;
  }
}

function asOwnership(server: Server | undefined, lock: Lock | undefined): Ownership | undefined {
  if (server === undefined) return undefined;
  return {
    server,
    async release() {
      // Closing removes the socket file, so the lock goes last: the next owner's file must not be removed.
      await new Promise<void>((resolve) => server.close(() => resolve()));
      await lock?.release();
    },
  };
}

/** @returns undefined where the address is taken */
async function listen(address: string, serve: (connection: Socket) => void): Promise<Server | undefined> {
  const server = createServer(serve);
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE' || error.code === 'EACCES') resolve(undefined);
      else reject(error);
    });
    server.listen(address, () => resolve(server));
  });
}

/** The folder is what keeps other users out, so a folder that is not ours alone is refused. */
async function makePrivateFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const { uid } = userInfo();
  const found = await lstat(folder);
  if (!found.isDirectory() || found.uid !== uid) {
    throw new AppError('file_failed', { path: folder, reason: 'it must be a folder of your own' });
  }
  if ((found.mode & 0o077) !== 0) await chmod(folder, 0o700);
}

function takeLock(folder: string): Promise<Lock | undefined> {
  return process.platform === 'darwin' ? lockFile(folder) : lockName(folder);
}

/** O_EXLOCK of macOS and the BSDs; Node has no name for it. */
const exclusiveLock = 0x20;

/** macOS: a file locked as it is opened. */
async function lockFile(folder: string): Promise<Lock | undefined> {
  const flags = constants.O_RDWR | constants.O_CREAT | constants.O_NONBLOCK | exclusiveLock;
  try {
    const file = await open(join(folder, 'owner.lock'), flags, 0o600);
    return { release: () => file.close() };
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EAGAIN') return undefined;
    throw error;
  }
}

/**
 * Linux: a socket in the abstract name space, which has no file to be left behind. Any user could bind such a
 * name, so it holds a random part that only this user can read beforehand.
 */
async function lockName(folder: string): Promise<Lock | undefined> {
  const server = await listen(`\0tobira-${await lockKey(folder)}`, (connection) => connection.destroy());
  if (server === undefined) return undefined;
  return { release: () => new Promise((resolve) => server.close(() => resolve())) };
}

async function lockKey(folder: string): Promise<string> {
  const file = join(folder, 'owner.key');
  const key = (await readKey(file)) ?? (await createKey(file));
  if (/^[0-9a-f]{32}$/.test(key)) return key;
  // Replaced here, it could differ between two starters, and both would win.
  throw new AppError('file_failed', { path: file, reason: 'it is damaged: remove it' });
}

async function readKey(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Filled first and named afterwards: whoever is killed in between leaves no half a key in the others' way. */
async function createKey(file: string): Promise<string> {
  const draft = `${file}.${randomBytes(8).toString('hex')}`;
  await writeFile(draft, randomBytes(16).toString('hex'), { mode: 0o600, flag: 'wx' });
  try {
    await link(draft, file);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  } finally {
    await rm(draft);
  }
  return readFile(file, 'utf8');
}
