import { expect, test } from 'vitest';
import type { UpdateStatus } from '../../../src/core/updates.ts';
import { presentLooks, presentNews } from '../../../src/main/present-updates.ts';
import { updateLooksSchema, updateSchema } from '../../../src/main/updates-schema.ts';
import { version } from '../../../src/core/version.ts';

const feed = 'https://downloads.example.com/tobira/';
const release = { version: '9.2.0', releasedAt: 3, page: 'https://downloads.example.com/news' };
const status = (change: Partial<UpdateStatus> = {}): UpdateStatus => ({ feed, looking: false, ...change });

test('the window learns of a newer version and that there is a page, and not where', () => {
  const news = presentNews(status({ news: release }), 'debian');
  expect(news).toEqual({ version: '9.2.0', hasPage: true, by: 'debian' });
  expect(updateSchema.complaint(news)).toBeUndefined();
  expect(presentNews(status({ news: { version: '9.2.0', releasedAt: 3 } }), undefined)).toEqual({
    version: '9.2.0',
    hasPage: false,
  });
  expect(presentNews(status(), 'debian')).toBeUndefined();
});

test.each<[string, Partial<UpdateStatus>, object]>([
  ['nothing yet', {}, {}],
  ['the newest', { lookedAt: 5, release: { ...release, verdict: 'newest' } }, { kind: 'newest' }],
  [
    'a newer one',
    { lookedAt: 5, release: { ...release, verdict: 'newer' } },
    { kind: 'newer', version: '9.2.0', releasedAt: 3 },
  ],
  [
    'an older one',
    { lookedAt: 5, release: { ...release, verdict: 'older' } },
    { kind: 'older', version: '9.2.0' },
  ],
  [
    'a prerelease',
    { lookedAt: 5, release: { ...release, verdict: 'prerelease' } },
    { kind: 'prerelease', version: '9.2.0' },
  ],
  ['a fault', { lookedAt: 5, fault: 'redirected' }, { kind: 'failed', fault: 'redirected' }],
  [
    'a fault after a newer one',
    { lookedAt: 5, fault: 'timeout', release: { ...release, verdict: 'newer' } },
    { kind: 'failed', fault: 'timeout' },
  ],
])('the settings show %s', (_what, change, found) => {
  const looks = presentLooks(status(change), undefined);
  expect(looks).toMatchObject({ version, feed, looking: false });
  expect(looks.last).toEqual(change.lookedAt === undefined ? undefined : { at: 5, found });
  expect(looks.newer).toEqual(
    change.release?.verdict === 'newer' ? { version: '9.2.0', hasPage: true } : undefined,
  );
  expect(updateLooksSchema.complaint(looks)).toBeUndefined();
});

test('where nobody says where to look, nothing is shown but what runs', () => {
  expect(presentLooks({ looking: false }, undefined)).toEqual({ version, looking: false });
});
