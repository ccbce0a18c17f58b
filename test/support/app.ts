import { readFileSync } from 'node:fs';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { _electron, type ElectronApplication, type Page } from 'playwright';
import { electronRuntime } from '../../scripts/electron-runtime.mjs';
import type { Desktop } from './desktop.ts';
import { findTray, type Tray } from './tray.ts';

const REPOSITORY = fileURLToPath(new URL('../../', import.meta.url));

/** What to launch and with which configuration. */
export interface LaunchOptions {
  readonly desktop: Desktop;
  /** The text of config.yaml. It is written into the desktop's home; unset leaves the one of an earlier launch. */
  readonly config?: string;
  readonly extraArgs?: readonly string[];
  /** Added to the desktop's environment. */
  readonly env?: Readonly<Record<string, string>>;
  /** A packed app's program. Unset means the built app of this repository in the Electron runtime. */
  readonly executablePath?: string;
  /** The folder of the app that the runtime runs; this repository where unset. */
  readonly appFolder?: string;
}

/** The app under test. Its keychain is the desktop's: no mock is put into it. */
export interface RunningApp {
  readonly electron: ElectronApplication;
  readonly pid: number;
  /** Where the configuration is, for tests that edit it while the app runs. */
  readonly configPath: string;
  /** All that it wrote, from its first line on. After `desktop.close()` it is gone. */
  stdout(): string;
  stderr(): string;
  /** Milliseconds from launch to the connection of the test. */
  readonly launchMs: number;
  tray(): Promise<Tray>;
  /** The first window, once it is open. */
  window(): Promise<Page>;
  /** Ends it as a user does (`app.quit()`); rejects where it is still there after 10 s. */
  quit(): Promise<void>;
  /** Ends it as a crash does: SIGKILL. */
  kill(): Promise<void>;
  /** Quits it, where it still runs, and launches it again in the same home. */
  restart(changes?: Partial<Omit<LaunchOptions, 'desktop'>>): Promise<RunningApp>;
}

/** Launches the app on a desktop. */
export async function launchApp(options: LaunchOptions): Promise<RunningApp> {
  const { desktop, extraArgs = [], executablePath, appFolder = REPOSITORY } = options;
  const configPath = join(desktop.home, 'config.yaml');
  if (options.config !== undefined) await writeFile(configPath, options.config, { mode: 0o600 });

  const started = performance.now();
  const log = await makeLog(desktop.home, executablePath ?? (await electronRuntime()).executable);
  const electron = await _electron.launch({
    // Named even for the runtime: without it Playwright puts a loader in front, which mocks the keychain.
    executablePath: log.program,
    args: executablePath === undefined ? [appFolder, ...extraArgs] : [...extraArgs],
    cwd: executablePath === undefined ? appFolder : desktop.home,
    env: {
      ...desktop.env,
      TOBIRA_CONFIG: configPath,
      // Chromium's sandbox cannot run as root.
      ...(process.getuid?.() === 0 ? { ELECTRON_DISABLE_SANDBOX: '1' } : {}),
      ...options.env,
    },
    timeout: 30_000,
    // The desktop's own: Playwright would make every page a light one.
    colorScheme: null,
  });
  return runningApp(electron, options, configPath, log, performance.now() - started);
}

interface Log {
  readonly program: string;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * A program that becomes the app and keeps all its output in files. Playwright hands the streams over only once it is
 * connected, and what was said before would be lost. It reads the debuggers' addresses from stderr itself.
 */
async function makeLog(home: string, executable: string): Promise<Log> {
  const folder = await mkdtemp(join(home, 'app-'));
  const log = {
    program: join(folder, 'launch'),
    stdout: join(folder, 'stdout'),
    stderr: join(folder, 'stderr'),
  };
  await writeFile(log.stdout, '');
  await writeFile(log.stderr, '');
  await writeFile(
    log.program,
    `#!/bin/bash\nexec '${executable}' "$@" >>'${log.stdout}' 2> >(exec tee -a '${log.stderr}' >&2)\n`,
    { mode: 0o755 },
  );
  return log;
}

function runningApp(
  electron: ElectronApplication,
  options: LaunchOptions,
  configPath: string,
  log: Log,
  launchMs: number,
): RunningApp {
  const child = electron.process();
  const pid = child.pid;
  if (pid === undefined) throw new Error('The app has no process');

  const isGone = (): boolean => child.exitCode !== null || child.signalCode !== null;
  const gone = async (): Promise<void> => {
    if (!isGone()) await once(child, 'exit', { signal: AbortSignal.timeout(10_000) });
  };
  const quit = async (): Promise<void> => {
    if (isGone()) return;
    const leaving = gone();
    // The connection goes with the app, so the answer may be an error.
    await electron.evaluate(({ app }) => app.quit()).catch(() => undefined);
    await leaving;
  };

  return {
    electron,
    pid,
    configPath,
    launchMs,
    stdout: () => readFileSync(log.stdout, 'utf8'),
    stderr: () => readFileSync(log.stderr, 'utf8'),
    tray: () => findTray(options.desktop, pid),
    window: () => electron.firstWindow(),
    quit,
    kill: async () => {
      if (isGone()) return;
      const leaving = gone();
      child.kill('SIGKILL');
      await leaving;
    },
    restart: async (changes = {}) => {
      await quit();
      const { config: _written, ...same } = options;
      return launchApp({ ...same, ...changes });
    },
  };
}
