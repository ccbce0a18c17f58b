import { existsSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Gives back the environment that the user had: Chromium adds variables of its own as it starts, and what runs here or
 * is started from here would follow them.
 */
export function undoChromiumsChanges(env: NodeJS.ProcessEnv): void {
  delete env['CHROME_DESKTOP'];
  delete env['ORIGINAL_XDG_CURRENT_DESKTOP'];
  // Where no bus was named it says that there is none.
  if (env['DBUS_SESSION_BUS_ADDRESS'] === 'disabled:') delete env['DBUS_SESSION_BUS_ADDRESS'];
}

/** Names the session's bus where nobody has: the keychain is behind it. Source: systemd's place for it. */
export function nameSessionBus(env: NodeJS.ProcessEnv): void {
  const folder = env['XDG_RUNTIME_DIR'] ?? '';
  if (env['DBUS_SESSION_BUS_ADDRESS'] !== undefined || folder === '') return;
  const socket = join(folder, 'bus');
  if (existsSync(socket)) env['DBUS_SESSION_BUS_ADDRESS'] = `unix:path=${socket}`;
}
