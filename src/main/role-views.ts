import type { Language, Role, RoleId } from '../core/model.ts';
import type { State } from '../core/state.ts';
import { sameData } from '../shared/same-data.ts';
import type { RoleView } from '../shared/view.ts';
import { presentRole, type RoleInputs } from './present-role.ts';

/**
 * The views of all roles, in their order. A view is the very same object for as long as it says the same, and so is the
 * list: with 10,000 roles each step of an action makes one of them anew, and that one alone has to be sent and drawn.
 */
export type RoleViews = (
  roles: readonly Role[],
  state: Pick<State, 'roles' | 'favourites'>,
  language: Language,
) => readonly RoleView[];

interface Made {
  readonly inputs: RoleInputs;
  readonly view: RoleView;
}

/** @param draw makes one view; it is asked only where something that the view is made of has changed */
export function createRoleViews(draw: (inputs: RoleInputs) => RoleView = presentRole): RoleViews {
  let made: ReadonlyMap<RoleId, Made> = new Map();
  let list: readonly RoleView[] = [];
  let last: readonly unknown[] = [];
  return (roles, state, language) => {
    const all = [roles, state.roles, state.favourites, language];
    if (all.every((one, index) => one === last[index])) return list;
    last = all;
    const { pinned, used } = state.favourites;
    const kept = new Set(pinned);
    const usedAt = new Map(used.map(({ role, at }) => [role, at]));
    const next = new Map<RoleId, Made>();
    const views = roles.map((role) => {
      const one = renewed(
        made.get(role.id),
        {
          role,
          state: state.roles.get(role.id),
          pinned: kept.has(role.id),
          usedAt: usedAt.get(role.id),
          language,
        },
        draw,
      );
      next.set(role.id, one);
      return one.view;
    });
    made = next;
    const isSame = views.length === list.length && views.every((view, index) => view === list[index]);
    if (!isSame) list = views;
    return list;
  };
}

function renewed(old: Made | undefined, inputs: RoleInputs, draw: (inputs: RoleInputs) => RoleView): Made {
  if (old === undefined) return { inputs, view: draw(inputs) };
  if (isSameInputs(old.inputs, inputs)) return old;
  // The file was read again, say: other objects that hold the same.
  const view = draw(inputs);
  return { inputs, view: sameData(old.view, view) ? old.view : view };
}

/** Both are written down in one place above: their fields stand in the same order. */
function isSameInputs(one: RoleInputs, other: RoleInputs): boolean {
  const others = Object.values(other);
  return Object.values(one).every((value, index) => value === others[index]);
}
