import { describe, expect, it } from 'vitest';
import { groupedFrom, roleGroups } from '../../../src/renderer/role-groups.ts';
import { role } from '../../support/renderer-fixtures.ts';

const many = (count: number, more: (index: number) => Parameters<typeof role>[2]) =>
  Array.from({ length: count }, (_, index) => role(`r${index}`, `Role ${index}`, more(index)));
const sizes = (roles: ReturnType<typeof many>) =>
  roleGroups(roles)?.map(({ name, roles: own }) => [name, own.length]);

describe('groups of roles', () => {
  it('are not made of a few', () => {
    const tags = (index: number) => ({ tags: [index % 2 === 0 ? 'a' : 'b'] });
    expect(roleGroups(many(groupedFrom - 1, tags))).toBeUndefined();
    expect(sizes(many(groupedFrom + 1, tags))).toEqual([
      ['a', 7],
      ['b', 7],
    ]);
  });

  it('go by the first tag, and have those without one last', () => {
    const roles = many(15, (index) => ({ tags: index % 5 === 0 ? [] : [index % 2 === 0 ? 'a' : 'b', 'z'] }));
    expect(sizes(roles)).toEqual([
      ['b', 6],
      ['a', 6],
      [undefined, 3],
    ]);
  });

  it('go by account where most have no tag', () => {
    expect(sizes(many(14, (index) => ({ accountId: index < 6 ? '111111111111' : '222222222222' })))).toEqual([
      ['111111111111', 6],
      ['222222222222', 8],
    ]);
  });

  it('are not made where each role would be one, or all of them', () => {
    expect(roleGroups(many(20, (index) => ({ accountId: String(index) })))).toBeUndefined();
    expect(roleGroups(many(20, () => ({ tags: ['same'] })))).toBeUndefined();
  });
});
