/** Text as the search compares it: without case and width, and in one of the two Japanese syllabaries. */
export function fold(text: string): string {
  // Most names are plain letters: they need no tables.
  if (isAscii.test(text)) return text.toLowerCase();
  return text.normalize('NFKC').toLowerCase().replace(katakana, toHiragana);
}

const isAscii = /^\p{ASCII}*$/u;
const katakana = /[\u30A1-\u30F6]/g;
const toHiragana = (letter: string): string => String.fromCharCode(letter.charCodeAt(0) - 0x60);

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** From, and up to but without. */
export type Range = readonly [from: number, to: number];

/**
 * The same places in the text as it is written: folding may make a letter longer or shorter.
 *
 * @param ranges in the folded text, in order
 */
export function unfolded(text: string, ranges: readonly Range[]): readonly Range[] {
  if (ranges.length === 0 || isAscii.test(text)) return ranges;
  const found: Range[] = [];
  let at = 0;
  for (const { segment, index } of graphemes.segment(text)) {
    const end = at + fold(segment).length;
    // Half a letter cannot be marked.
    const start = at;
    if (ranges.some(([from, to]) => from < end && to > start)) {
      const last = found.at(-1);
      if (last?.[1] === index) found[found.length - 1] = [last[0], index + segment.length];
      else found.push([index, index + segment.length]);
    }
    at = end;
  }
  return found;
}
