import { isAscii, isUtf8 } from 'node:buffer';

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

/**
 * Called for each line.
 *
 * @param start where it begins in the text
 * @param next where the next one begins
 * @param indent how many characters of white space it begins with
 * @param value what it says, without white space around it; empty for a blank line. Of a long one perhaps the beginning.
 * @returns false to see no more
 */
export type LineVisitor = (start: number, next: number, indent: number, value: string) => boolean;

/** How the bytes of a file become the characters that Python sees. */
export type Encoding = 'utf8' | 'latin1';

/** botocore reads a file as its locale says: UTF-8 almost everywhere, else something in which a byte is a character. */
export function encodingOf(bytes: Uint8Array): Encoding {
  return isUtf8(bytes) && !isAscii(bytes) ? 'utf8' : 'latin1';
}

const newline = 0x0a;
const carriageReturn = 0x0d;

/**
 * Walks over the lines of a text as Python's universal newlines part them: after `\n`, `\r\n` and a lone `\r`.
 *
 * Over its bytes: as a string, ten million characters took V8 seconds instead of milliseconds once it had optimised this.
 */
export function walkLines(bytes: Buffer, encoding: Encoding, visit: LineVisitor, whole = true): void {
  const length = bytes.length;
  const hasReturns = bytes.includes(carriageReturn);
  for (let start = 0; start < length;) {
    const feed = bytes.indexOf(newline, start);
    let end = feed === -1 ? length : feed;
    if (hasReturns) {
      const at = bytes.subarray(start, end).indexOf(carriageReturn);
      if (at !== -1) end = start + at;
    }
    const next =
      bytes[end] === carriageReturn && bytes[end + 1] === newline ? end + 2 : Math.min(end + 1, length);
    let from = start;
    while (from < end && isPlainSpace(bytes[from])) from++;
    let to = end;
    while (to > from && isPlainSpace(bytes[to - 1])) to--;
    const last = !whole && to - from > shortest ? shortEnd(bytes, from, to) : to;
    let value = from === to ? '' : bytes.toString(encoding, from, last);
    let indent = from - start;
    // White space outside ASCII has to be decoded to be seen; almost no line has any.
    if (from < to && (isHigh(bytes[from]) || isHigh(bytes[last - 1]))) {
      const bare = value.replace(leading, '');
      indent += value.length - bare.length;
      value = trimEnd(bare);
    }
    if (!visit(start, next, indent, value)) return;
    start = next;
  }
}

/** Lines up to here are told whole, in bytes. */
const shortest = 96;

/**
 * Most of a large file is session tokens. Of a long setting only the name matters and that there is a value: the beginning
 * of the line tells both.
 */
function shortEnd(bytes: Buffer, from: number, to: number): number {
  if (bytes[from] === 0x5b) return to;
  let hasEquals = false;
  for (let at = from; at < from + shortest; at++) {
    const byte = bytes[at];
    if (hasEquals && !isPlainSpace(byte)) return from + shortest;
    if (byte === 0x3d) hasEquals = true;
  }
  return to;
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
