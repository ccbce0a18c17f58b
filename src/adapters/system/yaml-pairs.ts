import { isMap, isScalar, isSeq, type Pair, type YAMLMap, type YAMLSeq } from 'yaml';
import type { EditValue, EntryFields } from '../../core/config-edits.ts';
import {
  colonEnd,
  columnOf,
  endOf,
  isBlock,
  isEmptyNode,
  lineEnd,
  lines,
  lineStart,
  pairIn,
  pastDeeperComments,
  startOf,
  Unspliceable,
  withoutLines,
  type Splice,
  type YamlText,
} from './yaml-text.ts';
import { editList } from './yaml-lists.ts';
import { isList, isWords, yamlLines, yamlWords, type Quotes } from './yaml-words.ts';

/** Changes of mappings: one splice for each, and nothing around it moves. */

/** Gives a key a value, whether or not it has one. */
export function setPair(yaml: YamlText, map: YAMLMap, key: string, value: EditValue): readonly Splice[] {
  const pair = pairIn(map, key);
  if (pair === undefined) return [addPair(yaml, map, key, value)];
  if (isMap(pair.value) && typeof value === 'object' && !isList(value)) {
    return setFields(yaml, map, pair, value);
  }
  if (isSeq(pair.value) && pair.value.items.length > 0 && isWords(value)) {
    return value.length > 0 || !isBlock(pair.value)
      ? editList(yaml, pair.value, value)
      : emptyList(yaml, pair, pair.value);
  }
  return [replaceValue(yaml, pair, value, map.flow === true)];
}

/** A mapping that takes the place of another: keys that both have keep their places and comments. */
function setFields(yaml: YamlText, map: YAMLMap, pair: Pair, value: EntryFields): readonly Splice[] {
  const inner = pair.value;
  if (!isMap(inner)) return [];
  const old = inner.items.map(({ key }) => (isScalar(key) ? String(key.value) : ''));
  const gone = old.filter((key) => !Object.hasOwn(value, key));
  // Where nothing stays, and on a line that is read as a whole, all of it is the place that is edited.
  const isWhole = inner.flow === true && (gone.length > 0 || old.length !== Object.keys(value).length);
  if (isWhole || gone.length === old.length) return [replaceValue(yaml, pair, value, map.flow === true)];
  return [
    ...Object.entries(value).flatMap(([key, one]) => setPair(yaml, inner, key, one)),
    ...removePairs(yaml, inner, gone),
  ];
}

/** A key with nothing behind it would be no list. */
function emptyList({ text }: YamlText, pair: Pair, list: YAMLSeq): readonly Splice[] {
  const colon = colonEnd(pair);
  const start = lineStart(text, startOf(list));
  const gone = withoutLines(text, start, lineEnd(text, endOf(text, list)));
  return [{ start: colon, end: colon, text: ' []' }, gone];
}

export function replaceValue(yaml: YamlText, pair: Pair, value: EditValue, inFlow: boolean): Splice {
  const { text } = yaml;
  const old = pair.value;
  if (old === null || isEmptyNode(old)) {
    const at = colonEnd(pair);
    return { start: at, end: at, text: ` ${yamlWords(value, inFlow)}` };
  }
  const end = endOf(text, old);
  if (!isBlock(old)) {
    const quotes: Quotes =
      isScalar(old) && (old.type === 'QUOTE_DOUBLE' || old.type === 'QUOTE_SINGLE') ? old.type : 'PLAIN';
    return { start: startOf(old), end, text: yamlWords(value, inFlow, quotes) };
  }
  return { start: colonEnd(pair), end, text: ` ${yamlWords(value)}` };
}

function addPair(yaml: YamlText, map: YAMLMap, key: string, value: EditValue): Splice {
  const { text } = yaml;
  const last = map.items.at(-1);
  if (map.flow === true) return addFlowPair(text, map, `${key}: ${yamlWords(value, true)}`);
  if (last === undefined) throw new Unspliceable('an empty mapping');
  const column = columnOf(text, startOf(last.key));
  const isTop = map === yaml.document.contents;
  const behind = lineEnd(text, endOf(text, last.value ?? last.key));
  const at = isTop ? pastDeeperComments(text, behind, column) : behind;
  const pad = ' '.repeat(column);
  const isNested = isTop && typeof value === 'object' && !isList(value);
  const added = isNested
    ? [`${key}:`, ...yamlLines(value).map((line) => `  ${line}`)]
    : [`${key}: ${yamlWords(value)}`];
  // Sections of the file stand apart.
  if (!isTop || !isBlock(last.value))
    return lines(
      yaml,
      at,
      added.map((line) => pad + line),
    );
  const gap = lineEnd(text, at);
  if (at < text.length && text.slice(at, gap).trim() === '') return lines(yaml, gap, added);
  return lines(yaml, at, ['', ...added.map((line) => pad + line)]);
}

function addFlowPair(text: string, map: YAMLMap, added: string): Splice {
  const last = map.items.at(-1);
  const end = endOf(text, map) - 1;
  if (last === undefined) return { start: startOf(map), end: end + 1, text: `{ ${added} }` };
  const at = endOf(text, last.value ?? last.key);
  // What follows stays: a comma, a comment.
  return { start: at, end: at, text: `, ${added}` };
}

/** Takes keys out of a mapping. Another one must stay. */
export function removePairs(yaml: YamlText, map: YAMLMap, keys: readonly string[]): readonly Splice[] {
  const pairs = keys.flatMap((key) => pairIn(map, key) ?? []);
  if (pairs.length > 0 && pairs.length === map.items.length) throw new Unspliceable('nothing is left');
  const isGone = (pair: Pair): boolean => pairs.includes(pair);
  return map.flow === true ? removeFlowPairs(yaml, map, isGone) : removeBlockPairs(yaml, map, isGone);
}

type Verdict = (pair: Pair) => boolean;

/** Neighbours that go are one part of the text, together with the commas that nobody needs any more. */
function removeFlowPairs({ text }: YamlText, map: YAMLMap, isGone: Verdict): readonly Splice[] {
  return map.items.flatMap((pair, index): readonly Splice[] => {
    const before = map.items[index - 1];
    if (!isGone(pair) || (before !== undefined && isGone(before))) return [];
    const next = map.items.slice(index).find((one) => !isGone(one));
    if (next !== undefined) return [{ start: startOf(pair.key), end: startOf(next.key), text: '' }];
    const last = map.items.at(-1) ?? pair;
    return [{ start: endOfPair(text, before ?? pair), end: endOfPair(text, last), text: '' }];
  });
}

function removeBlockPairs({ text }: YamlText, map: YAMLMap, isGone: Verdict): readonly Splice[] {
  const parts: { start: number; end: number }[] = [];
  for (const pair of map.items.filter(isGone)) {
    const start = startOf(pair.key);
    const line = lineStart(text, start);
    const isAlone = text.slice(line, start).replace('\uFEFF', '').trim() === '';
    const end = lineEnd(text, endOfPair(text, pair));
    const last = parts.at(-1);
    // Lines that touch go as one.
    if (last?.end === line) last.end = end;
    else parts.push({ start: isAlone ? line : start, end });
  }
  return parts.map(({ start, end }) => {
    if (text.slice(lineStart(text, start), start).trim() === '') return withoutLines(text, start, end);
    // It shares its line with the dash of a list: what comes next moves up there.
    const blanks = /^\s*/.exec(text.slice(end))?.[0].length ?? 0;
    return { start, end: end + blanks, text: '', takes: true };
  });
}

function endOfPair(text: string, { key, value }: Pair): number {
  return endOf(text, value ?? key);
}
