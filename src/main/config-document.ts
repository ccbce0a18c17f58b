import { copyFile, constants, mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { shell } from 'electron';
import { putSchemaBeside } from '../adapters/system/schema-beside.ts';
import { AppError } from '../core/errors.ts';

/** Opens the configuration in the user's editor; where there is none yet, a commented example is put there first. */
export async function openConfigDocument(path: string, template: string): Promise<void> {
  try {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    await copyFile(template, path, constants.COPYFILE_EXCL);
    // It only helps whoever edits: the file is there without it.
    await putSchemaBeside(path).catch(() => undefined);
  } catch (cause) {
    if (!hasErrno(cause, 'EEXIST')) {
      const reason = cause instanceof Error ? cause.message : 'it cannot be created';
      throw new AppError('file_failed', { path, reason }, { cause });
    }
  }
  const problem = await shell.openPath(path);
  if (problem !== '') throw new AppError('file_failed', { path, reason: problem });
}

function hasErrno(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
