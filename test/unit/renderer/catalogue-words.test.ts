import { describe, expect, it } from 'vitest';
import {
  changeWords,
  readWhen,
  rolesOfChange,
  standOfCatalogue,
  stillInUse,
} from '../../../src/renderer/catalogue-words.ts';
import { english } from '../../../src/renderer/texts/english.ts';
import { catalogueViews } from '../../support/catalogue-scenes.ts';

const now = new Date(2026, 2, 4, 14, 52).getTime();
const [changed] = catalogueViews['catalogue-change'].catalogues ?? [];
const [unread] = catalogueViews['catalogue-sign-in'].catalogues ?? [];
if (changed === undefined || unread === undefined) throw new Error('The scenes name no catalogue.');

describe('what is said of a catalogue', () => {
  it('names the day only where it is another one, and the year likewise', () => {
    expect(readWhen(now - 60_000, now, english)).toMatch(/^today, /);
    expect(readWhen(new Date(2026, 1, 3, 9, 5).getTime(), now, english)).toMatch(/^February 3, /);
    expect(readWhen(new Date(2025, 1, 3, 9, 5).getTime(), now, english)).toMatch(/^February 3, 2025, /);
  });

  it('tells whether anything of it is in use', () => {
    expect(stillInUse(unread, now, english)).toBe(english.catalogues.nothingYet);
    expect(stillInUse(changed, now, english)).toContain('stays in use');
    expect(standOfCatalogue(unread, now, english)).toBe('not read yet');
    expect(standOfCatalogue(changed, now, english)).toMatch(/^4 roles · read /);
  });

  it('counts what a new version has brought, and finds the roles of it', () => {
    expect(changeWords(changed, english)).toBe('Platform roles: 2 roles added, 1 removed, 1 changed.');
    expect(changeWords(unread, english)).toBeUndefined();
    const [leftOut] = catalogueViews['catalogue-left-out'].catalogues ?? [];
    expect(leftOut && changeWords(leftOut, english)).toBe('Platform roles: 1 role removed or left out.');
    const { roles } = catalogueViews['catalogue-change'];
    expect(rolesOfChange(roles, changed.change).map(({ id }) => id)).toEqual(['billing', 'logs', 'limited']);
  });
});
