import type { Range } from './text-fold.ts';

/** Where a word was found in a text, and how well: more is better. */
export interface WordMatch {
  readonly score: number;
  readonly ranges: readonly Range[];
}

const score = { whole: 100, start: 80, wordStart: 60, inside: 40, fuzzy: 5 } as const;
/** What a fuzzy match can gain at most: it never gets where a plain one is. */
const fuzzyRoom = 30;
/** So many letters may be left out in the middle of a word. */
const longestGap = 3;
/** Shorter words would be found nearly everywhere, longer ones are no abbreviations. */
const fuzzyLengths = { least: 2, most: 16 } as const;

/**
 * How well a text has the word as it stands; 0 where it has not. It makes nothing but a number: this runs for every
 * role at every key that is typed.
 *
 * @param word folded, not empty
 * @param text folded
 */
export function plainScore(word: string, text: string): number {
  const at = plainPlace(word, text);
  if (at === -1) return 0;
  if (at === 0) return word.length === text.length ? score.whole : score.start;
  return isWordStart(text, at) ? score.wordStart : score.inside;
}

/** Where the word stands as it is: where a word begins, if it does so anywhere. */
function plainPlace(word: string, text: string): number {
  const first = text.indexOf(word);
  for (let at = first; at !== -1; at = text.indexOf(word, at + 1)) if (isWordStart(text, at)) return at;
  return first;
}

export function plainMatch(word: string, text: string): WordMatch | undefined {
  const at = plainPlace(word, text);
  return at === -1 ? undefined : { score: plainScore(word, text), ranges: [[at, at + word.length]] };
}

/**
 * Finds the letters of a word one after the other ("prdadm" in "production / admin"). Such an abbreviation begins where
 * a word does, and leaves out little, or whole rests of words.
 */
export function fuzzyMatch(word: string, text: string): WordMatch | undefined {
  if (word.length < fuzzyLengths.least || word.length > fuzzyLengths.most) return undefined;
  if (!hasInOrder(word, text)) return undefined;
  const places = bestPlaces(word, text, 0, -1, new Map());
  if (places === undefined) return undefined;
  return { score: score.fuzzy + (fuzzyRoom * places.points) / (2 * word.length), ranges: joined(places.at) };
}

interface Places {
  readonly at: readonly number[];
  /** Two for a letter that begins a word or follows the one before it. */
  readonly points: number;
}

/** Of all ways to find the rest of the word behind a place, the one with the most points. */
function bestPlaces(
  word: string,
  text: string,
  index: number,
  before: number,
  known: Map<number, Places | undefined>,
): Places | undefined {
  if (index === word.length) return { at: [], points: 0 };
  const key = index * (text.length + 1) + before + 1;
  if (known.has(key)) return known.get(key);
  let best: Places | undefined;
  for (let at = text.indexOf(word.charAt(index), before + 1); at !== -1;) {
    const begins = isWordStart(text, at);
    const follows = index > 0 && at === before + 1;
    const isNear = index > 0 && at - before - 1 <= longestGap;
    if (begins || isNear) {
      const rest = bestPlaces(word, text, index + 1, at, known);
      const points = (begins || follows ? 2 : 0) + (rest?.points ?? 0);
      if (rest !== undefined && (best === undefined || points > best.points))
        best = { at: [at, ...rest.at], points };
    }
    at = text.indexOf(word.charAt(index), at + 1);
  }
  known.set(key, best);
  return best;
}

function hasInOrder(word: string, text: string): boolean {
  let at = -1;
  for (let index = 0; index < word.length; index += 1) {
    at = text.indexOf(word.charAt(index), at + 1);
    if (at === -1) return false;
  }
  return true;
}

const letter = /[\p{L}\p{N}\p{M}]/u;

function isWordStart(text: string, at: number): boolean {
  if (at === 0) return true;
  const code = text.charCodeAt(at - 1);
  if (code >= 0x80) return !letter.test(text.charAt(at - 1));
  // Digits and small letters: the text is folded, and this runs for every place in every name.
  return !((code >= 0x30 && code <= 0x39) || (code >= 0x61 && code <= 0x7a));
}

function joined(places: readonly number[]): readonly Range[] {
  const ranges: Range[] = [];
  for (const at of places) {
    const last = ranges.at(-1);
    if (last?.[1] === at) ranges[ranges.length - 1] = [last[0], at + 1];
    else ranges.push([at, at + 1]);
  }
  return ranges;
}
