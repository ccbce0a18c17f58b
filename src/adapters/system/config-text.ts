import { isMap, isSeq, type YAMLMap, type YAMLSeq } from 'yaml';
import { asData, orderAfter, placeOf, rolesOf, type ConfigData } from '../../core/config-data.ts';
import type { ConfigEdit, EntryFields, ListName } from '../../core/config-edits.ts';
import { addItem, entryLines, orderItems, removeItems } from './yaml-items.ts';
import { removePair, replaceValue, setPair } from './yaml-pairs.ts';
import {
  colonEnd,
  endOf,
  isEmptyNode,
  lineEnd,
  lines,
  pairIn,
  readYaml,
  spliced,
  Unspliceable,
  withoutLines,
  lineStart,
  startOf,
  type Splice,
  type YamlText,
} from './yaml-text.ts';

/**
 * Makes an edit in the text of a configuration file. What the edit is not about stays byte for byte.
 *
 * @param data what the text says
 * @throws Unspliceable where it cannot be made without touching more than it is about
 */
export function editText(text: string, data: ConfigData, edit: ConfigEdit): string {
  const yaml = readYaml(text);
  if (yaml.document.contents === null) return editText(begun(yaml), { version: 1 }, edit);
  const top = topOf(yaml);
  switch (edit.kind) {
    case 'set': {
      const [key, below] = edit.path;
      const inner = pairIn(top, key)?.value;
      if (below === undefined) return spliced(text, setPair(yaml, top, key, edit.value));
      if (isMap(inner) && inner.items.length > 0)
        return spliced(text, setPair(yaml, inner, below, edit.value));
      return spliced(text, setPair(yaml, top, key, { [below]: edit.value }));
    }
    case 'unset': {
      const [key, below] = edit.path;
      const inner = pairIn(top, key)?.value;
      const isWhole = below === undefined || Object.keys(asData(data[key])).every((one) => one === below);
      if (isWhole) return spliced(text, removePair(yaml, top, key));
      return isMap(inner) ? spliced(text, removePair(yaml, inner, below)) : text;
    }
    case 'add':
      return spliced(text, add(yaml, top, edit.list, edit.fields, placeAfter(data, edit)));
    case 'edit':
      return editEntry(text, data, edit);
    case 'remove':
      return remove(text, data, edit.list, edit.id);
    case 'move': {
      const order = orderAfter(data, edit);
      return order === undefined ? text : spliced(text, orderItems(yaml, listOf(top, edit.list), order));
    }
  }
}

/** A file that says nothing begins with its version; its comments stay above. */
function begun({ text, eol }: YamlText): string {
  const above = text === '' || text.endsWith('\n') || text === '\uFEFF' ? text : text + eol;
  return `${above}version: 1${eol}`;
}

function topOf({ document }: YamlText): YAMLMap {
  if (!isMap(document.contents)) throw new Unspliceable('no mapping');
  return document.contents;
}

function listOf(top: YAMLMap, list: ListName): YAMLSeq {
  const node = pairIn(top, list)?.value;
  if (!isSeq(node)) throw new Unspliceable('no list');
  return node;
}

function entryOf(yaml: YamlText, list: ListName, place: number): YAMLMap {
  const entry = listOf(topOf(yaml), list).items[place];
  if (!isMap(entry)) throw new Unspliceable('no entry');
  return entry;
}

function placeAfter(
  data: ConfigData,
  edit: Extract<ConfigEdit, { readonly kind: 'add' }>,
): number | undefined {
  return edit.after === undefined ? undefined : placeOf(data, edit.list, edit.after);
}

function add(
  yaml: YamlText,
  top: YAMLMap,
  list: ListName,
  fields: EntryFields,
  after: number | undefined,
): readonly Splice[] {
  const { text } = yaml;
  const pair = pairIn(top, list);
  const value = pair?.value;
  if (isSeq(value) && value.items.length > 0) {
    return addItem(yaml, value, fields, after ?? value.items.length - 1);
  }
  const added = entryLines(fields, 2);
  if (pair !== undefined && (isSeq(value) || value === null || isEmptyNode(value))) {
    if (top.flow === true) throw new Unspliceable('a list within brackets');
    const colon = colonEnd(pair);
    const end = value === null || isEmptyNode(value) ? colon : endOf(text, value);
    return [{ start: colon, end, text: '' }, lines(yaml, lineEnd(text, end), added)];
  }
  if (pair !== undefined || top.flow === true) throw new Unspliceable('no list');
  // A key with nothing behind it, and the list below.
  const [splice] = setPair(yaml, top, list, '');
  if (splice === undefined) throw new Unspliceable('no place');
  const words = splice.text.replace(/: ""/, [':', ...added].join(yaml.eol));
  return [{ ...splice, text: words }];
}

function editEntry(
  text: string,
  data: ConfigData,
  { list, id, set, unset }: Extract<ConfigEdit, { readonly kind: 'edit' }>,
): string {
  const place = placeOf(data, list, id);
  const yaml = readYaml(text);
  const entry = entryOf(yaml, list, place);
  const renamed = list === 'identities' ? set['id'] : undefined;
  const followers = renamed === undefined || renamed === id ? [] : rolesOf(data, id);
  const splices = [
    ...Object.entries(set).flatMap(([key, value]) => setPair(yaml, entry, key, value)),
    ...followers.map((role) => {
      const map = entryOf(yaml, 'roles', role);
      const pair = pairIn(map, 'identity');
      if (pair === undefined || renamed === undefined) throw new Unspliceable('no identity');
      return replaceValue(yaml, pair, renamed, map.flow === true);
    }),
  ];
  // One after the other: what is left of an entry decides how the next one goes.
  return unset.reduce(
    (current, key) => {
      const now = readYaml(current);
      return spliced(current, removePair(now, entryOf(now, list, place), key));
    },
    spliced(text, splices),
  );
}

function remove(text: string, data: ConfigData, list: ListName, id: string): string {
  const roles = list === 'identities' ? rolesOf(data, id) : [];
  const left = removePlaces(text, list, [placeOf(data, list, id)]);
  return roles.length === 0 ? left : removePlaces(left, 'roles', roles);
}

function removePlaces(text: string, list: ListName, places: readonly number[]): string {
  const yaml = readYaml(text);
  const pair = pairIn(topOf(yaml), list);
  const node = pair?.value;
  if (pair === undefined || !isSeq(node)) throw new Unspliceable('no list');
  if (places.length < node.items.length) return spliced(text, removeItems(yaml, node, places));
  // Nothing is left: a key with nothing behind it would be no list.
  if (node.flow === true)
    return spliced(text, [{ start: startOf(node), end: endOf(text, node), text: '[]' }]);
  const colon = colonEnd(pair);
  const start = lineStart(text, startOf(node));
  const gone = withoutLines(text, start, lineEnd(text, endOf(text, node)));
  return spliced(text, [{ start: colon, end: colon, text: ' []' }, gone]);
}
