import type { Encoding } from './python-text.ts';

/** A stretch of the file, from its header to the next. */
export interface IniSection {
  /** How many there are above it. */
  readonly index: number;
  /** What stands between the brackets, as botocore reads it. */
  readonly name: string;
  /** Where its header begins, where the line after it begins, and where the next section begins. */
  readonly start: number;
  readonly body: number;
  readonly end: number;
  /** The header's line, counted from 1. */
  readonly line: number;
}

/** The sections of a file in their order. Each is made when it is asked for: of ten thousand, hardly one ever is. */
export interface Sections extends Iterable<IniSection> {
  readonly length: number;
  at(index: number): IniSection | undefined;
  /** Those with a text in their name. @param text in ASCII, not empty */
  naming(text: string): Iterable<IniSection>;
  /** The one that a place in the file belongs to. */
  around(offset: number): IniSection | undefined;
}

export interface SectionTable extends Sections {
  /**
   * @param from where its name begins, `to` where that ends
   * @returns whether it is the first of its name
   */
  add(from: number, to: number, header: Pick<IniSection, 'start' | 'body' | 'line'>): boolean;
}

/** What of a section lies where in its row. */
const startAt = 0;
const bodyAt = 1;
const lineAt = 2;
const fromAt = 3;
const toAt = 4;
const hashAt = 5;
const width = 6;

export function createSectionTable(bytes: Buffer, encoding: Encoding): SectionTable {
  let rows = new Int32Array(width * 64);
  let length = 0;
  /** Rows by what their names hash to, counted from 1; a row that finds its place taken stands in the next one. */
  let places = new Int32Array(256);
  /** A change asks for the same profile several times. */
  const named = new Map<string, readonly number[]>();

  const cell = (index: number, column: number): number => rows[index * width + column] ?? 0;

  /** Where the row of a name is to be found, or to be put. */
  function placeOf(hash: number, from: number, to: number): number {
    const last = places.length - 1;
    let place = hash & last;
    for (let row = places[place] ?? 0; row !== 0; row = places[place] ?? 0) {
      const mayBe = cell(row - 1, hashAt) === hash;
      if (mayBe && bytes.compare(bytes, from, to, cell(row - 1, fromAt), cell(row - 1, toAt)) === 0) break;
      place = (place + 1) & last;
    }
    return place;
  }

  function makeRoom(): void {
    if ((length + 1) * width > rows.length) {
      const larger = new Int32Array(rows.length * 2);
      larger.set(rows);
      rows = larger;
    }
    // Half of it empty, so that the way to an empty place is short.
    if (length * 2 < places.length) return;
    places = new Int32Array(places.length * 4);
    for (let index = 0; index < length; index++) {
      places[placeOf(cell(index, hashAt), cell(index, fromAt), cell(index, toAt))] = index + 1;
    }
  }

  function at(index: number): IniSection | undefined {
    if (index < 0 || index >= length) return undefined;
    return {
      index,
      name: bytes.toString(encoding, cell(index, fromAt), cell(index, toAt)),
      start: cell(index, startAt),
      body: cell(index, bodyAt),
      end: index + 1 === length ? bytes.length : cell(index + 1, startAt),
      line: cell(index, lineAt),
    };
  }

  function indicesNaming(text: string): readonly number[] {
    const wanted = Buffer.from(text, 'latin1');
    const indices: number[] = [];
    for (let row = 0; row < length * width; row += width) {
      if (holds(bytes, rows[row + fromAt] ?? 0, rows[row + toAt] ?? 0, wanted)) indices.push(row / width);
    }
    return indices;
  }

  function* made(indices: Iterable<number>): Generator<IniSection, void, undefined> {
    for (const index of indices) {
      const section = at(index);
      if (section !== undefined) yield section;
    }
  }

  return {
    get length() {
      return length;
    },
    at,
    [Symbol.iterator]: () => made(Array(length).keys()),
    naming(text) {
      const indices = named.get(text) ?? indicesNaming(text);
      named.set(text, indices);
      return made(indices);
    },
    around(offset) {
      let [low, high] = [0, length];
      while (low < high) {
        const middle = (low + high) >> 1;
        if (cell(middle, startAt) <= offset) low = middle + 1;
        else high = middle;
      }
      return at(low - 1);
    },
    add(from, to, { start, body, line }) {
      makeRoom();
      const hash = hashOf(bytes, from, to);
      const row = length * width;
      rows[row + startAt] = start;
      rows[row + bodyAt] = body;
      rows[row + lineAt] = line;
      rows[row + fromAt] = from;
      rows[row + toAt] = to;
      rows[row + hashAt] = hash;
      const place = placeOf(hash, from, to);
      named.clear();
      const isFirst = places[place] === 0;
      if (isFirst) places[place] = length + 1;
      length++;
      return isFirst;
    },
  };
}

function hashOf(bytes: Buffer, from: number, to: number): number {
  let hash = 0;
  for (let at = from; at < to; at++) hash = Math.imul(hash, 31) + (bytes[at] ?? 0);
  // Names that are counted up differ in their last bits alone, and would fill places side by side.
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return hash ^ (hash >>> 13);
}

/** Whether some bytes stand in a stretch. In so short a one, this is faster than calling the system's search. */
function holds(bytes: Buffer, from: number, to: number, wanted: Buffer): boolean {
  const first = wanted[0];
  const last = to - wanted.length;
  for (let at = from; at <= last; at++) {
    if (bytes[at] !== first) continue;
    let same = 1;
    while (same < wanted.length && bytes[at + same] === wanted[same]) same++;
    if (same === wanted.length) return true;
  }
  return false;
}
