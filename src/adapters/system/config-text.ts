import { isMap, isSeq, type YAMLMap, type YAMLSeq } from 'yaml';
import { asData, orderAfter, placeOf, rolesOf, type ConfigData } from '../../core/config-data.ts';
import type { ConfigEdit, EntryFields, ListName } from '../../core/config-edits.ts';
import { checkComments } from './yaml-comments.ts';
import { addItems, entryLines, removeItems } from './yaml-items.ts';
import { moveItem } from './yaml-moves.ts';
import { removePairs, replaceValue, setPair } from './yaml-pairs.ts';
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
  startOf,
  type Splice,
  type YamlText,
} from './yaml-text.ts';

/**
 * Makes an edit in the text of a configuration file. What the edit is not about stays byte for byte.
 *
 * @param data what the text says
 * @throws Unspliceable where it cannot be made without touching more than it is about
 * @throws CommentLost where a comment would go that is not about what is taken out
 */
export function editText(text: string, data: ConfigData, edit: ConfigEdit): string {
  return editYaml(readYaml(text), data, edit).text;
}

/** The same for a text that is read already. @returns the new text, read */
export function editYaml(yaml: YamlText, data: ConfigData, edit: ConfigEdit): YamlText {
  if (yaml.document.contents === null) return editYaml(readYaml(begun(yaml)), { version: 1 }, edit);
  const splices = splicesFor(yaml, topOf(yaml), data, edit);
  const after = readYaml(spliced(yaml.text, splices));
  checkComments(yaml, splices, after);
  return after;
}

function splicesFor(yaml: YamlText, top: YAMLMap, data: ConfigData, edit: ConfigEdit): readonly Splice[] {
  switch (edit.kind) {
    case 'set': {
      const [key, below] = edit.path;
      const inner = pairIn(top, key)?.value;
      if (below === undefined) return setPair(yaml, top, key, edit.value);
      if (isMap(inner) && inner.items.length > 0) return setPair(yaml, inner, below, edit.value);
      return setPair(yaml, top, key, { [below]: edit.value });
    }
    case 'unset': {
      const [key, below] = edit.path;
      const inner = pairIn(top, key)?.value;
      const isWhole = below === undefined || Object.keys(asData(data[key])).every((one) => one === below);
      if (isWhole) return removePairs(yaml, top, [key]);
      return isMap(inner) ? removePairs(yaml, inner, [below]) : [];
    }
    case 'add':
      return add(yaml, top, edit.list, [edit.fields, ...(edit.more ?? [])], placeAfter(data, edit));
    case 'edit':
      return editEntry(yaml, top, data, edit);
    case 'remove':
      return remove(yaml, top, data, edit.list, edit.id);
    case 'move': {
      const order = orderAfter(data, edit);
      if (order === undefined) return [];
      return moveItem(yaml, listOf(top, edit.list), order, placeOf(data, edit.list, edit.id));
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

function entryOf(top: YAMLMap, list: ListName, place: number): YAMLMap {
  const entry = listOf(top, list).items[place];
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
  entries: readonly EntryFields[],
  after: number | undefined,
): readonly Splice[] {
  const { text } = yaml;
  const pair = pairIn(top, list);
  const value = pair?.value;
  if (isSeq(value) && value.items.length > 0) {
    return addItems(yaml, value, entries, after ?? value.items.length - 1);
  }
  const added = entries.flatMap((fields) => entryLines(fields, 2));
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
  yaml: YamlText,
  top: YAMLMap,
  data: ConfigData,
  { list, id, set, unset }: Extract<ConfigEdit, { readonly kind: 'edit' }>,
): readonly Splice[] {
  const entry = entryOf(top, list, placeOf(data, list, id));
  const renamed = list === 'identities' ? set['id'] : undefined;
  const followers = renamed === undefined || renamed === id ? [] : rolesOf(data, id);
  return [
    ...Object.entries(set).flatMap(([key, value]) => setPair(yaml, entry, key, value)),
    ...followers.map((role) => {
      const map = entryOf(top, 'roles', role);
      const pair = pairIn(map, 'identity');
      if (pair === undefined || renamed === undefined) throw new Unspliceable('no identity');
      return replaceValue(yaml, pair, renamed, map.flow === true);
    }),
    ...removePairs(yaml, entry, unset),
  ];
}

/** An identity takes its roles along. */
function remove(
  yaml: YamlText,
  top: YAMLMap,
  data: ConfigData,
  list: ListName,
  id: string,
): readonly Splice[] {
  const roles = list === 'identities' ? rolesOf(data, id) : [];
  const gone = removePlaces(yaml, top, list, [placeOf(data, list, id)]);
  return roles.length === 0 ? gone : [...gone, ...removePlaces(yaml, top, 'roles', roles)];
}

function removePlaces(
  yaml: YamlText,
  top: YAMLMap,
  list: ListName,
  places: readonly number[],
): readonly Splice[] {
  const { text } = yaml;
  const pair = pairIn(top, list);
  const node = pair?.value;
  if (pair === undefined || !isSeq(node)) throw new Unspliceable('no list');
  if (places.length < node.items.length) return removeItems(yaml, node, places);
  // Nothing is left.
  if (node.flow === true) return [{ start: startOf(node), end: endOf(text, node), text: '[]', takes: true }];
  // A key with nothing behind it would be no list.
  const colon = colonEnd(pair);
  return [{ start: colon, end: colon, text: ' []' }, ...removeItems(yaml, node, places)];
}
