import { existsSync } from 'node:fs';
import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Household } from './household.ts';
import { firstLine } from './sign-of-life.ts';

/** Where D-Bus services say how they are started. */
export const SERVICES = '/usr/share/dbus-1/services';

/** Starts a D-Bus session daemon in a household and returns its address. */
export async function startBus(
  household: Household,
  env: Readonly<Record<string, string>>,
  prompter: boolean,
): Promise<string> {
  const services = join(household.home, 'run', 'services');
  await mkdir(services);
  // Nothing is started on demand that was not asked for: a keyring that a test stops has to stay away.
  const wanted = [
    'org.xfce.Xfconf',
    ...(prompter ? ['org.gnome.keyring.SystemPrompter', 'org.gnome.keyring.PrivatePrompter'] : []),
  ].map((name) => `${name}.service`);
  for (const name of wanted) {
    if (existsSync(join(SERVICES, name))) await copyFile(join(SERVICES, name), join(services, name));
  }
  const file = join(household.home, 'run', 'bus.conf');
  await writeFile(file, busConfiguration(join(household.home, 'run', 'bus'), services));
  const daemon = household.start(
    'dbus-daemon',
    [`--config-file=${file}`, '--nofork', '--nosyslog', '--print-address=1'],
    { env, stdio: ['ignore', 'pipe', 'ignore'] },
  );
  return firstLine(daemon, 'dbus-daemon', daemon.stdout);
}

function busConfiguration(socket: string, services: string): string {
  return `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:path=${socket}</listen>
  <auth>EXTERNAL</auth>
  <servicedir>${services}</servicedir>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
    <!-- The test itself may be another user than the desktop's. The socket is in a folder that only they can enter. -->
    <allow user="*"/>
  </policy>
</busconfig>
`;
}
