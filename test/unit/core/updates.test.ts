import { expect, test } from 'vitest';
import type { FeedAnswer, Release, UpdateSettings } from '../../../src/core/releases.ts';
import { createUpdates } from '../../../src/core/updates.ts';
import { FakeClock, settle } from '../../support/fake-clock.ts';
import { FakeLog } from '../../support/fake-log.ts';
import { FakeMemory } from '../../support/fake-memory.ts';
import { FakeRandom } from '../../support/fake-random.ts';

const feed = 'https://downloads.example.com/tobira/';
const minute = 60_000;
const hour = 60 * minute;

function released(version: string, more: Partial<Release> = {}): FeedAnswer {
  return { kind: 'release', release: { version, releasedAt: 1, ...more } };
}

/** A computer that runs 0.1.0, and a feed that a test fills. */
function computer({ memory = new FakeMemory(), clock = new FakeClock() } = {}) {
  const asked: string[] = [];
  const news: string[] = [];
  const it = {
    memory,
    clock,
    asked,
    news,
    changes: 0,
    online: true,
    settings: { feed, check: true } as UpdateSettings,
    answer: (): FeedAnswer | Promise<FeedAnswer> => released('0.1.0'),
  };
  const updates = createUpdates({
    feed: {
      async latest(folder) {
        asked.push(folder);
        return it.answer();
      },
    },
    settings: () => it.settings,
    memory,
    clock,
    random: new FakeRandom(),
    isOnline: () => it.online,
    log: new FakeLog(),
    onChange: () => (it.changes += 1),
    onNews: ({ version }) => news.push(version),
    version: '0.1.0',
  });
  return Object.assign(it, { updates });
}

test('nobody is asked at the start; some minutes later one look is taken', async () => {
  const it = computer();
  it.updates.start();
  await it.clock.advance(3 * minute);
  expect(it.asked).toEqual([]);
  await it.clock.advance(7 * minute);
  expect(it.asked).toEqual([feed]);
  expect(it.updates.status()).toMatchObject({ feed, looking: false, release: { verdict: 'newest' } });
  expect(it.news).toEqual([]);
});

test('there is one look a day, however long the app runs', async () => {
  const it = computer();
  it.updates.start();
  await it.clock.advance(10 * 24 * hour);
  expect(it.asked.length).toBeGreaterThanOrEqual(9);
  expect(it.asked.length).toBeLessThanOrEqual(10);
});

test('a start anew within the day asks nobody, and still knows what was found', async () => {
  const first = computer();
  first.answer = () => released('0.2.0');
  await first.updates.look();
  const again = computer({ memory: first.memory, clock: first.clock });
  again.updates.start();
  await first.clock.advance(23 * hour);
  expect(again.asked).toEqual([]);
  expect(again.updates.status().news?.version).toBe('0.2.0');
  await first.clock.advance(4 * hour);
  expect(again.asked).toEqual([feed]);
});

test('a day that the computer slept through counts', async () => {
  const it = computer();
  it.updates.start();
  await it.clock.advance(10 * minute);
  it.clock.sleep(26 * hour);
  await it.clock.advance(hour);
  expect(it.asked).toHaveLength(2);
});

test('a look that the clock puts into the future does not hold for ever', async () => {
  const it = computer();
  await it.updates.look();
  it.clock.set(-400 * 24 * hour);
  it.updates.start();
  await it.clock.advance(10 * minute);
  expect(it.asked).toHaveLength(2);
});

test('a computer without a network does not ask, and asks within the hour when it has one', async () => {
  const it = computer();
  it.online = false;
  it.updates.start();
  await it.clock.advance(5 * hour);
  expect(it.asked).toEqual([]);
  expect(it.updates.status().lookedAt).toBeUndefined();
  it.online = true;
  await it.clock.advance(hour);
  expect(it.asked).toHaveLength(1);
});

test.each<[string, UpdateSettings]>([
  ['no feed', { check: true }],
  ['no wish', { feed, check: false }],
])('where the settings name %s, nobody is asked by the clock', async (_what, settings) => {
  const it = computer();
  it.settings = settings;
  it.updates.start();
  await it.clock.advance(72 * hour);
  expect(it.asked).toEqual([]);
});

test('asking by hand works without the daily look, and not without a feed', async () => {
  const it = computer();
  it.settings = { feed, check: false };
  await it.updates.look();
  expect(it.asked).toEqual([feed]);
  it.settings = { check: false };
  await it.updates.look();
  expect(it.asked).toEqual([feed]);
});

test('two who ask at once get one look, and each sees that it is under way', async () => {
  const it = computer();
  let answer = (_: FeedAnswer): void => undefined;
  it.answer = () => new Promise<FeedAnswer>((resolve) => (answer = resolve));
  const looks = [it.updates.look(), it.updates.look()];
  await settle();
  expect(it.asked).toHaveLength(1);
  expect(it.updates.status().looking).toBe(true);
  const before = it.changes;
  answer(released('0.2.0'));
  await Promise.all(looks);
  expect(it.updates.status()).toMatchObject({ looking: false, news: { version: '0.2.0' } });
  expect(it.changes).toBe(before + 1);
});

test('a newer version is told once, by whatever look and in whatever run', async () => {
  const it = computer();
  it.answer = () => released('0.2.0');
  await it.updates.look();
  await it.updates.look();
  const again = computer({ memory: it.memory, clock: it.clock });
  again.answer = it.answer;
  await again.updates.look();
  expect([...it.news, ...again.news]).toEqual(['0.2.0']);
  again.answer = () => released('0.3.0');
  await again.updates.look();
  expect(again.news).toEqual(['0.3.0']);
});

test('what the user has dismissed is not told again; the next version is', async () => {
  const it = computer();
  it.answer = () => released('0.2.0');
  await it.updates.look();
  it.updates.dismiss();
  expect(it.updates.status().news).toBeUndefined();
  expect(it.updates.status().release).toMatchObject({ version: '0.2.0', verdict: 'newer' });
  await it.updates.look();
  expect(it.updates.status().news).toBeUndefined();
  it.answer = () => released('0.3.0');
  await it.updates.look();
  expect(it.updates.status().news?.version).toBe('0.3.0');
});

test.each(['0.0.9', '0.1.0', '0.2.0-beta.1'])('%s is no news for whoever runs 0.1.0', async (version) => {
  const it = computer();
  it.answer = () => released(version);
  await it.updates.look();
  expect(it.news).toEqual([]);
  expect(it.updates.status().news).toBeUndefined();
});

test('a release that is taken back is no news any more', async () => {
  const it = computer();
  it.answer = () => released('0.2.0');
  await it.updates.look();
  it.answer = () => released('0.1.0');
  await it.updates.look();
  expect(it.updates.status().news).toBeUndefined();
});

test('a look in vain says so, takes nothing back, and is not repeated before the next day', async () => {
  const it = computer();
  it.answer = () => released('0.2.0');
  await it.updates.look();
  it.answer = () => ({ kind: 'fault', fault: 'too-large' });
  it.updates.start();
  await it.clock.advance(30 * hour);
  expect(it.asked).toHaveLength(2);
  expect(it.updates.status()).toMatchObject({ fault: 'too-large', news: { version: '0.2.0' } });
  expect(it.news).toEqual(['0.2.0']);
  it.answer = () => released('0.2.0');
  await it.updates.look();
  expect(it.updates.status().fault).toBeUndefined();
});

test('what one feed said is not held for what another says', async () => {
  const it = computer();
  it.answer = () => released('0.2.0');
  await it.updates.look();
  it.settings = { feed: 'https://other.example.com/', check: true };
  expect(it.updates.status()).toEqual({ feed: 'https://other.example.com/', looking: false });
});

test('an answer that comes when another feed is configured is forgotten', async () => {
  const it = computer();
  it.answer = () => {
    it.settings = { feed: 'https://other.example.com/', check: true };
    return released('0.2.0');
  };
  await it.updates.look();
  expect(it.memory.record).toBeUndefined();
  expect(it.news).toEqual([]);
});
