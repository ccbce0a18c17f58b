import { homedir } from 'node:os';
import { app, globalShortcut } from 'electron';
import { imageAround } from '../adapters/system/app-image.ts';
import { createAutostart } from '../adapters/system/autostart.ts';
import type { SystemReach } from './settings-effects.ts';

/** Keys and the start of the session, by the ways of each system. */
export function createSystemReach(): SystemReach {
  return {
    // There the compositor alone deals out keys; what Chromium can ask for reaches its own windows only.
    canTakeKeys: process.platform !== 'linux' || process.env['XDG_SESSION_TYPE'] !== 'wayland',
    takeKeys: (keys, onPress) => globalShortcut.register(keys, onPress),
    giveKeysBack: (keys) => {
      globalShortcut.unregister(keys);
    },
    async startAtLogin(on) {
      if (process.platform === 'linux') await autostart().set(on);
      else setLoginItem(on);
    },
  };
}

function autostart() {
  const image = imageAround(import.meta.dirname, process.env);
  const program = image ?? process.execPath;
  // Out of its sources, the program is Electron, which has to be told what to run.
  const command = app.isPackaged ? [program] : [program, app.getAppPath()];
  return createAutostart({ environment: process.env, home: homedir(), command });
}

/** The system keeps the list: it is touched only where it says something else. */
function setLoginItem(on: boolean): void {
  if (app.getLoginItemSettings().openAtLogin !== on) app.setLoginItemSettings({ openAtLogin: on });
}
