import type { YAMLSeq } from 'yaml';
import type { EntryFields } from '../../core/config-edits.ts';
import {
  columnOf,
  endOf,
  isBlock,
  lineEnd,
  lines,
  lineStart,
  pastDeeperComments,
  startOf,
  Unspliceable,
  withoutLines,
  type Splice,
  type YamlText,
} from './yaml-text.ts';
import { yamlLines, yamlWords } from './yaml-words.ts';

/** Changes of lists of entries. An entry takes along the comments that stand directly above it, and those within it. */

export interface Region {
  readonly start: number;
  /** Behind the end of its last line, or its last character between brackets. */
  readonly end: number;
}

/** The lines of a new entry, from its dash on. */
export function entryLines(fields: EntryFields, column: number): readonly string[] {
  const pad = ' '.repeat(column);
  return yamlLines(fields).map((line, index) => `${pad}${index === 0 ? '- ' : '  '}${line}`);
}

/** @param after the place of the entry that it follows */
export function addItem(
  yaml: YamlText,
  list: YAMLSeq,
  fields: EntryFields,
  after: number,
): readonly Splice[] {
  const { text } = yaml;
  const regions = regionsOf(yaml, list);
  const before = regions[after];
  if (before === undefined) throw new Unspliceable('no such entry');
  if (!isBlock(list)) return [{ start: before.end, end: before.end, text: `, ${yamlWords(fields)}` }];
  const added = entryLines(fields, columnOf(text, dashes(list)[0] ?? 0));
  return [lines(yaml, before.end, stand(yaml, regions) ? ['', ...added] : added)];
}

/** Takes entries out; at least one must stay. */
export function removeItems(yaml: YamlText, list: YAMLSeq, places: readonly number[]): readonly Splice[] {
  const { text } = yaml;
  const regions = regionsOf(yaml, list);
  const gone = new Set(places);
  return places.flatMap((place): readonly Splice[] => {
    const region = regions[place];
    if (region === undefined) throw new Unspliceable('no such entry');
    if (isBlock(list)) return [withoutLines(text, blanksAbove(text, regions, place), region.end)];
    const next = regions[place + 1];
    if (next !== undefined) return [{ start: region.start, end: next.start, text: '' }];
    const before = regions[place - 1];
    if (before === undefined || gone.has(place - 1)) throw new Unspliceable('several at the end');
    return [{ start: before.end, end: region.end, text: '' }];
  });
}

/** Puts entries into another order; what stands between them stays where it is. @param order old places */
export function orderItems(yaml: YamlText, list: YAMLSeq, order: readonly number[]): readonly Splice[] {
  const { text, eol } = yaml;
  const regions = regionsOf(yaml, list);
  return regions.flatMap((slot, index): readonly Splice[] => {
    const content = regions[order[index] ?? index];
    if (content === undefined || content === slot) return [];
    const words = text.slice(content.start, content.end).replace(/\r?\n$/, '');
    const end = isBlock(list) && text.slice(slot.start, slot.end).endsWith('\n') ? eol : '';
    return [{ start: slot.start, end: slot.end, text: words + end }];
  });
}

/** Where each entry stands, with the comments that belong to it. */
export function regionsOf(yaml: YamlText, list: YAMLSeq): readonly Region[] {
  const { text } = yaml;
  if (!isBlock(list)) return list.items.map((item) => ({ start: startOf(item), end: endOf(text, item) }));
  const starts = dashes(list);
  if (starts.length !== list.items.length) throw new Unspliceable('an entry without a place');
  let behind = 0;
  return starts.map((dash, index) => {
    const column = columnOf(text, dash);
    const line = lineStart(text, dash);
    // What stands above the first one may be about the whole list; what is further right is the one's before.
    const start = index === 0 ? line : Math.max(behind, aboveComments(text, line));
    behind = pastDeeperComments(text, lineEnd(text, endOf(text, list.items[index])), column);
    return { start, end: behind };
  });
}

/** Where the dashes of a block list are. */
export function dashes(list: YAMLSeq): readonly number[] {
  const token = list.srcToken;
  if (token?.type !== 'block-seq') throw new Unspliceable('no list of lines');
  return token.items.flatMap(({ start }) => start.find(({ type }) => type === 'seq-item-ind')?.offset ?? []);
}

/** Over the lines of comments right above a line. */
function aboveComments(text: string, line: number): number {
  let start = line;
  while (start > 0) {
    const above = lineStart(text, start - 1);
    if (!/^[ \t]*#/.test(text.slice(above, start))) return start;
    start = above;
  }
  return start;
}

/** Whether blank lines part the entries. */
function stand({ text }: YamlText, regions: readonly Region[]): boolean {
  const last = regions.at(-1);
  return regions.length > 1 && last !== undefined && /\n[ \t]*\r?\n$/.test(text.slice(0, last.start));
}

/** The blank lines that part an entry from the one above go with it. */
function blanksAbove(text: string, regions: readonly Region[], place: number): number {
  const { start } = regions[place] ?? { start: 0 };
  const before = regions[place - 1];
  return before !== undefined && text.slice(before.end, start).trim() === '' ? before.end : start;
}
