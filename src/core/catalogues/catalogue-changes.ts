import type { CatalogueId, Role } from '../model.ts';
import { roleInUse } from '../role-chain.ts';
import type { CatalogueChange, ChangedRole } from './catalogue-state.ts';

/**
 * Compares what is in use: roles that the user's own file replaces, or that wait for a yes, are no news.
 *
 * @returns what is different about a catalogue's roles, by ids; undefined where nothing is
 */
export function changesBetween(
  before: readonly Role[],
  after: readonly Role[],
  catalogue: CatalogueId,
): CatalogueChange | undefined {
  const old = byId(before);
  const fresh = byId(after);
  const isIts = (id: string) => [old, fresh].some((roles) => roles.get(id)?.catalogue === catalogue);
  const added = after.filter(({ id }) => isIts(id) && !old.has(id)).map(toEntry);
  const removed = before.filter(({ id }) => isIts(id) && !fresh.has(id)).map(toEntry);
  const changed = after.flatMap((role) => {
    const one = old.get(role.id);
    if (one === undefined || !isIts(role.id) || sayTheSame(said(one), said(role))) return [];
    const [from, to] = [roleInUse(one).text, roleInUse(role).text];
    return { ...toEntry(role), ...(from !== to && { from, to }) };
  });
  return added.length + removed.length + changed.length === 0 ? undefined : { added, changed, removed };
}

function byId(roles: readonly Role[]): ReadonlyMap<string, Role> {
  return new Map(roles.map((role) => [role.id, role]));
}

function toEntry({ id, name }: Role): ChangedRole {
  return { id, name };
}

/** Whoever says it. */
function said({ catalogue: _any, listedAccount: _account, ...role }: Role): object {
  return role;
}

/** In whichever order their keys stand. */
function sayTheSame(one: unknown, other: unknown): boolean {
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) {
    return one === other;
  }
  const keys = Object.keys(one);
  return (
    keys.length === Object.keys(other).length &&
    keys.every(
      (key) => Object.hasOwn(other, key) && sayTheSame(Reflect.get(one, key), Reflect.get(other, key)),
    )
  );
}
