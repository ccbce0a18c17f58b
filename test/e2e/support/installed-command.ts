import { existsSync } from 'node:fs';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Desktop } from '../../support/desktop.ts';
import type { ProcessResult, RunningProcess } from '../../support/process.ts';
import type { PackedApp } from './packed-apps.ts';
import { configPath } from './shipped-app.ts';

export interface CommandOptions {
  /** Added to the desktop's environment. */
  readonly env?: Readonly<Record<string, string>>;
}

/** `tobira` as a package installs it, in a terminal of the desktop's user. */
export interface InstalledCommand {
  readonly wrapper: string;
  /** Stands before a command that is to run in the same terminal. */
  readonly terminal: readonly string[];
  start(words: readonly string[], options?: CommandOptions): RunningProcess;
  run(words: readonly string[], options?: CommandOptions): Promise<ProcessResult>;
  /** Runs it with `--json`; fails where it does not end well. */
  json(...words: readonly string[]): Promise<unknown>;
}

/** For environments in which there is no display. */
export const noDisplay = { DISPLAY: '', WAYLAND_DISPLAY: '' } as const;

interface Options extends CommandOptions {
  /** Whether Node is on PATH. */
  readonly node: boolean;
  /** The text of config.yaml, at the place where a user has it. */
  readonly config?: string;
}

/** Installs nothing: the packed app lies where every user can read it. */
export async function installedCommand(
  desktop: Desktop,
  packed: PackedApp,
  { node, config, env = {} }: Options,
): Promise<InstalledCommand> {
  if (config !== undefined) {
    await mkdir(dirname(configPath(desktop)), { recursive: true, mode: 0o700 });
    await writeFile(configPath(desktop), config, { mode: 0o600 });
  }
  const path = node ? `${dirname(process.execPath)}:/usr/bin:/bin` : await toolsWithoutNode(desktop);
  const wrapper = join(packed.folder, 'resources', 'bin', 'tobira');
  // Set here, since the desktop needs its own PATH to start anything.
  const terminal = ['env', `PATH=${path}`];
  const start: InstalledCommand['start'] = (words, options = {}) =>
    desktop.start([...terminal, wrapper, ...words], { env: { ...env, ...options.env }, deadline: 80_000 });
  return {
    wrapper,
    terminal,
    start,
    run: (words, options) => start(words, options).result,
    json: async (...words) => {
      const { code, stdout, stderr } = await start([...words, '--json']).result;
      if (code !== 0) throw new Error(`tobira ${words.join(' ')} ended with ${String(code)}: ${stderr}`);
      return JSON.parse(stdout) as unknown;
    },
  };
}

/** What a system has without Node, as far as it is needed. */
async function toolsWithoutNode({ home }: Desktop): Promise<string> {
  const folder = join(home, 'tools');
  await mkdir(folder, { recursive: true });
  const names = ['sh', 'readlink', 'id', 'cat', 'dd', 'prlimit'];
  for (const name of names) {
    const place = join(folder, name);
    if (!existsSync(place)) await symlink(join('/usr/bin', name), place);
  }
  return folder;
}
