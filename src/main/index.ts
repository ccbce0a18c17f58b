import { app } from 'electron';
import { keepSessionsQuiet } from './electron-http.ts';
import { registerPageScheme } from './page-scheme.ts';
import { denyByDefault } from './security.ts';
import { cleanEnvironment, dangerousSwitch, isSandboxLeftOut } from './switches.ts';

/** The boot list: what must be settled before Chromium starts, then the tray, then everything else. */
function boot(): void {
  const refused = dangerousSwitch();
  if (refused !== undefined) {
    console.error(`tobira: it cannot be started with --${refused}.`);
    app.exit(2);
    return;
  }
  cleanEnvironment();
  if (!app.requestSingleInstanceLock()) {
    app.quit();
    return;
  }
  if (!isSandboxLeftOut()) app.enableSandbox();
  registerPageScheme();
  denyByDefault(app);
  keepSessionsQuiet();
  // Closing the window leaves the app in the tray.
  app.on('window-all-closed', () => undefined);
  void app
    .whenReady()
    .then(() => import('./app.ts'))
    .then(({ startApp }) => startApp())
    .catch((error: unknown) => {
      console.error(error);
      app.exit(1);
    });
}

boot();
