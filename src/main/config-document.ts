import { copyFile, constants, mkdir } from 'node:fs/promises';
import { watch, type FSWatcher } from 'node:fs';
import { basename, dirname } from 'node:path';
import { shell } from 'electron';
import { AppError } from '../core/errors.ts';
import type { Clock } from '../core/ports.ts';

/** Opens the configuration in the user's editor; where there is none yet, a commented example is put there first. */
export async function openConfigDocument(path: string, template: string): Promise<void> {
  try {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    await copyFile(template, path, constants.COPYFILE_EXCL);
  } catch (cause) {
    if (!hasErrno(cause, 'EEXIST')) {
      const reason = cause instanceof Error ? cause.message : 'it cannot be created';
      throw new AppError('file_failed', { path, reason }, { cause });
    }
  }
  const problem = await shell.openPath(path);
  if (problem !== '') throw new AppError('file_failed', { path, reason: problem });
}

const settleTime = 150;

/** Calls back after the file has changed. Editors replace files, so the folder is what is watched. */
export function watchConfigDocument(path: string, clock: Clock, onChange: () => void): FSWatcher | undefined {
  let callOff: () => void = () => undefined;
  try {
    return watch(dirname(path), { persistent: false }, (_event, name) => {
      if (name !== basename(path)) return;
      callOff();
      callOff = clock.after(settleTime, onChange);
    }).on('error', () => undefined);
  } catch {
    // The folder is not there yet: the file is read again whenever it is needed.
    return undefined;
  }
}

function hasErrno(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
