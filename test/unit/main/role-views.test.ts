import { beforeEach, describe, expect, it } from 'vitest';
import type { Role, RoleId } from '../../../src/core/model.ts';
import { createState, setRole, type StateStore } from '../../../src/core/state.ts';
import { presentRole } from '../../../src/main/present-role.ts';
import { createRoleViews, type RoleViews } from '../../../src/main/role-views.ts';
import { roleWith } from '../../support/fake-nouns.ts';

const many = 1_000;
const rolesAnew = (): readonly Role[] =>
  Array.from({ length: many }, (_, index) => roleWith({ id: `role-${index}` }));
const roles = rolesAnew();
const first = 'role-0' as RoleId;
const last = `role-${many - 1}` as RoleId;

let drawn: string[];
let views: RoleViews;
let state: StateStore;
const look = (of: readonly Role[] = roles) => views(of, state.get(), 'en');

beforeEach(() => {
  drawn = [];
  views = createRoleViews((inputs) => {
    drawn.push(inputs.role.id);
    return presentRole(inputs);
  });
  state = createState();
  look();
  drawn = [];
});

describe('the views of roles', () => {
  it('are the very same list while nothing changes', () => {
    expect(look()).toBe(look());
    setRole(state, first, { activity: { status: 'idle' } });
    const before = look();
    drawn = [];
    expect(look()).toBe(before);
    expect(drawn).toEqual([]);
  });

  it('are made anew for the role whose state has changed, and for no other', () => {
    const before = look();
    setRole(state, last, { activity: { status: 'busy', step: 'assuming-role' } });
    const after = look();
    expect(drawn).toEqual([last]);
    expect(after.at(-1)).toMatchObject({ activity: { status: 'busy' } });
    expect(after.filter((view, index) => view !== before[index])).toHaveLength(1);
  });

  it('are made anew for a role that is pinned, and for one that was used', () => {
    state.update((current) => ({
      ...current,
      favourites: { pinned: [first], used: [{ role: last, at: 42 }], services: [] },
    }));
    const after = look();
    expect(drawn).toEqual([first, last]);
    expect(after[0]).toMatchObject({ pinned: true });
    expect(after.at(-1)).toMatchObject({ usedAt: 42 });
  });

  it('stay the same where the file is read again and says the same', () => {
    const before = look();
    const changed = rolesAnew().map((role) => (role.id === first ? { ...role, name: 'Another' } : role));
    const after = look(changed);
    expect(after.filter((view, index) => view !== before[index])).toEqual([
      expect.objectContaining({ name: 'Another' }),
    ]);
  });

  it('follow the order of the roles, and forget those that have gone', () => {
    const before = look();
    expect(look([...roles].reverse())).toEqual([...before].reverse());
    expect(look(roles.slice(1))).toHaveLength(many - 1);
    expect(drawn).toEqual([]);
    look();
    expect(drawn).toEqual([first]);
  });

  it('speak the language that is asked for', () => {
    views(roles, state.get(), 'ja');
    expect(drawn).toHaveLength(many);
  });
});
