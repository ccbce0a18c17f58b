import { describe, expect, it } from 'vitest';
import { isProfileName } from '../../../src/core/profile-name.ts';

describe('the name of a profile', () => {
  it.each(['prod', 'default', 'a.b_c@d+e/f-g', '1', 'x'.repeat(128)])('may be %s', (name) => {
    expect(isProfileName(name)).toBe(true);
  });

  it.each([
    ['', 'it is empty'],
    ['x'.repeat(129), 'it is too long'],
    ['a b', 'a space makes two words of it'],
    ['a]\n[default', 'it ends one header and begins another'],
    ['\u00e4', 'readers decode it differently'],
    ['DEFAULT', "Python's reader adds what stands there to all others"],
    ['constructor', "JavaScript's reader loses it"],
    ['__proto__', "JavaScript's reader gives up the file"],
  ])('may not be %j: %s', (name) => {
    expect(isProfileName(name)).toBe(false);
  });
});
