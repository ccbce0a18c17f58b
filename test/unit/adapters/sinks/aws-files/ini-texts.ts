import fc from 'fast-check';

const eol = fc.constantFrom('\n', '\n', '\n', '\r\n', '\r');
const indent = fc.constantFrom('', '', '', '', ' ', '  ', '\t', '\u00a0', '\u3000', '\x1c');
const name = fc.constantFrom(
  'a',
  'b',
  'prod',
  'default',
  'DEFAULT',
  'profile a',
  'profile prod',
  'profile "prod"',
  'profile my name',
  ' spaced ',
  'x]y',
  '\u30c6\u30b9\u30c8',
  'x ; y',
);
const key = fc.constantFrom(
  'region',
  'Region',
  'output',
  'aws_access_key_id',
  'AWS_SESSION_TOKEN',
  's3',
  '\u00c4',
  '\u00e4',
  '[odd',
  '',
);
const value = fc.constantFrom(
  '',
  'eu-west-1',
  'a = b',
  'x ; y',
  'x # y',
  '\u00e9t\u00e9',
  'AKIA',
  '%(x)s',
  '[z]',
);
const delimiter = fc.constantFrom('=', ' = ', ': ', ':', ' ');

const line = fc.oneof(
  { weight: 5, arbitrary: fc.tuple(indent, key, delimiter, value).map((parts) => parts.join('')) },
  { weight: 3, arbitrary: fc.tuple(indent, name).map(([space, text]) => `${space}[${text}]`) },
  {
    weight: 2,
    arbitrary: fc.constantFrom('', '   ', '# note', '  ; note', '#', '[]', '[] x = y', '[a', 'word', '= x'),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom('    nested = 1', '    word', '\u00a0', '\ufeff[a]', '[prod] # note'),
  },
);

/** Lines of all kinds, in no order: few such files can be read. */
export const wildIni = fc.array(fc.tuple(line, eol), { maxLength: 12 }).chain((lines) =>
  fc.boolean().map((ended) => {
    const text = lines.map((parts) => parts.join('')).join('');
    return Buffer.from(ended ? text : text.replace(/[\r\n]+$/, ''), 'utf8');
  }),
);

const plainKey = fc.constantFrom(
  'output',
  'region',
  's3',
  'cli_pager',
  'aws_access_key_id',
  'x_principal_arn',
);
const setting = fc.tuple(
  plainKey,
  fc.constantFrom('=', ' = ', ': '),
  fc.constantFrom('1', 'eu-west-1', 'a # b', 'é'),
);
const filler = fc.constantFrom('', '# a note', '  ; another', '\t');
const section = fc.record({
  name: fc.stringMatching(/^[a-z]{1,5}$/),
  indent: fc.constantFrom('', '', '', '  ', '\t'),
  settings: fc.uniqueArray(setting, { maxLength: 4, selector: ([word]) => word }),
  fillers: fc.array(filler, { maxLength: 3 }),
});

/** A file that botocore reads, with everything in it that people's editors leave. */
export const tidyIni = fc
  .record({
    before: fc.array(filler, { maxLength: 2 }),
    sections: fc.uniqueArray(section, { maxLength: 5, selector: ({ name: word }) => word }),
    ending: fc.constantFrom('\n', '\n', '\r\n'),
    mixed: fc.boolean(),
    ended: fc.boolean(),
    odd: fc.constantFrom('', '', '\xff\xfe', '\xe9'),
  })
  .map(({ before, sections, ending, mixed, ended, odd }) => {
    const lines = [
      ...before,
      ...sections.flatMap(({ name: word, indent: space, settings, fillers }) => [
        `[${word}]`,
        ...settings.map((parts) => `${space}${parts.join('')}`),
        ...(settings.length === 0 ? [] : [`${space}  continued = ${word}`]),
        ...fillers,
      ]),
    ];
    const text = lines.map((each, index) => `${each}${mixed && index % 3 === 1 ? '\n' : ending}`).join('');
    const bytes = Buffer.from(ended ? text : text.replace(/[\r\n]+$/, ''), 'utf8');
    return odd === '' ? bytes : Buffer.concat([Buffer.from(`# ${odd}\n`, 'latin1'), bytes]);
  });
