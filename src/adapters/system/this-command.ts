import { join } from 'node:path';
import envPaths from 'env-paths';
import { keepImageLauncher } from './app-image-launcher.ts';
import { ownCommand } from './own-command.ts';
import { findPaths } from './paths.ts';

/**
 * The words by which other programs of this user can run `tobira`, with what this process knows of itself.
 *
 * @param config the path of the configuration that is meant
 * @throws what the file system says where an AppImage's launcher cannot be written
 */
export function thisCommand(config: string): readonly string[] {
  return ownCommand(
    {
      platform: process.platform,
      env: process.env,
      execPath: process.execPath,
      insideApp: 'electron' in process.versions,
      // Built, all code lies in one folder of `dist`.
      folder: import.meta.dirname,
      ...(config !== findPaths({}).config && { config }),
    },
    (image) => keepImageLauncher(join(envPaths('tobira', { suffix: '' }).data, 'bin', 'tobira'), image),
  );
}
