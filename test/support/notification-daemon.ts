import type { ChildProcess } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { Bus } from './bus.ts';
import type { Household } from './household.ts';
import { run } from './process.ts';
import { SERVICES } from './session-bus.ts';
import { signOfLife } from './sign-of-life.ts';

const NAME = 'org.freedesktop.Notifications';

/** A notification as a program has asked for it. */
export interface AskedNotification {
  readonly title: string;
  readonly body: string;
}

/** What shows notifications on the desktop, and all that it was asked to. */
export interface NotificationDaemon {
  /** Each that was asked for so far, settled or not. */
  asked(): readonly AskedNotification[];
  /** Why each that is gone went: `clicked` stands for any end by the user's hand. */
  gone(): readonly ('expired' | 'clicked' | 'taken-back' | 'unknown')[];
  /** Does what the one bubble on the screen offers; waits for it, 10 s at most. */
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
  const service = await readFile(join(SERVICES, 'org.xfce.xfce4-notifyd.Notifications.service'), 'utf8');
  const program = /^Exec=(.+)$/m.exec(service)?.[1] ?? 'xfce4-notifyd';
  const daemon = household.start(program, [], { env, stdio: 'ignore' });
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
          await press(window, env);
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
  return { title, body };
}

function readReason(message: string): 'expired' | 'clicked' | 'taken-back' | 'unknown' {
  const [, reason = 4] = [...message.matchAll(/uint32 (\d+)/g)].map(([, value]) => Number(value));
  return (['expired', 'clicked', 'taken-back'] as const)[reason - 1] ?? 'unknown';
}

/** A click anywhere else only takes the bubble away: its button is at the lower right. */
async function press(window: string, env: Readonly<Record<string, string>>): Promise<void> {
  const { stdout } = await run('xdotool', ['getwindowgeometry', '--shell', window], { env });
  const size = (name: string) => Number(new RegExp(`^${name}=(\\d+)$`, 'm').exec(stdout)?.[1]);
  const place = [size('WIDTH') - 60, size('HEIGHT') - 30].map(String);
  await run('xdotool', ['mousemove', '--window', window, ...place, 'click', '1'], { env });
}

async function visibleWindows(env: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const { stdout } = await run('xdotool', ['search', '--onlyvisible', '--class', 'xfce4-notifyd'], { env });
  return stdout.split('\n').filter((line) => line !== '');
}
