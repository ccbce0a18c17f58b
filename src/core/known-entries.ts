import { asData, entriesOf, type ConfigData } from './config-data.ts';
import type { ListName } from './config-edits.ts';
import { identitySchema } from './config-schema.ts';

/** The entries of a configuration by their ids. Each list is gone through once, however often it is asked. */
export interface KnownEntries {
  /** The place of the first entry of this id, as that is the one that counts; -1 where there is none. */
  place(list: ListName, id: string): number;
  entry(list: ListName, place: number): unknown;
  /** Whether a role may name it: it is there, and nothing is wrong with it. */
  isUsable(identity: unknown): boolean;
  /** All entries of a list. */
  entries(list: ListName): readonly unknown[];
}

/** @param data must not change while it is asked */
export function knowEntries(data: ConfigData): KnownEntries {
  const places = new Map<ListName, ReadonlyMap<string, number>>();
  const usable = new Map<string, boolean>();

  function place(list: ListName, id: string): number {
    const known = places.get(list) ?? firstPlaces(entriesOf(data, list));
    places.set(list, known);
    return known.get(id) ?? -1;
  }

  function isUsable(identity: string): boolean {
    const at = place('identities', identity);
    return at !== -1 && identitySchema.safeParse(entriesOf(data, 'identities')[at]).success;
  }

  return {
    place,
    entries: (list) => entriesOf(data, list),
    entry: (list, at) => entriesOf(data, list)[at],
    isUsable(identity) {
      if (typeof identity !== 'string') return false;
      const found = usable.get(identity) ?? isUsable(identity);
      usable.set(identity, found);
      return found;
    },
  };
}

function firstPlaces(entries: readonly unknown[]): ReadonlyMap<string, number> {
  const places = new Map<string, number>();
  entries.forEach((entry, place) => {
    const id = asData(entry)['id'];
    if (typeof id === 'string' && !places.has(id)) places.set(id, place);
  });
  return places;
}
