import type { ChildProcess } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { Bus } from './bus.ts';
import type { Household } from './household.ts';
import { run } from './process.ts';
import { signOfLife } from './sign-of-life.ts';

const NAME = 'org.freedesktop.Notifications';
const DAEMON = '/usr/lib/x86_64-linux-gnu/xfce4/notifyd/xfce4-notifyd';

/** A notification as a program has asked for it. */
export interface AskedNotification {
  readonly title: string;
  readonly body: string;
  /** Whether the desktop was asked to make no sound. */
  readonly silent: boolean;
}

/** What shows notifications on the desktop, and all that it was asked to. */
export interface NotificationDaemon {
  /** Each that was asked for so far, settled or not. */
  asked(): readonly AskedNotification[];
  /** Why each that is gone went: `clicked` stands for any end by the user's hand. */
  gone(): readonly ('expired' | 'clicked' | 'taken-back' | 'unknown')[];
  /** Clicks into the one bubble that is on the screen; waits for it, 10 s at most. */
  click(): Promise<void>;
  /** How many bubbles are on the screen. */
  bubbles(): Promise<number>;
}

/** Bubbles come up below, where no panel is, stay for long, and neither fade nor slide. The settings have to be there before xfconfd starts. */
export async function writeNotificationSettings(configHome: string): Promise<void> {
  const folder = join(configHome, 'xfce4', 'xfconf', 'xfce-perchannel-xml');
  await mkdir(folder, { recursive: true });
  await writeFile(
    join(folder, 'xfce4-notifyd.xml'),
    `<?xml version="1.0" encoding="UTF-8"?>
<channel name="xfce4-notifyd" version="1.0">
  <property name="expire-timeout" type="int" value="600"/>
  <property name="notify-location" type="uint" value="3"/>
  <property name="do-fadeout" type="bool" value="false"/>
  <property name="do-slideout" type="bool" value="false"/>
  <property name="initial-opacity" type="double" value="1.0"/>
</channel>
`,
  );
}

/** Starts Xfce's notification daemon, and listens to what it is told. */
export async function startNotificationDaemon(
  household: Household,
  bus: Bus,
  env: Readonly<Record<string, string>>,
): Promise<NotificationDaemon> {
  const daemon = household.start(DAEMON, [], { env, stdio: 'ignore' });
  await signOfLife(daemon, 'xfce4-notifyd', bus.waitForName(NAME));
  const monitor = household.start('dbus-monitor', ['--session', `interface='${NAME}'`], {
    env,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const heard = listen(monitor);
  // It is deaf to what comes before its own first word.
  await signOfLife(monitor, 'dbus-monitor', heard.first);
  const windows = () => visibleWindows(env);

  return {
    asked: () => messages(heard.text(), 'Notify').map(readAsked),
    gone: () => messages(heard.text(), 'NotificationClosed').map(readReason),
    bubbles: async () => (await windows()).length,
    async click() {
      const end = performance.now() + 10_000;
      for (;;) {
        const [window] = await windows();
        if (window !== undefined) {
          await run('xdotool', ['mousemove', '--window', window, '40', '20', 'click', '1'], { env });
          return;
        }
        if (performance.now() > end) throw new Error('No notification is on the screen');
        await setTimeout(50);
      }
    },
  };
}

function listen(monitor: ChildProcess): { readonly first: Promise<void>; text(): string } {
  let text = '';
  const first = new Promise<void>((resolve) => {
    monitor.stdout?.setEncoding('utf8').on('data', (part: string) => {
      text += part;
      resolve();
    });
  });
  return { first, text: () => text };
}

/** The arguments of each message of this name, as dbus-monitor writes them: indented, below a line of its own. */
function messages(text: string, member: string): readonly string[] {
  return text
    .split(/^(?=(?:method call|signal) time=)/m)
    .filter((message) => message.split('\n', 1)[0]?.endsWith(`; member=${member}`));
}

function readAsked(message: string): AskedNotification {
  // The app's name, the icon's, the title, the text.
  const [, , title = '', body = ''] = [...message.matchAll(/^ {3}string "(.*?)"$/gms)].map(
    ([, value = '']) => value,
  );
  return { title, body, silent: /"suppress-sound"\s+variant\s+boolean true/.test(message) };
}

function readReason(message: string): 'expired' | 'clicked' | 'taken-back' | 'unknown' {
  const [, reason = 4] = [...message.matchAll(/uint32 (\d+)/g)].map(([, value]) => Number(value));
  return (['expired', 'clicked', 'taken-back'] as const)[reason - 1] ?? 'unknown';
}

async function visibleWindows(env: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const { stdout } = await run('xdotool', ['search', '--onlyvisible', '--class', 'xfce4-notifyd'], { env });
  return stdout.split('\n').filter((line) => line !== '');
}
