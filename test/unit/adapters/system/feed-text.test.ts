import { stringify } from 'yaml';
import { expect, test } from 'vitest';
import { readFeedText } from '../../../../src/adapters/system/feed-text.ts';

test('a file with notes, files and a page gives what stands at its own level', () => {
  const text = stringify({
    version: '0.2.0',
    files: [{ url: 'Tobira.dmg', sha512: 'abc==', size: 5, version: '9.9.9' }],
    releaseName: "Ada's",
    releaseNotes: 'first\n\nversion: 8.8.8\n  releaseDate: never\n',
    vendor: { releasePage: 'https://downloads.example.com/news?v=1#two' },
    releaseDate: '2026-04-01T10:00:00.000Z',
  });
  expect(readFeedText(text)).toMatchObject({
    version: '0.2.0',
    vendor: { releasePage: 'https://downloads.example.com/news?v=1#two' },
    releaseDate: '2026-04-01T10:00:00.000Z',
  });
});

test.each([
  ['0.2.0', '0.2.0'],
  ["'0.2.0'", '0.2.0'],
  ['"0.2.0"', '0.2.0'],
  ['0.2.0   # the newest', '0.2.0'],
  ['0.2.0\r', '0.2.0'],
  // Not read, so that it is none.
  ['0.2.0 or so', ''],
  ['&a 0.2.0', ''],
  ['*a', ''],
  ['!!str 0.2.0', ''],
  ['|-', ''],
  ['{ a: 1 }', ''],
  ["'0.2.0", ''],
  ['"\\u202e"', ''],
])('a version written as %j is read as %j', (written, read) => {
  expect(readFeedText(`version: ${written}\n`)).toEqual({ version: read });
});

test('what stands on lines below a key is another thing than text behind it', () => {
  expect(readFeedText('version:\n  0.2.0\n')).toEqual({ version: {} });
  expect(readFeedText('vendor: x\n  releasePage: https://example.com/\n')).toEqual({ vendor: 'x' });
});

test.each([
  '',
  '\n\n',
  '# only words\n',
  '<!doctype html>\n',
  '{"version":"0.2.0"}',
  '- version: 0.2.0',
  '---\n',
])('%j is something else', (text) => {
  expect(readFeedText(text)).toBeUndefined();
});

test('a key twice is somebody’s trick', () => {
  expect(readFeedText('version: 0.2.0\nversion: 0.3.0\n')).toBeUndefined();
});

test('names that mean something to JavaScript are names', () => {
  const read = readFeedText('constructor: 1\nvendor:\n  constructor: 2\n  toString: 3\n');
  expect(Object.keys(read ?? {})).toEqual(['constructor', 'vendor']);
  expect(Object.getPrototypeOf(read)).toBe(Object.prototype);
});

test.each(['{', '[', '- ', 'a: ', ' ', '\t', "'", '"', '&a ', ' a: ', ' a: b #'])(
  '64 KB of %j are read to the end, and say nothing',
  (text) => {
    const much = text.repeat(Math.floor(65_536 / text.length));
    expect(readFeedText(much)?.['version']).toBeUndefined();
    expect(readFeedText(`version: ${much}\nreleaseDate: 2026-04-01\n`)).toMatchObject({
      version: '',
      releaseDate: '2026-04-01',
    });
  },
);
