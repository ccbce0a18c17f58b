import fc from 'fast-check';

const known = [
  `'; touch x; '`,
  '$(id)',
  '`id`',
  `a\\'b"c`,
  '!!',
  '!x',
  `it's !x`,
  `''`,
  `'`,
  `"`,
  `a"b & echo c`,
  '~',
  '\\',
  '\\\\',
  `\\'`,
  'ends with \\',
  '%PATH%',
  '%',
  '%%',
  '%1',
  '!PATH!',
  '^',
  '^&|<>()',
  '-n',
  '$HOME',
  '${HOME}',
  '$env:PATH',
  '# no comment',
  'a # no comment',
  ' spaces around ',
  '=',
  'a=b',
  '\u2018single\u2019 \u201alow\u201b',
  '\u201cdouble\u201d',
  '扉 🗝️',
  'e\u0301',
  'x'.repeat(3000),
  'IQoJb3JpZ2luX2VjEJr//////////wEaCXVzLWVhc3QtMSJHMEUCIQD+/ab=',
];

/** Lone halves of characters, control characters and line ends are refused by all formats. */
const breaking = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/u;
// fish keeps some of these code points for itself.
const nobodysCharacter = /[\p{Co}\p{Cn}]/u;

const printable = fc
  .oneof(
    fc.string({ unit: 'grapheme', minLength: 1 }),
    fc.string({ unit: 'binary', minLength: 1 }),
    fc.string({ unit: fc.constantFrom(...Array.from(`'"\\$\`!%^&|<># \u2018\u2019=ab`)), minLength: 1 }),
  )
  .filter((text) => !breaking.test(text) && !nobodysCharacter.test(text));

/** Variables with values that have some meaning to some reader: known ones, and whatever chance brings. */
export function nastyVariables(): Readonly<Record<string, string>> {
  const values = [...known, ...fc.sample(printable, 600)];
  return Object.fromEntries(values.map((value, index) => [`V${index}`, value]));
}

/** Values that could break out of their line. */
export const breakingValues = [
  'a\nb',
  'a\rb',
  '\t',
  '\0',
  '\u001b[2J',
  '\u0085',
  '\u2028',
  '\u2029',
  '\ud800',
];

/** Values as AWS gives them out: base64. */
export const usualValues = fc.stringMatching(/^[A-Za-z0-9+/=]{1,60}$/);
