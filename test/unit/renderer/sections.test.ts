import { describe, expect, it } from 'vitest';
import { searchIndex } from '../../../src/renderer/role-search.ts';
import {
  foundSections,
  neighbour,
  recentRoles,
  type Section,
  sectionsOf,
  visibleRoles,
} from '../../../src/renderer/sections.ts';
import type { AppView, RoleView } from '../../../src/shared/view.ts';
import { appView, identity, role, signedIn } from '../../support/renderer-fixtures.ts';

const alpha = role('alpha', 'Alpha');
const beta = role('beta', 'Beta', { identityId: 'other' });
const gamma = role('gamma', 'Gamma');
const view = appView({
  identities: [identity(signedIn), identity({ status: 'signed-out' }, 'other', 'other.example')],
  roles: [alpha, beta, gamma],
});
const alone = { ...view, identities: [identity(signedIn)], roles: [alpha, gamma] };

const plain = { recent: [], folded: new Set<string>() };
const search = (from: AppView, query: string) => foundSections(from, searchIndex(from.roles), query);
const outline = (sections: readonly Section[]) =>
  sections.map(({ identity: one, lists }) => [
    one?.id,
    ...lists.map(({ kind, rows }) => [
      kind,
      ...rows.map((row) => (row.kind === 'role' ? row.role.id : `${row.name} (${row.count})`)),
    ]),
  ]);
const pin = (one: RoleView): RoleView => ({ ...one, pinned: true });

describe('the sections of the list', () => {
  it('group roles by identity and keep the order of the configuration', () => {
    expect(outline(sectionsOf(view, plain))).toEqual([
      ['work', ['rest', 'alpha', 'gamma']],
      ['other', ['rest', 'beta']],
    ]);
  });

  it('fold each identity as a whole where several make a long list', () => {
    const many = Array.from({ length: 12 }, (_, index) => role(`more-${index}`, `More ${index}`));
    const long = { ...view, roles: [alpha, pin(beta), ...many] };
    expect(outline(sectionsOf({ ...long, roles: long.roles.slice(0, 12) }, plain))[1]?.[1]).not.toContain(
      'gitlab.example.com (11)',
    );
    const [, own, other] = sectionsOf(long, plain);
    expect(own?.lists[0]?.rows[0]).toEqual({
      kind: 'group',
      of: 'identity',
      id: '["work"]',
      name: 'gitlab.example.com',
      count: 13,
      open: true,
    });
    expect(own?.lists[0]?.rows).toHaveLength(14);
    // What is pinned stands above all.
    expect(other?.lists).toEqual([]);
    const folded = sectionsOf(long, { ...plain, folded: new Set(['["work"]']) });
    expect(visibleRoles(folded)).toEqual([pin(beta)]);
    expect(outline(folded)[1]).toEqual(['work', ['rest', 'gitlab.example.com (13)']]);
    // With one identity, there is nothing to fold it for.
    expect(visibleRoles(sectionsOf({ ...long, ...{ identities: alone.identities } }, plain))).not.toEqual([]);
  });

  it('keep an identity without roles, so that one can sign in there', () => {
    const [, other] = sectionsOf({ ...view, roles: [alpha] }, plain);
    expect(other).toMatchObject({ identity: { id: 'other' }, lists: [], total: 0 });
  });

  it('have pinned roles and recent ones first, each role once', () => {
    const roles = [alpha, pin(beta), gamma];
    expect(outline(sectionsOf({ ...view, roles }, { ...plain, recent: ['gamma', 'beta', 'gone'] }))).toEqual([
      [undefined, ['pinned', 'beta'], ['recent', 'gamma']],
      ['work', ['rest', 'alpha']],
      ['other'],
    ]);
  });

  it('have them below the identity where there is only one', () => {
    expect(outline(sectionsOf({ ...alone, roles: [alpha, pin(gamma)] }, plain))).toEqual([
      ['work', ['pinned', 'gamma'], ['rest', 'alpha']],
    ]);
  });

  it('count all roles of an identity, wherever they stand', () => {
    expect(sectionsOf({ ...alone, roles: [pin(alpha)] }, plain)).toMatchObject([{ total: 1 }]);
  });

  it('have groups in a long list, of which a folded one shows its name only', () => {
    const roles = Array.from({ length: 14 }, (_, index) =>
      role(`r${index}`, `Role ${index}`, { tags: [index < 7 ? 'a' : 'b'] }),
    );
    const [only] = sectionsOf({ ...alone, roles }, plain);
    const groups = only?.lists[0]?.rows.filter(({ kind }) => kind === 'group') ?? [];
    expect(groups).toMatchObject([
      { name: 'a', open: true },
      { name: 'b', open: true },
    ]);
    const [first] = groups;
    const folded = new Set(first?.kind === 'group' ? [first.id] : []);
    const shut = sectionsOf({ ...alone, roles }, { recent: [], folded });
    expect(outline(shut)[0]?.[1]).toEqual([
      'rest',
      'a (7)',
      'b (7)',
      ...['r7', 'r8', 'r9', 'r10', 'r11', 'r12', 'r13'],
    ]);
    expect(visibleRoles(shut)).toHaveLength(7);
  });
});

describe('recent roles', () => {
  const used = (count: number, more: (index: number) => Partial<RoleView>) =>
    Array.from({ length: count }, (_, index) => role(`r${index}`, `Role ${index}`, more(index)));

  it('are the last five, newest first, without pinned ones', () => {
    expect(
      recentRoles(used(20, (index) => (index < 8 ? { usedAt: index, pinned: index === 7 } : {}))),
    ).toEqual(['r6', 'r5', 'r4', 'r3', 'r2']);
  });

  it('are none where all roles are seen at a glance', () => {
    expect(recentRoles(used(12, (index) => ({ usedAt: index })))).toEqual([]);
  });
});

describe('a search', () => {
  it('makes one list of all identities, the best first', () => {
    const roles = [role('1', 'x admin'), role('2', 'Admin', { identityId: 'other' })];
    expect(outline(search({ ...view, roles }, 'adm'))).toEqual([[undefined, ['found', '2', '1']]]);
  });

  it('keeps an identity that waits for its browser, whatever is searched', () => {
    const [own, other] = view.identities;
    const identities = [own, other && { ...other, session: { status: 'signing-in' } as const }].filter(
      (one) => one !== undefined,
    );
    expect(outline(search({ ...view, identities }, 'nothing like it'))).toEqual([['other']]);
  });

  it('keeps the only identity where it stands, so that the list does not jump', () => {
    expect(outline(search(alone, 'gam'))).toEqual([['work', ['found', 'gamma']]]);
    expect(outline(search(alone, 'nothing'))).toEqual([['work']]);
  });
});

describe('the role next to the active one', () => {
  const roles = visibleRoles(sectionsOf(view, plain));

  it('is found as the eye goes, across identities', () => {
    expect(neighbour(roles, alpha, 1)?.id).toBe('gamma');
    expect(neighbour(roles, gamma, 1)?.id).toBe('beta');
    expect(neighbour(roles, beta, -1)?.id).toBe('gamma');
  });

  it('is the same one at either end', () => {
    expect(neighbour(roles, beta, 1)?.id).toBe('beta');
    expect(neighbour(roles, alpha, -1)?.id).toBe('alpha');
  });

  it('is at the near end where none is active, and in an empty list there is none', () => {
    expect(neighbour(roles, undefined, 1)?.id).toBe('alpha');
    expect(neighbour(roles, undefined, -1)?.id).toBe('beta');
    expect(neighbour([], undefined, 1)).toBeUndefined();
  });
});
