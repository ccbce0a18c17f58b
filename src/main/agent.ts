import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { app } from 'electron';
import { startAgent } from '../adapters/owner/agent.ts';
import { toReport } from '../adapters/owner/protocol.ts';
import { socketPath } from '../adapters/owner/socket-path.ts';
import { tellStarter } from '../adapters/owner/starter.ts';
import { createAgentLog } from '../adapters/system/agent-log.ts';
import { preventCoreDumps } from '../adapters/system/core-dumps.ts';
import { findPaths } from '../adapters/system/paths.ts';
import { systemClock } from '../adapters/system/system-clock.ts';
import { asAppError } from '../core/errors.ts';
import { createElectronHttp } from './electron-http.ts';
import { nameSessionBus, undoChromiumsChanges } from './chromium-environment.ts';
import { composeOwner } from './compose.ts';
import { systemClipboard } from './system-clipboard.ts';

/**
 * The agent in the app's clothes: no tray, no window, but the app's network, and on macOS its right to the keychain.
 * When the app itself is started it takes over, as from any agent; so this one never has to become visible.
 */
export function bootAgent(words: readonly string[]): void {
  undoChromiumsChanges(process.env);
  nameSessionBus(process.env);
  keepOutOfSight();
  void app
    .whenReady()
    .then(() => serve(words))
    .catch(async (error: unknown) => {
      await tellStarter(toReport(asAppError(error)));
      app.exit(1);
    });
}

function keepOutOfSight(): void {
  // The app may be starting at the same time: each keeps its files for itself.
  const folder = join(app.getPath('userData'), 'agent');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  app.setPath('userData', folder);
  // There is nothing to draw.
  app.disableHardwareAcceleration();
  app.commandLine.appendSwitch('disable-gpu');
  app.commandLine.appendSwitch('disable-software-rasterizer');
  if (process.platform === 'darwin') app.setActivationPolicy('prohibited');
}

async function serve(words: readonly string[]): Promise<void> {
  void preventCoreDumps();
  const { values } = parseArgs({ args: [...words], options: { config: { type: 'string' } } });
  const paths = findPaths(process.env, values.config);
  const log = createAgentLog(paths, systemClock);
  const agent = await startAgent({
    owner: composeOwner(paths, log, systemClipboard, createElectronHttp()),
    address: { socket: socketPath(paths.runtime), config: paths.config },
    clock: systemClock,
    log,
    exit: () => app.exit(0),
  });
  app.on('before-quit', (event) => {
    event.preventDefault();
    agent?.end();
  });
  await tellStarter(agent === undefined ? 'taken' : 'ready');
  if (agent === undefined) app.exit(0);
}
