import { expect, test } from 'vitest';
import { isShortcut } from '../../../src/core/shortcut.ts';

test.each([
  'CommandOrControl+Shift+A',
  'Control+Alt+0',
  'Super+Space',
  'Alt+F9',
  'F12',
  'Shift+F2',
  'Control+Plus',
  'Control+-',
  'Alt+Enter',
])('%s can open the window', (text) => expect(isShortcut(text)).toBe(true));

test.each([
  ['', 'nothing'],
  ['A', 'a letter alone would be gone from every program'],
  ['Shift+A', 'so would a capital letter'],
  ['Control', 'modifiers alone'],
  ['Control+Shift', 'modifiers alone'],
  ['Control+', 'no key'],
  ['Control++', 'the plus sign goes by its name'],
  ['Control+a', 'Electron writes letters large'],
  ['Control+Control+A', 'one twice'],
  ['Control+A+B', 'two keys'],
  ['Kontrol+A', 'no modifier'],
  ['F25', 'no such key'],
  ['Control+Ä', 'no key of every keyboard'],
  ['Control + A', 'blanks'],
])('%j cannot: %s', (text) => expect(isShortcut(text)).toBe(false));
