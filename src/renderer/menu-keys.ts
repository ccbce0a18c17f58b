/**
 * Where the focus goes in a menu. The ends join: beyond the last entry comes the first.
 *
 * @param key as keyboard events name it
 * @param at the entry that has the focus
 * @returns the entry that gets it; undefined where the key means something else
 */
export function menuMove(key: string, at: number, count: number): number | undefined {
  switch (key) {
    case 'ArrowDown':
      return (at + 1) % count;
    case 'ArrowUp':
      return (at - 1 + count) % count;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return undefined;
  }
}

/**
 * The entry that typing leads to. One letter again and again goes through all that begin with it; more letters are
 * the beginning of one.
 *
 * @param typed what has been typed so far without a pause
 * @param at the entry that has the focus
 */
export function menuFind(typed: string, labels: readonly string[], at: number): number | undefined {
  const letters = Array.from(typed.toLocaleLowerCase());
  const again = letters.every((letter) => letter === letters[0]);
  const sought = again ? (letters[0] ?? '') : letters.join('');
  const start = again ? at + 1 : at;
  return labels
    .map((_label, step) => (start + step) % labels.length)
    .find((index) => labels[index]?.toLocaleLowerCase().startsWith(sought));
}
