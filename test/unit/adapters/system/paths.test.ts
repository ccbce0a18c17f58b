import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { findPaths } from '../../../../src/adapters/system/paths.ts';

test('the option wins over the variable, and the variable over the platform', () => {
  const environment = { TOBIRA_CONFIG: '/etc/tobira.yaml' };
  expect(findPaths(environment, '/home/ada/mine.yaml').config).toBe('/home/ada/mine.yaml');
  expect(findPaths(environment).config).toBe('/etc/tobira.yaml');
  expect(findPaths({}).config).toMatch(/[\\/]config\.yaml$/);
});

test('an empty variable is none', () => {
  expect(findPaths({ TOBIRA_CONFIG: '' })).toEqual(findPaths({}));
});

test('a relative path counts from here, so that two processes mean the same file', () => {
  expect(findPaths({}, 'mine.yaml').config).toBe(resolve('mine.yaml'));
});

test.runIf(process.platform !== 'win32')("the socket goes to the session's runtime folder", () => {
  expect(findPaths({ XDG_RUNTIME_DIR: '/run/user/1000' }).runtime).toBe(join('/run/user/1000', 'tobira'));
});

test.runIf(process.platform !== 'win32').each([
  ['relative', 'run/user'],
  ['too long for a socket', `/${'x'.repeat(80)}`],
])('a runtime folder that is %s is ignored', (_what, folder) => {
  expect(findPaths({ XDG_RUNTIME_DIR: folder }).runtime).toBe(findPaths({}).runtime);
});

test.runIf(process.platform !== 'win32')(
  "without a session the socket's folder is the user's own, and short",
  () => {
    const { runtime } = findPaths({ XDG_RUNTIME_DIR: '' });
    expect(runtime).toMatch(/[\\/]\.?(tobira|run)$/);
    expect(Buffer.byteLength(join(runtime, 'owner.sock'))).toBeLessThan(104);
  },
);
