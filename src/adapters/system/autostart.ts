import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';

/**
 * The desktop's list of what starts at the login (Desktop Application Autostart Specification). An entry of our name that
 * somebody else wrote is left alone, and counts as theirs.
 */
export interface Autostart {
  isOurs(): Promise<boolean>;
  /** Writes the entry as it is at first, or takes it away. Fails with `EEXIST` where it would be theirs. */
  set(on: boolean): Promise<void>;
  /**
   * Lets the entry name the program where it is now; all else in it is the user's to change. Fails as `set` does.
   *
   * @returns false where the entry is gone, or switched off: then it stays so
   */
  keep(): Promise<boolean>;
}

interface Options {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly home: string;
  /** The program and its words. */
  readonly command: readonly string[];
}

/** Tells an entry of ours from one that the user made. */
const mark = 'X-Tobira-Autostart=true';

/** How the specification switches an entry off, and how the settings of GNOME, Cinnamon and MATE do. */
const switchedOff = /^(Hidden[ \t]*=[ \t]*true|X-\w+-Autostart-enabled[ \t]*=[ \t]*false)[ \t]*\r?$/m;

export function createAutostart({ environment, home, command }: Options): Autostart {
  const chosen = environment['XDG_CONFIG_HOME'];
  // A relative one has to be ignored, says the XDG Base Directory Specification.
  const config = chosen !== undefined && isAbsolute(chosen) ? chosen : join(home, '.config');
  const folder = join(config, 'autostart');
  const path = join(folder, 'tobira.desktop');
  const exec = `Exec=${command.map(quoted).join(' ')}`;
  const read = () => readFile(path, 'utf8').catch(unlessMissing);

  async function write(text: string): Promise<void> {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const temporary = join(folder, '.tobira.desktop.new');
    await rm(temporary, { force: true });
    const handle = await open(temporary, 'wx', 0o644);
    try {
      await handle.writeFile(text);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, path);
  }

  return {
    async isOurs() {
      const found = await read();
      return found !== undefined && isMarked(found);
    },
    async set(on) {
      const found = await read();
      if (found !== undefined && !isMarked(found)) {
        if (on) throw theirs();
      } else if (on) await write(entryFor(exec));
      else if (found !== undefined) await rm(path, { force: true });
    },
    async keep() {
      const found = await read();
      if (found === undefined) return false;
      if (!isMarked(found)) throw theirs();
      if (switchedOff.test(found)) return false;
      const line = /^Exec[ \t]*=.*$/m;
      const text = line.test(found) ? found.replace(line, () => exec) : entryFor(exec);
      if (text !== found) await write(text);
      return true;
    },
  };
}

function isMarked(text: string): boolean {
  return text.split(/\r?\n/).includes(mark);
}

function theirs(): Error {
  return Object.assign(new Error('an entry of somebody else'), { code: 'EEXIST' });
}

function entryFor(exec: string): string {
  return `${[
    '[Desktop Entry]',
    'Type=Application',
    'Version=1.0',
    'Name=Tobira',
    exec,
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
