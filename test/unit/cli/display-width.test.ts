import { expect, test } from 'vitest';
import { displayWidth } from '../../../src/cli/display-width.ts';
import { table } from '../../../src/cli/output.ts';

test.for([
  ['', 0],
  ['prod-admin', 10],
  ['本番', 4],
  ['ステージング', 12],
  ['ひらがな、句読点。', 18],
  ['「括弧」（全角）', 16],
  ['ＡＢＣ１２３', 12],
  ['ｶﾀｶﾅ', 4],
  ['か\u3099', 2],
  ['e\u0301', 1],
  ['한국어', 6],
  ['中文', 4],
  ['𠮷野家', 6],
  ['🚀 go', 5],
  ['a\u200bb', 2],
  ['Produktion · Ü', 14],
] as const)('%j takes %i columns', ([text, columns]) => {
  expect(displayWidth(text)).toBe(columns);
});

test('columns stand one below the other where names are Japanese', () => {
  const lines = table([
    ['prod', '本番環境', 'x'],
    ['stage', 'Staging', 'y'],
  ]).split('\n');
  expect(lines[0]).toBe('prod   本番環境  x');
  expect(lines[1]).toBe('stage  Staging   y');
  expect(displayWidth(lines[0] ?? '')).toBe(displayWidth(lines[1] ?? ''));
});
