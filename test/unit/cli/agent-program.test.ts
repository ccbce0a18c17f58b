import { expect, test } from 'vitest';
import { agentPrograms, appAround, type Surroundings } from '../../../src/cli/agent-program.ts';

const config = '/home/aiko/.config/tobira/config.yaml';
const app = '/opt/Tobira/tobira';
const installed: Surroundings = {
  platform: 'linux',
  env: { DISPLAY: ':0' },
  uid: 1000,
  execPath: '/usr/bin/node',
  insideApp: false,
  app,
  script: '/opt/Tobira/resources/app.asar.unpacked/dist/agent/index.js',
};
const bare: Surroundings = { ...installed, app: undefined, script: '/srv/tobira/dist/agent/index.js' };
const inside: Surroundings = { ...installed, execPath: app, insideApp: true };

const programs = (around: Surroundings) => agentPrograms(around, config).map(({ program }) => program);

test.for<readonly [string, Surroundings, readonly string[]]>([
  ['the app is installed, on a desktop', installed, [app, '/usr/bin/node']],
  ['on a Wayland desktop', { ...installed, env: { WAYLAND_DISPLAY: 'wayland-0' } }, [app, '/usr/bin/node']],
  ['without a display', { ...installed, env: {} }, ['/usr/bin/node']],
  ['the display has no name', { ...installed, env: { DISPLAY: '' } }, ['/usr/bin/node']],
  ['as root', { ...installed, uid: 0 }, ['/usr/bin/node']],
  ['no app is installed', bare, ['/usr/bin/node']],
  ['on macOS', { ...installed, platform: 'darwin', env: {} }, [app, '/usr/bin/node']],
  ['on Windows', { ...installed, platform: 'win32', env: {}, uid: undefined }, [app, '/usr/bin/node']],
  ['there is no Node', inside, [app]],
  ['there is neither Node nor a display', { ...inside, env: {} }, [app]],
])('%s', ([, around, expected]) => {
  expect(programs(around)).toEqual(expected);
});

test('Node gets the script, the app its switches, and both the configuration', () => {
  expect(agentPrograms(installed, config)).toEqual([
    {
      program: app,
      arguments: ['--ozone-platform=headless', '--log-level=3', '--agent', '=--config', `=${config}`],
    },
    { program: '/usr/bin/node', arguments: [installed.script, '--config', config] },
  ]);
});

test('an AppImage is started anew as a whole, and another one in the environment is not ours', () => {
  const execPath = '/tmp/.mount_Tobira1a2b/tobira';
  const env = { APPIMAGE: '/home/aiko/Tobira.AppImage', APPDIR: '/tmp/.mount_Tobira1a2b' };
  expect(programs({ ...inside, execPath, env })).toEqual(['/home/aiko/Tobira.AppImage']);
  const terminal = { APPIMAGE: '/home/aiko/Terminal.AppImage', APPDIR: '/tmp/.mount_Tobi' };
  expect(programs({ ...inside, execPath, env: terminal })).toEqual([execPath]);
});

test.for([
  ['linux', '/opt/To bira/resources/app.asar.unpacked/dist/cli', '/opt/To bira/tobira'],
  [
    'darwin',
    '/Applications/Tobira.app/Contents/Resources/app.asar.unpacked/dist/cli',
    '/Applications/Tobira.app/Contents/MacOS/tobira',
  ],
  ['linux', '/srv/tobira/dist/cli', undefined],
  ['linux', '/opt/resources/app.asar/dist/cli', undefined],
] as const)('on %s the app of %s is %s', ([platform, folder, expected]) => {
  expect(appAround(folder, platform)).toBe(expected);
});
