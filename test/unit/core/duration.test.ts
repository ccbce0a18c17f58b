import { expect, test } from 'vitest';
import { parseDuration } from '../../../src/core/duration.ts';

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
