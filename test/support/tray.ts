import { setTimeout } from 'node:timers/promises';
import { Variant } from '@jellybrick/dbus-next';
import type { Bus } from './bus.ts';
import type { Desktop } from './desktop.ts';
import { run } from './process.ts';
import { PANEL_HEIGHT } from './panel.ts';
import { drawMenu, findEntry, readLayout, type TrayEntry } from './tray-menu.ts';

const WATCHER = {
  destination: 'org.kde.StatusNotifierWatcher',
  path: '/StatusNotifierWatcher',
  interface: 'org.kde.StatusNotifierWatcher',
};
const ITEM = 'org.kde.StatusNotifierItem';
const MENU = 'com.canonical.dbusmenu';

/** A tray icon as its host knows it. */
export interface TrayIcon {
  readonly name: string;
  readonly title: string;
  readonly toolTip: string;
  /** The picture's size in pixels; undefined where the icon comes by name. */
  readonly size: { readonly width: number; readonly height: number } | undefined;
  /** The picture's bytes, ARGB: two equal strings are two equal pictures. */
  readonly pixels: string;
}

/** The tray icon of one app, used the way a panel uses it. */
export interface Tray {
  /** The menu as it is now. */
  menu(): Promise<readonly TrayEntry[]>;
  /** The menu as text. */
  describe(): Promise<string>;
  /** The entry at a path of labels such as `Production / Admin > Copy credentials`; fails where there is none. */
  entry(path: string): Promise<TrayEntry>;
  /** Waits until the entry is there and, if asked for, satisfies the test; deadline in milliseconds, 10 s where unset. */
  waitForEntry(
    path: string,
    satisfies?: (entry: TrayEntry) => boolean,
    deadline?: number,
  ): Promise<TrayEntry>;
  /**
   * Clicks the entry. Refuses what a user could not click: a missing, disabled or hidden entry, or one above a submenu.
   * @returns when the click was sent, in milliseconds since 1970
   */
  click(path: string): Promise<number>;
  /**
   * Clicks the entry so many times in one message of the bus, faster than any menu can change meanwhile.
   * @returns how many of the clicks found the entry
   */
  clickAtOnce(path: string, times: number): Promise<number>;
  /** Says that a submenu is about to be shown, as a panel does when the mouse comes by. */
  hover(path: string): Promise<void>;
  /** A left click on the icon. */
  activate(): Promise<void>;
  icon(): Promise<TrayIcon>;
  /**
   * Opens the menu with the right mouse button, takes a picture of the whole screen, and closes the menu again.
   * Keys such as `['Down', 'Right']` are pressed before the picture: the way into a submenu.
   */
  screenshotMenu(path: string, keys?: readonly string[]): Promise<void>;
}

/**
 * Waits for the tray icon of a process, or of a child of it, and returns it.
 * Rejects after `deadline` milliseconds (15 s where unset).
 */
export async function findTray(desktop: Desktop, pid: number, deadline = 15_000): Promise<Tray> {
  const { bus } = desktop;
  const item = await bus.until(
    `tray icon of process ${pid}`,
    [
      { interface: WATCHER.interface, member: 'StatusNotifierItemRegistered' },
      { interface: 'org.freedesktop.DBus', member: 'NameOwnerChanged' },
    ],
    () => itemOf(bus, pid),
    deadline,
  );
  return traySession(desktop, { ...item, interface: ITEM });
}

interface ItemAddress {
  readonly destination: string;
  readonly path: string;
}

async function itemOf(bus: Bus, pid: number): Promise<ItemAddress | undefined> {
  if (!(await bus.hasOwner(WATCHER.destination))) return undefined;
  const items = await bus.property(WATCHER, 'RegisteredStatusNotifierItems');
  for (const item of Array.isArray(items) ? items : []) {
    // "name/path"; an item that goes at this moment has no process any more.
    const [, destination = '', path = ''] = /^([^/]+)(\/.*)$/.exec(String(item)) ?? [];
    if ((await bus.processOf(destination).catch(() => 0)) === pid) return { destination, path };
  }
  return undefined;
}

function traySession(desktop: Desktop, item: ItemAddress & { readonly interface: string }): Tray {
  const { bus } = desktop;
  const menuTarget = async (): Promise<ItemAddress & { readonly interface: string }> => {
    const path = await bus.property(item, 'Menu');
    if (typeof path !== 'string') throw new Error('The tray icon has no menu');
    return { destination: item.destination, path, interface: MENU };
  };
  const menu = async (): Promise<readonly TrayEntry[]> => {
    const target = await menuTarget();
    const [, layout] = await bus.call({
      ...target,
      member: 'GetLayout',
      signature: 'iias',
      body: [0, -1, []],
    });
    return readLayout(layout).submenu;
  };
  const entry = async (path: string): Promise<TrayEntry> => findEntry(await menu(), path);

  return {
    menu,
    entry,
    describe: async () => drawMenu(await menu()),
    waitForEntry: async (path, satisfies = () => true, deadline = 10_000) => {
      let last: readonly TrayEntry[] = [];
      try {
        return await bus.until(
          `such an entry "${path}"`,
          [
            { interface: MENU, member: 'LayoutUpdated' },
            { interface: MENU, member: 'ItemsPropertiesUpdated' },
            { interface: ITEM, member: 'NewMenu' },
          ],
          async () => {
            last = await menu();
            const found = tryFind(last, path);
            return found !== undefined && satisfies(found) ? found : undefined;
          },
          deadline,
        );
      } catch (error) {
        throw new Error(`No such entry "${path}" in the tray menu:\n${drawMenu(last)}`, { cause: error });
      }
    },
    click: async (path) => {
      for (let attempt = 1; ; attempt++) {
        // Ids change with every new menu, so they are read right before the click.
        const all = await menu();
        const target = clickable(all, path);
        const click = {
          member: 'Event',
          signature: 'isvu',
          body: [target.id, 'clicked', new Variant('i', 0), 0],
        };
        const whole = { ...(await menuTarget()), ...click };
        const sentAt = performance.timeOrigin + performance.now();
        try {
          await bus.call(whole);
          return sentAt;
        } catch (error) {
          // A new menu came in between, and the click went nowhere: a user clicks again.
          if (attempt === 5) throw error;
        }
      }
    },
    clickAtOnce: async (path, times) => {
      const { id } = clickable(await menu(), path);
      const clicks = Array.from({ length: times }, () => [id, 'clicked', new Variant('i', 0), 0]);
      const [unknown] = await bus.call({
        ...(await menuTarget()),
        member: 'EventGroup',
        signature: 'a(isvu)',
        body: [clicks],
      });
      return times - (Array.isArray(unknown) ? unknown.length : times);
    },
    hover: async (path) => {
      const { id } = await entry(path);
      await bus.call({ ...(await menuTarget()), member: 'AboutToShow', signature: 'i', body: [id] });
    },
    activate: async () => {
      await bus.call({ ...item, member: 'Activate', signature: 'ii', body: [0, 0] });
    },
    icon: () => readIcon(bus, item),
    screenshotMenu: (path, keys = []) => photographMenu(desktop, path, keys),
  };
}

function clickable(menu: readonly TrayEntry[], path: string): TrayEntry {
  const entry = findEntry(menu, path);
  if (!entry.enabled) throw new Error(`"${path}" is disabled, so no user could click it:\n${drawMenu(menu)}`);
  if (entry.submenu.length > 0)
    throw new Error(`"${path}" opens a submenu; name an entry of it:\n${drawMenu(menu)}`);
  return entry;
}

function tryFind(menu: readonly TrayEntry[], path: string): TrayEntry | undefined {
  try {
    return findEntry(menu, path);
  } catch {
    return undefined;
  }
}

async function readIcon(bus: Bus, item: ItemAddress & { readonly interface: string }): Promise<TrayIcon> {
  const text = async (name: string): Promise<string> => {
    const value = await bus.property(item, name).catch(() => '');
    return typeof value === 'string' ? value : '';
  };
  const toolTip = await bus.property(item, 'ToolTip').catch(() => []);
  const pixmaps = await bus.property(item, 'IconPixmap').catch(() => []);
  const largest: unknown = Array.isArray(pixmaps) ? pixmaps.at(-1) : undefined;
  const parts: readonly unknown[] = Array.isArray(largest) ? largest : [];
  const [width, height, bytes] = parts;
  return {
    name: await text('IconName'),
    title: await text('Title'),
    toolTip: Array.isArray(toolTip) && typeof toolTip[2] === 'string' ? toolTip[2] : '',
    size: typeof width === 'number' && typeof height === 'number' ? { width, height } : undefined,
    pixels: Buffer.isBuffer(bytes) ? bytes.toString('base64') : '',
  };
}

/** Opens the menu where the mouse would: the icon is the only one in the panel, next to its right end. */
async function photographMenu(desktop: Desktop, path: string, keys: readonly string[]): Promise<void> {
  const xdotool = async (...args: readonly string[]): Promise<string> => {
    const { code, stdout, stderr } = await run('xdotool', args, { env: desktop.env });
    if (code !== 0 && args[0] !== 'search') throw new Error(`xdotool ${args.join(' ')}: ${stderr}`);
    return stdout;
  };
  const windows = (): Promise<string> => xdotool('search', '--onlyvisible', '--class', 'wrapper');
  const width = Number.parseInt(await xdotool('getdisplaygeometry'), 10);
  const before = await windows();
  await xdotool('mousemove', String(width - 24), String(PANEL_HEIGHT / 2), 'click', '3');
  for (let attempt = 0; (await windows()) === before; attempt++) {
    if (attempt === 50) throw new Error('The tray menu did not open');
    await setTimeout(50);
  }
  for (const key of keys) await xdotool('key', key);
  await desktop.screenshot(path, { settled: true });
  await xdotool('key', '--repeat', String(keys.length + 1), 'Escape');
}
