import { isAscii, isUtf8 } from 'node:buffer';
import { createLineEnds, nextLine } from './line-ends.ts';

/** What Python's `str.isspace` says yes to; JavaScript's `\s` knows other characters. */
const space = String.raw`[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]`;
const leading = new RegExp(`^${space}+`);
const trailing = new RegExp(`${space}+$`);

export function trimEnd(text: string): string {
  // Most ends need no second look, and the pattern takes one at every character.
  const last = text.charCodeAt(text.length - 1);
  return last > 0x20 && last < 0x7f ? text : text.replace(trailing, '');
}

export function trim(text: string): string {
  const first = text.charCodeAt(0);
  return trimEnd(first > 0x20 && first < 0x7f ? text : text.replace(leading, ''));
}

/** A line as Python sees it. */
export interface Line {
  /** How many characters of white space it begins with. */
  readonly indent: number;
  /** What it says, without white space around it; empty for a blank line. */
  readonly value: string;
}

/** How the bytes of a file become the characters that Python sees. */
export type Encoding = 'utf8' | 'latin1';

/** botocore reads a file as its locale says: UTF-8 almost everywhere, else something in which a byte is a character. */
export function encodingOf(bytes: Uint8Array): Encoding {
  return !isAscii(bytes) && isUtf8(bytes) ? 'utf8' : 'latin1';
}

/** @param end where its ending begins */
export function readLine(bytes: Buffer, encoding: Encoding, start: number, end: number): Line {
  let from = start;
  while (from < end && isPlainSpace(bytes[from])) from++;
  let to = end;
  while (to > from && isPlainSpace(bytes[to - 1])) to--;
  const indent = from - start;
  if (from === to) return { indent, value: '' };
  const text = bytes.toString(encoding, from, to);
  // White space outside ASCII has to be decoded to be seen; almost no line has any.
  if (!isHigh(bytes[from]) && !isHigh(bytes[to - 1])) return { indent, value: text };
  const bare = text.replace(leading, '');
  return { indent: indent + text.length - bare.length, value: trimEnd(bare) };
}

/**
 * Walks over the lines of a text from its beginning.
 *
 * @param visit is called with where a line begins and where the next one does; it returns false to see no more
 */
export function walkLines(
  bytes: Buffer,
  encoding: Encoding,
  visit: (start: number, next: number, line: Line) => boolean,
): void {
  const lineEnd = createLineEnds(bytes);
  for (let start = 0; start < bytes.length;) {
    const end = lineEnd(start);
    const next = nextLine(bytes, end);
    if (!visit(start, next, readLine(bytes, encoding, start, end))) return;
    start = next;
  }
}

function isPlainSpace(code: number | undefined): boolean {
  return (
    code === 0x20 ||
    (code !== undefined && ((code >= 0x09 && code <= 0x0d) || (code >= 0x1c && code <= 0x1f)))
  );
}

function isHigh(code: number | undefined): boolean {
  return code !== undefined && code >= 0x80;
}
