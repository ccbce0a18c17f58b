/** More pairs of items than this are not compared: what both ends have in common must do. */
const mostPairs = 1_000_000;

/**
 * A longest sequence that two lists have in common.
 *
 * @param one what is undefined in it has no equal
 * @returns places in both, in their order
 */
export function commonItems(
  one: readonly (string | undefined)[],
  other: readonly string[],
): readonly (readonly [number, number])[] {
  const most = Math.min(one.length, other.length);
  let head = 0;
  while (head < most && one[head] === other[head]) head += 1;
  let tail = 0;
  while (tail < most - head && one.at(-1 - tail) === other.at(-1 - tail)) tail += 1;
  const middle = between(one.slice(head, one.length - tail), other.slice(head, other.length - tail));
  return [
    ...Array.from({ length: head }, (_, place) => [place, place] as const),
    ...middle.map(([from, to]) => [from + head, to + head] as const),
    ...Array.from(
      { length: tail },
      (_, place) => [one.length - tail + place, other.length - tail + place] as const,
    ),
  ];
}

function between(
  one: readonly (string | undefined)[],
  other: readonly string[],
): readonly (readonly [number, number])[] {
  if (one.length * other.length > mostPairs) return [];
  const width = other.length + 1;
  /** The length of what the rests from two places on have in common. */
  const lengths = new Uint32Array((one.length + 1) * width);
  const at = (row: number, column: number): number => lengths[row * width + column] ?? 0;
  for (let row = one.length - 1; row >= 0; row -= 1) {
    for (let column = other.length - 1; column >= 0; column -= 1) {
      lengths[row * width + column] =
        one[row] === other[column]
          ? at(row + 1, column + 1) + 1
          : Math.max(at(row + 1, column), at(row, column + 1));
    }
  }
  const pairs: (readonly [number, number])[] = [];
  for (let row = 0, column = 0; row < one.length && column < other.length;) {
    if (one[row] === other[column]) pairs.push([row++, column++]);
    else if (at(row + 1, column) >= at(row, column + 1)) row += 1;
    else column += 1;
  }
  return pairs;
}
