import type { App } from 'electron';
import type { LoginList } from './login-start.ts';

/** The list that macOS and Windows keep. It does not tell who made an item. */
export function createLoginItem(
  app: Pick<App, 'getLoginItemSettings' | 'setLoginItemSettings'>,
  platform: NodeJS.Platform,
): LoginList {
  return {
    isOurs: () => Promise.resolve(false),
    set(on) {
      app.setLoginItemSettings({ openAtLogin: on });
      return Promise.resolve();
    },
    keep() {
      const { openAtLogin, executableWillLaunchAtLogin } = app.getLoginItemSettings();
      // Windows' own settings leave the item in its place, and switch it off.
      return Promise.resolve(openAtLogin && (platform !== 'win32' || executableWillLaunchAtLogin));
    },
  };
}
