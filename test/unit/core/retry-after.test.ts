import { expect, test } from 'vitest';
import { retryAfterSeconds } from '../../../src/core/retry-after.ts';

const now = Date.parse('2026-03-01T12:00:00Z');
const day = 86_400_000;

const read = (value: string | undefined, more: Record<string, string> = {}, status = 429) =>
  retryAfterSeconds(
    { status, body: '', headers: { ...(value !== undefined && { 'retry-after': value }), ...more } },
    now,
  );

test.for([
  ['1', 1],
  ['30', 30],
  [' 30 ', 30],
  ['0', 1],
  ['86400', 300],
  ['99999999999999999999', 300],
  ['Sun, 01 Mar 2026 12:00:25 GMT', 25],
  ['Sun, 01 Mar 2026 11:00:00 GMT', 1],
] as const)('"%s" means %i s', ([value, seconds]) => {
  expect(read(value)).toBe(seconds);
});

test.for(['', '-5', '1.5', 'soon', '30 s', '0x10', 'NaN'])('"%s" means nothing', (value) => {
  // What the platform reads as a date of long ago is as good as no wait at all.
  expect(read(value) ?? 1).toBe(1);
});

test.for([-day, day])('a date is read by the clock of the server, here %i ms off', (ms) => {
  const date = new Date(now + ms).toUTCString();
  const later = new Date(now + ms + 20_000).toUTCString();
  expect(read(later, { date })).toBe(20);
});

test('nothing is asked where the header is missing', () => {
  expect(read(undefined)).toBeUndefined();
});

test.for([200, 301, 400, 500, 502])('with status %i the header asks for nothing of ours', (status) => {
  expect(read('30', {}, status)).toBeUndefined();
});

test('a 503 may ask for it too', () => {
  expect(read('30', {}, 503)).toBe(30);
});

test('a maintenance page that asks for an hour is believed for a minute', () => {
  expect(read('3600', {}, 503)).toBe(60);
});
