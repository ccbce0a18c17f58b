import type { AppView, IdentityView, RoleView } from '../shared/view.ts';
import { matches } from './role-filter.ts';

/** One identity with those of its roles that match the search. */
export interface Section {
  readonly identity: IdentityView;
  readonly roles: readonly RoleView[];
  /** How many roles the identity has without the search. */
  readonly total: number;
}

/**
 * The role list, by identity, in the configuration's order. While a search is on, an identity without a match
 * steps aside, unless its sign-in waits for the user.
 */
export function sectionsOf(view: Pick<AppView, 'identities' | 'roles'>, query: string): readonly Section[] {
  const searching = query.trim() !== '';
  return view.identities
    .map((identity) => {
      const own = view.roles.filter((role) => role.identityId === identity.id);
      return { identity, roles: own.filter((role) => matches(role, query)), total: own.length };
    })
    .filter(
      ({ identity, roles }) => !searching || roles.length > 0 || identity.session.status === 'signing-in',
    );
}

/** The matching roles in the order in which the eye and the arrow keys meet them. */
export const visibleRoles = (sections: readonly Section[]): readonly RoleView[] =>
  sections.flatMap((section) => section.roles);

/**
 * The role that Enter opens. With an empty search none is chosen until an arrow key chooses,
 * so that a stray Enter opens nothing; a search chooses its first match.
 */
export function activeRole(
  roles: readonly RoleView[],
  chosenId: string | undefined,
  query: string,
): RoleView | undefined {
  return roles.find((role) => role.id === chosenId) ?? (query.trim() === '' ? undefined : roles[0]);
}

/** The role one step down (+1) or up (-1) from the active one; the ends do not wrap. */
export function neighbour(
  roles: readonly RoleView[],
  active: RoleView | undefined,
  step: 1 | -1,
): RoleView | undefined {
  if (active === undefined) return step === 1 ? roles[0] : roles.at(-1);
  const index = roles.findIndex((role) => role.id === active.id);
  return roles[Math.min(Math.max(index + step, 0), roles.length - 1)];
}
