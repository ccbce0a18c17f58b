const newline = 0x0a;
const carriageReturn = 0x0d;

/**
 * Where lines end, as Python's universal newlines part them: before `\n`, `\r\n` and a lone `\r`.
 *
 * @returns what finds the end of the line that a place is in, if it is asked from the front to the back
 */
export function createLineEnds(bytes: Buffer): (from: number) => number {
  const { length } = bytes;
  // The next of each is remembered: a file that has only one of them is not searched to its end for the other at each line.
  let feed = -1;
  let carriage = -1;
  return (from) => {
    if (feed < from) feed = found(bytes.indexOf(newline, from), length);
    if (carriage < from) carriage = found(bytes.indexOf(carriageReturn, from), length);
    return Math.min(feed, carriage);
  };
}

/** @returns where the next line begins, after one that ends here */
export function nextLine(bytes: Buffer, end: number): number {
  if (end >= bytes.length) return bytes.length;
  return bytes[end] === carriageReturn && bytes[end + 1] === newline ? end + 2 : end + 1;
}

function found(at: number, length: number): number {
  return at === -1 ? length : at;
}
