import type { ChildProcess } from 'node:child_process';
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { connectBus, type Bus } from './bus.ts';
import { startBrowser, type SystemBrowser } from './browser.ts';
import { firstLine } from './first-line.ts';
import { openHousehold, type Household } from './household.ts';
import { startKeyring, type Keyring } from './keyring.ts';
import { wallpaperArguments, writePanelSettings, type Theme } from './panel.ts';
import { run } from './process.ts';

const SERVICES = '/usr/share/dbus-1/services';

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
  /** Writes a PNG of the whole screen; `settled` waits (2 s at most) until two pictures in a row are the same. */
  screenshot(path: string, options?: { readonly settled?: boolean }): Promise<void>;
  /** Ids of all processes that live on this desktop. */
  processes(): readonly number[];
  /** Ends all processes of this desktop and removes its home. */
  close(): Promise<void>;
}

/** Starts a desktop. When that fails half-way, what had been started is ended and removed again. */
export async function startDesktop(options: DesktopOptions = {}): Promise<Desktop> {
  const household = await openHousehold();
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

  const [display, address] = await Promise.all([
    startScreen(household, base, screen),
    startBus(household, base, options.prompter ?? false),
  ]);
  const env = { ...base, DISPLAY: display, DBUS_SESSION_BUS_ADDRESS: address };
  const bus = await connectBus(address);
  closers.push(() => bus.close());

  const keyringStarts = keyringState === 'none' ? undefined : startKeyring(household, bus, env);
  const browserStarts = options.browser === true ? startBrowser(household, env) : undefined;
  const others = [paint(env, theme, screen), ...(panel ? [startPanel(household, bus, env)] : [])];
  // All of them have to be through before a failure is reported: otherwise `close` would miss a late starter.
  await Promise.allSettled([keyringStarts ?? null, browserStarts ?? null, ...others]);
  const browser = await browserStarts;
  if (browser !== undefined) closers.push(() => browser.close());
  const keyring = await keyringStarts;
  await Promise.all(others);
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
    screenshot: (path, { settled = false } = {}) => photograph(env, path, settled),
    processes: () => household.members(),
    close,
  };
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
): Promise<string> {
  // The server takes a free number by itself and tells it on descriptor 3.
  const server = household.start(
    'Xvfb',
    ['-displayfd', '3', '-screen', '0', screen, '-nolisten', 'tcp', '-noreset', '-dpi', '96'],
    { env, stdio: ['ignore', 'ignore', 'ignore', 'pipe'] },
  );
  return `:${await firstLine(server, server.stdio[3], 'Xvfb')}`;
}

async function startBus(
  household: Household,
  env: Readonly<Record<string, string>>,
  prompter: boolean,
): Promise<string> {
  const services = join(household.home, 'run', 'services');
  await mkdir(services);
  // Nothing is started on demand that was not asked for: a keyring that a test stops has to stay away.
  const wanted = [
    'org.xfce.Xfconf',
    ...(prompter ? ['org.gnome.keyring.SystemPrompter', 'org.gnome.keyring.PrivatePrompter'] : []),
  ].map((name) => `${name}.service`);
  for (const name of wanted) {
    if (existsSync(join(SERVICES, name))) await copyFile(join(SERVICES, name), join(services, name));
  }
  const file = join(household.home, 'run', 'bus.conf');
  await writeFile(file, busConfiguration(join(household.home, 'run', 'bus'), services));
  const daemon: ChildProcess = household.start(
    'dbus-daemon',
    [`--config-file=${file}`, '--nofork', '--nosyslog', '--print-address=1'],
    { env, stdio: ['ignore', 'pipe', 'ignore'] },
  );
  return firstLine(daemon, daemon.stdout, 'dbus-daemon');
}

function busConfiguration(socket: string, services: string): string {
  return `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:path=${socket}</listen>
  <auth>EXTERNAL</auth>
  <servicedir>${services}</servicedir>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
`;
}

async function startPanel(
  household: Household,
  bus: Bus,
  env: Readonly<Record<string, string>>,
): Promise<void> {
  // xfconfd comes as a D-Bus service; started by us it is known by its id.
  const service = await readFile(join(SERVICES, 'org.xfce.Xfconf.service'), 'utf8');
  const xfconfd = /^Exec=(.+)$/m.exec(service)?.[1] ?? 'xfconfd';
  household.start(xfconfd, [], { env, stdio: 'ignore' });
  await bus.waitForName('org.xfce.Xfconf');
  household.start('xfce4-panel', ['--disable-wm-check'], { env, stdio: 'ignore' });
  await bus.waitForName('org.kde.StatusNotifierWatcher');
}

async function paint(env: Readonly<Record<string, string>>, theme: Theme, screen: string): Promise<void> {
  const size = screen.split('x').slice(0, 2).join('x');
  // On the root window display ends with 1 although it has drawn: only what it says counts.
  const { stderr } = await run('display', wallpaperArguments(theme, size), { env });
  if (stderr !== '') throw new Error(`No background: ${stderr}`);
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
