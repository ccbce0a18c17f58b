import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Bus } from './bus.ts';
import type { Household } from './household.ts';
import { run } from './process.ts';
import { SERVICES } from './session-bus.ts';
import { signOfLife } from './sign-of-life.ts';

export type Theme = 'light' | 'dark';

/** Height of the panel in pixels; it lies along the top edge. */
export const PANEL_HEIGHT = 36;

/** Background colours of the desktop, top to bottom. */
const WALLPAPER: Readonly<Record<Theme, string>> = {
  light: 'gradient:#dfe7f1-#a9bdd6',
  dark: 'gradient:#2b3a55-#141c2e',
};

/**
 * Writes the settings of a panel with a status tray at its right end, and of GTK, into a configuration folder.
 * They have to be there before xfconfd starts.
 */
export async function writePanelSettings(configHome: string, theme: Theme): Promise<void> {
  const channels = join(configHome, 'xfce4', 'xfconf', 'xfce-perchannel-xml');
  const gtk = join(configHome, 'gtk-3.0');
  await mkdir(channels, { recursive: true });
  await mkdir(gtk, { recursive: true });
  await writeFile(join(channels, 'xfce4-panel.xml'), panelXml(theme));
  await writeFile(
    join(gtk, 'settings.ini'),
    `[Settings]
gtk-theme-name=Adwaita
gtk-icon-theme-name=Adwaita
gtk-font-name=DejaVu Sans 10
gtk-application-prefer-dark-theme=${theme === 'dark' ? 1 : 0}
gtk-enable-animations=0
`,
  );
}

/** Starts a panel, which is the host of tray icons, from the settings that are there. */
export async function startPanel(
  household: Household,
  bus: Bus,
  env: Readonly<Record<string, string>>,
): Promise<void> {
  // xfconfd comes as a D-Bus service; started by us it is known by its id.
  const service = await readFile(join(SERVICES, 'org.xfce.Xfconf.service'), 'utf8');
  const xfconfd = /^Exec=(.+)$/m.exec(service)?.[1] ?? 'xfconfd';
  const settings = household.start(xfconfd, [], { env, stdio: 'ignore' });
  await signOfLife(settings, 'xfconfd', bus.waitForName('org.xfce.Xfconf'));
  // Gives windows their frames and the keyboard, and keeps them off the panel.
  household.start('xfwm4', ['--compositor=off'], { env, stdio: 'ignore' });
  const panel = household.start('xfce4-panel', ['--disable-wm-check'], { env, stdio: 'ignore' });
  await signOfLife(panel, 'xfce4-panel', bus.waitForName('org.kde.StatusNotifierWatcher'));
}

/** Draws the desktop's background. */
export async function drawWallpaper(
  env: Readonly<Record<string, string>>,
  theme: Theme,
  screen: string,
): Promise<void> {
  const size = screen.split('x').slice(0, 2).join('x');
  // The picture comes last: with options after it, display waits for a window that never comes.
  // On the root window it ends with 1 although it has drawn: only what it says counts.
  const { stderr } = await run('display', ['-window', 'root', '-size', size, WALLPAPER[theme]], { env });
  if (stderr !== '') throw new Error(`No background: ${stderr}`);
}

function panelXml(theme: Theme): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<channel name="xfce4-panel" version="1.0">
  <property name="configver" type="int" value="2"/>
  <property name="panels" type="array">
    <value type="int" value="1"/>
    <property name="dark-mode" type="bool" value="${theme === 'dark'}"/>
    <property name="panel-1" type="empty">
      <property name="position" type="string" value="p=6;x=0;y=0"/>
      <property name="position-locked" type="bool" value="true"/>
      <property name="length" type="uint" value="100"/>
      <property name="size" type="uint" value="${PANEL_HEIGHT}"/>
      <property name="icon-size" type="uint" value="22"/>
      <property name="plugin-ids" type="array">
        <value type="int" value="1"/>
        <value type="int" value="2"/>
        <value type="int" value="3"/>
      </property>
    </property>
  </property>
  <property name="plugins" type="empty">
    <property name="plugin-1" type="string" value="separator">
      <property name="expand" type="bool" value="true"/>
      <property name="style" type="uint" value="0"/>
    </property>
    <property name="plugin-2" type="string" value="systray">
      <property name="square-icons" type="bool" value="true"/>
      <property name="icon-size" type="int" value="22"/>
      <property name="hide-new-items" type="bool" value="false"/>
    </property>
    <property name="plugin-3" type="string" value="separator">
      <property name="style" type="uint" value="0"/>
    </property>
  </property>
</channel>
`;
}
