import type { PlacedComplaint } from '../config-complaint.ts';
import type { CatalogueId } from '../model.ts';
import type { State, StateStore } from '../state.ts';
import type { CatalogueState } from './catalogue-state.ts';
import type { HeldCatalogue } from './held-catalogue.ts';
import type { Merged } from './merge-catalogues.ts';

/** Puts what is known of catalogues into the state; what has not changed stays the same object. */
export function createShownCatalogues(state: StateStore) {
  return {
    show(held: ReadonlyMap<CatalogueId, HeldCatalogue>, merged: Merged | undefined): void {
      const before = state.get().catalogues;
      const after = new Map(
        [...held].map(([id, one]) => {
          const fresh = stateOf(one, merged, state.get());
          const old = before.get(id);
          return [id, old !== undefined && isSame(old, fresh) ? old : fresh] as const;
        }),
      );
      const ids = [...after.keys()];
      const isOld =
        before.size === after.size &&
        [...before].every(([id, one], at) => ids[at] === id && after.get(id) === one);
      if (!isOld) state.update((current) => ({ ...current, catalogues: after }));
    },
  };
}

function stateOf(one: HeldCatalogue, merged: Merged | undefined, state: State): CatalogueState {
  const { source, status, content, copy, change, error, signedIn, owner } = one;
  const together = merged?.catalogues.get(source.id);
  const name = source.name ?? content?.name;
  const unplaced = (together?.complaints ?? []).map((complaint): PlacedComplaint => ({ complaint }));
  return {
    source,
    ...(name !== undefined && { name }),
    status,
    roles: together?.roles ?? 0,
    ...(copy && content && { fetchedAt: copy.fetchedAt }),
    ...(change && { change }),
    ...(error && { error }),
    complaints:
      unplaced.length === 0 ? (content?.complaints ?? none) : [...(content?.complaints ?? []), ...unplaced],
    foreign: together?.foreign ?? none,
    ...(signedIn !== undefined && { signedIn }),
    ...(isOther(one, owner, state) && { otherUser: true }),
  };
}

const none: readonly never[] = [];

function isOther(
  { source: { from } }: HeldCatalogue,
  owner: string | undefined,
  { sessions }: State,
): boolean {
  if (from.kind !== 'gitlab' || owner === undefined || owner === '') return false;
  const session = sessions.get(from.identity);
  return session?.status === 'signed-in' && session.user.subject !== owner;
}

function isSame(one: CatalogueState, other: CatalogueState): boolean {
  const keys = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...keys].every((key) => {
    const a: unknown = Reflect.get(one, key);
    const b: unknown = Reflect.get(other, key);
    return a === b || (Array.isArray(a) && Array.isArray(b) && a.length === 0 && b.length === 0);
  });
}
