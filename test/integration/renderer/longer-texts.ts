const accents: Readonly<Record<string, string>> = {
  ...{ a: 'á', c: 'č', d: 'ď', e: 'é', g: 'ğ', h: 'ħ', i: 'í', l: 'ĺ', n: 'ñ', o: 'ó', r: 'ř', s: 'š' },
  ...{ t: 'ť', u: 'ú', w: 'ŵ', y: 'ý', z: 'ž' },
};

/** A letter that only the added part of a longer text has. */
export const marked = /[áčďéğħíĺñóřšťúŵýž]/;

/** A text that is 40 % longer, as German is; what was added bears accents, so that it can be told from names. */
export function longer(text: string): string {
  const added = text.replace(/\s+/g, ' ').slice(0, Math.ceil(text.trim().length * 0.4));
  return text + added.replace(/[a-z]/gi, (letter) => accents[letter.toLowerCase()] ?? letter).trimEnd();
}

/** Every message of a language, 40 % longer. The tag of the language is no message. */
export function longerTexts<Texts extends object>(texts: Texts): Texts {
  return Object.fromEntries(
    Object.entries(texts).map(([key, message]) => [key, key === 'language' ? message : lengthen(message)]),
  ) as Texts;
}

function lengthen(message: unknown): unknown {
  if (typeof message === 'string') return longer(message);
  if (Array.isArray(message)) return message.map(lengthen);
  if (typeof message === 'function')
    return (...given: unknown[]): unknown => lengthen(Reflect.apply(message, undefined, given));
  return typeof message === 'object' && message !== null ? longerTexts(message) : message;
}

/** What the main process says in the user's language: errors, findings and the like. */
const said: ReadonlySet<string> = new Set(['title', 'happened', 'advice', 'message', 'hint']);

/** A view whose sentences are 40 % longer; names, addresses and numbers in it stay as they are. */
export function longerView<View>(view: View): View {
  return lengthenSaid(view) as View;
}

function lengthenSaid(part: unknown): unknown {
  if (Array.isArray(part)) return part.map(lengthenSaid);
  if (typeof part !== 'object' || part === null) return part;
  return Object.fromEntries(
    Object.entries(part).map(([key, value]) => [
      key,
      typeof value === 'string' && said.has(key) ? longer(value) : lengthenSaid(value),
    ]),
  );
}
