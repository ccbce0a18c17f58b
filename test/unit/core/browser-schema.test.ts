import { describe, expect, test } from 'vitest';
import { browserSchema, browsersSchema, readBrowsers } from '../../../src/core/browser-schema.ts';

describe('a browser in the configuration', () => {
  test.each([
    [{ app: 'default' }, { app: 'default' }],
    [
      { app: 'chrome', profile: 'Profile 1' },
      { app: 'chrome', profile: 'Profile 1' },
    ],
    [
      { app: 'firefox', profile: '仕事', private: true },
      { app: 'firefox', profile: '仕事', private: true },
    ],
    [{ app: 'edge', private: false }, { app: 'edge' }],
    [{ app: 'default', private: false }, { app: 'default' }],
  ])('may be %j', (given, read) => {
    expect(browserSchema.parse(given)).toEqual(read);
  });

  test.each([
    ['no name', {}],
    ['a browser that nobody knows', { app: 'lynx' }],
    ['a program', { app: '/usr/bin/firefox' }],
    ['words', { app: 'firefox', arguments: ['--headless'] }],
    ['an option for a profile', { app: 'chrome', profile: '--load-extension=x' }],
    ['a way out of the folder', { app: 'chrome', profile: '../../elsewhere' }],
    ['a way out on Windows', { app: 'chrome', profile: String.raw`..\elsewhere` }],
    ['a quote', { app: 'chrome', profile: 'a" --disable-web-security "' }],
    ['a variable of Windows', { app: 'chrome', profile: '%PATH%' }],
    ['a line end', { app: 'chrome', profile: 'a\nb' }],
    ['another direction', { app: 'chrome', profile: 'a\u202Eb' }],
    ['an empty profile', { app: 'chrome', profile: '' }],
    ['an overlong profile', { app: 'chrome', profile: 'a'.repeat(101) }],
    ['a profile of whatever browser', { app: 'default', profile: 'Work' }],
    ['a private window of whatever browser', { app: 'default', private: true }],
    ['a private window for a word', { app: 'chrome', private: 'yes' }],
  ])('cannot be %s', (_what, given) => {
    expect(browserSchema.safeParse(given).success).toBe(false);
  });
});

describe('where pages open', () => {
  test('is the system’s browser where nothing is said', () => {
    expect(readBrowsers({ version: 1 })).toEqual({});
    expect(browsersSchema.safeParse({ version: 1 }).success).toBe(true);
  });

  test('is told for each purpose, and one mistake leaves the other as it is', () => {
    const data = { browsers: { login: { app: 'lynx' }, console: { app: 'brave' } } };
    expect(browsersSchema.safeParse(data).success).toBe(false);
    expect(readBrowsers(data)).toEqual({ console: { app: 'brave' } });
  });

  test.each([null, 'firefox', [], { browsers: null }, { browsers: [] }, { browsers: 'firefox' }])(
    'is the system’s browser where %j stands there',
    (data) => {
      expect(readBrowsers(data)).toEqual({});
    },
  );
});
