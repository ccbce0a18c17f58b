import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Desktop } from './desktop.ts';
import { openHousehold } from './household.ts';
import { run, startProcess } from './process.ts';
import type { ProcessResult, RunningProcess } from './process.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const PARTS = ['cli', 'agent'] as const;

/** The built command line and agent, in a folder of their own that no other build touches. */
export interface InstalledCli {
  /** The entry of the command line. */
  readonly entry: string;
  /** The folder that holds `cli/` and `agent/`. */
  readonly folder: string;
  remove(): Promise<void>;
}

/** Builds what is not built yet and copies it: the repository's own `dist` may be built anew at any time. */
export async function installCli(): Promise<InstalledCli> {
  const base = await mkdtemp(join(tmpdir(), 'tobira-cli-'));
  const folder = join(base, 'dist');
  // The agent finds keytar as it does in the repository: above its own folder.
  await symlink(join(ROOT, 'node_modules'), join(base, 'node_modules'));
  await writeFile(join(base, 'package.json'), '{ "type": "module" }\n');
  await copyBuilt(folder);
  return {
    entry: join(folder, 'cli', 'index.js'),
    folder,
    remove: () => rm(base, { recursive: true, force: true }),
  };
}

async function copyBuilt(folder: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      const script = join(ROOT, 'scripts', 'build.mjs');
      const { code, stderr } = await run(process.execPath, [script, ...PARTS], { deadline: 120_000 });
      if (code !== 0) throw new Error(`The build failed: ${stderr}`);
      const before = await stamps();
      await rm(folder, { recursive: true, force: true });
      for (const part of PARTS) await cp(join(ROOT, 'dist', part), join(folder, part), { recursive: true });
      if (before === (await stamps())) return;
    } catch (error) {
      // Somebody else has put a newer build in place meanwhile.
      if (attempt === 5) throw error;
    }
    if (attempt === 5) throw new Error('dist/ is being built over and over: no stable copy could be made');
  }
}

async function stamps(): Promise<string> {
  const texts = await Promise.all(PARTS.map((part) => readFile(join(ROOT, 'dist', '.stamps', part), 'utf8')));
  return texts.join('\n');
}

export interface TerminalOptions {
  /** Whose keyring and bus are in reach; without one there is no D-Bus and so no keychain. */
  readonly desktop?: Desktop;
  /** The text of config.yaml; without it there is no such file. */
  readonly config?: string;
  /** Plays the browser: called with each address that `$BROWSER` is given. */
  readonly visit?: (url: string) => Promise<void>;
}

export interface TobiraOptions {
  /** Laid over the terminal's own environment. */
  readonly env?: Readonly<Record<string, string>>;
}

/** A user's shell with a home of its own; what is started here, agents included, ends with it. */
export interface Terminal {
  readonly home: string;
  readonly configPath: string;
  readonly env: Readonly<Record<string, string>>;
  /** The addresses that `$BROWSER` was given so far. */
  readonly opened: readonly string[];
  /** Runs `tobira` to its end. */
  tobira(words: readonly string[], options?: TobiraOptions): Promise<ProcessResult>;
  /** Starts `tobira`, for looking at it while it runs. */
  start(words: readonly string[], options?: TobiraOptions): RunningProcess;
  /** Ids of the living processes that were started here. */
  processes(): readonly number[];
  close(): Promise<void>;
}

/** Opens a terminal on this machine, or on a desktop. */
export async function openTerminal(cli: InstalledCli, options: TerminalOptions = {}): Promise<Terminal> {
  const household = await openHousehold();
  const { home, mark } = household;
  const inside = (name: string): string => join(home, name);
  for (const folder of ['.config/tobira', '.local/state', 'run', 'tmp'])
    await mkdir(inside(folder), { recursive: true, mode: 0o700 });
  const configPath = inside('.config/tobira/config.yaml');
  if (options.config !== undefined) await writeFile(configPath, options.config);

  const opened: string[] = [];
  const browser = await startPlayedBrowser(inside('browser.mjs'), async (url) => {
    opened.push(url);
    await options.visit?.(url);
  });
  const env = {
    PATH: process.env['PATH'] ?? '/usr/bin:/bin',
    LANG: 'C.UTF-8',
    ...options.desktop?.env,
    ...mark,
    HOME: home,
    TMPDIR: inside('tmp'),
    XDG_CONFIG_HOME: inside('.config'),
    XDG_CACHE_HOME: inside('.cache'),
    XDG_DATA_HOME: inside('.local/share'),
    XDG_STATE_HOME: inside('.local/state'),
    XDG_RUNTIME_DIR: inside('run'),
    BROWSER: inside('browser.mjs'),
  };
  const command = (words: readonly string[]): readonly string[] => [cli.entry, ...words];
  return {
    home,
    configPath,
    env,
    opened,
    tobira: (words, more = {}) =>
      run(process.execPath, command(words), { cwd: home, env: { ...env, ...more.env } }),
    start: (words, more = {}) =>
      startProcess(process.execPath, command(words), { cwd: home, env: { ...env, ...more.env } }),
    processes: () => household.members(),
    close: async () => {
      await browser.close();
      await household.close();
    },
  };
}

interface PlayedBrowser {
  close(): Promise<void>;
}

/** A program for `$BROWSER` that hands its address over to this process. */
async function startPlayedBrowser(
  program: string,
  visit: (url: string) => Promise<void>,
): Promise<PlayedBrowser> {
  const server = createServer((request, response) => {
    let url = '';
    request.setEncoding('utf8').on('data', (text: string) => (url += text));
    request.on('end', () => {
      // Like a real browser's launcher: it ends before the user has done anything.
      response.end();
      void visit(url).catch(() => undefined);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await writeFile(
    program,
    `#!${process.execPath}\nawait fetch('http://127.0.0.1:${port}/', { method: 'POST', body: process.argv[2] });\n`,
    { mode: 0o755 },
  );
  return {
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
