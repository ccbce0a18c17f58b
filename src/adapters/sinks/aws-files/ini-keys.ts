/** Which settings a section has already: botocore reads no file in which one stands twice. */
export interface Keys {
  /** A number for all the ways to write a setting's name that botocore takes for the same. */
  readonly numberOf: (key: string) => number;
  /** A section begins. Those that are called `DEFAULT` are one to Python. */
  enter(isDefaults: boolean): void;
  /** @returns false where the section has it */
  add(key: number): boolean;
}

export function createKeys(): Keys {
  const numbers = new Map<string, number>();
  const defaults = new Set<number>();
  /** In which section each was met last, by its number: a set for each of ten thousand sections takes longer. */
  const seen: number[] = [];
  let section = 0;
  let inDefaults = false;
  return {
    numberOf(key) {
      const lower = key.toLowerCase();
      const known = numbers.get(lower);
      if (known !== undefined) return known;
      numbers.set(lower, numbers.size);
      return seen.push(-1) - 1;
    },
    enter(isDefaults) {
      section++;
      inDefaults = isDefaults;
    },
    add(key) {
      if (inDefaults) return defaults.size !== defaults.add(key).size;
      if (seen[key] === section) return false;
      seen[key] = section;
      return true;
    },
  };
}
