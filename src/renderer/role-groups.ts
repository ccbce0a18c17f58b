import type { RoleView } from '../shared/view.ts';

/** Roles that belong together. */
export interface RoleGroup {
  /** A tag or an account id; undefined for those that have no tag. */
  readonly name: string | undefined;
  readonly roles: readonly RoleView[];
}

/** Fewer are seen at a glance. */
export const groupedFrom = 13;

/**
 * Long lists in groups: by the first tag where most roles have one, else by account where those have several roles.
 * Groups and roles stay in the order in which they come.
 *
 * @returns undefined where groups would tell nothing
 */
export function roleGroups(roles: readonly RoleView[]): readonly RoleGroup[] | undefined {
  if (roles.length < groupedFrom) return undefined;
  const byTag = grouped(roles, ({ tags: [first] }) => first);
  const untagged = byTag.find(({ name }) => name === undefined)?.roles.length ?? 0;
  if (2 * untagged < roles.length && tellSomething(byTag, roles)) return byTag;
  const byAccount = grouped(roles, ({ accountId }) => accountId);
  return tellSomething(byAccount, roles) ? byAccount : undefined;
}

function tellSomething(groups: readonly RoleGroup[], roles: readonly RoleView[]): boolean {
  return groups.length > 1 && 2 * groups.length <= roles.length;
}

/** Who has no name comes last. */
function grouped(
  roles: readonly RoleView[],
  nameOf: (role: RoleView) => string | undefined,
): readonly RoleGroup[] {
  const groups = groupedBy(roles, nameOf);
  const named = [...groups].filter(([name]) => name !== undefined);
  const rest = groups.get(undefined);
  return [...named, ...(rest ? [[undefined, rest] as const] : [])].map(([name, own]) => ({
    name,
    roles: own,
  }));
}

/** The roles of each key, in the order in which the keys come. */
export function groupedBy<Key>(
  roles: readonly RoleView[],
  keyOf: (role: RoleView) => Key,
): ReadonlyMap<Key, readonly RoleView[]> {
  const groups = new Map<Key, RoleView[]>();
  for (const role of roles) {
    const key = keyOf(role);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [role]);
    else group.push(role);
  }
  return groups;
}
