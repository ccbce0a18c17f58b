import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { sayNotice } from '../../../src/cli/notice.ts';

let out = '';
let err = '';
beforeEach(() => {
  out = '';
  err = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => ((out += String(text)), true));
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => ((err += String(text)), true));
});
afterEach(() => vi.restoreAllMocks());

test('a duration that AWS does not allow is said on stderr, with what to do', async () => {
  await sayNotice('prod', { kind: 'duration-shortened', seconds: 43_200 });
  expect(err).toBe(
    'AWS does not allow "prod" to last for 12h: it lasts for 1h. Choose a shorter `duration` in the configuration.\n',
  );
  expect(out).toBe('');
});

test('so is a console that lasts shorter than it was asked to', async () => {
  await sayNotice('prod', { kind: 'console-shortened', seconds: 43_200 });
  expect(err).toBe(
    'AWS does not open a console session of 12h for "prod": it is shorter, and lasts as long as the role\'s keys, mostly 1h. Choose a shorter `consoleDuration` in the configuration, or leave it out.\n',
  );
  expect(out).toBe('');
});

test('where there is nothing to say, nothing is said', async () => {
  await sayNotice('prod', undefined);
  expect(out + err).toBe('');
});
