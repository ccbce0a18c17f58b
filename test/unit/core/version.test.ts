import { expect, test } from 'vitest';
import manifest from '../../../package.json' with { type: 'json' };
import { version } from '../../../src/core/version.ts';

test('the version that Tobira tells is the one of its package', () => {
  expect(version).toBe(manifest.version);
});
