import { join } from 'node:path';
import {
  Menu,
  nativeImage,
  nativeTheme,
  Tray,
  type MenuItemConstructorOptions,
  type NativeImage,
} from 'electron';
import type { AppView } from '../shared/view.ts';
import {
  trayMenu,
  trayMood,
  trayTooltip,
  type TrayIntent,
  type TrayItem,
  type TrayMood,
} from './tray-menu.ts';

/** The icon in the system tray, drawn from the view. */
export interface AppTray {
  show(view: AppView): void;
}

export function createTray(first: AppView, onIntent: (intent: TrayIntent) => void): AppTray {
  let view = first;
  let drawn = '';
  let mood: TrayMood = trayMood(first);
  const tray = new Tray(icon(mood));
  tray.on('click', () => onIntent({ type: 'show-window' }));
  nativeTheme.on('updated', () => tray.setImage(icon(mood)));

  function draw(): void {
    const items = trayMenu(view);
    const key = JSON.stringify([items, trayTooltip(view)]);
    // A menu set again closes or flickers while it is open on some desktops: only a different one is worth that.
    if (key !== drawn) {
      drawn = key;
      tray.setToolTip(trayTooltip(view));
      tray.setContextMenu(Menu.buildFromTemplate(items.map((item) => template(item, onIntent))));
    }
    const next = trayMood(view);
    if (next !== mood) {
      mood = next;
      tray.setImage(icon(mood));
    }
  }

  draw();
  return {
    show(next) {
      view = next;
      draw();
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
