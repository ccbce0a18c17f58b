import { describe, expect, test } from 'vitest';
import { isOwnPage, readRelease, readUpdateRecord, verdictOn } from '../../../src/core/releases.ts';

const folder = 'https://downloads.example.com/tobira/';
const written = { version: '0.2.0', releaseDate: '2026-04-01T10:00:00.000Z' };

describe('what a feed says', () => {
  test('is its version and its date, whatever else stands there', () => {
    const data = { ...written, files: [{ url: 'Tobira.dmg', sha512: 'abc' }], path: 'Tobira.dmg', future: 1 };
    expect(readRelease(data, folder)).toEqual({
      kind: 'release',
      release: { version: '0.2.0', releasedAt: Date.parse('2026-04-01T10:00:00Z') },
    });
  });

  test.each(['2026-04-01', '2026-04-01T12:00:00+02:00'])('may be dated %s', (releaseDate) => {
    expect(readRelease({ ...written, releaseDate }, folder)).toMatchObject({ kind: 'release' });
  });

  test.each<[string, unknown]>([
    ['unreadable', '<!doctype html><title>Sign in</title>'],
    ['unreadable', null],
    ['unreadable', [written]],
    ['unreadable', {}],
    ['version', { ...written, version: 2 }],
    ['version', { ...written, version: '0.2' }],
    ['version', { ...written, version: '0.2.0\u202e' }],
    ['version', { ...written, version: ['0.2.0'] }],
    ['unreadable', { version: '0.2.0' }],
    ['date', { ...written, releaseDate: 1_775_000_000 }],
    ['date', { ...written, releaseDate: 'yesterday' }],
    ['date', { ...written, releaseDate: '2026-02-31' }],
  ])('is no release, for its fault is %s: %j', (fault, data) => {
    expect(readRelease(data, folder)).toEqual({ kind: 'fault', fault });
  });

  test('has a page where that is at its own origin', () => {
    const vendor = { releasePage: 'https://downloads.example.com/news?of=v2#top' };
    expect(readRelease({ ...written, vendor }, folder)).toMatchObject({
      release: { page: 'https://downloads.example.com/news?of=v2' },
    });
  });

  test.each<[string, unknown]>([
    ['another host', { releasePage: 'https://downloads.example.com.evil.example/news' }],
    ['a host below it', { releasePage: 'https://x.downloads.example.com/' }],
    ['another port', { releasePage: 'https://downloads.example.com:8443/' }],
    ['plain http', { releasePage: 'http://downloads.example.com/' }],
    ['a login', { releasePage: 'https://ada:secret@downloads.example.com/' }],
    ['another scheme', { releasePage: 'javascript:alert(1)' }],
    ['no address', { releasePage: '/news' }],
    ['no text', { releasePage: 7 }],
    ['no end', { releasePage: `https://downloads.example.com/${'x'.repeat(3000)}` }],
    ['a word in place of a mapping', 'news'],
  ])('names %s as its page: the release counts, the page does not', (_what, vendor) => {
    const answer = readRelease({ ...written, vendor }, folder);
    expect(answer).toMatchObject({ kind: 'release', release: { version: '0.2.0' } });
    expect(answer).not.toHaveProperty('release.page');
  });
});

test('a feed on this computer has no page: it is no https address', () => {
  expect(isOwnPage('http://127.0.0.1:8080/news', 'http://127.0.0.1:8080/')).toBe(false);
});

test.each([
  ['0.2.0', '0.1.0', 'newer'],
  ['0.1.0', '0.1.0', 'newest'],
  ['0.1.0+build.7', '0.1.0', 'newest'],
  ['0.0.9', '0.1.0', 'older'],
  ['0.1.0-rc.1', '0.1.0', 'older'],
  ['0.2.0-rc.1', '0.1.0', 'prerelease'],
  ['0.2.0-rc.2', '0.2.0-rc.1', 'newer'],
  ['0.2.0', '0.2.0-rc.1', 'newer'],
] as const)('%s is, to whoever runs %s, %s', (release, running, verdict) => {
  expect(verdictOn(release, running)).toBe(verdict);
});

describe('what was kept', () => {
  const record = {
    feed: folder,
    lookedAt: 5,
    release: { version: '0.2.0', releasedAt: 3, page: 'https://downloads.example.com/news' },
    told: '0.2.0',
  };

  test('is known again', () => {
    expect(readUpdateRecord(record)).toEqual(record);
    expect(readUpdateRecord({ feed: folder, lookedAt: 5, fault: 'timeout' })).toEqual({
      feed: folder,
      lookedAt: 5,
      fault: 'timeout',
    });
  });

  test.each<[string, unknown]>([
    ['nothing', undefined],
    ['a page elsewhere', { ...record, release: { ...record.release, page: 'https://evil.example/' } }],
    ['words for a version', { ...record, release: { ...record.release, version: 'new!' } }],
    ['another fault', { ...record, fault: 'boom' }],
    ['no time', { ...record, lookedAt: 'now' }],
  ])('is forgotten where it holds %s', (_what, value) => {
    expect(readUpdateRecord(value)).toBeUndefined();
  });
});
