import { Message, MessageType, sessionBus, Variant } from '@jellybrick/dbus-next';
import type { Desktop } from './desktop.ts';
import type { Theme } from './panel.ts';

const name = 'org.freedesktop.portal.Desktop';
const path = '/org/freedesktop/portal/desktop';
const settings = 'org.freedesktop.portal.Settings';
const appearance = ['org.freedesktop.appearance', 'color-scheme'] as const;

/** The desktop's switch between light and dark, as the settings portal of GNOME, KDE and others shows it to programs. */
export interface Appearance {
  set(theme: Theme): void;
  close(): void;
}

/** Starts the portal on a desktop; programs that start afterwards follow it. */
export async function startAppearance(desktop: Desktop, first: Theme): Promise<Appearance> {
  const bus = sessionBus({ busAddress: desktop.env['DBUS_SESSION_BUS_ADDRESS'] ?? '' });
  let theme = first;
  // 1 prefers dark, 2 prefers light. Source: the documentation of org.freedesktop.portal.Settings.
  const value = (): Variant => new Variant('u', theme === 'dark' ? 1 : 2);
  bus.addMethodHandler((message: Message) => {
    const { member, body, interface: target } = message;
    if (target !== settings || (member !== 'Read' && member !== 'ReadOne')) return false;
    const known = appearance.every((word, index) => body[index] === word);
    bus.send(
      known
        ? // The older call wraps the value once more.
          Message.newMethodReturn(message, 'v', [member === 'Read' ? new Variant('v', value()) : value()])
        : Message.newError(message, 'org.freedesktop.portal.Error.NotFound', 'Requested setting not found'),
    );
    return true;
  });
  await bus.requestName(name, 0);
  return {
    set(next) {
      theme = next;
      bus.send(
        new Message({
          type: MessageType.SIGNAL,
          path,
          interface: settings,
          member: 'SettingChanged',
          signature: 'ssv',
          body: [...appearance, value()],
        }),
      );
    },
    close: () => bus.disconnect(),
  };
}
