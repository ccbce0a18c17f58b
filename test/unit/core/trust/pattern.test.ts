import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchesPattern, placesOf } from '../../../../src/core/trust/pattern.ts';

const like = (pattern: string, text: string) => matchesPattern(placesOf(pattern, true), text);
/** Few letters, so that they often meet. */
const text = fc.string({ unit: fc.constantFrom('a', 'b', ':', '/', '.'), maxLength: 12 });
const pattern = fc.string({ unit: fc.constantFrom('a', 'b', ':', '.', '*', '?'), maxLength: 10 });

describe('a pattern', () => {
  it('matches what it is made of, with anything in the place of its wildcards', () => {
    const pieces = fc.array(fc.tuple(text, fc.constantFrom('*', '?'), text), { maxLength: 5 });
    fc.assert(
      fc.property(pieces, (list) => {
        const whole = list.map(([before, sign, filling]) => before + (sign === '*' ? filling : 'x')).join('');
        const wild = list.map(([before, sign]) => before + sign).join('');
        expect(like(wild, whole)).toBe(true);
      }),
    );
  });

  it('without wildcards matches itself alone', () => {
    fc.assert(fc.property(text, text, (one, other) => like(one, other) === (one === other)));
  });

  it('says the same as its meaning, piece by piece', () => {
    const meaning = (rest: string, value: string): boolean => {
      if (rest === '') return value === '';
      if (rest.startsWith('*')) {
        return meaning(rest.slice(1), value) || (value !== '' && meaning(rest, value.slice(1)));
      }
      return (
        value !== '' &&
        (rest.startsWith('?') || value.startsWith(rest.charAt(0))) &&
        meaning(rest.slice(1), value.slice(1))
      );
    };
    fc.assert(fc.property(pattern, text, (one, value) => like(one, value) === meaning(one, value)));
  });

  it('of stars takes everything, and two stars are one', () => {
    fc.assert(
      fc.property(pattern, text, (one, value) => {
        expect(like('*', value)).toBe(true);
        expect(like(one.replaceAll('*', '**'), value)).toBe(like(one, value));
      }),
    );
  });

  it('takes wildcards as they stand where they are none', () => {
    fc.assert(
      fc.property(
        pattern,
        text,
        (one, value) => matchesPattern(placesOf(one, false), value) === (one === value),
      ),
    );
  });

  it('takes no long time, however it is made', () => {
    const begun = performance.now();
    expect(like(`${'a*'.repeat(1000)}b`, 'a'.repeat(2000))).toBe(false);
    expect(performance.now() - begun).toBeLessThan(2000);
  });
});
