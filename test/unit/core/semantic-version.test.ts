import { describe, expect, test } from 'vitest';
import { compareVersions, parseVersion, type SemanticVersion } from '../../../src/core/semantic-version.ts';

function version(text: string): SemanticVersion {
  const parsed = parseVersion(text);
  if (parsed === undefined) throw new Error(`${text} is a version`);
  return parsed;
}

// Each is older than the next; the part from 1.0.0-alpha to 1.0.0 is the example of section 11.
const ascending = [
  '0.0.0-0',
  '0.0.0',
  '0.0.9',
  '0.0.10',
  '0.9.0',
  '0.10.0-9',
  '0.10.0-10',
  '0.10.0-a',
  '0.10.0',
  '1.0.0-alpha',
  '1.0.0-alpha.1',
  '1.0.0-alpha.beta',
  '1.0.0-beta',
  '1.0.0-beta.2',
  '1.0.0-beta.11',
  '1.0.0-rc.1',
  '1.0.0',
  '1.0.1-A',
  '1.0.1-a',
  '9.0.0',
  '10.0.0',
  '9007199254740993.0.0',
  '9007199254740994.0.0',
  '99999999999999999999.0.0',
];

describe('of two versions', () => {
  test.each(ascending.slice(1).map((later, index) => [ascending[index] ?? '', later] as const))(
    '%s is older than %s',
    (older, newer) => {
      expect(compareVersions(version(older), version(newer))).toBeLessThan(0);
      expect(compareVersions(version(newer), version(older))).toBeGreaterThan(0);
    },
  );

  test('any earlier one in a long row is older than any later one', () => {
    const all = ascending.map(version);
    for (const [at, one] of all.entries()) {
      for (const [place, other] of all.entries()) {
        expect(Math.sign(compareVersions(one, other))).toBe(Math.sign(at - place));
      }
    }
  });

  test.each([
    ['1.2.3+one', '1.2.3+two.2'],
    ['1.2.3-rc.1+x', '1.2.3-rc.1'],
  ])('%s is as new as %s: how it was built does not matter', (one, other) => {
    expect(compareVersions(version(one), version(other))).toBe(0);
  });
});

test.each([
  '',
  '1',
  '1.2',
  '1.2.3.4',
  'v1.2.3',
  ' 1.2.3',
  '1.2.3\n',
  '1.02.3',
  '01.2.3',
  '1.2.3-',
  '1.2.3-01',
  '1.2.3-a..b',
  '1.2.3+',
  '1.2.3+a+b',
  '1.2.3-ü',
  '１.2.3',
  '1.2.3-\u202eatled',
  '\u20660.2.0',
  `1.2.${'9'.repeat(70)}`,
  'latest',
])('%j is no version', (text) => {
  expect(parseVersion(text)).toBeUndefined();
});
