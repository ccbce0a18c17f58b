import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { problemWords } from '../../../src/core/setup-guide.ts';
import { grantWords } from '../../../src/core/trust-guide.ts';
import type { GrantFault } from '../../../src/core/trust/policy-writer.ts';

const places = ['src/core/guide/japanese', 'src/cli/texts', 'src/renderer/texts', 'src/main'];

function filesBelow(place: string): readonly string[] {
  if (!statSync(place).isDirectory()) return [place];
  return readdirSync(place).flatMap((name) => filesBelow(join(place, name)));
}

const texts = places
  .flatMap(filesBelow)
  .map((path) => ({ path, text: readFileSync(path, 'utf8') }))
  .filter(({ text }) => /[\u3040-\u30ff]/.test(text));

/** One word for each thing. Left: what the others would be. */
it.each([
  ['発行元', '発行者'],
  ['イシュア', '発行者'],
  ['端末', 'ターミナル'],
])('Japanese texts say %s nowhere: it is %s', (other, right) => {
  expect(texts.filter(({ text }) => text.includes(other)).map(({ path }) => path)).toEqual([]);
  expect(texts.some(({ text }) => text.includes(right))).toBe(true);
});

describe('set-up and explanations refuse a policy in the same words', () => {
  const faults: readonly GrantFault[] = [
    { code: 'no-subject' },
    { code: 'pattern-too-wide', subject: 'project_path:g*' },
    { code: 'wildcard-in-exact', subject: '4*' },
    { code: 'unwritable', field: 'audience', value: '鍵' },
    { code: 'unwritable', field: 'subject', value: '' },
    { code: 'too-long', subject: 'project_path:g/p:*' },
    { code: 'bad-issuer', issuer: 'gitlab' },
    { code: 'bad-account', accountId: '1234' },
  ];
  it.each(faults.flatMap((fault) => (['en', 'ja'] as const).map((language) => ({ fault, language }))))(
    '$fault.code in $language',
    ({ fault, language }) => {
      const { title, advice } = problemWords({ code: 'grant-refused', details: { fault } }, language);
      const whole = grantWords(fault, language);
      expect(whole.startsWith(title)).toBe(true);
      expect(whole.endsWith(advice)).toBe(true);
    },
  );
});
