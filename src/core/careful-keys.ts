/** Keys of a role without which it would be used with less care than whoever wrote it wants: a tag marks production, too. */
const carefulKeys = ['confirm', 'readOnly', 'production', 'sessionPolicy', 'chain', 'tags'] as const;

/** In another word, such as `needsConfirmation` or `inlinePolicy`, they still say what is meant. */
const tellingParts: readonly (readonly [string, CarefulKey])[] = [
  ['confirm', 'confirm'],
  ['readonly', 'readOnly'],
  ['production', 'production'],
  ['polic', 'sessionPolicy'],
  ['chain', 'chain'],
];

type CarefulKey = (typeof carefulKeys)[number];

/** @returns the key of a role that an unknown one may have been meant for, where that one keeps the role from harm */
export function carefulKeyMeant(key: string): CarefulKey | undefined {
  // Nobody writes longer ones, and those are not compared.
  const plain = key
    .slice(0, 60)
    .toLowerCase()
    .replace(/[^a-z]/g, '');
  if (plain === 'prod') return 'production';
  const near = carefulKeys.find((careful) => isNear(plain, careful.toLowerCase()));
  return near ?? tellingParts.find(([part]) => plain.includes(part))?.[1];
}

/** Longer words leave room for two slips. */
function isNear(plain: string, careful: string): boolean {
  return slipsBetween(plain, careful) <= (careful.length > 6 ? 2 : 1);
}

/** How many letters are missing, added, wrong, or in each other's place. */
function slipsBetween(one: string, other: string): number {
  let before: readonly number[] = [];
  let last: readonly number[] = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let i = 1; i <= one.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const isSame = one[i - 1] === other[j - 1];
      const isSwapped = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
      row.push(
        Math.min(
          at(last, j) + 1,
          at(row, j - 1) + 1,
          at(last, j - 1) + (isSame ? 0 : 1),
          isSwapped ? at(before, j - 2) + 1 : Infinity,
        ),
      );
    }
    [before, last] = [last, row];
  }
  return at(last, other.length);
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? Infinity;
}
