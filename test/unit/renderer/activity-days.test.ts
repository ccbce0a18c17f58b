import { beforeEach, describe, expect, it, vi } from 'vitest';
import { activityDays, rolesIn } from '../../../src/renderer/activity-days.ts';
import type { ActivityEntryView } from '../../../src/shared/activity-view.ts';

const entryAt = (at: Date, more: Partial<ActivityEntryView> = {}): ActivityEntryView => ({
  at: at.getTime(),
  deed: { kind: 'sign-in' },
  by: { kind: 'app' },
  ...more,
});
const dayNames = (now: Date, times: readonly Date[], language: 'en' | 'ja' = 'en') =>
  activityDays(
    times.map((time) => entryAt(time)),
    now.getTime(),
    language,
  ).map(({ name }) => name);

// Its days have 23, 24 and 25 hours.
beforeEach(() => void vi.stubEnv('TZ', 'Europe/Berlin'));

describe('the days of what was done', () => {
  it('are those of the calendar on the wall, newest first', () => {
    const entries = [
      entryAt(new Date(2026, 2, 4, 0, 0)),
      entryAt(new Date(2026, 2, 3, 23, 59)),
      entryAt(new Date(2026, 2, 3, 0, 0)),
      entryAt(new Date(2026, 2, 2, 23, 59)),
    ];
    const days = activityDays(entries, new Date(2026, 2, 4, 0, 1).getTime(), 'en');
    expect(days.map(({ entries: ofDay }) => ofDay)).toEqual([
      [entries[0]],
      [entries[1], entries[2]],
      [entries[3]],
    ]);
    expect(days.map(({ name }) => name)).toEqual(['Today', 'Yesterday', 'Monday, March 2']);
  });

  it('are none where nothing was done', () => {
    expect(dayNames(new Date(2026, 2, 4), [])).toEqual([]);
  });

  it.each([
    ['23 hours', [2, 29], [0, 1], [12, 0]],
    ['25 hours', [9, 25], [23, 59], [0, 1]],
  ] as const)('are counted over one of %s', (_length, [month, day], [hour, minute], [then, past]) => {
    const names = dayNames(new Date(2026, month, day + 1, hour, minute), [
      new Date(2026, month, day, then, past),
      new Date(2026, month, day - 1, 12),
    ]);
    expect(names).toEqual(['Yesterday', expect.stringMatching(/^Saturday, /)]);
  });

  it('are named with their year where it is another', () => {
    expect(dayNames(new Date(2026, 0, 2, 12), [new Date(2026, 0, 1), new Date(2025, 11, 31)])).toEqual([
      'Yesterday',
      'Wednesday, December 31, 2025',
    ]);
  });

  it('are named in Japanese', () => {
    const names = dayNames(
      new Date(2026, 2, 4, 12),
      [new Date(2026, 2, 4), new Date(2026, 2, 3), new Date(2026, 2, 2), new Date(2025, 2, 2)],
      'ja',
    );
    expect(names).toEqual(['今日', '昨日', '3月2日月曜日', '2025年3月2日日曜日']);
  });

  it('have a name of their own after this computer’s clock was set back', () => {
    expect(dayNames(new Date(2026, 2, 4, 12), [new Date(2026, 2, 5)])).toEqual(['Thursday, March 5']);
  });
});

describe('the roles of what was done', () => {
  const of = (id: string, name: string) =>
    entryAt(new Date(2026, 2, 4), { role: { id, name, accountId: '123456789012' } });

  it('are there once each by the newest name, in the order of their names', () => {
    const entries = [
      of('b', 'Role 10'),
      of('a', 'Role 9'),
      of('b', 'Old name'),
      entryAt(new Date(2026, 2, 1)),
    ];
    expect(rolesIn(entries, 'en')).toEqual([
      { id: 'a', name: 'Role 9' },
      { id: 'b', name: 'Role 10' },
    ]);
  });

  it('of the same name are two', () => {
    expect(rolesIn([of('a', 'Admin'), of('b', 'Admin')], 'ja').map(({ id }) => id)).toEqual(['a', 'b']);
  });
});
