import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Desktop } from '../../support/desktop.ts';
import type { ProcessResult, RunningProcess } from '../../support/process.ts';
import { findTray, type Tray } from '../../support/tray.ts';
import { listeningAddresses } from './listening.ts';
import { shippedBuild } from './packed-apps.ts';

/** How the app is started; without switches and without a configuration where nothing is said. */
export interface ShippedStart {
  /** The text of config.yaml, at the place where a user has it. */
  readonly config?: string;
  readonly args?: readonly string[];
  /** Added to the desktop's environment. */
  readonly env?: Readonly<Record<string, string>>;
  /** The program; the one that users get where unset. */
  readonly program?: string;
  /** Words that stand before the program and become it, such as `['prlimit', '--core=1000']`. */
  readonly wrapper?: readonly string[];
}

/** The app as users get it, without any way in: all is seen from outside. */
export interface ShippedApp extends RunningProcess {
  /** Waits for its tray icon. */
  tray(): Promise<Tray>;
  /** All its processes that live now, itself included. */
  processes(): Promise<readonly AppProcess[]>;
  /** The TCP addresses at which any of its processes listens. */
  listening(): Promise<readonly string[]>;
  /** Clicks Quit in the tray and waits for the end. */
  quit(): Promise<ProcessResult>;
}

/** One process of the app. */
export interface AppProcess {
  readonly pid: number;
  /** What Chromium calls it: `browser` for the first, else `zygote`, `gpu-process`, `utility`, `renderer`. */
  readonly type: string;
}

/** Starts the app as the desktop's user, with Chromium's sandbox. */
export async function startShipped(desktop: Desktop, start: ShippedStart = {}): Promise<ShippedApp> {
  const { config, args = [], env = {}, program = shippedBuild().program, wrapper = [] } = start;
  if (config !== undefined) {
    const path = configPath(desktop);
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    await writeFile(path, config, { mode: 0o600 });
  }
  const app = desktop.start([...wrapper, program, ...args], { env, deadline: 80_000 });
  const tray = (): Promise<Tray> => findTray(desktop, app.pid);
  const processes = (): Promise<readonly AppProcess[]> => processesOf(app.pid);
  return {
    ...app,
    tray,
    processes,
    listening: async () => {
      const all = await processes();
      // One may end while the list is read.
      const addresses = await Promise.all(all.map(({ pid }) => listeningAddresses(pid).catch(() => [])));
      return addresses.flat();
    },
    quit: async () => {
      const menu = await tray();
      await menu.click('Quit');
      return app.result;
    },
  };
}

/** Where the desktop's user has the configuration. */
export function configPath(desktop: Desktop): string {
  return join(desktop.home, '.config', 'tobira', 'config.yaml');
}

/** Those that a process has started, and itself. Chromium's children write their titles over their environment. */
async function processesOf(first: number): Promise<readonly AppProcess[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number);
  const parents = new Map(await Promise.all(pids.map(async (pid) => [pid, await parentOf(pid)] as const)));
  const belongs = (pid: number): boolean => {
    if (pid === first) return parents.get(pid) !== undefined;
    const parent = parents.get(pid);
    return parent !== undefined && belongs(parent);
  };
  const own = await Promise.all(
    pids.filter(belongs).map(async (pid) => {
      const words = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
      const type = pid === first ? 'browser' : /--type=([\w-]+)/.exec(words)?.[1];
      // The others are programs that it has started, such as those that open pages.
      return type === undefined ? [] : [{ pid, type }];
    }),
  );
  return own.flat();
}

/** Undefined where there is no such process; one that has ended and waits for its parent counts as none. */
async function parentOf(pid: number): Promise<number | undefined> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  const [, state, parent] = /^.*\) (\S) (\d+)/s.exec(stat) ?? [];
  return state === undefined || state === 'Z' ? undefined : Number(parent);
}
