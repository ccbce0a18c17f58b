import { expect, test } from 'vitest';
import { installedBy } from '../../../../src/adapters/system/installer.ts';

const dpkg = (path: string) => path === '/var/lib/dpkg/info/tobira.list';

test.each([
  ['linux', '/opt/Tobira/tobira', dpkg, 'debian'],
  // Unpacked there by hand, or dpkg's package beside another build.
  ['linux', '/opt/Tobira/tobira', () => false, undefined],
  ['linux', '/home/ada/Tobira/tobira', dpkg, undefined],
  ['darwin', '/opt/Tobira/tobira', dpkg, undefined],
] as const)('on %s, what runs as %s', (platform, program, exists, by) => {
  expect(installedBy({ platform, program, exists })).toBe(by);
});
