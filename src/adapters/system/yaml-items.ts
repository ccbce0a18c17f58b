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
import { ownCommentsStart } from './yaml-own-comments.ts';
import { yamlLines, yamlWords } from './yaml-words.ts';

/** Changes of lists of entries. An entry takes along its own comments above, and those within it. */

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
export function addItems(
  yaml: YamlText,
  list: YAMLSeq,
  entries: readonly EntryFields[],
  after: number,
): readonly Splice[] {
  const { text } = yaml;
  const regions = entryRegions(yaml, list);
  const before = regions[after];
  if (before === undefined) throw new Unspliceable('no such entry');
  if (!isBlock(list)) {
    const words = entries.map((fields) => `, ${yamlWords(fields)}`).join('');
    return [{ start: before.end, end: before.end, text: words }];
  }
  const column = columnOf(text, dashes(list)[0] ?? 0);
  const gap = stand(yaml, regions) ? [''] : [];
  const added = entries.flatMap((fields) => [...gap, ...entryLines(fields, column)]);
  return [lines(yaml, before.end, added)];
}

/** Takes entries out; between brackets, at least one must stay. */
export function removeItems(yaml: YamlText, list: YAMLSeq, places: readonly number[]): readonly Splice[] {
  const { text } = yaml;
  const regions = entryRegions(yaml, list);
  const gone = new Set(places);
  if (isBlock(list)) {
    const parts = places.map((place) => withBlanks(text, regions, place));
    return touching(parts).map(({ start, end }) => withoutLines(text, start, end));
  }
  return places.flatMap((place): readonly Splice[] => {
    const region = regions[place];
    if (region === undefined) throw new Unspliceable('no such entry');
    const next = regions[place + 1];
    if (next !== undefined) return [{ start: region.start, end: next.start, text: '' }];
    const before = regions[place - 1];
    if (before === undefined || gone.has(place - 1)) throw new Unspliceable('several at the end');
    return [{ start: before.end, end: region.end, text: '' }];
  });
}

/** Where each entry stands, with the comments that are its own. */
export function entryRegions(yaml: YamlText, list: YAMLSeq): readonly Region[] {
  return placesOf(yaml, list, (line, column) => ownCommentsStart(yaml.text, line, column));
}

/** Where each word stands, with the comments that belong to it. */
export function regionsOf(yaml: YamlText, list: YAMLSeq): readonly Region[] {
  // What stands above the first one may be about the whole list.
  return placesOf(yaml, list, (line, _column, index) =>
    index === 0 ? line : aboveComments(yaml.text, line),
  );
}

function placesOf(
  { text }: YamlText,
  list: YAMLSeq,
  startFor: (line: number, column: number, index: number) => number,
): readonly Region[] {
  if (!isBlock(list)) return list.items.map((item) => ({ start: startOf(item), end: endOf(text, item) }));
  const starts = dashes(list);
  if (starts.length !== list.items.length) throw new Unspliceable('an entry without a place');
  let behind = 0;
  return starts.map((dash, index) => {
    const column = columnOf(text, dash);
    // What is further right is the one's before.
    const start = Math.max(behind, startFor(lineStart(text, dash), column, index));
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

/** The blank lines that part an entry from the one above go with it, or else those below, where a heading is above. */
function withBlanks(text: string, regions: readonly Region[], place: number): Region {
  const region = regions[place];
  if (region === undefined) throw new Unspliceable('no such entry');
  const before = regions[place - 1];
  const next = regions[place + 1];
  if (before === undefined) return region;
  if (text.slice(before.end, region.start).trim() === '') return { start: before.end, end: region.end };
  if (next === undefined) return region;
  const blanks = /^(?:[ \t]*\r?\n)*/.exec(text.slice(region.end, next.start))?.[0] ?? '';
  return { start: region.start, end: region.end + blanks.length };
}

/** Parts that touch, or that share blank lines, as one. */
function touching(parts: readonly Region[]): readonly Region[] {
  const whole: Region[] = [];
  for (const part of [...parts].sort((one, other) => one.start - other.start)) {
    const last = whole.at(-1);
    if (last !== undefined && last.end >= part.start)
      whole.splice(-1, 1, { start: last.start, end: part.end });
    else whole.push(part);
  }
  return whole;
}
