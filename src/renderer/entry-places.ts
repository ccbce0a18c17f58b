import type { EntryPlace } from './place.ts';

/** What an element is marked with that can have the focus for an entry. */
export function entryMark({ list, id }: EntryPlace): string {
  return JSON.stringify([list, id ?? null]);
}

/** Where the focus goes once an entry is deleted: to the one that takes its place, else to the last. */
export function besideEntry(
  list: EntryPlace['list'],
  ids: readonly (string | undefined)[],
  id: string,
): EntryPlace {
  const at = ids.indexOf(id);
  const known = (one: string | undefined): one is string => one !== undefined;
  const next = ids.slice(at + 1).find(known) ?? ids.slice(0, Math.max(at, 0)).findLast(known);
  return { list, ...(next !== undefined && { id: next }) };
}
