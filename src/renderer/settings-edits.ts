import type { EntryEdit, SettingsView } from '../shared/settings-view.ts';

/**
 * Moves an entry by one place. Those without an id cannot be named, so the one behind them is.
 *
 * @returns undefined where there is no way to go
 */
export function moveOf(
  ids: readonly (string | undefined)[],
  id: string,
  by: -1 | 1,
): Extract<EntryEdit, { readonly kind: 'role-move' }> | undefined {
  const at = ids.indexOf(id);
  const target = at + by;
  if (at === -1 || target < 0 || target >= ids.length) return undefined;
  if (by === -1) {
    const before = ids[target];
    return before === undefined ? undefined : { kind: 'role-move', id, before };
  }
  const behind = ids.slice(target + 1).find((one) => one !== undefined);
  return { kind: 'role-move', id, ...(behind !== undefined && { before: behind }) };
}

/** The same role under another id, right behind it. Its profile's name stays its own. */
export function duplicateOf(
  { roles }: SettingsView,
  id: string,
  copyOf: (name: string) => string,
): EntryEdit | undefined {
  const role = roles.find((one) => one.id === id);
  const { identity, roleArn, name, profile: _profile, ...others } = role?.fields ?? {};
  if (identity === undefined || roleArn === undefined) return undefined;
  const fields = {
    ...others,
    id: freeId(
      id,
      roles.map((one) => one.id),
    ),
    name: copyOf(name ?? id),
    identity,
    roleArn,
  };
  return { kind: 'role-add', after: id, fields };
}

function freeId(id: string, taken: readonly (string | undefined)[]): string {
  // An id has 64 characters at most.
  const stem = id.slice(0, 56);
  for (let count = 1; ; count += 1) {
    const free = count === 1 ? `${stem}-copy` : `${stem}-copy-${count}`;
    if (!taken.includes(free)) return free;
  }
}
