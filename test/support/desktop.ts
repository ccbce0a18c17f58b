import type { ChildProcess } from 'node:child_process';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startBrowser, type SystemBrowser } from './browser.ts';
import { connectBus, type Bus } from './bus.ts';
import { openHousehold, type Household, type User } from './household.ts';
import { startKeyring, type Keyring } from './keyring.ts';
import {
  startNotificationDaemon,
  writeNotificationSettings,
  type NotificationDaemon,
} from './notification-daemon.ts';
import { drawWallpaper, startPanel, writePanelSettings, type Theme } from './panel.ts';
import { run, startProcess, type ProcessOptions, type RunningProcess } from './process.ts';
import { startBus } from './session-bus.ts';
import { firstLine } from './sign-of-life.ts';

/** What a desktop consists of; everything is there where nothing is said. */
export interface DesktopOptions {
  /** The screen, such as `1280x800x24`. */
  readonly screen?: string;
  readonly theme?: Theme;
  readonly keyring?: 'unlocked' | 'locked' | 'none';
  /** Whether a locked keyring can ask the user for its password in a window; false where unset. */
  readonly prompter?: boolean;
  readonly panel?: boolean;
  /** Chromium as the system browser; false where unset, because it takes a second. */
  readonly browser?: boolean;
  /** A daemon that shows notifications; false where unset. */
  readonly notifications?: boolean;
  /** Whose desktop it is; oneself where unset. */
  readonly user?: User | undefined;
}

/** A desktop session of its own: screen, D-Bus session, keyring, panel with a status tray, system browser. */
export interface Desktop {
  readonly home: string;
  /** The whole environment for processes of this desktop. Nothing else of ours reaches them. */
  readonly env: Readonly<Record<string, string>>;
  readonly bus: Bus;
  /** The keyring; asking for one that was not started is an error. */
  readonly keyring: Keyring;
  /** The system browser; asking for one that was not started is an error. */
  readonly browser: SystemBrowser;
  /** What shows notifications; asking for one that was not started is an error. */
  readonly notifications: NotificationDaemon;
  /** Writes a PNG of the whole screen; `settled` waits (2 s at most) until two pictures in a row are the same. */
  screenshot(path: string, options?: { readonly settled?: boolean }): Promise<void>;
  /** Starts a program as the desktop's user, in its home and environment; `env` is added. */
  start(command: readonly string[], options?: Omit<ProcessOptions, 'input'>): RunningProcess;
  /** Ends the X server, as it is when somebody logs out or it crashes. Pictures and windows are over then. */
  closeScreen(): Promise<void>;
  /** Ids of all processes that live on this desktop. */
  processes(): readonly number[];
  /** Ends all processes of this desktop and removes its home. */
  close(): Promise<void>;
}

/** Starts a desktop. When that fails half-way, what had been started is ended and removed again. */
export async function startDesktop(options: DesktopOptions = {}): Promise<Desktop> {
  const household = await openHousehold(options.user);
  const closers: (() => unknown)[] = [];
  const close = async (): Promise<void> => {
    for (const closer of closers.splice(0).reverse()) await closer();
    await household.close();
  };
  try {
    return await furnish(household, options, closers, close);
  } catch (error) {
    await close();
    throw error;
  }
}

async function furnish(
  household: Household,
  options: DesktopOptions,
  closers: (() => unknown)[],
  close: () => Promise<void>,
): Promise<Desktop> {
  const {
    screen = '1280x800x24',
    theme = 'light',
    keyring: keyringState = 'unlocked',
    panel = true,
  } = options;
  const base = await makeHome(household);
  await writePanelSettings(join(household.home, '.config'), theme);
  if (options.notifications === true) await writeNotificationSettings(join(household.home, '.config'));

  const [screenServer, address] = await together([
    startScreen(household, base, screen),
    startBus(household, base, options.prompter ?? false),
  ]);
  const env = {
    ...base,
    DISPLAY: screenServer.display,
    DBUS_SESSION_BUS_ADDRESS: address,
    // The machine's own system bus stays out of it; a test may stand in for one of its services here.
    DBUS_SYSTEM_BUS_ADDRESS: address,
  };
  const bus = await connectBus(address);
  closers.push(() => bus.close());
  // The daemon is older than the screen; what it starts on demand, such as the keyring's prompt, needs to know it.
  await bus.setServiceEnvironment({ DISPLAY: env.DISPLAY });

  const startXfce = async () => {
    if (panel) await startPanel(household, bus, env);
    // After the panel: it would have the bus start xfconfd, which the panel starts itself.
    return options.notifications === true ? startNotificationDaemon(household, bus, env) : undefined;
  };
  const [keyring, browser, notifications] = await together([
    keyringState === 'none' ? undefined : startKeyring(household, bus, env),
    options.browser === true ? startBrowser(household, env) : undefined,
    startXfce(),
    drawWallpaper(env, theme, screen),
  ]);
  if (browser !== undefined) closers.push(() => browser.close());
  if (keyringState === 'locked') await keyring?.lock();

  return {
    home: household.home,
    env,
    bus,
    get keyring() {
      if (keyring === undefined)
        throw new Error("This desktop has no keyring: it was started with keyring: 'none'");
      return keyring;
    },
    get browser() {
      if (browser === undefined) throw new Error('This desktop has no browser: start it with browser: true');
      return browser;
    },
    get notifications() {
      if (notifications === undefined)
        throw new Error('This desktop shows no notifications: start it with notifications: true');
      return notifications;
    },
    screenshot: (path, { settled = false } = {}) => photograph(env, path, settled),
    start: (command, options = {}) => {
      household.handOver();
      const [program = '', ...args] = household.command(command);
      const running = startProcess(program, args, {
        cwd: household.home,
        ...options,
        env: { ...env, ...options.env },
      });
      household.adopt(running);
      return running;
    },
    closeScreen: () => household.stop(screenServer.process),
    processes: () => household.members(),
    close,
  };
}

/** Waits for all, even when one fails: otherwise cleaning up would miss a late starter. */
async function together<const T extends readonly unknown[]>(
  starts: T,
): Promise<{ -readonly [K in keyof T]: Awaited<T[K]> }> {
  await Promise.allSettled(starts);
  return Promise.all(starts);
}

async function makeHome(household: Household): Promise<Readonly<Record<string, string>>> {
  const { home, mark } = household;
  const inside = (name: string): string => join(home, name);
  const folders = ['.config', '.cache', '.local/share', '.local/state', 'tmp', 'run'];
  for (const folder of folders) await mkdir(inside(folder), { recursive: true, mode: 0o700 });
  return {
    ...mark,
    PATH: process.env['PATH'] ?? '/usr/bin:/bin',
    LANG: 'C.UTF-8',
    HOME: home,
    TMPDIR: inside('tmp'),
    XDG_CONFIG_HOME: inside('.config'),
    XDG_CACHE_HOME: inside('.cache'),
    XDG_DATA_HOME: inside('.local/share'),
    XDG_STATE_HOME: inside('.local/state'),
    XDG_RUNTIME_DIR: inside('run'),
    XDG_SESSION_TYPE: 'x11',
    // Neither an accessibility bus nor a settings daemon: they would outlive the desktop.
    NO_AT_BRIDGE: '1',
    GTK_A11Y: 'none',
    GSETTINGS_BACKEND: 'memory',
  };
}

async function startScreen(
  household: Household,
  env: Readonly<Record<string, string>>,
  screen: string,
): Promise<{ readonly display: string; readonly process: ChildProcess }> {
  // The server takes a free number by itself and tells it on descriptor 3.
  const server = household.start(
    'Xvfb',
    ['-displayfd', '3', '-screen', '0', screen, '-nolisten', 'tcp', '-noreset', '-dpi', '96'],
    { env, stdio: ['ignore', 'ignore', 'ignore', 'pipe'] },
  );
  return { display: `:${await firstLine(server, 'Xvfb', server.stdio[3])}`, process: server };
}

async function photograph(
  env: Readonly<Record<string, string>>,
  path: string,
  settled: boolean,
): Promise<void> {
  let last: Buffer | undefined;
  const end = performance.now() + 2000;
  do {
    const { code, stderr } = await run(
      'import',
      ['-window', 'root', '-define', 'png:exclude-chunk=date', path],
      { env },
    );
    if (code !== 0) throw new Error(`No picture of the screen: ${stderr}`);
    const picture = await readFile(path);
    if (last?.equals(picture) === true) return;
    last = picture;
  } while (settled && performance.now() < end);
}
