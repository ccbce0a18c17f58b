import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readIni } from '../../../../../src/adapters/sinks/aws-files/ini-file.ts';
import { viewSection } from '../../../../../src/adapters/sinks/aws-files/ini-section.ts';
import { javaScriptSettings } from '../../../../../src/adapters/sinks/aws-files/javascript-view.ts';
import { ownerOf } from '../../../../../src/adapters/sinks/aws-files/managed-profile.ts';
import { markerFor } from '../../../../../src/adapters/sinks/aws-files/marker.ts';
import { profileOf } from '../../../../../src/adapters/sinks/aws-files/profile-section.ts';
import { trim, trimEnd } from '../../../../../src/adapters/sinks/aws-files/python-text.ts';

/** All for which Python's `str.isspace` says yes, as its documentation takes them from the Unicode database. */
const spaces = [
  ...[0x09, 0x0a, 0x0b, 0x0c, 0x0d, 0x1c, 0x1d, 0x1e, 0x1f, 0x20, 0x85, 0xa0, 0x1680],
  ...[0x2000, 0x2001, 0x2002, 0x2003, 0x2004, 0x2005, 0x2006, 0x2007, 0x2008, 0x2009, 0x200a],
  ...[0x2028, 0x2029, 0x202f, 0x205f, 0x3000],
];

describe('white space', () => {
  it("is what Python takes for it, and nothing else of what fits into one of JavaScript's characters", () => {
    const found = Array.from({ length: 0x10000 }, (_, code) => code).filter(
      (code) => trim(String.fromCharCode(code)) === '',
    );
    expect(found).toEqual(spaces);
  });

  it('goes from the ends and stays between', () => {
    const text = fc.string({
      unit: fc.constantFrom(...spaces.map((code) => String.fromCharCode(code)), 'a', 'é', '\ufeff', '\u180e'),
    });
    const isSpace = (character: string | undefined) => spaces.includes(character?.charCodeAt(0) ?? -1);
    fc.assert(
      fc.property(text, text, (before, after) => {
        const whole = `${before}x${after}`;
        const bare = trim(whole);
        expect(whole).toContain(bare);
        expect(isSpace(bare.at(0)) || isSpace(bare.at(-1))).toBe(false);
        const [left = '', right = ''] = whole.split(bare);
        expect(Array.from(left + right).every(isSpace)).toBe(true);
        expect(trimEnd(whole)).toBe(`${left}${bare}`);
      }),
    );
  });
});

/** Reads a text as everything here does that looks at what others wrote. */
function readInEveryWay(text: string): void {
  const ini = readIni('file', Buffer.from(text));
  for (const section of ini.sections) {
    const view = viewSection(ini, section);
    ownerOf(view);
    profileOf('config', section);
    javaScriptSettings(ini.slice(section.start, section.end));
  }
}

/** In milliseconds; the best of three, as a machine has other things to do. */
function timeOf(text: string): number {
  const times = [1, 2, 3].map(() => {
    const start = performance.now();
    readInEveryWay(text);
    return performance.now() - start;
  });
  return Math.min(...times);
}

describe('a line that is as long as a file', () => {
  const long = 40_000;
  const gap = ' '.repeat(long);
  const ours = `[a]\n${markerFor('prod')}\n`;

  it.each([
    ['white space before a letter outside ASCII', `[a]\nb = c\n  d${gap}é\n`],
    ['white space at the margin before such a letter', `[a]\nb =${gap}é\n`],
    ['white space outside ASCII before such a letter', `[a]\nb = c\n ${'\u3000'.repeat(long)}é\n`],
    ['white space before the sign in between', `[a]\né${gap}= c\n`],
    ['white space under a setting without a value', `[a]\ns3 =\n  é${gap}é = 1\n`],
    ['white space in a header', `[profile${gap}é]\nb = c\n`],
    ['quotes in a header', `[profile ${'"'.repeat(long)}é]\nb = c\n`],
    ['brackets', `[${'['.repeat(long)}é]\nb = c\n`],
    ['signs of comments', `[a]\nb = é${';'.repeat(long)}\n`],
    [
      'white space in a key id, before what ends a line in other places',
      `${ours}aws_access_key_id =${gap}A\u2028é\n`,
    ],
    ['white space in a command, before the same', `${ours}credential_process =${gap}a\u2028é\n`],
    ['white space before no setting', `${ours}b = c\n  d${gap}\ufeff\n`],
    ['a comment that is almost a marker', `[a]\n${markerFor('"'.repeat(long)).slice(0, -1)}é.\nb = c\n`],
  ])('is read in a time that grows with it and no faster: %s', (_what, text) => {
    const ordinary = timeOf(`[a]\nb = ${'c'.repeat(text.length)}é\n`);
    // What grows with the square takes seconds at this length.
    expect(timeOf(text)).toBeLessThan(1_500 + 100 * ordinary);
  });
});
