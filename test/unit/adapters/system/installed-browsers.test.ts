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
  type BrowserFiles,
} from '../../../../src/adapters/system/installed-browsers.ts';

/** A computer with these programs and these files, and nothing else. */
function files(programs: readonly string[], texts: Readonly<Record<string, string>> = {}): BrowserFiles {
  return {
    isProgram: (path) => Promise.resolve(programs.includes(path)),
    read: (path) => Promise.resolve(texts[path]),
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
