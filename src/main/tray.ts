import { join } from 'node:path';
import {
  Menu,
  nativeImage,
  nativeTheme,
  Tray,
  type MenuItemConstructorOptions,
  type NativeImage,
  type Rectangle,
} from 'electron';
import { systemClock } from '../adapters/system/system-clock.ts';
import { assertNever } from '../core/errors.ts';
import type { AppView } from '../shared/view.ts';
import { createRoleLabels, longestName } from './role-labels.ts';
import { createMenuHold } from './tray-hold.ts';
import type { TrayIntent, TrayItem } from './tray-item.ts';
import { nextEnd, trayMenu, trayMood, trayTooltip, type TrayMood } from './tray-menu.ts';

/** The icon in the system tray, drawn from the view. */
export interface AppTray {
  show(view: AppView): void;
  /** Puts the icon up anew: one that found no place at first looks for none again. */
  renew(): void;
  /** Where the icon is; without a size where the desktop does not tell. */
  bounds(): Rectangle;
}

/**
 * Windows and macOS tell when the menu opens and closes. On Linux another program draws it, and all that is heard of it
 * is that a submenu opens: then the menu stays as it is until a click, or for as long as one looks at a menu.
 */
const isDrawnElsewhere = process.platform === 'linux';
const longestOpen = isDrawnElsewhere ? 8_000 : 10 * 60_000;

/**
 * A menu takes longer to draw than a request to answer, and a console takes three: what changes in one go is drawn once,
 * before anybody could see the difference. Milliseconds.
 */
const settleMs = 50;

export function createTray(first: AppView, onIntent: (intent: TrayIntent) => void): AppTray {
  let view = first;
  let drawn = '';
  let menu = Menu.buildFromTemplate([]);
  let mood: TrayMood = trayMood(first);
  const labelsOf = createRoleLabels(longestName);
  let callOffEnd = (): void => undefined;
  let isToBeDrawn = false;
  const hold = createMenuHold(systemClock, longestOpen, draw);
  let tray = putUp();
  nativeTheme.on('updated', () => tray.setImage(icon(mood)));

  function putUp(): Tray {
    const fresh = new Tray(icon(mood));
    fresh.on('click', () => onIntent({ type: 'show-window' }));
    return fresh;
  }

  function click(intent: TrayIntent): void {
    hold.closed();
    onIntent(intent);
  }

  function drawIcon(): void {
    const next = trayMood(view);
    if (next === mood) return;
    mood = next;
    tray.setImage(icon(mood));
  }

  function draw(): void {
    if (hold.isOpen()) return;
    const now = systemClock.now();
    const items = trayMenu(view, now, labelsOf);
    const key = JSON.stringify([items, trayTooltip(view)]);
    // A menu set again closes or flickers while it is open on some desktops: only a different one is worth that.
    if (key !== drawn) {
      drawn = key;
      menu = Menu.buildFromTemplate(items.map((item) => template(item, click)));
      watchMenu(menu);
      hang();
    }
    callOffEnd();
    const end = nextEnd(view, now);
    if (end !== undefined) callOffEnd = systemClock.after(end - now + 1, draw);
  }

  function hang(): void {
    tray.setToolTip(trayTooltip(view));
    tray.setContextMenu(menu);
  }

  function watchMenu(whole: ReturnType<typeof Menu.buildFromTemplate>): void {
    whole.on('menu-will-show', () => hold.opened());
    whole.on('menu-will-close', () => hold.closed());
    if (!isDrawnElsewhere) return;
    for (const { submenu } of whole.items) submenu?.on('menu-will-show', () => hold.opened());
  }

  draw();
  return {
    show(next) {
      view = next;
      drawIcon();
      if (isToBeDrawn) return;
      isToBeDrawn = true;
      systemClock.after(settleMs, () => {
        isToBeDrawn = false;
        draw();
      });
    },
    bounds: () => tray.getBounds(),
    renew() {
      tray.destroy();
      tray = putUp();
      hang();
    },
  };
}

function template(item: TrayItem, onIntent: (intent: TrayIntent) => void): MenuItemConstructorOptions {
  switch (item.type) {
    case 'separator':
      return { type: 'separator' };
    case 'note':
      return { label: escapeMnemonic(item.label), enabled: false };
    case 'entry':
      return { label: escapeMnemonic(item.label), click: () => onIntent(item.intent) };
    case 'check':
      return {
        type: 'checkbox',
        label: escapeMnemonic(item.label),
        checked: item.checked,
        click: (drawn) => {
          // A click ticks it by itself, also where nothing comes of it: the view alone decides.
          drawn.checked = item.checked;
          onIntent(item.intent);
        },
      };
    case 'submenu':
      return {
        label: escapeMnemonic(item.label),
        submenu: item.items.map((inner) => template(inner, onIntent)),
      };
    default:
      return assertNever(item);
  }
}

/** A single `&` would underline the letter after it and vanish. */
function escapeMnemonic(label: string): string {
  return label.replaceAll('&', '&&');
}

function icon(mood: TrayMood): NativeImage {
  return nativeImage.createFromPath(join(import.meta.dirname, '../../resources/icons/tray', iconFile(mood)));
}

function iconFile(mood: TrayMood): string {
  if (process.platform === 'darwin') return `macos/${mood}Template.png`;
  const folder = process.platform === 'win32' ? 'windows' : 'linux';
  return `${folder}/${mood}-${isPanelDark() ? 'on-dark' : 'on-light'}.png`;
}

/** GNOME's top bar is dark whatever the theme. */
function isPanelDark(): boolean {
  const desktop = process.env['XDG_CURRENT_DESKTOP'] ?? '';
  return /gnome|unity/i.test(desktop) || nativeTheme.shouldUseDarkColors;
}
