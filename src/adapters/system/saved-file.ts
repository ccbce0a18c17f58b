import { randomBytes } from 'node:crypto';
import type { BigIntStats } from 'node:fs';
import { realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { AppError } from '../../core/errors.ts';
import { fileFailure, unless } from '../../core/file-failure.ts';
import { writeNewFile } from './new-file.ts';

interface Leave {
  /** Whether the user has said yes to what stands there already. */
  readonly mayReplace: boolean;
  /** The configuration: whoever means to hand something on never means to lose that. */
  readonly config: string;
}

/**
 * Writes a file where the user wants it, for the user alone to read. Of a file that stands there already, all is replaced
 * or nothing, whenever the process or the machine stops.
 *
 * @throws AppError `file_failed`, also where the path leads to the configuration, or to a file that may not be replaced
 */
export async function writeSavedFile(path: string, text: string, leave: Leave): Promise<void> {
  await refuseConfig(path, leave.config);
  const bytes = Buffer.from(text, 'utf8');
  try {
    const old = leave.mayReplace ? await found(path) : undefined;
    if (old === undefined) await writeNewFile(path, bytes);
    else if (old.isFile()) await replace(await realpath(path), bytes);
    // A terminal or a pipe is written to, and stays one.
    else await writeFile(path, bytes);
  } catch (error) {
    throw fileFailure(path, error);
  }
}

/** @throws AppError `file_failed` where the path leads to the configuration, by whatever name */
export async function refuseConfig(path: string, config: string): Promise<void> {
  const [one, other] = await Promise.all([found(path), found(config)]).catch((error: unknown) => {
    throw fileFailure(path, error);
  });
  if (one === undefined || one.ino !== other?.ino || one.dev !== other.dev) return;
  throw new AppError('file_failed', { path, reason: 'it is the configuration itself; choose another name' });
}

async function replace(file: string, bytes: Buffer): Promise<void> {
  const temporary = join(dirname(file), `.${basename(file)}.${randomBytes(6).toString('hex')}.new`);
  await writeNewFile(temporary, bytes);
  try {
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

/** Links followed. @returns undefined where there is no file */
async function found(path: string): Promise<BigIntStats | undefined> {
  return stat(path, { bigint: true }).catch(unless('ENOENT'));
}
