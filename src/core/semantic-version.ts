/** A version as Semantic Versioning 2.0.0 writes it. Build metadata says nothing about what is newer, and is left out. */
export interface SemanticVersion {
  /** Major, minor and patch. Digits, for they may be more than a number holds. */
  readonly core: readonly [string, string, string];
  /** Empty for a release. */
  readonly prerelease: readonly string[];
}

/** Longer ones are no versions that anybody publishes. */
const longest = 64;

const number = '0|[1-9][0-9]*';
const pattern = new RegExp(
  `^(${number})\\.(${number})\\.(${number})(?:-([0-9A-Za-z.-]+))?(?:\\+[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*)?$`,
);

/** @returns undefined for what is no version: nothing but ASCII passes, so what passes can be shown as it is */
export function parseVersion(text: string): SemanticVersion | undefined {
  const match = text.length > longest ? null : pattern.exec(text);
  if (match === null) return undefined;
  const [, major = '', minor = '', patch = '', rest] = match;
  const prerelease = rest?.split('.') ?? [];
  // A number has no zeros in front of it, and no part is empty (sections 9 and 10).
  if (prerelease.some((part) => part === '' || /^0[0-9]+$/.test(part))) return undefined;
  return { core: [major, minor, patch], prerelease };
}

/** @returns less than 0 where the first is older, more where it is newer, 0 where neither is (section 11) */
export function compareVersions(one: SemanticVersion, other: SemanticVersion): number {
  for (const [place, digits] of one.core.entries()) {
    const order = compareDigits(digits, other.core[place] ?? '0');
    if (order !== 0) return order;
  }
  return comparePrereleases(one.prerelease, other.prerelease);
}

function comparePrereleases(one: readonly string[], other: readonly string[]): number {
  // What leads up to a release is older than it.
  if (one.length === 0 || other.length === 0) return other.length - one.length;
  for (const [place, part] of one.entries()) {
    const opposite = other[place];
    if (opposite === undefined) return 1;
    const order = compareParts(part, opposite);
    if (order !== 0) return order;
  }
  return one.length - other.length;
}

/** Numbers by their size and before words; words letter by letter, as ASCII has them. */
function compareParts(one: string, other: string): number {
  const isNumber = /^[0-9]+$/.test(one);
  if (isNumber !== /^[0-9]+$/.test(other)) return isNumber ? -1 : 1;
  return isNumber ? compareDigits(one, other) : compareText(one, other);
}

/** No zeros in front: the longer one is the larger one. */
function compareDigits(one: string, other: string): number {
  return one.length === other.length ? compareText(one, other) : one.length - other.length;
}

function compareText(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
