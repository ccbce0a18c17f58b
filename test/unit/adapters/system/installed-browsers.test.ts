import { describe, expect, test } from 'vitest';
import type { BrowserSystem } from '../../../../src/adapters/system/browser-places.ts';
import {
  findProfile,
  readLocalState,
  readProfilesIni,
} from '../../../../src/adapters/system/browser-profiles.ts';
import {
  findInstalledBrowsers,
  installedBrowsers,
  registeredValue,
  type BrowserFiles,
} from '../../../../src/adapters/system/installed-browsers.ts';

/** A computer with these programs and these files, and nothing else. */
function files(
  programs: readonly string[],
  texts: Readonly<Record<string, string>> = {},
  registry: Readonly<Record<string, string>> = {},
): BrowserFiles {
  return {
    isProgram: (path) => Promise.resolve(programs.includes(path)),
    read: (path) => Promise.resolve(texts[path]),
    registered: (key) => Promise.resolve(registry[key]),
  };
}

const localState = JSON.stringify({
  profile: { info_cache: { Default: { name: 'Person 1' }, 'Profile 2': { name: 'Acme' } } },
});
const acme = [
  { name: 'Person 1', argument: 'Default' },
  { name: 'Acme', argument: 'Profile 2' },
];
const profilesIni = [
  '[Install4F96D1932A9F858E]',
  'Default=abc.default-release',
  '[Profile1]',
  'Name=work',
  'Path=xyz.work',
  '[Profile0]',
  'Name=default-release',
  'Path=abc.default-release',
  '[General]',
  'Version=2',
  '',
].join('\r\n');

const linux: BrowserSystem = {
  platform: 'linux',
  environment: { PATH: 'relative:/usr/local/bin/:/usr/bin:/snap/bin' },
  home: '/home/ada',
};
const mac: BrowserSystem = { platform: 'darwin', environment: {}, home: '/Users/ada' };
const windows: BrowserSystem = {
  platform: 'win32',
  environment: {
    ProgramFiles: String.raw`C:\Program Files`,
    'ProgramFiles(x86)': String.raw`C:\Program Files (x86)`,
    LOCALAPPDATA: String.raw`C:\Users\ada\AppData\Local`,
    APPDATA: String.raw`C:\Users\ada\AppData\Roaming`,
  },
  home: String.raw`C:\Users\ada`,
};

describe('on Linux', () => {
  test('browsers are programs on the search path, each with the profiles that it lists', async () => {
    const found = await findInstalledBrowsers(
      linux,
      files(
        [
          '/usr/bin/google-chrome-stable',
          '/usr/bin/chromium',
          '/usr/local/bin/microsoft-edge',
          '/usr/bin/brave-browser',
          '/usr/bin/firefox-esr',
        ],
        {
          '/home/ada/.config/google-chrome/Local State': localState,
          '/home/ada/.config/BraveSoftware/Brave-Browser/Local State': localState,
          '/home/ada/.config/microsoft-edge/Local State': 'damaged',
          '/home/ada/.mozilla/firefox/profiles.ini': profilesIni,
        },
      ),
    );
    expect(found).toEqual([
      { app: 'chrome', path: '/usr/bin/google-chrome-stable', profiles: acme },
      { app: 'chromium', path: '/usr/bin/chromium', profiles: undefined },
      { app: 'edge', path: '/usr/local/bin/microsoft-edge', profiles: undefined },
      { app: 'brave', path: '/usr/bin/brave-browser', profiles: acme },
      {
        app: 'firefox',
        path: '/usr/bin/firefox-esr',
        profiles: [
          { name: 'work', argument: 'work' },
          { name: 'default-release', argument: 'default-release' },
        ],
      },
    ]);
  });

  test('those of snap and of flatpak keep their profiles in their own places', async () => {
    const found = await findInstalledBrowsers(
      linux,
      files(['/snap/bin/chromium', '/var/lib/flatpak/exports/bin/org.mozilla.firefox'], {
        '/home/ada/snap/chromium/common/chromium/Local State': localState,
        '/home/ada/.config/chromium/Local State': '{"profile":{"info_cache":{}}}',
        '/home/ada/.var/app/org.mozilla.firefox/.mozilla/firefox/profiles.ini': profilesIni,
      }),
    );
    expect(found.map(({ app, profiles }) => [app, profiles?.length])).toEqual([
      ['chromium', 2],
      ['firefox', 2],
    ]);
  });

  test('a configuration folder of the user’s own is where profiles are looked for', async () => {
    const system = { ...linux, environment: { ...linux.environment, XDG_CONFIG_HOME: '/data/config' } };
    const texts = { '/data/config/chromium/Local State': localState };
    const [found] = await findInstalledBrowsers(system, files(['/usr/bin/chromium'], texts));
    expect(found?.profiles).toEqual(acme);
  });
});

test('on macOS browsers are applications, of all users or of one', async () => {
  const found = await findInstalledBrowsers(
    mac,
    files(['/Applications/Google Chrome.app', '/Users/ada/Applications/Firefox.app'], {
      '/Users/ada/Library/Application Support/Google/Chrome/Local State': localState,
      '/Users/ada/Library/Application Support/Firefox/profiles.ini': profilesIni,
    }),
  );
  expect(found.map(({ app, path, profiles }) => [app, path, profiles?.[1]?.name])).toEqual([
    ['chrome', '/Applications/Google Chrome.app', 'Acme'],
    ['firefox', '/Users/ada/Applications/Firefox.app', 'default-release'],
  ]);
});

test('on Windows browsers are programs in the folders of all users or of one', async () => {
  const found = await findInstalledBrowsers(
    windows,
    files(
      [
        String.raw`C:\Users\ada\AppData\Local\Google\Chrome\Application\chrome.exe`,
        String.raw`C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe`,
        String.raw`C:\Program Files\Mozilla Firefox\firefox.exe`,
      ],
      {
        [String.raw`C:\Users\ada\AppData\Local\Google\Chrome\User Data\Local State`]: localState,
        [String.raw`C:\Users\ada\AppData\Local\Microsoft\Edge\User Data\Local State`]: localState,
        [String.raw`C:\Users\ada\AppData\Roaming\Mozilla\Firefox\profiles.ini`]: profilesIni,
      },
    ),
  );
  expect(found.map(({ app, profiles }) => [app, profiles?.length])).toEqual([
    ['chrome', 2],
    ['edge', 2],
    ['firefox', 2],
  ]);
});

test.each([linux, mac, windows, { platform: 'linux', environment: {}, home: '/' } as const])(
  'a computer without browsers has none (%#)',
  async (system) => {
    expect(await findInstalledBrowsers(system, files([]))).toEqual([]);
  },
);

test('looking at this computer never fails', async () => {
  expect(Array.isArray(await installedBrowsers())).toBe(true);
});

/** Each place by itself: the program, and the file that has its profiles. */
const linuxPlaces = [
  ['chrome', '/usr/bin/google-chrome-stable', '.config/google-chrome/Local State'],
  ['chrome', '/usr/bin/google-chrome', '.config/google-chrome/Local State'],
  ['chromium', '/usr/bin/chromium-browser', '.config/chromium/Local State'],
  ['edge', '/usr/bin/microsoft-edge-stable', '.config/microsoft-edge/Local State'],
  ['brave', '/usr/bin/brave-browser-stable', '.config/BraveSoftware/Brave-Browser/Local State'],
  ['firefox', '/usr/bin/firefox', '.mozilla/firefox/profiles.ini'],
  ['firefox', '/usr/bin/firefox', '.config/mozilla/firefox/profiles.ini'],
  ['firefox', '/usr/bin/firefox', 'snap/firefox/common/.mozilla/firefox/profiles.ini'],
  ['chromium', '/snap/bin/chromium', 'snap/chromium/common/chromium/Local State'],
  ['brave', '/snap/bin/brave', 'snap/brave/current/.config/BraveSoftware/Brave-Browser/Local State'],
  ['firefox', '/snap/bin/firefox', 'snap/firefox/common/.mozilla/firefox/profiles.ini'],
  [
    'brave',
    '/var/lib/snapd/snap/bin/brave',
    'snap/brave/current/.config/BraveSoftware/Brave-Browser/Local State',
  ],
  [
    'chrome',
    '/var/lib/flatpak/exports/bin/com.google.Chrome',
    '.var/app/com.google.Chrome/config/google-chrome/Local State',
  ],
  [
    'chromium',
    '/var/lib/flatpak/exports/bin/org.chromium.Chromium',
    '.var/app/org.chromium.Chromium/config/chromium/Local State',
  ],
  [
    'brave',
    '/home/ada/.local/share/flatpak/exports/bin/com.brave.Browser',
    '.var/app/com.brave.Browser/config/BraveSoftware/Brave-Browser/Local State',
  ],
  [
    'edge',
    '/var/lib/flatpak/exports/bin/com.microsoft.Edge',
    '.var/app/com.microsoft.Edge/config/microsoft-edge/Local State',
  ],
  [
    'firefox',
    '/home/ada/.local/share/flatpak/exports/bin/org.mozilla.firefox',
    '.var/app/org.mozilla.firefox/.mozilla/firefox/profiles.ini',
  ],
] as const;

test.each(linuxPlaces)('on Linux %s is found at %s, with the profiles of %s', async (app, path, file) => {
  const system = { ...linux, environment: { PATH: '/usr/bin' } };
  const text = app === 'firefox' ? profilesIni : localState;
  const found = await findInstalledBrowsers(system, files([path], { [`/home/ada/${file}`]: text }));
  expect(found.map((one) => [one.app, one.path, one.profiles?.length])).toEqual([[app, path, 2]]);
});

test('flatpaks of the user’s own are looked for where the user keeps data', async () => {
  const system = { ...linux, environment: { XDG_DATA_HOME: '/data/share' } };
  const path = '/data/share/flatpak/exports/bin/org.mozilla.firefox';
  expect((await findInstalledBrowsers(system, files([path]))).map((one) => one.path)).toEqual([path]);
});

test.each([
  ['chrome', 'Google Chrome.app', 'Google/Chrome/Local State'],
  ['chromium', 'Chromium.app', 'Chromium/Local State'],
  ['edge', 'Microsoft Edge.app', 'Microsoft Edge/Local State'],
  ['brave', 'Brave Browser.app', 'BraveSoftware/Brave-Browser/Local State'],
  ['firefox', 'Firefox.app', 'Firefox/profiles.ini'],
])('on macOS %s is the application %s, of all users or of one', async (app, folder, file) => {
  const text = app === 'firefox' ? profilesIni : localState;
  const texts = { [`/Users/ada/Library/Application Support/${file}`]: text };
  for (const path of [`/Applications/${folder}`, `/Users/ada/Applications/${folder}`]) {
    const found = await findInstalledBrowsers(mac, files([path], texts));
    expect(found.map((one) => [one.app, one.path, one.profiles?.length])).toEqual([[app, path, 2]]);
  }
});

const windowsFacts = [
  [
    'chrome',
    String.raw`Google\Chrome\Application\chrome.exe`,
    String.raw`Local\Google\Chrome\User Data\Local State`,
  ],
  ['chromium', String.raw`Chromium\Application\chrome.exe`, String.raw`Local\Chromium\User Data\Local State`],
  [
    'edge',
    String.raw`Microsoft\Edge\Application\msedge.exe`,
    String.raw`Local\Microsoft\Edge\User Data\Local State`,
  ],
  [
    'brave',
    String.raw`BraveSoftware\Brave-Browser\Application\brave.exe`,
    String.raw`Local\BraveSoftware\Brave-Browser\User Data\Local State`,
  ],
  ['firefox', String.raw`Mozilla Firefox\firefox.exe`, String.raw`Roaming\Mozilla\Firefox\profiles.ini`],
] as const;

describe.each(windowsFacts)('on Windows %s', (app, program, file) => {
  const text = app === 'firefox' ? profilesIni : localState;
  const texts = { [String.raw`C:\Users\ada\AppData` + `\\${file}`]: text };

  test.each(['ProgramFiles', 'ProgramW6432', 'ProgramFiles(x86)', 'LOCALAPPDATA'])(
    'is found below %s',
    async (name) => {
      const environment: BrowserSystem['environment'] = {
        ...windows.environment,
        ProgramFiles: 'P:',
        ProgramW6432: 'Q:',
      };
      const system = { ...windows, environment };
      const path = `${environment[name] ?? ''}\\${program}`;
      const found = await findInstalledBrowsers(system, files([path], texts));
      expect(found.map((one) => [one.app, one.path, one.profiles?.length])).toEqual([[app, path, 2]]);
    },
  );

  test.each(['HKLM', 'HKCU'])('is found where App Paths of %s has it', async (hive) => {
    const path = `D:\\Apps\\${program}`;
    const name = program.replace(/^.*\\/, '');
    const key = `${hive}\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\App Paths\\${name}`;
    const found = await findInstalledBrowsers(windows, files([path], texts, { [key]: path }));
    expect(found.map((one) => [one.app, one.path, one.profiles?.length])).toEqual([[app, path, 2]]);
    expect(await findInstalledBrowsers(windows, files([], texts, { [key]: path }))).toEqual([]);
    expect(await findInstalledBrowsers(linux, files([path], texts, { [key]: path }))).toEqual([]);
  });
});

test.each([
  [String.raw`    (Default)    REG_SZ    C:\Program Files\Mozilla Firefox\firefox.exe`, 'firefox.exe'],
  [String.raw`    (Standard)    REG_SZ    "D:\A Browser\firefox.exe"`, 'firefox.exe'],
  ['    (Default)    REG_SZ    ', undefined],
  ['    (Default)    REG_SZ    (value not set)', '(value not set)'],
  ['', undefined],
])('the registry’s answer “%s” names %s', (line, file) => {
  const key = String.raw`HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft\Windows\CurrentVersion\App Paths\firefox.exe`;
  const value = registeredValue(`\r\n${key}\r\n${line}\r\n\r\n`);
  expect(value?.replace(/^.*\\/, '')).toBe(file);
  expect(value ?? '').not.toMatch(/["\r\n]/);
});

describe('profiles', () => {
  test.each(['', 'not JSON', '[]', '{}', '{"profile":{}}', '{"profile":{"info_cache":[]}}', 'null'])(
    'are not known from %j',
    (text) => {
      expect(readLocalState(text)).toBeUndefined();
    },
  );

  test('without a name are called by their folder', () => {
    const text = '{"profile":{"info_cache":{"Default":{},"Profile 1":{"name":""},"Profile 2":7}}}';
    expect(readLocalState(text)?.map(({ name }) => name)).toEqual(['Default', 'Profile 1', 'Profile 2']);
  });

  test('are not known from what is no list of Firefox', () => {
    expect(readProfilesIni('')).toBeUndefined();
    expect(readProfilesIni('[General]\nVersion=2\n')).toEqual([]);
  });

  test('are meant by the name that people see, then by their folder, then in whatever case', () => {
    const profiles = [
      { name: 'Default', argument: 'Profile 3' },
      { name: 'Acme', argument: 'Default' },
    ];
    expect(findProfile(profiles, 'Default')?.argument).toBe('Profile 3');
    expect(findProfile(profiles, 'Profile 3')?.argument).toBe('Profile 3');
    expect(findProfile(profiles, 'acme')?.argument).toBe('Default');
    expect(findProfile(profiles, 'Acm')).toBeUndefined();
  });
});
