import { join } from 'node:path';
import { Notification } from 'electron';
import type { Notifier } from './notice.ts';

/** @returns undefined where this desktop shows no notifications */
export function createSystemNotifier(): Notifier | undefined {
  if (!Notification.isSupported()) return undefined;
  return {
    show({ title, body, onClick, action, isMinor = false }) {
      const notification = new Notification({
        title,
        body,
        // Programs may try at any hour.
        silent: true,
        urgency: isMinor ? 'low' : 'normal',
        // Elsewhere a click on the notification is the only way to answer.
        ...(process.platform === 'darwin' &&
          action !== undefined && { actions: [{ type: 'button' as const, text: action }] }),
        // Elsewhere the system shows the app's icon by itself.
        ...(process.platform === 'linux' && {
          icon: join(import.meta.dirname, '../../resources/icons/app/256x256.png'),
        }),
      });
      notification.on('click', onClick);
      notification.on('action', onClick);
      notification.show();
      return { close: () => notification.close() };
    },
  };
}
