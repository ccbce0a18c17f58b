import { homedir } from 'node:os';
import { app, globalShortcut } from 'electron';
import { imageAround } from '../adapters/system/app-image.ts';
import { createAutostart } from '../adapters/system/autostart.ts';
import type { Memory } from '../core/ports.ts';
import { createLoginItem } from './login-item.ts';
import { createLoginStart } from './login-start.ts';
import type { SystemReach } from './settings-effects.ts';

/** Keys and the start of the session, by the ways of each system. */
export function createSystemReach(memory: Pick<Memory, 'startsAtLogin' | 'setStartsAtLogin'>): SystemReach {
  const list = process.platform === 'linux' ? autostart() : createLoginItem(app, process.platform);
  return {
    // There the compositor alone deals out keys; what Chromium can ask for reaches its own windows only.
    canTakeKeys: process.platform !== 'linux' || process.env['XDG_SESSION_TYPE'] !== 'wayland',
    takeKeys: (keys, onPress) => globalShortcut.register(keys, onPress),
    giveKeysBack: (keys) => {
      globalShortcut.unregister(keys);
    },
    startAtLogin: createLoginStart({ list, memory }),
  };
}

function autostart() {
  const image = imageAround(import.meta.dirname, process.env);
  const program = image ?? process.execPath;
  // Out of its sources, the program is Electron, which has to be told what to run.
  const command = app.isPackaged ? [program] : [program, app.getAppPath()];
  return createAutostart({ environment: process.env, home: homedir(), command });
}
