import fc from 'fast-check';
import { expect, it } from 'vitest';
import { sameData } from '../../../src/shared/same-data.ts';

it('says the same as a comparison of what is written down', () => {
  const data = fc.jsonValue({ maxDepth: 3 });
  fc.assert(
    fc.property(data, data, (one, other) => {
      expect(sameData(one, structuredClone(one))).toBe(true);
      expect(sameData(one, [one])).toBe(false);
      expect(sameData(one, other)).toBe(equals(one, other));
    }),
  );
});

/** The same keys in another order are the same data. */
function equals(one: unknown, other: unknown): boolean {
  try {
    expect(one).toEqual(other);
    return true;
  } catch {
    return false;
  }
}

it.each([
  [[], {}],
  [null, {}],
  [[1, 2], [1]],
  [{ a: 1 }, { b: 1 }],
  [{ a: 1 }, { a: 1, b: 2 }],
  [0, '0'],
])('tells %j from %j', (one, other) => {
  expect(sameData(one, other)).toBe(false);
  expect(sameData(other, one)).toBe(false);
});
