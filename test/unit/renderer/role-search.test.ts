import { describe, expect, it } from 'vitest';
import { createSearchIndex, marksIn, searchIndex, searchRoles } from '../../../src/renderer/role-search.ts';
import type { RoleView } from '../../../src/shared/view.ts';
import { role } from '../../support/renderer-fixtures.ts';

const admin = role('a', 'Production / Admin', { roleName: 'PowerUser', tags: ['prod', 'Payments'] });

const found = (roles: readonly RoleView[], query: string) =>
  searchRoles(searchIndex(roles), query).map(({ id }) => id);
const finds = (query: string) => found([admin], query).length === 1;
const named = (...names: readonly string[]) => names.map((name) => role(name, name, { roleName: 'x' }));

describe('the search of roles', () => {
  it.each([
    ['nothing', ''],
    ['blanks', '   '],
    ['a part of the name in another case', 'pRoDuc'],
    ['a part of the account id', '456789'],
    ['the account id with its dashes', '1234-5678-9012'],
    ['the role name', 'poweruser'],
    ['a tag', 'payments'],
    ['several words from several places, in any order', 'power 1234 admin'],
    ['full-width letters of a Japanese keyboard', 'ＡＤＭＩＮ'],
    ['letters that begin the words', 'pa'],
    ['an abbreviation', 'prdadm'],
    ['an abbreviation of the role name', 'pwrusr'],
  ])('finds a role by %s', (_, query) => {
    expect(finds(query)).toBe(true);
  });

  it.each([
    ['one word matches and another does not', 'admin staging'],
    ['a word would only match across two fields', 'admin123'],
    ['only the region matches', 'ap-northeast'],
    ['letters follow each other that begin no word', 'rdn'],
    ['letters are in another order', 'mda'],
    ['letters of an account id are left out', '124789'],
  ])('leaves a role out when %s', (_, query) => {
    expect(finds(query)).toBe(false);
  });

  it('treats signs of regular expressions as plain text', () => {
    expect(finds('.*')).toBe(false);
    expect(found([role('b', 'a (b) [c]')], '(b) [c]')).toEqual(['b']);
  });

  it.each([
    ['in half-width katakana', 'ﾌﾟﾛﾀﾞｸｼｮﾝ'],
    ['in hiragana, as an input method has it before one accepts', 'ぷろだくしょん'],
    ['in part', '本番'],
  ])('finds Japanese names %s', (_, query) => {
    expect(found([role('ja', '本番プロダクション')], query)).toEqual(['ja']);
  });

  it('has the whole name before its beginning, that before a word of it, that before its middle, that before letters', () => {
    const roles = named('aXdXmXiXn', 'badmin', 'x admin', 'administrator', 'admin');
    expect(found(roles, 'admin')).toEqual(['admin', 'administrator', 'x admin', 'badmin', 'aXdXmXiXn']);
  });

  it('has letters that follow each other before scattered ones', () => {
    expect(found(named('pxrxd', 'prxxd'), 'prd')).toEqual(['prxxd', 'pxrxd']);
  });

  it('has the name before the account and the role name, and those before a tag', () => {
    const roles = [
      role('tag', 'a', { tags: ['12'] }),
      role('account', 'b', { accountId: '12' }),
      role('name', '12'),
    ];
    expect(found(roles, '12')).toEqual(['name', 'account', 'tag']);
  });

  it('leaves equally good ones in their order', () => {
    const roles = ['c', 'a', 'b'].map((id) => role(id, 'Same'));
    expect(found(roles, 'same')).toEqual(['c', 'a', 'b']);
  });
});

describe('the marks of a search', () => {
  const marked = (one: RoleView, query: string) => {
    const marks = marksIn(one, query);
    const cut = (text: string, ranges: typeof marks.name) => ranges.map(([from, to]) => text.slice(from, to));
    return {
      name: cut(one.name, marks.name),
      accountId: cut(one.accountId, marks.accountId),
      roleName: cut(one.roleName, marks.roleName),
      tags: marks.tags.map(({ tag, ranges }) => cut(tag, ranges)),
    };
  };

  it('stand in the place where each word is found best', () => {
    expect(marked(admin, 'adm 3456 power')).toEqual({
      name: ['Adm'],
      accountId: ['3456'],
      roleName: ['Power'],
      tags: [],
    });
  });

  it('stand in a tag only where that is the reason', () => {
    expect(marked(admin, 'pay').tags).toEqual([['Pay']]);
    expect(marked(admin, 'prod').tags).toEqual([]);
    expect(marked(admin, '').tags).toEqual([]);
  });

  it('join where words overlap, and part where letters are left out', () => {
    expect(marked(admin, 'prod produc').name).toEqual(['Produc']);
    expect(marked(admin, 'prdadm').name).toEqual(['Pr', 'd', 'Adm']);
  });

  it('are whole letters of the text as it is written', () => {
    expect(marked(role('ja', '本番 ﾌﾟﾛﾀﾞｸｼｮﾝ'), 'ぷろ').name).toEqual(['ﾌﾟﾛ']);
    expect(marked(role('wide', 'ＡＤＭＩＮ 管理', { roleName: 'x' }), 'admin').name).toEqual(['ＡＤＭＩＮ']);
    expect(marked(role('one', '㍿ 本番'), '株').name).toEqual(['㍿']);
  });
});

describe('the search of ten thousand roles', () => {
  it('finds the one that is meant', () => {
    const roles = Array.from({ length: 10_000 }, (_, index) =>
      role(`r${index}`, `Team ${index} / ${index % 3 === 0 ? 'Production' : 'データ基盤'}`, {
        accountId: String(100_000_000_000 + index * 7919),
        roleName: index % 2 === 0 ? 'AdministratorAccess' : 'ReadOnlyAccess',
      }),
    );
    const entries = searchIndex(roles);
    const first = (query: string) => searchRoles(entries, query)[0]?.id;
    expect(first('team 4242')).toBe('r4242');
    expect(first('1000-7918-2081')).toBe('r9999');
    expect(searchRoles(entries, 'production administrator')).toHaveLength(1_667);
    expect(searchRoles(entries, 'nothing of the kind')).toEqual([]);
  });
});

it('folds only those roles of a list that have changed', () => {
  const index = createSearchIndex();
  const one = role('one', 'One');
  const two = role('two', 'Two');
  const before = index([one, two]);
  const after = index([one, { ...two, name: 'Zwei' }]);
  expect(after[0]).toBe(before[0]);
  expect(after[1]).toMatchObject({ name: 'zwei' });
  expect(after).toEqual(searchIndex(after.map((entry) => entry.role)));
});
