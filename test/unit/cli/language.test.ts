import { expect, test } from 'vitest';
import { languageOf } from '../../../src/cli/language.ts';

const never = () => expect.fail('the system is not to be asked');

test.for([
  [{ LANG: 'ja' }, 'ja'],
  [{ LANG: 'ja_JP' }, 'ja'],
  [{ LANG: 'ja_JP.UTF-8' }, 'ja'],
  [{ LANG: 'ja_JP.eucJP' }, 'ja'],
  [{ LANG: 'ja.utf8' }, 'ja'],
  [{ LANG: 'ja_JP@dict' }, 'ja'],
  [{ LANG: 'ja-JP' }, 'ja'],
  [{ LANG: 'JA_JP' }, 'ja'],
  [{ LANG: 'C' }, 'en'],
  [{ LANG: 'C.UTF-8' }, 'en'],
  [{ LANG: 'POSIX' }, 'en'],
  [{ LANG: 'en_GB.UTF-8' }, 'en'],
  [{ LANG: 'fr_FR.UTF-8' }, 'en'],
  [{ LANG: 'jam_JM' }, 'en'],
  [{ LANG: 'xx_ja' }, 'en'],
] as const)('%j is %s', ([environment, language]) => {
  expect(languageOf(environment, 'linux', never)).toBe(language);
});

test.for([
  [{ LC_ALL: 'ja_JP.UTF-8', LC_MESSAGES: 'C', LANG: 'C' }, 'ja'],
  [{ LC_ALL: 'C', LC_MESSAGES: 'ja_JP.UTF-8', LANG: 'ja_JP.UTF-8' }, 'en'],
  [{ LC_MESSAGES: 'ja_JP.UTF-8', LANG: 'en_US.UTF-8' }, 'ja'],
  [{ LC_MESSAGES: 'en_US.UTF-8', LANG: 'ja_JP.UTF-8' }, 'en'],
  [{ LC_ALL: '', LC_MESSAGES: '', LANG: 'ja_JP.UTF-8' }, 'ja'],
  [{ LC_TIME: 'ja_JP.UTF-8', LANGUAGE: 'ja', LANG: 'C' }, 'en'],
] as const)('the first that is set and not empty decides: %j is %s', ([environment, language]) => {
  for (const platform of ['linux', 'darwin', 'win32'] as const)
    expect(languageOf(environment, platform, never)).toBe(language);
});

test.for(['darwin', 'win32'] as const)('on %s the system decides where nothing is set', (platform) => {
  expect(languageOf({}, platform, () => 'ja-JP')).toBe('ja');
  expect(languageOf({ LANG: '' }, platform, () => 'en-US')).toBe('en');
  expect(languageOf({}, platform, () => 'de-DE')).toBe('en');
});

test('on Linux nothing set means English, as it does for other programs', () => {
  expect(languageOf({}, 'linux', never)).toBe('en');
  expect(languageOf({ LANG: '' }, 'freebsd', never)).toBe('en');
});

test("the system's own answer is one that can be read", () => {
  expect(['en', 'ja']).toContain(languageOf({}, 'darwin'));
});
