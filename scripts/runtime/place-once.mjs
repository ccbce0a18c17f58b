/* global AbortController */
import { existsSync, readdirSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, stat } from 'node:fs/promises';
import { hostname } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { Problem } from '../support/problem.mjs';

const DAY = 24 * 60 * 60 * 1000;
const SIGNALS = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 };

/**
 * Builds a folder so that it is either there as a whole or not at all: the work is done in a sibling folder and
 * renamed at the end. A failure or a signal removes that sibling; of two builders at once the first to finish wins.
 * @param {string} target the folder to make
 * @param {(work: string, signal: AbortSignal) => Promise<string>} build fills `work` and returns the folder inside it
 *   that becomes the target
 */
export async function placeOnce(target, build) {
  const home = dirname(target);
  await mkdir(home, { recursive: true });
  await removeLeftovers(home);
  const work = await mkdtemp(join(home, `${prefix()}${process.pid}-`));
  const abort = new AbortController();
  let interrupted;
  const listeners = Object.keys(SIGNALS).map((name) => {
    const listener = () => {
      interrupted = name;
      abort.abort(new Problem('Interrupted.', { exitCode: SIGNALS[name] }));
    };
    process.once(name, listener);
    return [name, listener];
  });
  try {
    const made = await build(work, abort.signal);
    abort.signal.throwIfAborted();
    await moveInto(made, target);
  } catch (error) {
    if (interrupted !== undefined) throw abort.signal.reason;
    throw error;
  } finally {
    for (const [name, listener] of listeners) process.off(name, listener);
    await rm(work, { recursive: true, force: true, maxRetries: 3 });
  }
}

async function moveInto(made, target) {
  try {
    await rename(made, target);
  } catch (error) {
    // Another builder was faster, and what it made is complete.
    if (!existsSync(target) || !['ENOTEMPTY', 'EEXIST', 'EPERM'].includes(error.code)) throw error;
  }
}

const prefix = () => `.partial-${hostname()}-`;

/** Removes what a builder left behind that was killed without a chance to tidy up. */
async function removeLeftovers(home) {
  const left = readdirSync(home).filter((name) => name.startsWith('.partial-'));
  for (const name of left) {
    const path = join(home, name);
    const info = await stat(path).catch(() => undefined);
    if (info && (isOrphan(basename(path)) || Date.now() - info.mtimeMs > DAY)) {
      await rm(path, { recursive: true, force: true, maxRetries: 3 });
    }
  }
}

function isOrphan(name) {
  // A process id only means something on the machine that gave it: the cache may be a shared home folder.
  if (!name.startsWith(prefix())) return false;
  const pid = Number.parseInt(name.slice(prefix().length), 10);
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return error.code === 'ESRCH';
  }
}
