import type { YAMLSeq } from 'yaml';
import { entryRegions } from './yaml-items.ts';
import { holdsUnusedAlone } from './yaml-own-comments.ts';
import { isBlock, Unspliceable, type Splice, type YamlText } from './yaml-text.ts';

/**
 * Moves one entry. Where nothing but blank lines and unused entries stand between those that it passes, these stay where
 * they are, so that moving it back gives the same text. Where a heading stands there, only the entry goes: all others
 * stay below their headings.
 *
 * @param order old places in their new order
 * @param moved the old place of the one that is moved
 */
export function moveItem(
  yaml: YamlText,
  list: YAMLSeq,
  order: readonly number[],
  moved: number,
): readonly Splice[] {
  const { text, eol } = yaml;
  const regions = entryRegions(yaml, list);
  const target = order.indexOf(moved);
  const [from, to] = [Math.min(moved, target), Math.max(moved, target)];
  const [first, last] = [regions[from], regions[to]];
  if (first === undefined || last === undefined) throw new Unspliceable('no such entry');
  const { start } = first;
  const { end } = last;
  const words = regions.map((region) => text.slice(region.start, region.end).replace(/\r?\n$/, ''));
  const gaps = regions.map((region, place) =>
    text.slice(region.end, regions[place + 1]?.start ?? region.end),
  );
  const isLines = isBlock(list);
  const entries = words.map((one) => (isLines ? one + eol : one));
  const passed = gaps.slice(from, to);
  const written =
    !isLines || passed.every(holdsUnusedAlone)
      ? order.slice(from, to + 1).map((old, index) => (entries[old] ?? '') + (passed[index] ?? ''))
      : carried({ entries, gaps }, moved, target);
  const whole = written.join('');
  const isEnded = !isLines || text.slice(start, end).endsWith('\n');
  return [{ start, end, text: isEnded ? whole : whole.replace(/\r?\n$/, '') }];
}

interface Parts {
  /** Whole lines. */
  readonly entries: readonly string[];
  /** What stands behind each entry, up to the next. */
  readonly gaps: readonly string[];
}

/** The others with what stands between them, and the one that is moved at their end or start. */
function carried({ entries, gaps }: Parts, moved: number, target: number): readonly string[] {
  const entry = entries[moved] ?? '';
  const between = (from: number, to: number): string =>
    entries
      .slice(from, to + 1)
      .map((one, index) => (index === 0 ? '' : (gaps[from + index - 1] ?? '')) + one)
      .join('');
  if (target > moved) {
    const gap = gaps[moved] ?? '';
    const isBlankAbove = moved === 0 || blanksAtEnd(gaps[moved - 1] ?? '') !== '';
    // Of the blank lines above and below, one goes with it.
    const blanks = isBlankAbove ? blanksAtStart(gap) : '';
    return [gap.slice(blanks.length), between(moved + 1, target), blanks, entry];
  }
  const gap = gaps[moved - 1] ?? '';
  const isBlankBelow = moved === entries.length - 1 || blanksAtStart(gaps[moved] ?? '') !== '';
  const blanks = isBlankBelow ? blanksAtEnd(gap) : '';
  return [entry, blanks, between(target, moved - 1), gap.slice(0, gap.length - blanks.length)];
}

function blanksAtStart(gap: string): string {
  return /^(?:[ \t]*\r?\n)*/.exec(gap)?.[0] ?? '';
}

function blanksAtEnd(gap: string): string {
  return /(?:(?<=\n|^)[ \t]*\r?\n)+$/.exec(gap)?.[0] ?? '';
}
