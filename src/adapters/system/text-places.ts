/** Where in a text something stands, as editors count: both from 1, columns in characters. */
export interface TextPlace {
  readonly line: number;
  readonly column: number;
}

/** @returns finds the place of an offset; whoever asks often need not have the text gone through each time */
export function placesIn(text: string): (offset: number) => TextPlace {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return (offset) => {
    const line = lineOf(starts, offset);
    const start = starts[line] ?? 0;
    // A mark of the byte order is no character, and one beyond the first 65,536 is one.
    const before = text.slice(start, offset).replace(/^\uFEFF/, '');
    return { line: line + 1, column: Array.from(before).length + 1 };
  };
}

/** The last line that begins at the offset or before it. */
function lineOf(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
