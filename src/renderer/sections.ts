import type { AppView, IdentityView, RoleView } from '../shared/view.ts';
import { groupedBy, groupedFrom, roleGroups } from './role-groups.ts';
import { type RoleEntry, searchRoles } from './role-search.ts';

/** A line of a list: a role, or the name of the group below it. */
export type ListRow =
  | { readonly kind: 'role'; readonly role: RoleView }
  | {
      readonly kind: 'group';
      /** All that stands below an identity, or a part of it. */
      readonly of: 'identity' | 'part';
      readonly id: string;
      readonly name: string | undefined;
      readonly count: number;
      readonly open: boolean;
    };

/** Roles below one heading. Each role stands in one list only. */
export interface RoleList {
  /** `rest` are the roles of an identity that are in no other list. */
  readonly kind: 'found' | 'pinned' | 'recent' | 'rest';
  readonly id: string;
  readonly rows: readonly ListRow[];
}

/** A part of the window: an identity with lists of roles, or lists of roles of several identities. */
export interface Section {
  readonly identity: IdentityView | undefined;
  readonly lists: readonly RoleList[];
  /** How many roles the identity has, wherever they stand. */
  readonly total: number;
}

/** Fewer are found without a list of their own. */
const recentFrom = 13;
const mostRecent = 5;

/**
 * What was used last, newest first: pinned roles have their place already.
 *
 * @returns ids
 */
export function recentRoles(roles: readonly RoleView[]): readonly string[] {
  if (roles.length < recentFrom) return [];
  return roles
    .flatMap(({ id, usedAt, pinned }) => (usedAt === undefined || pinned ? [] : [{ id, usedAt }]))
    .sort((a, b) => b.usedAt - a.usedAt)
    .slice(0, mostRecent)
    .map(({ id }) => id);
}

export interface Arrangement {
  /** Ids of the roles that stand in the list of recent ones. */
  readonly recent: readonly string[];
  /** Ids of groups that are folded. */
  readonly folded: ReadonlySet<string>;
}

/**
 * The window without a search: pinned roles, those used last, then each identity with the others. One identity alone
 * stands above them all.
 */
export function sectionsOf(
  view: Pick<AppView, 'identities' | 'roles'>,
  { recent, folded }: Arrangement,
): readonly Section[] {
  const isRecent = new Set(recent);
  const pinned = view.roles.filter((one) => one.pinned);
  const byId = new Map(view.roles.map((role) => [role.id, role]));
  const lately = recent.flatMap((id) => byId.get(id) ?? []).filter((one) => !one.pinned);
  const shelf = [...listOf('pinned', pinned.map(asRow)), ...listOf('recent', lately.map(asRow))];
  const own = groupedBy(view.roles, ({ identityId }) => identityId);
  const isLong = view.identities.length > 1 && view.roles.length >= groupedFrom;
  const sections = view.identities.map((identity): Section => {
    const roles = own.get(identity.id) ?? [];
    const others = roles.filter((role) => !role.pinned && !isRecent.has(role.id));
    const rows = rowsOf(others, identity.id, folded);
    const rest = listOf('rest', isLong ? wholly(identity, others.length, rows, folded) : rows, identity.id);
    return { identity, lists: rest, total: roles.length };
  });
  const [only, ...more] = sections;
  if (only !== undefined && more.length === 0) return [{ ...only, lists: [...shelf, ...only.lists] }];
  return shelf.length === 0 ? sections : [{ identity: undefined, lists: shelf, total: 0 }, ...sections];
}

/**
 * The window while one searches: one list, the best first. Identities step aside, unless there is only one, or a sign-in
 * waits for the user.
 */
export function foundSections(
  { identities }: Pick<AppView, 'identities'>,
  entries: readonly RoleEntry[],
  query: string,
): readonly Section[] {
  return inOneList({ identities }, searchRoles(entries, query), entries.length);
}

/** The same with roles that were found otherwise, in their order. @param total how many roles there are */
export function inOneList(
  { identities }: Pick<AppView, 'identities'>,
  roles: readonly RoleView[],
  total: number,
): readonly Section[] {
  const lists = listOf('found', roles.map(asRow));
  const [only] = identities;
  if (only !== undefined && identities.length === 1) return [{ identity: only, lists, total }];
  const waiting = identities
    .filter(({ session }) => session.status === 'signing-in')
    .map((identity): Section => ({ identity, lists: [], total }));
  return lists.length === 0 ? waiting : [...waiting, { identity: undefined, lists, total: 0 }];
}

const asRow = (role: RoleView): ListRow => ({ kind: 'role', role });

/** No list at all rather than an empty one. */
function listOf(kind: RoleList['kind'], rows: readonly ListRow[], id: string = kind): readonly RoleList[] {
  return rows.length === 0 ? [] : [{ kind, id: kind === 'rest' ? `rest ${id}` : id, rows }];
}

function rowsOf(
  roles: readonly RoleView[],
  identityId: string,
  folded: ReadonlySet<string>,
): readonly ListRow[] {
  const groups = roleGroups(roles);
  if (groups === undefined) return roles.map(asRow);
  return groups.flatMap(({ name, roles: own }): readonly ListRow[] => {
    const id = JSON.stringify([identityId, name]);
    const open = !folded.has(id);
    return [
      { kind: 'group', of: 'part', id, name, count: own.length, open },
      ...(open ? own.map(asRow) : []),
    ];
  });
}

/** Where roles of several identities make a long list, those of each fold away as a whole. */
function wholly(
  { id: identityId, label: name }: IdentityView,
  count: number,
  rows: readonly ListRow[],
  folded: ReadonlySet<string>,
): readonly ListRow[] {
  if (count === 0) return [];
  const id = JSON.stringify([identityId]);
  const open = !folded.has(id);
  return [{ kind: 'group', of: 'identity', id, name, count, open }, ...(open ? rows : [])];
}

/** The roles in the order in which the eye and the arrow keys meet them. */
export const visibleRoles = (sections: readonly Section[]): readonly RoleView[] =>
  sections.flatMap(({ lists }) =>
    lists.flatMap(({ rows }) => rows.flatMap((row) => (row.kind === 'role' ? [row.role] : []))),
  );

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
