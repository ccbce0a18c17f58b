import { isUtf8 } from 'node:buffer';
import { stat } from 'node:fs/promises';
import type { Defaults } from '../../core/config.ts';
import { AppError } from '../../core/errors.ts';
import type { Config, ConfigSource } from '../../core/ports.ts';
import { largestConfig, readBoundedFile, refuseUnfit, UnfitFile } from './bounded-file.ts';
import { readConfigText } from './config-reading.ts';

/** `config.yaml`, read anew whenever it has changed on disk. It is never written here: the config editor does that. */
export function createConfigFile(path: string, defaults: Defaults): ConfigSource {
  let last: { readonly mark: string; readonly config: Config } | undefined;

  return {
    path,
    async load() {
      const mark = await changeMark(path);
      if (last?.mark === mark) return last.config;
      const bytes = await readBoundedFile(path, largestConfig).catch(fail(path));
      if (bytes.includes(0) || !isUtf8(bytes))
        throw new AppError('config_unreadable', { path, reason: 'it is not text in UTF-8' });
      const config = readConfigText(bytes.toString('utf8'), path, defaults);
      last = { mark, config };
      return config;
    },
  };
}

async function changeMark(path: string): Promise<string> {
  const found = await stat(path).catch(fail(path));
  try {
    refuseUnfit(found, largestConfig);
  } catch (cause) {
    fail(path)(cause);
  }
  return `${found.mtimeMs} ${found.size} ${found.ino}`;
}

function fail(path: string): (cause: unknown) => never {
  return (cause) => {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown';
    if (code === 'ENOENT' || code === 'ENOTDIR') throw new AppError('config_missing', { path }, { cause });
    const reason = cause instanceof UnfitFile ? cause.reason : (reasons[code] ?? code);
    throw new AppError('config_unreadable', { path, reason }, { cause });
  };
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'you have no permission to read it',
  EISDIR: 'it is a folder, not a file',
};
