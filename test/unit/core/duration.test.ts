import { expect, test } from 'vitest';
import { durationText, parseDuration } from '../../../src/core/duration.ts';

test.for([
  ['12h', 43_200],
  ['90m', 5400],
  ['1h30m', 5400],
  ['900s', 900],
  ['1h1m1s', 3661],
  ['0h', 0],
] as const)('%s is %i seconds', ([text, seconds]) => {
  expect(parseDuration(text)).toBe(seconds);
});

test.for(['', ' ', '1', '3600', '1d', '-1h', '1.5h', '1 h', '30m1h', '1h\n', 'h', '9999h', 'PT1H', '１h'])(
  '%j is no duration',
  (text) => {
    expect(parseDuration(text)).toBeUndefined();
  },
);

test.for([
  [43_200, '12h'],
  [3600, '1h'],
  [5400, '90m'],
  [900, '15m'],
] as const)('%i seconds are written as %s', ([seconds, text]) => {
  expect(durationText(seconds)).toBe(text);
  expect(parseDuration(text)).toBe(seconds);
});
