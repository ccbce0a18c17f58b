import { copyFile, constants, mkdir } from 'node:fs/promises';
import { existsSync, watch } from 'node:fs';
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

/**
 * Calls back after the file has changed. Editors replace files, so its folder is what is watched; while there is no
 * such folder, as before the first start, the nearest one above it.
 */
export function watchConfigDocument(path: string, clock: Clock, onChange: () => void): void {
  const folder = dirname(path);
  let callOff: () => void = () => undefined;
  const changed = (): void => {
    callOff();
    callOff = clock.after(settleTime, onChange);
  };

  function start(): void {
    const watched = nearestFolder(folder);
    try {
      const watcher = watch(watched, { persistent: false }, (_event, name) => {
        if (watched === folder && name === basename(path)) changed();
        if (nearestFolder(folder) === watched) return;
        watcher.close();
        start();
        // It may hold the file already.
        changed();
      });
      watcher.on('error', () => watcher.close());
    } catch {
      // The system gives no watch: the file is still read again whenever it is needed.
    }
  }

  start();
}

function nearestFolder(folder: string): string {
  return existsSync(folder) || dirname(folder) === folder ? folder : nearestFolder(dirname(folder));
}

function hasErrno(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
