import { expect, it } from 'vitest';
import { ownCommand, type Standpoint } from '../../../../src/adapters/system/own-command.ts';

const sources: Standpoint = {
  platform: 'linux',
  env: { PATH: 'bin:/usr/local/bin:/usr/bin' },
  execPath: '/usr/bin/node',
  insideApp: false,
  folder: '/srv/to bira/dist/cli',
};
const packed: Standpoint = { ...sources, folder: '/opt/Tobira/resources/app.asar.unpacked/dist/cli' };
const app: Standpoint = {
  ...sources,
  execPath: '/opt/Tobira/tobira',
  insideApp: true,
  folder: '/opt/Tobira/resources/app.asar/dist/main',
};
const macFolder = '/Applications/Tobira.app/Contents/Resources/app.asar/dist/main';
const windows = { ...app, platform: 'win32', execPath: 'C:\\Apps\\Tobira\\tobira.exe' } as const;
const mounted = {
  env: { APPIMAGE: '/home/aiko/To bira.AppImage', APPDIR: '/tmp/.mount_Tobira1a2b' },
  folder: '/tmp/.mount_Tobira1a2b/resources/app.asar/dist/main',
};

const launcherOf = (image: string): string => `/launcher of ${image}`;
const nodeAt =
  (path: string) =>
  (tried: string): boolean =>
    tried === path;

it.each<readonly [string, Standpoint, readonly string[]]>([
  ['its script on Node', sources, ['/usr/bin/node', '/srv/to bira/dist/cli/index.js']],
  ['the installed command, on Node', packed, ['/opt/Tobira/resources/bin/tobira']],
  ['the installed command, without Node', app, ['/opt/Tobira/resources/bin/tobira']],
  [
    'the installed command, on macOS',
    { ...app, platform: 'darwin', folder: macFolder },
    ['/Applications/Tobira.app/Contents/Resources/bin/tobira'],
  ],
  [
    'the installed command, on Windows',
    { ...windows, folder: 'C:\\Apps\\Tobira\\resources\\app.asar\\dist\\main' },
    ['C:\\Apps\\Tobira\\resources\\bin\\tobira.cmd'],
  ],
  ['an AppImage', { ...app, ...mounted }, ['/launcher of /home/aiko/To bira.AppImage']],
  [
    'no AppImage that is not ours',
    { ...app, env: { ...mounted.env, APPDIR: '/tmp/.mount_Term' } },
    ['/opt/Tobira/resources/bin/tobira'],
  ],
  [
    'the script beside the app that runs from its sources',
    { ...app, folder: '/srv/tobira/dist/main' },
    ['/usr/bin/node', '/srv/tobira/dist/cli/index.js'],
  ],
])('it is %s', (_name, at, expected) => {
  expect(ownCommand(at, launcherOf, nodeAt('/usr/bin/node'))).toEqual(expected);
});

it('names the configuration where it is not the usual one', () => {
  expect(ownCommand({ ...packed, config: '/etc/tobira.yaml' }, launcherOf)).toEqual([
    '/opt/Tobira/resources/bin/tobira',
    '--config',
    '/etc/tobira.yaml',
  ]);
});

it('takes no Node from a folder that depends on where one stands', () => {
  const at = { ...app, folder: '/srv/tobira/dist/main' };
  expect(ownCommand(at, launcherOf, () => true)[0]).toBe('/usr/local/bin/node');
});
