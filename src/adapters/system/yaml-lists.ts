import { isScalar, type YAMLSeq } from 'yaml';
import { commonItems } from './common-items.ts';
import { dashes, regionsOf, type Region } from './yaml-items.ts';
import {
  columnOf,
  endOf,
  isBlock,
  lineEnd,
  lineStart,
  startOf,
  type Splice,
  type YamlText,
} from './yaml-text.ts';
import { yamlWords } from './yaml-words.ts';

/**
 * Changes of lists of words, such as tags. What is in the list before and after stays as it is written, with its comments;
 * what has another place then takes them along; what goes takes them away.
 */
export function editList(yaml: YamlText, list: YAMLSeq, value: readonly string[]): readonly Splice[] {
  const { text } = yaml;
  if (isBlock(list)) {
    const pad = ' '.repeat(columnOf(text, dashes(list)[0] ?? 0));
    const regions = regionsOf(yaml, list);
    return editLines(yaml, list, value, {
      regions,
      taken: (place) => withoutEnd(regions[place], text),
      line: (word) => `${pad}- ${yamlWords(word)}`,
    });
  }
  const regions = linesOfItems(yaml, list);
  if (regions === undefined) return [replaceFlow(yaml, list, value)];
  const pad = ' '.repeat(columnOf(text, startOf(list.items[0])));
  const splices = editLines(yaml, list, value, {
    regions,
    taken: (place) => withComma(yaml, list.items[place], regions[place]),
    line: (word) => `${pad}${yamlWords([word]).slice(1, -1)},`,
  });
  const last: unknown = list.items.at(-1);
  const end = endOf(text, last);
  const isFollowed = splices.some((splice) => splice.start === splice.end && splice.start > end);
  return isFollowed && !hasComma(yaml, last) ? [{ start: end, end, text: ',' }, ...splices] : splices;
}

/** Brackets with all of it on few lines: what stays is written as it was. */
function replaceFlow({ text }: YamlText, list: YAMLSeq, value: readonly string[]): Splice {
  const written = new Map(
    list.items.flatMap((item) => {
      const word = wordOf(item);
      return word === undefined ? [] : [[word, text.slice(startOf(item), endOf(text, item))]];
    }),
  );
  const words = value.map((word) => written.get(word) ?? yamlWords([word]).slice(1, -1));
  return { start: startOf(list), end: endOf(text, list), text: `[${words.join(', ')}]` };
}

/** Where each item between brackets has lines of its own: these, up to the next one's. */
function linesOfItems({ text }: YamlText, list: YAMLSeq): readonly Region[] | undefined {
  const regions = list.items.map((item): Region | undefined => {
    const [start, end] = [startOf(item), endOf(text, item)];
    const [line, behind] = [lineStart(text, start), lineEnd(text, end)];
    const isAlone =
      text.slice(line, start).trim() === '' && /^[ \t]*,?[ \t]*(#.*)?\r?\n$/.test(text.slice(end, behind));
    return isAlone ? { start: line, end: behind } : undefined;
  });
  const known = regions.filter((region) => region !== undefined);
  if (known.length === 0 || known.length < regions.length) return undefined;
  return known.map((region, index) => {
    const before = known[index - 1];
    return before === undefined ? region : { ...region, start: aboveAlone(text, before.end, region.start) };
  });
}

/** Comments on lines of their own belong to what is below them. */
function aboveAlone(text: string, from: number, to: number): number {
  return /^([ \t]*#.*\r?\n)+$/.test(text.slice(from, to)) ? from : to;
}

function hasComma({ text }: YamlText, item: unknown): boolean {
  const end = endOf(text, item);
  return /^[ \t]*,/.test(text.slice(end, lineEnd(text, end)));
}

/** The last item may stand without a comma: elsewhere it needs one. */
function withComma(yaml: YamlText, item: unknown, region: Region | undefined): string {
  const words = withoutEnd(region, yaml.text);
  if (region === undefined || hasComma(yaml, item)) return words;
  const at = endOf(yaml.text, item) - region.start;
  return `${words.slice(0, at)},${words.slice(at)}`;
}

function withoutEnd(region: Region | undefined, text: string): string {
  return region === undefined ? '' : text.slice(region.start, region.end).replace(/\r?\n$/, '');
}

interface Lines {
  readonly regions: readonly Region[];
  /** What an item has to bring along to another place. */
  readonly taken: (place: number) => string;
  /** The line of an item that is new. */
  readonly line: (word: string) => string;
}

function editLines(
  yaml: YamlText,
  list: YAMLSeq,
  value: readonly string[],
  { regions, taken, line }: Lines,
): readonly Splice[] {
  const old = list.items.map(wordOf);
  const kept = commonItems(old, value);
  const movers = findMovers(old, value, kept);
  const moved = new Set(movers.values());

  const splices: Splice[] = [];
  let [from, to] = [0, 0];
  for (const [oldStop, newStop] of [...kept, [old.length, value.length] as const]) {
    const added = value.slice(to, newStop).map((word, index) => {
      const mover = movers.get(to + index);
      return mover === undefined ? line(word) : taken(mover);
    });
    const place = regions[from - 1]?.end ?? regions[0]?.start ?? 0;
    splices.push(...gapSplices(yaml, joined(regions.slice(from, oldStop), from, moved), place, added));
    [from, to] = [oldStop + 1, newStop + 1];
  }
  return splices;
}

/** Items that stand elsewhere afterwards. @returns old places by new ones */
function findMovers(
  old: readonly (string | undefined)[],
  value: readonly string[],
  kept: readonly (readonly [number, number])[],
): ReadonlyMap<number, number> {
  const [stayed, filled] = [new Set(kept.map(([from]) => from)), new Set(kept.map(([, to]) => to))];
  const leaving = new Map<string, number[]>();
  old.forEach((word, place) => {
    if (word === undefined || stayed.has(place)) return;
    leaving.set(word, [...(leaving.get(word) ?? []), place]);
  });
  return new Map(
    value.flatMap((word, place) => {
      const from = filled.has(place) ? undefined : leaving.get(word)?.shift();
      return from === undefined ? [] : [[place, from] as const];
    }),
  );
}

interface Gone extends Region {
  readonly takes: boolean;
}

/** Neighbours that go are one part of the text. */
function joined(regions: readonly Region[], first: number, moved: ReadonlySet<number>): readonly Gone[] {
  const parts: Gone[] = [];
  regions.forEach(({ start, end }, index) => {
    const takes = !moved.has(first + index);
    const last = parts.at(-1);
    if (last?.end === start && last.takes === takes) parts.splice(-1, 1, { ...last, end });
    else parts.push({ start, end, takes });
  });
  return parts;
}

/** @param place where what is added stands if nothing goes */
function gapSplices(
  { text, eol }: YamlText,
  gone: readonly Gone[],
  place: number,
  added: readonly string[],
): readonly Splice[] {
  const whole = added.map((one) => one + eol).join('');
  const [first, ...others] = gone;
  if (first === undefined) {
    if (whole === '') return [];
    const isStart = place === 0 || text[place - 1] === '\n';
    return [{ start: place, end: place, text: isStart ? whole : eol + added.join(eol) }];
  }
  const splices = [{ ...first, text: whole }, ...others.map((one) => ({ ...one, text: '' }))];
  return text.endsWith('\n') || gone.at(-1)?.end !== text.length ? splices : withoutLastEnd(text, splices);
}

/** A text that ends without a line end stays so. */
function withoutLastEnd(text: string, splices: readonly Splice[]): readonly Splice[] {
  const last = splices.at(-1);
  if (last === undefined) return [];
  const others = splices.slice(0, -1);
  if (last.text !== '') return [...others, { ...last, text: last.text.replace(/\r?\n$/, '') }];
  if (others.at(-1)?.end === last.start) return [...withoutLastEnd(text, others), last];
  const end = /\r?\n$/.exec(text.slice(Math.max(0, last.start - 2), last.start))?.[0].length ?? 0;
  return [...others, { ...last, start: last.start - end }];
}

/** Undefined for what is no word. */
function wordOf(item: unknown): string | undefined {
  return isScalar(item) && typeof item.value === 'string' ? item.value : undefined;
}
