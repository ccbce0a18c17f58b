import { describe, expect, test } from 'vitest';
import { browserCommand, type BrowserOrder } from '../../../../src/adapters/system/browser-command.ts';
import type { NamedBrowser } from '../../../../src/adapters/system/browser-places.ts';

const url = 'http://127.0.0.1:40001/once';

const linux: Readonly<Record<NamedBrowser, string>> = {
  chrome: '/usr/bin/google-chrome-stable',
  chromium: '/usr/bin/chromium',
  edge: '/usr/bin/microsoft-edge',
  brave: '/usr/bin/brave-browser',
  firefox: '/usr/bin/firefox',
};

/** What the browser itself is told, by what is wanted of it. */
const words: readonly [NamedBrowser, Pick<BrowserOrder, 'profile' | 'private'>, readonly string[]][] = [
  ...(['chrome', 'chromium', 'brave'] as const).flatMap(
    (app): [NamedBrowser, Pick<BrowserOrder, 'profile' | 'private'>, readonly string[]][] => [
      [app, {}, [url]],
      [app, { profile: 'Profile 1' }, ['--profile-directory=Profile 1', url]],
      [app, { private: true }, ['--incognito', url]],
      [app, { profile: 'Profile 1', private: true }, ['--profile-directory=Profile 1', '--incognito', url]],
    ],
  ),
  ['edge', {}, [url]],
  ['edge', { profile: 'Default' }, ['--profile-directory=Default', url]],
  ['edge', { private: true }, ['--inprivate', url]],
  ['edge', { profile: 'Default', private: true }, ['--profile-directory=Default', '--inprivate', url]],
  ['firefox', {}, [url]],
  ['firefox', { profile: 'work' }, ['-P', 'work', url]],
  ['firefox', { private: true }, ['-private-window', url]],
  ['firefox', { profile: 'work', private: true }, ['-P', 'work', '-private-window', url]],
];

describe.each(words)('%s with %j', (app, wanted, said) => {
  test('is run with these words on Linux', () => {
    const path = linux[app];
    expect(browserCommand({ app, path, url, ...wanted }, 'linux')).toEqual({
      program: path,
      arguments: said,
    });
  });

  test('is run with these words on Windows', () => {
    const path = String.raw`C:\Program Files\A Browser\browser.exe`;
    expect(browserCommand({ app, path, url, ...wanted }, 'win32')).toEqual({
      program: path,
      arguments: said,
    });
  });

  test('is opened on macOS as the system opens applications', () => {
    const path = '/Applications/A Browser.app';
    const command = browserCommand({ app, path, url, ...wanted }, 'darwin');
    expect(command).toEqual({
      program: 'open',
      arguments: said.length === 1 ? ['-a', path, url] : ['-n', '-a', path, '--args', ...said],
    });
  });
});
