import { basename } from 'node:path';
import { app, dialog, type BrowserWindow } from 'electron';
import { writeSavedFile } from '../adapters/system/saved-file.ts';

/** @returns the name of the file, without its folder; undefined where the user thought better of it. @throws AppError `file_failed` */
export type FileSaver = (what: {
  /** Proposed to the user. */
  readonly fileName: string;
  readonly text: string;
}) => Promise<string | undefined>;

/**
 * Asks the user where to, in the system's own dialog: neither the page nor a setting names a path.
 *
 * @param config the configuration, which is not to be replaced
 */
export function createFileSaver(window: () => BrowserWindow | undefined, config: string): FileSaver {
  return async ({ fileName, text }) => {
    const options = { defaultPath: `${app.getPath('documents')}/${fileName}` };
    const parent = window();
    const { canceled, filePath } =
      parent === undefined
        ? await dialog.showSaveDialog(options)
        : await dialog.showSaveDialog(parent, options);
    if (canceled || filePath === '') return undefined;
    // The system's dialog has asked about a file that is there.
    await writeSavedFile(filePath, text, { mayReplace: true, config });
    return basename(filePath);
  };
}
