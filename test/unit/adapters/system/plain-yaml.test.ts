import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseDocument, stringify } from 'yaml';
import { readPlainYaml } from '../../../../src/adapters/system/plain-yaml.ts';

/** As the reader that knows the lines takes it; undefined where it finds a fault. */
function careful(text: string): { readonly data: unknown } | undefined {
  const document = parseDocument(text, { prettyErrors: false, uniqueKeys: true, logLevel: 'error' });
  return document.errors.length > 0 || document.warnings.length > 0
    ? undefined
    : { data: document.toJS({ maxAliasCount: 100 }) as unknown };
}

test.each([
  [
    'a role',
    'roles:\n  - id: prod\n    roleArn: arn:aws:iam::123456789012:role/Admin # ours\n    tags: [a, b]\n',
  ],
  ['a mapping in braces', 'roles:\n- { id: prod, browser: { app: firefox } }\n'],
  ['JSON', '{"version": 1, "roles": [{"id": "prod", "confirm": true}]}'],
  ['a beginning that is marked', '---\nversion: 1\n'],
  ['a mark of the byte order', '\uFEFFversion: 1\n'],
  ['line ends of Windows', 'version: 1\r\nroles: []\r\n'],
  ['a text over several lines', 'name: |\n  one\n  two\nother: >-\n  three\n  four\n'],
  ['quotes', `name: 'it''s'\nother: "\\u0041\\x41\\n"\n`],
  ['characters of all planes', 'name: 扉 😀 é\n'],
  ['an address with signs', 'issuer: https://x.example/?a=1&b=*#c!\n'],
  ['words that older versions take for true and false', 'a: yes\nb: No\nc: on\n'],
  ['a number with a gap', 'a: 1_000\n'],
  ['numbers in base 8 and 16', 'a: 0o17\nb: 017\nc: 0x1f\nd: 0b11\n'],
  ['a date and a time', 'a: 2001-01-01\nb: 12:30:45\n'],
  ['a negative zero', 'a: -0\n'],
  ['a list below a key at its own column', 'a:\n- b\n- c\n'],
])('%s is read fast, and as the other reader does', (_, text) => {
  expect(readPlainYaml(text)).toBeDefined();
  expect(readPlainYaml(text)).toEqual(careful(text));
});

const deep = 65_000;

test.each([
  ['nothing', ''],
  ['comments alone', '# nothing yet\n'],
  ['a key twice', 'a: 1\na: 2\n'],
  ['a key twice, by another way of writing', '1: a\n"1": b\n'],
  ['a merge key', 'a: 1\n<<: { b: 2 }\n'],
  ['a merge key with an alias', 'x: &x { a: 1 }\ny:\n  <<: *x\n'],
  ['a key that every object has', '__proto__: { a: 1 }\n'],
  ['a key that every object has, in quotes', '"__proto__": { a: 1 }\n'],
  ['an anchor', 'a: &x 1\n'],
  ['an anchor in braces', '{a: &x 1}'],
  ['an alias', 'a: *x\n'],
  ['an alias right behind a colon in quotes', '{"a":*x}'],
  ['aliases that would fill the memory', `a: &a [x]\nb: [${'*a, '.repeat(200)}]\n`],
  ['a tag', 'a: !!str 1\n'],
  ['a tag of its own', 'a: !mine 1\n'],
  ['a directive', '%YAML 1.1\n---\na: yes\n'],
  ['a second document', 'a: 1\n---\nb: 2\n'],
  ['an end that is marked', 'a: 1\n...\nb: 2\n'],
  ['what looks like the beginning of a document', ' ---\n a: 1\n'],
  ['a line end of old', 'a: 1\rb: 2\n'],
  ['a line end of Unicode', 'a: x\u2028y\n'],
  ['a control character', 'a: \u0007\n'],
  ['half a character', 'a: \ud800\n'],
  ['a tab', 'a:\tb\n'],
  ['a key without a name', ': 1\n'],
  ['a key that is null', 'null: 1\n'],
  ['a tilde for a key', '~: 1\n'],
  ['a key that is a list', '? [a]\n: 1\n'],
  ['a key that is a number', '1.0: a\n'],
  ['a key that is far too long', `${'x'.repeat(1100)}: 1\n`],
  ['a key far from its colon', `"a"${' '.repeat(1100)}: 1\n`],
  ['a number beyond all numbers', 'a: 1.5e400\n'],
  ['a number without an end', 'a: .inf\n'],
  ['no number', 'a: .nan\n'],
  ['a block that says how far it stands in', 'a: |2\n    x\n'],
  ['a block that keeps what is behind it', 'a: >+\n    \n    '],
  ['a block that begins below its key', 'a:\n    |\n   # b'],
  ['a dash right before a bracket', 'a:\n  -}[]\nb: []\n'],
  ['a word right behind a quoted item', 'a:\n- "x"b: 1\n'],
  ['a word behind an item in brackets', 'a:\n- [x] b: 1\n'],
  ['a single word', 'a'],
  ['a percent sign further in', '  %---\n---'],
  ['braces within braces', '{'.repeat(deep)],
  ['dashes behind dashes', '- '.repeat(deep)],
  ['brackets within brackets that end', `${'['.repeat(deep)}${']'.repeat(deep)}`],
  ['no YAML', 'a: b: c\n'],
])('%s is for the other reader', (_, text) => {
  expect(readPlainYaml(text)).toBeUndefined();
});

const pieces = [
  ...[
    'a',
    'id',
    ': ',
    ':',
    '- ',
    '-',
    '\n',
    '\n  ',
    '\n    ',
    '\n ',
    ' ',
    '  ',
    '"',
    "'",
    '[',
    ']',
    '{',
    '}',
  ],
  ...[
    ', ',
    ',',
    '#',
    ' # ',
    '|',
    '>',
    '|-',
    '>-',
    '>+',
    '|2',
    '? ',
    '&x',
    '*x',
    '!',
    '!!str ',
    '%',
    '@',
    '`',
  ],
  ...[
    '---',
    '...',
    '---\n',
    '\\',
    '\\x41',
    '\\\n',
    '\r\n',
    '\r',
    '\t',
    '0o17',
    '017',
    '0x1f',
    '1_000',
    '1e3',
  ],
  ...[
    '1.5e400',
    'yes',
    'No',
    'true',
    'True',
    'null',
    '~',
    '.inf',
    '-0',
    '+1',
    '.5',
    '1.',
    '2001-01-01',
    '<<',
  ],
  ...['__proto__', 'é', '扉', '\u0085', '\u2028', '\ufeff', '😀', '""', "''", 'a: 1', 'b: 2\n', '- c\n', '='],
  ...['a: [x, y]\n', 'a: {x: 1}\n', 'a:\n  b: c\n', 'a:\n- b\n- c\n', 'a: >\n  x\n  y\n', 'a: |\n  x\n', '+'],
];
const anyText = fc.array(fc.constantFrom(...pieces), { maxLength: 14 }).map((parts) => parts.join(''));
/** A file as somebody may have it, with slips of the finger. */
const slippedText = fc
  .tuple(
    fc.object({ maxDepth: 3, maxKeys: 4, key: fc.constantFrom('a', 'b', 'id', 'name', 'x-y') }),
    fc.array(fc.tuple(fc.nat(), fc.nat(3), fc.constantFrom(...pieces)), { maxLength: 3 }),
  )
  .map(([value, slips]) =>
    slips.reduce((text, [where, length, piece]) => {
      const at = where % (text.length + 1);
      return text.slice(0, at) + piece + text.slice(at + length);
    }, stringify(value)),
  );

test('whatever is read fast, the other reader reads as well and in the same way', () => {
  let count = 0;
  fc.assert(
    fc.property(fc.oneof(anyText, slippedText, fc.string({ maxLength: 20 })), (text) => {
      const fast = readPlainYaml(text);
      if (fast === undefined) return true;
      count += 1;
      return isDeepStrictEqual(fast, careful(text));
    }),
    { numRuns: 6_000 },
  );
  // Else it would hold without saying anything.
  expect(count).toBeGreaterThan(500);
});
