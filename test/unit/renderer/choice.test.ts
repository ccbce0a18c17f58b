import { describe, expect, it } from 'vitest';
import { choiceIn, type Choice } from '../../../src/renderer/choice.ts';
import { searchIndex, searchRoles } from '../../../src/renderer/role-search.ts';
import { role } from '../../support/renderer-fixtures.ts';

const nothing: Choice = { query: '', roleId: undefined };
const alpha = role('alpha', 'Alpha');
const beta = role('beta', 'Beta');

describe('the chosen role', () => {
  it('is none at first, so that a stray Enter opens nothing', () => {
    expect(choiceIn([alpha, beta], '', nothing)).toBe(nothing);
    expect(choiceIn([alpha, beta], '  ', nothing).roleId).toBeUndefined();
  });

  it('is the first match of each search, whatever was chosen before', () => {
    const first = choiceIn([alpha, beta], 'a', { query: '', roleId: 'beta' });
    expect(first).toEqual({ query: 'a', roleId: 'alpha' });
    expect(choiceIn([beta], 'b', first)).toEqual({ query: 'b', roleId: 'beta' });
    expect(choiceIn([alpha, beta], '', first)).toEqual(nothing);
  });

  it('is still the same one where a better match comes while one looks at it', () => {
    const sandbox = role('sandbox', 'My sandbox');
    const found = (roles: Parameters<typeof searchIndex>[0]) => searchRoles(searchIndex(roles), 'sandb');
    const first = choiceIn(found([alpha, sandbox]), 'sandb', nothing);
    const better = role('production', 'Sandb: production');
    const later = found([alpha, sandbox, better]);
    expect(later.map(({ id }) => id)).toEqual(['production', 'sandbox']);
    expect(choiceIn(later, 'sandb', first)).toBe(first);
    expect(first.roleId).toBe('sandbox');
  });

  it('is no other one where it goes, and itself where it comes back', () => {
    const first = choiceIn([beta, alpha], 'a', nothing);
    expect(choiceIn([alpha], 'a', first)).toBe(first);
    expect(first.roleId).toBe('beta');
  });

  it('is what an arrow key chose, as long as the search is the same', () => {
    const byKey = { query: 'a', roleId: 'beta' };
    expect(choiceIn([alpha, beta], 'a', byKey)).toBe(byKey);
  });

  it('is the first that comes where nothing was found', () => {
    const none = choiceIn([], 'a', nothing);
    expect(none).toEqual({ query: 'a', roleId: undefined });
    expect(choiceIn([], 'a', none)).toBe(none);
    expect(choiceIn([alpha], 'a', none).roleId).toBe('alpha');
  });
});
