import { isAscii, isUtf8 } from 'node:buffer';
import { createLineEnds, nextLine } from './line-ends.ts';

/** What Python's `str.isspace` says yes to; JavaScript's `\s` and `trim` know other characters. */
function isSpace(code: number): boolean {
  if (code < 0x80) return code === 0x20 || (code >= 0x09 && code <= 0x0d) || (code >= 0x1c && code <= 0x1f);
  if (code < 0x1680) return code === 0x85 || code === 0xa0;
  return (code >= 0x2000 && code <= 0x200a) || rareSpaces.has(code);
}

const rareSpaces: ReadonlySet<number> = new Set([0x1680, 0x2028, 0x2029, 0x202f, 0x205f, 0x3000]);

// From the ends inwards: a pattern such as `\s+$` would look at all that follows from each space of a line anew.
export function trimEnd(text: string): string {
  let end = text.length;
  while (end > 0 && isSpace(text.charCodeAt(end - 1))) end--;
  return text.slice(0, end);
}

function trimStart(text: string): string {
  let start = 0;
  while (start < text.length && isSpace(text.charCodeAt(start))) start++;
  return text.slice(start);
}

export function trim(text: string): string {
  return trimEnd(trimStart(text));
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
  const bare = trimStart(text);
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

/** Of ASCII alone: other white space takes more than a byte, or is another character in another encoding. */
function isPlainSpace(code: number | undefined): boolean {
  return code !== undefined && code < 0x80 && isSpace(code);
}

function isHigh(code: number | undefined): boolean {
  return code !== undefined && code >= 0x80;
}
