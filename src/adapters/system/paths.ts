import { statSync } from 'node:fs';
import { homedir, userInfo } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';
import envPaths from 'env-paths';

/** Where this program's files are, on each platform. */
export interface Paths {
  readonly config: string;
  readonly state: string;
  /** Folder of the owner's socket: short, private to the user, gone after a restart where the platform has such. */
  readonly runtime: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** @param configOption the `--config` option; wins over TOBIRA_CONFIG and the platform's own place */
export function findPaths(environment: Environment, configOption?: string): Paths {
  const { config, log } = envPaths('tobira', { suffix: '' });
  const chosen = configOption ?? environment['TOBIRA_CONFIG'];
  return {
    config: chosen === undefined || chosen === '' ? join(config, 'config.yaml') : resolve(chosen),
    state: log,
    runtime: runtimeFolder(environment, log),
  };
}

/** A socket's path has 103 bytes on macOS and 107 on Linux; the names below the folder take up to 24. */
const longestFolder = 79;

/** Found without the environment where need be: a cron job and a desktop session must meet at one socket. */
function runtimeFolder(environment: Environment, fallback: string): string {
  const chosen = environment['TOBIRA_RUNTIME_DIR'];
  if (chosen !== undefined && chosen !== '') return resolve(chosen);
  if (process.platform === 'win32') return fallback;
  const given = environment['XDG_RUNTIME_DIR'];
  // A relative one has to be ignored, says the XDG Base Directory Specification; a long one has no room for a socket.
  if (given !== undefined && isAbsolute(given) && given.length <= longestFolder) return join(given, 'tobira');
  const { uid } = userInfo();
  const standard = `/run/user/${uid}`;
  if (statSync(standard, { throwIfNoEntry: false })?.uid === uid) return join(standard, 'tobira');
  return fallback.length <= longestFolder ? join(fallback, 'run') : join(homedir(), '.tobira');
}
