/** @throws where something was sent */
export function readNothing(value: unknown): undefined {
  if (value !== undefined) throw new TypeError('nothing was expected');
}

/** An object of exactly these keys, each with an id. @throws where it is not one */
export function readIds<Key extends string>(
  value: unknown,
  ...keys: readonly Key[]
): Readonly<Record<Key, string>> {
  return readTexts(value, 200, ...keys);
}

/** An object of exactly these keys, each with a text of so many characters at most. @throws where it is not one */
export function readTexts<Key extends string>(
  value: unknown,
  longest: number,
  ...keys: readonly Key[]
): Readonly<Record<Key, string>> {
  const given = new Map<string, unknown>(Object.entries(readRecord(value)));
  if (given.size !== keys.length) throw new TypeError(`only ${keys.join(' and ')} was expected`);
  const texts: Partial<Record<Key, string>> = {};
  for (const key of keys) texts[key] = readText(given.get(key), longest, key);
  return texts as Record<Key, string>;
}

/** @throws where it is no text, or a longer one */
export function readText(value: unknown, longest: number, name: string): string {
  if (typeof value !== 'string' || value.length > longest) throw new TypeError(`${name} was expected`);
  return value;
}

/** The object's own fields. @throws where it is no object */
export function readRecord(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) throw new TypeError('an object was expected');
  return Object.fromEntries(Object.entries(value));
}

/** Whether a word is among those that are known. */
export function isOneOf<Word extends string>(
  known: Readonly<Record<Word, true>>,
  word: string,
): word is Word {
  return Object.hasOwn(known, word);
}
