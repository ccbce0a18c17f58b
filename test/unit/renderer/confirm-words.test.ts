import { describe, expect, it } from 'vitest';
import { confirmWords } from '../../../src/renderer/confirm-words.ts';
import { english } from '../../../src/renderer/texts/english.ts';
import { japanese } from '../../../src/renderer/texts/japanese.ts';
import { confirmation } from '../../support/confirmation-fixtures.ts';

const { confirm } = english;

describe('the question before a role is used', () => {
  it.each(['app', 'program'] as const)('tells who wants it: %s', (by) => {
    expect(confirmWords(confirmation({ by }), { confirm: true }, english)).toEqual({
      title: confirm.title,
      lines: [confirm.who[by]],
      hint: confirm.holds(900),
    });
  });

  it('says of full access what the configuration asks for, where it does', () => {
    const asked = confirmation({ by: 'program', fullAccess: true });
    expect(confirmWords(asked, { confirm: true }, english)).toEqual({
      title: confirm.fullTitle,
      lines: [confirm.who.program, confirm.full],
      hint: confirm.holds(900),
    });
  });

  it.each([
    [english, /configuration|program/i],
    [japanese, /設定|プログラム/],
  ])(
    'speaks of neither the configuration nor programs where full access alone is asked about',
    (texts, strange) => {
      const asked = confirmation({ by: 'app', fullAccess: true });
      const { title, lines, hint } = confirmWords(asked, { confirm: false }, texts);
      expect(title).toBe(texts.confirm.fullTitle);
      expect(lines).toEqual([texts.confirm.full]);
      expect([...lines, hint].join(' ')).not.toMatch(strange);
      expect(hint).toContain('15');
    },
  );

  it('keeps to what is always true of a role that the configuration names no more', () => {
    const asked = confirmation({ by: 'program', fullAccess: true });
    expect(confirmWords(asked, undefined, english).lines).toContain(confirm.who.program);
  });
});
