/** What a line is that is nothing out of the ordinary; `odd` for any other, which is to be read in full. */
export type LineKind = 'blank' | 'comment' | 'header' | 'option' | 'odd';

/** Reads the lines that almost all of a large file is made of without making strings of them. */
export interface PlainLines {
  /** Reads the line that begins here, if it does so at the margin. */
  read(start: number): LineKind;
  /** Where the line that was read last ends, without its ending. */
  readonly end: number;
  /** A setting's number, which it shares with all of its name. */
  readonly key: number;
  /** Whether a setting has no value. */
  readonly isEmpty: boolean;
}

/**
 * @param lineEnd where the line ends that a place is in
 * @param numberOf the number of the settings of a name, as it stands in the file
 */
export function createPlainLines(
  bytes: Buffer,
  lineEnd: (from: number) => number,
  numberOf: (key: string) => number,
): PlainLines {
  // The same few names come over and over: where in the file each was met last, and its number.
  const starts = new Int32Array(slots);
  const ends = new Int32Array(slots);
  const numbers = new Int32Array(slots);

  function keyBetween(start: number, end: number, slot: number): number {
    const before = starts[slot] ?? 0;
    let isKnown = end - start === (ends[slot] ?? 0) - before;
    for (let at = start; isKnown && at < end; at++) isKnown = bytes[at] === bytes[at - start + before];
    if (!isKnown) {
      starts[slot] = start;
      ends[slot] = end;
      numbers[slot] = numberOf(bytes.toString('latin1', start, end));
    }
    return numbers[slot] ?? 0;
  }

  const lines = {
    end: 0,
    key: 0,
    isEmpty: false,
    read(start: number): LineKind {
      const end = lineEnd(start);
      lines.end = end;
      if (start === end) return 'blank';
      const first = bytes[start] ?? 0;
      if (first === hash || first === semicolon) return 'comment';
      if (first === opening) return bytes[end - 1] === closing && end - start > 2 ? 'header' : 'odd';
      let at = start;
      let slot = 0;
      let byte = first;
      for (; at < end && isName(byte); byte = bytes[++at] ?? 0) slot = (slot * 31 + byte) & lastSlot;
      const keyEnd = at;
      while (at < end && byte === space) byte = bytes[++at] ?? 0;
      if (keyEnd === start || at === end || (byte !== equals && byte !== colon)) return 'odd';
      do byte = bytes[++at] ?? 0;
      while (at < end && byte === space);
      lines.isEmpty = at >= end;
      // White space of other kinds may be all that follows.
      if (!lines.isEmpty && !isSeen(byte)) return 'odd';
      lines.key = keyBetween(start, keyEnd, slot);
      return 'option';
    },
  };
  return lines;
}

const slots = 256;
const lastSlot = slots - 1;

const space = 0x20;
const hash = 0x23;
const colon = 0x3a;
const semicolon = 0x3b;
const equals = 0x3d;
const opening = 0x5b;
const closing = 0x5d;

/** ASCII that is not white space. */
function isSeen(byte: number): boolean {
  return byte > space && byte < 0x7f;
}

function isName(byte: number): boolean {
  return isSeen(byte) && byte !== equals && byte !== colon;
}
