import { writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { app, dialog, type BrowserWindow } from 'electron';
import { AppError } from '../core/errors.ts';

/** @returns the name of the file, without its folder; undefined where the user thought better of it. @throws AppError `file_failed` */
export type FileSaver = (what: {
  /** Proposed to the user. */
  readonly fileName: string;
  readonly text: string;
}) => Promise<string | undefined>;

/** Asks the user where to, in the system's own dialog: neither the page nor a setting names a path. */
export function createFileSaver(window: () => BrowserWindow | undefined): FileSaver {
  return async ({ fileName, text }) => {
    const options = { defaultPath: `${app.getPath('documents')}/${fileName}` };
    const parent = window();
    const { canceled, filePath } =
      parent === undefined
        ? await dialog.showSaveDialog(options)
        : await dialog.showSaveDialog(parent, options);
    if (canceled || filePath === '') return undefined;
    try {
      await writeFile(filePath, text, { mode: 0o600 });
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : 'it cannot be written';
      throw new AppError('file_failed', { path: filePath, reason }, { cause });
    }
    return basename(filePath);
  };
}
