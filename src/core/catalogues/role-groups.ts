import type { Role } from '../model.ts';
import { configInUse, settingsInUse, type State } from '../state.ts';

/**
 * Whether a role is for somebody who is a direct member of these groups. Whoever is a member of a GitLab group is one of
 * its subgroups, too: a role for `platform/operations` is for a direct member of `platform`. It is not so the other way
 * round. GitLab's paths are the same in capitals and without.
 *
 * @param groups full paths; undefined where nobody knows, which hides nothing
 */
export function isForGroups(role: Pick<Role, 'groups'>, groups: readonly string[] | undefined): boolean {
  if (role.groups === undefined || groups === undefined) return true;
  return role.groups.some((meant) => {
    const path = meant.toLowerCase();
    return groups.some((group) => path === group.toLowerCase() || path.startsWith(`${group.toLowerCase()}/`));
  });
}

/** Whether a role is listed for whoever is signed in with its identity. Hiding forbids nothing: by its id it can be used. */
export function isListed(role: Pick<Role, 'groups' | 'identity'>, state: State): boolean {
  if (role.groups === undefined || settingsInUse(state).showAllGroups) return true;
  const session = state.sessions.get(role.identity);
  return isForGroups(role, session?.status === 'signed-in' ? session.groups : undefined);
}

/** How many roles of a catalogue are for other groups, whatever the setting says; of all where none is named. */
export function countForOthers(state: State, catalogue?: string): number {
  const roles = configInUse(state)?.roles ?? [];
  return roles.filter((role) => {
    if (role.groups === undefined || (catalogue !== undefined && role.catalogue !== catalogue)) return false;
    const session = state.sessions.get(role.identity);
    return !isForGroups(role, session?.status === 'signed-in' ? session.groups : undefined);
  }).length;
}
