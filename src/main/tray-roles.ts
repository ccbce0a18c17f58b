import type { RoleView } from '../shared/view.ts';
import { shortened } from './role-labels.ts';
import { entry, note, submenu, type TrayItem } from './tray-item.ts';
import type { TrayTexts } from './tray-texts.ts';

/** How roles are listed. */
export interface RoleRows {
  /** What tells a role from every other one. */
  readonly label: (role: RoleView) => string;
  readonly item: (role: RoleView) => TrayItem;
}

/** More than so many entries in a row are too many to look through. */
const longestRow = 12;

/** Letters of a group's name, unless another one's would look the same. */
const longestGroup = 40;

/** So many recent roles are at hand besides the pinned ones. */
const mostRecent = 5;

/** Up to so many roles the menu has all of them; of more, so many of each group, and of so many groups. */
const limits = { roles: 600, groups: 48 } as const;

/** Each of a role's actions is an entry: up to so many roles have them in the menu, and of more those at hand. */
const mostWithActions = 36;

/**
 * The roles that come first: the pinned ones, then the last used. The order within both is the configuration's: what
 * moves about under the mouse is found by nobody.
 */
export function rolesAtHand(roles: readonly RoleView[]): readonly RoleView[] {
  const pinned = roles.filter((role) => role.pinned).slice(0, longestRow);
  const recent = new Set(
    roles
      .filter((role) => !role.pinned && role.usedAt !== undefined)
      .sort((a, b) => (b.usedAt ?? 0) - (a.usedAt ?? 0))
      .slice(0, mostRecent),
  );
  return [...pinned, ...roles.filter((role) => recent.has(role))];
}

/** All roles, those at hand first: for what a click on a role's name does. */
export function everyRole(
  roles: readonly RoleView[],
  rows: RoleRows,
  texts: TrayTexts,
): { readonly first: readonly TrayItem[]; readonly others: readonly TrayItem[] } {
  const atHand = rolesAtHand(roles);
  const known = new Set(atHand);
  const rest = roles.filter((role) => !known.has(role));
  return {
    first: atHand.map(rows.item),
    // Where they are behind submenus, whoever looks for one by its group finds it there whether it is at hand or not.
    others: rest.length > longestRow ? grouped(roles, rows, texts) : inline(rest, rows, texts),
  };
}

/** The roles that have so much to offer that there is no place for all of them: those at hand then, and the window. */
export function rolesWithActions(
  roles: readonly RoleView[],
  rows: RoleRows,
  texts: TrayTexts,
): readonly TrayItem[] {
  const { first, others } = everyRole(
    roles.length > mostWithActions ? rolesAtHand(roles) : roles,
    rows,
    texts,
  );
  if (first.length + others.length === 0) return [];
  return [
    ...first,
    ...others,
    ...(roles.length > mostWithActions ? [entry(texts.otherRoles, { type: 'show-window' })] : []),
  ];
}

/** Making one takes long: one for all. */
const byName = new Intl.Collator(undefined, { numeric: true });

interface Group {
  readonly name: string;
  readonly roles: readonly RoleView[];
}

/** A few: each below its group's name, unless there is one group only, or hardly a role for each name. */
function inline(roles: readonly RoleView[], rows: RoleRows, texts: TrayTexts): readonly TrayItem[] {
  const groups = groupsOf(roles, texts);
  if (groups.length * 2 > roles.length) return roles.map(rows.item);
  return groups.flatMap(({ name, roles: members }) => [
    ...(groups.length > 1 ? [note(name)] : []),
    ...members.map(rows.item),
  ]);
}

function grouped(roles: readonly RoleView[], rows: RoleRows, texts: TrayTexts): readonly TrayItem[] {
  const all = groupsOf(roles, texts);
  const isAll = roles.length <= limits.roles;
  const shown = isAll ? all.slice(0, longestRow * longestRow) : all.slice(0, limits.groups);
  const left = all.slice(shown.length).reduce((sum, group) => sum + group.roles.length, 0);
  const menus = shown.map(({ name, roles: members }) => {
    const most = isAll ? longestRow * longestRow : longestRow;
    const entries = inRows(
      members.slice(0, most).map((role) => ({ name: rows.label(role), item: rows.item(role) })),
      texts,
    );
    const items = [...entries, ...moreInWindow(members.length - most, texts)];
    return { name, item: submenu(shown.length > 1 ? name : texts.allRoles, items) };
  });
  if (menus.length <= longestRow) return [...menus.map((menu) => menu.item), ...moreInWindow(left, texts)];
  const others = [...inRows(menus.slice(longestRow), texts), ...moreInWindow(left, texts)];
  return [...menus.slice(0, longestRow).map((menu) => menu.item), submenu(texts.moreGroups, others)];
}

interface Named {
  readonly name: string;
  readonly item: TrayItem;
}

/** One row, or submenus of one row each, which say from where to where they go. */
function inRows(all: readonly Named[], texts: TrayTexts): readonly TrayItem[] {
  if (all.length <= longestRow) return all.map(({ item }) => item);
  const sorted = all.toSorted((a, b) => byName.compare(a.name, b.name));
  // Rows of about the same length: a last one of one entry would look forgotten.
  const rows = Math.ceil(sorted.length / longestRow);
  const length = Math.ceil(sorted.length / rows);
  return Array.from({ length: rows }, (_, index) => {
    const row = sorted.slice(index * length, (index + 1) * length);
    const label = texts.range(shortened(row[0]?.name ?? '', 24), shortened(row.at(-1)?.name ?? '', 24));
    return submenu(
      label,
      row.map(({ item }) => item),
    );
  });
}

function moreInWindow(count: number, texts: TrayTexts): readonly TrayItem[] {
  return count > 0 ? [entry(texts.moreInWindow(count), { type: 'show-window' })] : [];
}

/** By first tag, else by account, in the order of the configuration. */
function groupsOf(roles: readonly RoleView[], texts: TrayTexts): readonly Group[] {
  const groups = new Map<string, RoleView[]>();
  for (const role of roles) {
    const name = role.tags[0] ?? texts.account(role.accountId);
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [role]);
    else group.push(role);
  }
  const shorts = new Map<string, number>();
  for (const name of groups.keys()) {
    const short = shortened(name, longestGroup);
    shorts.set(short, (shorts.get(short) ?? 0) + 1);
  }
  return [...groups].map(([name, members]) => {
    const short = shortened(name, longestGroup);
    return { name: shorts.get(short) === 1 ? short : name, roles: members };
  });
}
