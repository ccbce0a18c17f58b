import type { BrowserApp } from '../../core/model.ts';

/** A browser that can be chosen by its name. */
export type NamedBrowser = Exclude<BrowserApp, 'default'>;

export const namedBrowsers = ['chrome', 'chromium', 'edge', 'brave', 'firefox'] as const;

/** What people call them. */
export const browserNames: Readonly<Record<NamedBrowser, string>> = {
  chrome: 'Google Chrome',
  chromium: 'Chromium',
  edge: 'Microsoft Edge',
  brave: 'Brave',
  firefox: 'Firefox',
};

/** A computer, as far as it says where its browsers are. */
export interface BrowserSystem {
  readonly platform: NodeJS.Platform;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly home: string;
}

/** Where a browser may be, best first, and where it then keeps its profiles. */
export interface BrowserPlace {
  /** Linux and Windows: the program. macOS: the application's folder. */
  readonly path: string;
  /** The files that may name its profiles: `Local State`, and `profiles.ini` for Firefox. */
  readonly profileFiles: readonly string[];
}

/** The vendors' own folders, from their documentation of user data and of installation. */
export function browserPlaces(app: NamedBrowser, system: BrowserSystem): readonly BrowserPlace[] {
  switch (system.platform) {
    case 'darwin':
      return onMac(app, system);
    case 'win32':
      return onWindows(app, system);
    default:
      return onLinux(app, system);
  }
}

const macApps: Readonly<Record<NamedBrowser, string>> = {
  chrome: 'Google Chrome.app',
  chromium: 'Chromium.app',
  edge: 'Microsoft Edge.app',
  brave: 'Brave Browser.app',
  firefox: 'Firefox.app',
};

const macData: Readonly<Record<NamedBrowser, string>> = {
  chrome: 'Google/Chrome',
  chromium: 'Chromium',
  edge: 'Microsoft Edge',
  brave: 'BraveSoftware/Brave-Browser',
  firefox: 'Firefox',
};

function onMac(app: NamedBrowser, { home }: BrowserSystem): readonly BrowserPlace[] {
  const data = `${home}/Library/Application Support/${macData[app]}`;
  return ['/Applications', `${home}/Applications`].map((folder) => ({
    path: `${folder}/${macApps[app]}`,
    profileFiles: [`${data}/${profileFile(app)}`],
  }));
}

const windowsPrograms: Readonly<Record<NamedBrowser, string>> = {
  chrome: 'Google\\Chrome\\Application\\chrome.exe',
  chromium: 'Chromium\\Application\\chrome.exe',
  edge: 'Microsoft\\Edge\\Application\\msedge.exe',
  brave: 'BraveSoftware\\Brave-Browser\\Application\\brave.exe',
  firefox: 'Mozilla Firefox\\firefox.exe',
};

const windowsData: Readonly<Record<NamedBrowser, string>> = {
  chrome: 'Google\\Chrome\\User Data',
  chromium: 'Chromium\\User Data',
  edge: 'Microsoft\\Edge\\User Data',
  brave: 'BraveSoftware\\Brave-Browser\\User Data',
  firefox: 'Mozilla\\Firefox',
};

function onWindows(app: NamedBrowser, { environment }: BrowserSystem): readonly BrowserPlace[] {
  const profileFiles = windowsProfiles(app, environment);
  // The second is what the first is called in a 32-bit process.
  return ['ProgramFiles', 'ProgramW6432', 'ProgramFiles(x86)', 'LOCALAPPDATA'].flatMap((name) => {
    const folder = environment[name];
    return folder === undefined ? [] : [{ path: `${folder}\\${windowsPrograms[app]}`, profileFiles }];
  });
}

/**
 * Where Windows is told of programs by their file's name, for all users and for one.
 * Source: "Application Registration" of Microsoft's Win32 documentation.
 */
export function appPathKeys(app: NamedBrowser): readonly string[] {
  const file = windowsPrograms[app].replace(/^.*\\/s, '');
  return ['HKLM', 'HKCU'].map(
    (hive) => `${hive}\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\App Paths\\${file}`,
  );
}

/** The place of a program that the registry names; undefined where it is another browser whose file is called the same. */
export function registeredPlace(
  app: NamedBrowser,
  { environment }: BrowserSystem,
  path: string,
): BrowserPlace | undefined {
  const isChromium = /\\Chromium\\/i.test(path);
  if ((app === 'chromium') !== isChromium) return undefined;
  return { path, profileFiles: windowsProfiles(app, environment) };
}

function windowsProfiles(
  app: NamedBrowser,
  environment: BrowserSystem['environment'],
): BrowserPlace['profileFiles'] {
  const data = environment[app === 'firefox' ? 'APPDATA' : 'LOCALAPPDATA'];
  return data === undefined ? [] : [`${data}\\${windowsData[app]}\\${profileFile(app)}`];
}

const linuxCommands: Readonly<Record<NamedBrowser, readonly string[]>> = {
  chrome: ['google-chrome-stable', 'google-chrome'],
  chromium: ['chromium', 'chromium-browser'],
  edge: ['microsoft-edge-stable', 'microsoft-edge'],
  brave: ['brave-browser-stable', 'brave-browser', 'brave'],
  firefox: ['firefox', 'firefox-esr'],
};

const linuxData: Readonly<Record<NamedBrowser, string>> = {
  chrome: 'google-chrome',
  chromium: 'chromium',
  edge: 'microsoft-edge',
  brave: 'BraveSoftware/Brave-Browser',
  firefox: 'mozilla/firefox',
};

/** A desktop's search path may lack them; the second is Fedora's. */
const snapFolders = ['/snap/bin', '/var/lib/snapd/snap/bin'];

/** The snaps that there are. Brave's keeps everything by its revision. */
const snapData: Readonly<Partial<Record<NamedBrowser, string>>> = {
  chromium: 'chromium/common/chromium',
  brave: 'brave/current/.config/BraveSoftware/Brave-Browser',
  firefox: 'firefox/common/.mozilla/firefox',
};

const flatpakNames: Readonly<Record<NamedBrowser, string>> = {
  chrome: 'com.google.Chrome',
  chromium: 'org.chromium.Chromium',
  edge: 'com.microsoft.Edge',
  brave: 'com.brave.Browser',
  firefox: 'org.mozilla.firefox',
};

function onLinux(app: NamedBrowser, { environment, home }: BrowserSystem): readonly BrowserPlace[] {
  const { XDG_CONFIG_HOME: ownConfig = '', XDG_DATA_HOME: ownData = '' } = environment;
  const config = ownConfig === '' ? `${home}/.config` : ownConfig;
  const data = ownData === '' ? `${home}/.local/share` : ownData;
  const file = profileFile(app);
  const isFirefox = app === 'firefox';
  const usual = [
    ...(isFirefox ? [`${home}/.mozilla/firefox/${file}`] : []),
    `${config}/${linuxData[app]}/${file}`,
  ];
  const inSnap = snapData[app];
  const snap = inSnap === undefined ? [] : [`${home}/snap/${inSnap}/${file}`];
  const flatpak = flatpakNames[app];
  const sandbox = `${home}/.var/app/${flatpak}`;
  const flatpakFile = isFirefox
    ? `${sandbox}/.mozilla/firefox/${file}`
    : `${sandbox}/config/${linuxData[app]}/${file}`;
  return [
    ...(environment['PATH'] ?? '')
      .split(':')
      .filter((folder) => folder.startsWith('/'))
      .concat(snapFolders)
      .flatMap((folder) =>
        linuxCommands[app].map((command) => ({
          path: `${folder.replace(/\/+$/, '')}/${command}`,
          profileFiles: snapFolders.includes(folder) ? snap : [...usual, ...snap],
        })),
      ),
    ...['/var/lib/flatpak', `${data}/flatpak`].map((root) => ({
      path: `${root}/exports/bin/${flatpak}`,
      profileFiles: [flatpakFile],
    })),
  ];
}

function profileFile(app: NamedBrowser): string {
  return app === 'firefox' ? 'profiles.ini' : 'Local State';
}
