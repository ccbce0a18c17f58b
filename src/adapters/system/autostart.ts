import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';

/** The desktop's list of what starts at the login (Desktop Application Autostart Specification). */
export interface Autostart {
  /** Keeps the entry in step. One of that name that somebody else wrote is left alone, and counts as theirs. */
  set(on: boolean): Promise<void>;
}

interface Options {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly home: string;
  /** The program and its words. */
  readonly command: readonly string[];
}

/** Tells an entry of ours from one that the user made. */
const mark = 'X-Tobira-Autostart=true';

export function createAutostart({ environment, home, command }: Options): Autostart {
  const chosen = environment['XDG_CONFIG_HOME'];
  // A relative one has to be ignored, says the XDG Base Directory Specification.
  const config = chosen !== undefined && isAbsolute(chosen) ? chosen : join(home, '.config');
  const folder = join(config, 'autostart');
  const path = join(folder, 'tobira.desktop');
  const entry = entryFor(command);

  return {
    async set(on) {
      const found = await readFile(path, 'utf8').catch(unlessMissing);
      if (found !== undefined && !found.split(/\r?\n/).includes(mark)) {
        if (on) throw Object.assign(new Error('an entry of somebody else'), { code: 'EEXIST' });
        return;
      }
      if (!on) {
        if (found !== undefined) await rm(path, { force: true });
        return;
      }
      if (found === entry) return;
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const temporary = join(folder, '.tobira.desktop.new');
      await rm(temporary, { force: true });
      const handle = await open(temporary, 'wx', 0o644);
      try {
        await handle.writeFile(entry);
        await handle.sync();
      } finally {
        await handle.close();
      }
      await rename(temporary, path);
    },
  };
}

function entryFor(command: readonly string[]): string {
  return `${[
    '[Desktop Entry]',
    'Type=Application',
    'Version=1.0',
    'Name=Tobira',
    `Exec=${command.map(quoted).join(' ')}`,
    'Icon=tobira',
    'Terminal=false',
    'StartupNotify=false',
    mark,
  ].join('\n')}\n`;
}

/**
 * A word of `Exec` (Desktop Entry Specification, "The Exec key"): in quotes a backslash guards `"`, a grave accent, `$` and
 * itself; the file's own rules guard that backslash once more; a percent sign begins a code unless it is doubled.
 */
function quoted(word: string): string {
  const guarded = word
    .replace(/["`$\\]/g, '\\$&')
    .replaceAll('\\', '\\\\')
    .replaceAll('%', '%%');
  return /^[\w./:@+,=%-]+$/.test(word) ? guarded : `"${guarded}"`;
}

function unlessMissing(error: unknown): undefined {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code !== 'ENOENT' && code !== 'ENOTDIR') throw error;
  return undefined;
}
