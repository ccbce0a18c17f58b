import fc from 'fast-check';
import { expect, it, vi } from 'vitest';
import { dateOf } from '../../../../src/core/trust/dates.ts';
import { readDate } from '../../../sandbox/aws/condition-dates.ts';

const readers = [
  ['explain', dateOf],
  ['the stand-in for AWS', readDate],
] as const;

it.each(readers)('%s reads a date to the millisecond, wherever the clock hangs', (_name, read) => {
  vi.stubEnv('TZ', 'Asia/Tokyo');
  expect(read('2026')).toBe(Date.UTC(2026, 0, 1));
  expect(read('2026-06')).toBe(Date.UTC(2026, 5, 1));
  expect(read('2026-06-01')).toBe(Date.UTC(2026, 5, 1));
  expect(read('2026-06-01T13:00Z')).toBe(Date.UTC(2026, 5, 1, 13));
  expect(read('2026-06-01T13:00:05.25Z')).toBe(Date.UTC(2026, 5, 1, 13, 0, 5, 250));
  expect(read('2026-06-01T13:00:00+09:00')).toBe(Date.UTC(2026, 5, 1, 4));
  expect(read('2026-06-01T13:00:00-03:30')).toBe(Date.UTC(2026, 5, 1, 16, 30));
  expect(read('1780318800')).toBe(Date.UTC(2026, 5, 1, 13));
  expect(read('0')).toBe(0);
});

it.each(readers)('%s takes no date whose zone somebody would have to guess', (_name, read) => {
  for (const text of ['2026-06-01T13:00:00', '12/31/2026', 'tomorrow 2027', '2026-06-01T13:00:00 UTC'])
    expect(read(text), text).toBeNaN();
});

it.each(readers)('%s reads every fraction of a second to the millisecond', (_name, read) => {
  for (const ms of Array.from({ length: 1_000 }, (_, index) => index)) {
    const date = new Date(Date.UTC(2026, 5, 1, 8, 3, 8, ms));
    expect(read(date.toISOString())).toBe(date.getTime());
    expect(read(date.toISOString().replace('Z', '999Z'))).toBe(date.getTime());
  }
});

it('both read alike, whatever the text', () => {
  const digits = (most: number) =>
    fc.integer({ min: 0, max: most }).map((one) => String(one).padStart(2, '0'));
  const zone = fc.oneof(
    fc.constantFrom('Z', '', 'z', '+0900'),
    fc.tuple(fc.constantFrom('+', '-'), digits(25), digits(61)).map(([s, h, m]) => `${s}${h}:${m}`),
  );
  const texts = fc
    .tuple(fc.integer({ min: 1000, max: 9999 }), digits(13), digits(32), digits(25), digits(61), zone)
    .chain(([y, mo, d, h, mi, z]) =>
      fc.constantFrom(
        ...[`${y}`, `${y}-${mo}`, `${y}-${mo}-${d}`, `${y}-${mo}-${d}T${h}:${mi}${z}`],
        ...[`${y}-${mo}-${d}T${h}:${mi}:${mi}${z}`, `${y}-${mo}-${d}T${h}:${mi}:${h}.${mi}${z}`],
      ),
    );
  fc.assert(
    fc.property(fc.oneof(texts, fc.string()), (text) => {
      expect(readDate(text)).toBe(dateOf(text));
    }),
  );
});
