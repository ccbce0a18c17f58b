import { sourceId } from './catalogues/catalogue-sources.ts';
import type { ConfigEdit, EditValue, KeyPath, ListName } from './config-edits.ts';

/** What a configuration file says, as plain data. */
export type ConfigData = Readonly<Record<string, unknown>>;

/** What is no mapping says nothing. */
export function asData(value: unknown): ConfigData {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}

/** The entries of a list, whatever they are. */
export function entriesOf(data: ConfigData, list: ListName): readonly unknown[] {
  const entries = data[list];
  return Array.isArray(entries) ? entries : [];
}

/** Without a copy of the entry: lists are gone through often, and some are long. */
function said(entry: unknown, key: 'id' | 'identity'): unknown {
  return typeof entry === 'object' && entry !== null && Object.hasOwn(entry, key)
    ? Reflect.get(entry, key)
    : undefined;
}

/** The place of the first entry of this id, as that is the one that counts; -1 where there is none. */
export function placeOf(data: ConfigData, list: ListName, id: string): number {
  const entries = entriesOf(data, list);
  const place = entries.findIndex((entry) => said(entry, 'id') === id);
  if (place !== -1 || list !== 'catalogues') return place;
  // One that is not named goes by where it is.
  return entries.findIndex((entry) => sourceId(entry) === id);
}

/** @returns what the file says once the edit is made; the same where what it is about is not there */
export function applyEdit(data: ConfigData, edit: ConfigEdit): ConfigData {
  switch (edit.kind) {
    case 'set':
      return setAt(data, edit.path, edit.value);
    case 'unset':
      return unsetAt(data, edit.path);
    case 'add': {
      const entries = [...entriesOf(data, edit.list)];
      const after = edit.after === undefined ? -1 : placeOf(data, edit.list, edit.after);
      entries.splice(after === -1 ? entries.length : after + 1, 0, edit.fields, ...(edit.more ?? []));
      return { ...data, [edit.list]: entries };
    }
    case 'edit':
      return editEntry(data, edit);
    case 'remove': {
      const place = placeOf(data, edit.list, edit.id);
      if (place === -1) return data;
      const left = { ...data, [edit.list]: entriesOf(data, edit.list).filter((_, at) => at !== place) };
      const followers = new Set(edit.list === 'identities' ? rolesOf(data, edit.id) : []);
      if (followers.size === 0) return left;
      return { ...left, roles: entriesOf(data, 'roles').filter((_, at) => !followers.has(at)) };
    }
    case 'move': {
      const order = orderAfter(data, edit);
      const entries = entriesOf(data, edit.list);
      return order === undefined ? data : { ...data, [edit.list]: order.map((at) => entries[at]) };
    }
  }
}

/** Places of the roles that name an identity. */
export function rolesOf(data: ConfigData, identity: string): readonly number[] {
  return entriesOf(data, 'roles').flatMap((entry, at) => (said(entry, 'identity') === identity ? [at] : []));
}

/** @returns the old places in their new order; undefined where nothing moves */
export function orderAfter(
  data: ConfigData,
  { list, id, before }: Extract<ConfigEdit, { readonly kind: 'move' }>,
): readonly number[] | undefined {
  const place = placeOf(data, list, id);
  const target = before === undefined ? -1 : placeOf(data, list, before);
  if (place === -1 || place === target || (before !== undefined && target === -1)) return undefined;
  const order = entriesOf(data, list)
    .map((_, at) => at)
    .filter((at) => at !== place);
  order.splice(target === -1 ? order.length : order.indexOf(target), 0, place);
  return order.every((at, index) => at === index) ? undefined : order;
}

function editEntry(data: ConfigData, edit: Extract<ConfigEdit, { readonly kind: 'edit' }>): ConfigData {
  const { list, id, set, unset } = edit;
  const place = placeOf(data, list, id);
  if (place === -1) return data;
  const entries = entriesOf(data, list).map((entry, at) =>
    at === place ? without({ ...asData(entry), ...set }, unset) : entry,
  );
  const edited = { ...data, [list]: entries };
  const renamed = set['id'];
  if (list !== 'identities' || renamed === undefined || renamed === id) return edited;
  const followers = new Set(rolesOf(data, id));
  if (followers.size === 0) return edited;
  const roles = entriesOf(data, 'roles').map((role, at) =>
    followers.has(at) ? { ...asData(role), identity: renamed } : role,
  );
  return { ...edited, roles };
}

function setAt(data: ConfigData, [key, below]: KeyPath, value: EditValue): ConfigData {
  return { ...data, [key]: below === undefined ? value : { ...asData(data[key]), [below]: value } };
}

function unsetAt(data: ConfigData, [key, below]: KeyPath): ConfigData {
  if (below === undefined) return without(data, [key]);
  const left = without(asData(data[key]), [below]);
  return Object.keys(left).length === 0 ? without(data, [key]) : { ...data, [key]: left };
}

function without(data: ConfigData, keys: readonly string[]): ConfigData {
  return Object.fromEntries(Object.entries(data).filter(([key]) => !keys.includes(key)));
}
