import { describe, expect, it } from 'vitest';
import { decidingTags, matches } from '../../../src/renderer/role-filter.ts';
import { role } from '../../support/renderer-fixtures.ts';

const admin = role('a', 'Production / Admin', { roleName: 'PowerUser', tags: ['prod', 'Payments'] });

describe('the role filter', () => {
  it.each([
    ['nothing', ''],
    ['blanks', '   '],
    ['a part of the name in another case', 'pRoDuc'],
    ['a part of the account id', '456789'],
    ['the role name', 'poweruser'],
    ['a tag', 'payments'],
    ['several words from several places, in any order', 'power 1234 admin'],
    ['full-width letters of a Japanese keyboard', 'ＡＤＭＩＮ'],
  ])('lets a role through for %s', (_, query) => {
    expect(matches(admin, query)).toBe(true);
  });

  it.each([
    ['one word matches and another does not', 'admin staging'],
    ['a word would only match across two fields', 'admin123'],
    ['only the region matches', 'ap-northeast'],
  ])('hides a role when %s', (_, query) => {
    expect(matches(admin, query)).toBe(false);
  });

  it('treats signs of regular expressions as plain text', () => {
    expect(matches(admin, '.*')).toBe(false);
    expect(matches(role('b', 'a (b) [c]'), '(b) [c]')).toBe(true);
  });

  it('names the tags that alone explain a match', () => {
    expect(decidingTags(admin, 'pay')).toEqual(['Payments']);
    expect(decidingTags(admin, 'prod')).toEqual([]);
    expect(decidingTags(admin, '')).toEqual([]);
  });
});
