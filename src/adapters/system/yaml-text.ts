import { isAlias, isCollection, isMap, isPair, isScalar, isSeq } from 'yaml';
import type { CST, Document, Pair, YAMLMap } from 'yaml';
import { composeYaml } from './yaml-composition.ts';

/** A file's text, and where in it things stand. Nothing is ever written anew but what is replaced. */
export interface YamlText {
  readonly text: string;
  readonly document: Document;
  /** All that the text is made of, comments included. */
  readonly tokens: readonly CST.Token[];
  /** What ends its lines. */
  readonly eol: string;
}

/** A part of the text, by offsets, and what takes its place. */
export interface Splice {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** What stands there is to go, its comments included. */
  readonly takes?: boolean;
}

/** The text cannot be edited at this place without touching what stands around it. */
export class Unspliceable extends Error {
  override readonly name = 'Unspliceable';
}

/**
 * @throws Unspliceable where it is not one document of valid YAML
 * @throws BeyondBounds
 */
export function readYaml(text: string): YamlText {
  const tokens: CST.Token[] = [];
  const { document, second } = composeYaml(text, (token) => tokens.push(token));
  if (second !== undefined || document.errors.length > 0) throw new Unspliceable('no valid YAML');
  return { text, document, tokens, eol: /\r?\n/.exec(text)?.[0] ?? '\n' };
}

/** The parts must not overlap. What is put at one place comes in the order that is given. */
export function spliced(text: string, splices: readonly Splice[]): string {
  const sorted = splices.map((splice, order) => ({ ...splice, order }));
  sorted.sort((one, other) => one.start - other.start || one.end - other.end || one.order - other.order);
  let result = '';
  let at = 0;
  for (const splice of sorted) {
    if (splice.start < at) throw new Unspliceable('two changes at one place');
    result += text.slice(at, splice.start) + splice.text;
    at = splice.end;
  }
  return result + text.slice(at);
}

export function startOf(node: unknown): number {
  return rangeOf(node)[0];
}

/** Where what a node says ends: comments and line ends behind it do not count. */
export function endOf(text: string, node: unknown): number {
  if ((isMap(node) || isSeq(node)) && node.flow !== true) {
    const last: unknown = node.items.at(-1);
    if (isPair(last)) return endOf(text, last.value ?? last.key);
    if (last !== undefined) return endOf(text, last);
  }
  const [start, end] = rangeOf(node);
  return start + text.slice(start, end).trimEnd().length;
}

function rangeOf(node: unknown): readonly [number, number] {
  const range = isScalar(node) || isAlias(node) || isCollection(node) ? node.range : undefined;
  if (!range) throw new Unspliceable('a part without a place');
  return [range[0], range[1]];
}

export function lineStart(text: string, at: number): number {
  return text.lastIndexOf('\n', at - 1) + 1;
}

/** Right behind the line's end; the text's end where it has none. */
export function lineEnd(text: string, at: number): number {
  const newline = text.indexOf('\n', at);
  return newline === -1 ? text.length : newline + 1;
}

/** How far to the right something stands; a mark of the byte order is no column. */
export function columnOf(text: string, at: number): number {
  const start = lineStart(text, at);
  return at - start - (start === 0 && text.startsWith('\uFEFF') ? 1 : 0);
}

/** From the start of a line on: comments that stand further right than a column belong to what is above them. */
export function pastDeeperComments(text: string, from: number, column: number): number {
  let accepted = from;
  for (let at = from; at < text.length;) {
    const end = lineEnd(text, at);
    const line = /^([ \t]*)(#?)/.exec(text.slice(at, end));
    const [, indent = '', sign = ''] = line ?? [];
    const isBlank = text.slice(at, end).trim() === '';
    if (!isBlank && (sign === '' || indent.length <= column)) break;
    if (!isBlank) accepted = end;
    at = end;
  }
  return accepted;
}

/** Whole lines put at the start of a line, also behind a last one that has no end: the text's end stays as it is. */
export function lines(yaml: YamlText, at: number, added: readonly string[]): Splice {
  const { text, eol } = yaml;
  if (at === 0 || text[at - 1] === '\n')
    return { start: at, end: at, text: added.map((line) => line + eol).join('') };
  return { start: at, end: at, text: added.map((line) => eol + line).join('') };
}

/** Whole lines taken out; with those at the end of a text that ends without one, the line end before them goes. */
export function withoutLines(text: string, start: number, end: number): Splice {
  if (end < text.length || text.endsWith('\n') || start === 0) return { start, end, text: '', takes: true };
  const before = text.startsWith('\r\n', start - 2) ? 2 : 1;
  return { start: start - before, end, text: '', takes: true };
}

export function pairIn(map: YAMLMap, key: string): Pair | undefined {
  return map.items.find((pair) => isScalar(pair.key) && pair.key.value === key);
}

/** Right behind the colon of a pair. */
export function colonEnd(pair: Pair): number {
  const colon = pair.srcToken?.sep?.find(({ type }) => type === 'map-value-ind');
  if (colon === undefined) throw new Unspliceable('a key without a colon');
  return colon.offset + colon.source.length;
}

export function isBlock(node: unknown): boolean {
  return (isMap(node) || isSeq(node)) && node.flow !== true;
}

/** Nothing stands there. */
export function isEmptyNode(node: unknown): boolean {
  return isScalar(node) && node.range?.[0] === node.range?.[1];
}
