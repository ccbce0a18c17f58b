import { existsSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readIni } from '../../../src/adapters/sinks/aws-files/ini-file.ts';
import { keysOf, viewSection } from '../../../src/adapters/sinks/aws-files/ini-section.ts';
import { hasCode } from '../../../src/core/errors.ts';
import { isProfileName } from '../../../src/core/profile-name.ts';
import { tidyIni, wildIni } from '../../unit/adapters/sinks/aws-files/ini-texts.ts';
import { PYTHON, readWithBotocore, type Answer } from './python-readers.ts';

/** The sections with their settings; undefined for what is refused. */
function ours(bytes: Buffer): ReadonlyMap<string, readonly string[]> | number {
  try {
    const ini = readIni('file', bytes);
    const own = [...ini.sections].filter(({ name }) => name !== 'DEFAULT');
    return new Map(own.map((section) => [section.name, keysOf(viewSection(ini, section))]));
  } catch (error) {
    if (hasCode(error, 'aws_file_malformed')) return error.details.line;
    throw error;
  }
}

/** `[DEFAULT]` is where botocore looks only as far as there are sections: ours refuses more, which is said there. */
const leaks = (bytes: Buffer): boolean => /\[\s*DEFAULT\s*\]/.test(bytes.toString('latin1'));

function compare(
  texts: readonly Buffer[],
  answers: readonly Answer[],
): { accepted: number; refused: number } {
  const counts = { accepted: 0, refused: 0 };
  for (const [index, bytes] of texts.entries()) {
    const answer = answers[index];
    const found = ours(bytes);
    if (answer === undefined) throw new Error('an answer is missing');
    const shown = JSON.stringify(bytes.toString('utf8'));
    if ('failure' in answer) {
      counts.refused++;
      expect(typeof found, `${answer.failure} in ${shown}`).toBe('number');
      continue;
    }
    if (typeof found === 'number') {
      expect(leaks(bytes), `line ${found} is refused in ${shown}`).toBe(true);
      continue;
    }
    counts.accepted++;
    expect([...found.keys()], shown).toEqual(Object.keys(answer.sections));
    if (leaks(bytes)) continue;
    for (const [name, keys] of found) {
      expect([...keys].sort(), shown).toEqual(Object.keys(answer.sections[name] ?? {}).sort());
    }
  }
  return counts;
}

describe.skipIf(!existsSync(PYTHON))('beside the real botocore', () => {
  it('accepts and refuses the same files, and finds the same sections and settings in them', () => {
    const texts = [...fc.sample(wildIni, 6_000), ...fc.sample(tidyIni, 2_000)];
    const { accepted, refused } = compare(texts, readWithBotocore(texts));
    expect(accepted).toBeGreaterThan(1_500);
    expect(refused).toBeGreaterThan(1_500);
  });

  it.each<[string, string, number]>([
    ['a byte order mark', '\ufeff[a]\nb = c\n', 1],
    ['a section that stands there twice', '[a]\nb = c\n[d]\n[a]\n', 4],
    ['a setting that stands there twice', '[a]\nb = c\nB: d\n', 3],
    ['a stray line', '# note\n\nregion = x\n[a]\n', 3],
    ['a line without a delimiter', '[a]\r\nb = c\r\nword\r\n', 3],
    ['a setting without a name', '[a]\n= c\n', 2],
    ['a nested line without a delimiter', '[a]\ns3 =\n  one = 1\n\n  word\n', 5],
    ['lines that end with a carriage return alone', '[a]\rb = c\rb = d\r', 3],
  ])('refuses %s at the line that is at fault', (_, text, line) => {
    const bytes = Buffer.from(text);
    const [answer] = readWithBotocore([bytes]);
    expect(answer).toHaveProperty('failure');
    expect(ours(bytes)).toBe(line);
    const named = /line[: ]+(\d+)|\[line +(\d+)\]/.exec(JSON.stringify(answer));
    if (named !== null) expect(Number(named[1] ?? named[2])).toBe(line);
  });

  it('refuses a NUL byte, which botocore would swallow', () => {
    expect(ours(Buffer.from('[a]\nb = c\0\n'))).toBe(2);
  });

  it('reads every name that it takes as one section of that name, in both files', () => {
    const names = fc
      .sample(fc.string({ unit: 'grapheme-ascii', maxLength: 12 }), 20_000)
      .concat(fc.sample(fc.stringMatching(/^[\w.@+/-]{1,128}$/), 5_000))
      .concat(['a]\n[default', 'a]', '[a', 'a\rb', 'a\u0000', 'a b', 'DEFAULT', '__proto__', 'constructor']);
    const fine = [...new Set(names.filter(isProfileName))];
    expect(fine.length).toBeGreaterThan(4_000);
    expect(isProfileName('a]\n[default')).toBe(false);
    const credentials = Buffer.from(fine.map((name) => `[${name}]\naws_access_key_id = ${name}\n`).join(''));
    const config = Buffer.from(fine.map((name) => `[profile ${name}]\nregion = ${name}\n`).join(''));
    const [first, second] = readWithBotocore([credentials, config]);
    const wanted = (key: string): unknown => Object.fromEntries(fine.map((name) => [name, { [key]: name }]));
    expect(first).toHaveProperty('sections', wanted('aws_access_key_id'));
    expect(second).toHaveProperty('profiles', wanted('region'));
  });
});
