import { app, dialog } from 'electron';
import { readAppStart } from '../adapters/system/app-start.ts';
import { asAppError } from '../core/errors.ts';
import { keepSessionsQuiet } from './electron-http.ts';
import { spokenLanguage } from './language.ts';
import { obstacleTo } from './obstacles.ts';
import { registerPageScheme } from './page-scheme.ts';
import { denyByDefault } from './security.ts';
import { cleanEnvironment, isSandboxLeftOut, refusedAtStart } from './switches.ts';

/** The boot list: what must be settled before Chromium starts, then the tray, then everything else. */
async function boot(): Promise<void> {
  const refused = refusedAtStart();
  if (refused !== undefined) {
    console.error(`tobira: it cannot be started with ${refused}.`);
    app.exit(2);
    return;
  }
  cleanEnvironment();
  const start = readAppStart(process.argv);
  if (start.kind === 'command-line') {
    const { runInstead } = await import('./command-line.ts');
    return runInstead(start.words);
  }
  const obstacle = obstacleTo(start.kind);
  if (obstacle !== undefined) {
    console.error(`tobira: ${obstacle}`);
    app.exit(8);
    return;
  }
  // An agent gives way to the app, so it must not hold what the app starts with.
  if (start.kind === 'app' && !app.requestSingleInstanceLock()) {
    app.quit();
    return;
  }
  if (!isSandboxLeftOut()) app.enableSandbox();
  registerPageScheme();
  denyByDefault(app);
  keepSessionsQuiet();
  // Closing the window leaves the app in the tray.
  app.on('window-all-closed', () => undefined);
  if (start.kind === 'agent') {
    const { bootAgent } = await import('./agent.ts');
    bootAgent(start.words);
    return;
  }
  void app
    .whenReady()
    .then(() => import('./app.ts'))
    .then(({ startApp }) => startApp())
    .catch(giveUp);
}

/** Says why there will be no tray icon, in words, and ends. */
async function giveUp(error: unknown): Promise<void> {
  const { guidance } = await import('../core/error-guide.ts');
  const failure = asAppError(error);
  const { title, happened, advice, exitCode } = guidance(failure);
  if (failure.code === 'internal') console.error(failure.cause);
  console.error(`tobira: ${title}\n  ${happened} ${advice}`);
  const words = guidance(failure, spokenLanguage(app.getPreferredSystemLanguages()));
  dialog.showErrorBox(words.title, `${words.happened}\n\n${words.advice}`);
  app.exit(exitCode);
}

// Electron waits for this, and is not ready before it.
await boot();
