import { accessSync, constants, mkdirSync } from 'node:fs';
import { app } from 'electron';

/**
 * What would make Chromium end the process without a word that helps.
 *
 * @returns a sentence for the user; undefined where nothing stands in the way
 */
export function obstacleTo(kind: 'app' | 'agent'): string | undefined {
  const { DISPLAY: x11, WAYLAND_DISPLAY: wayland } = process.env;
  if (kind === 'app' && process.platform === 'linux' && !x11 && !wayland) {
    return 'There is no display: neither DISPLAY nor WAYLAND_DISPLAY is set. The command line needs none.';
  }
  try {
    const folder = app.getPath('userData');
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    accessSync(folder, constants.W_OK | constants.X_OK);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return `Its folder for settings cannot be used (${reason}). Check HOME and XDG_CONFIG_HOME.`;
  }
  return undefined;
}
