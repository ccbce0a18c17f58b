import { join } from 'node:path';
import { Notification } from 'electron';
import type { Notifier } from './notifications.ts';

/** @returns undefined where this desktop shows no notifications */
export function createSystemNotifier(): Notifier | undefined {
  if (!Notification.isSupported()) return undefined;
  return {
    show({ title, body, onClick }) {
      const notification = new Notification({
        title,
        body,
        // Programs may try at any hour.
        silent: true,
        // Elsewhere the system shows the app's icon by itself.
        ...(process.platform === 'linux' && {
          icon: join(import.meta.dirname, '../../resources/icons/app/256x256.png'),
        }),
      });
      notification.on('click', onClick);
      notification.show();
      return { close: () => notification.close() };
    },
  };
}
