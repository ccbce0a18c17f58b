import { expect, test } from 'vitest';
import { spokenLanguage } from '../../../src/main/language.ts';

test.for([
  [['ja-JP', 'en-US'], 'ja'],
  [['en-GB', 'ja'], 'en'],
  [['de-DE', 'ja'], 'ja'],
  [['ja_JP.UTF-8', 'ja_JP', 'ja', 'C'], 'ja'],
  [['JA'], 'ja'],
  [['C'], 'en'],
  [['jam-JM', 'enm'], 'en'],
  [[], 'en'],
] as const)('of %j it speaks %s', ([preferred, spoken]) => {
  expect(spokenLanguage(preferred)).toBe(spoken);
});
