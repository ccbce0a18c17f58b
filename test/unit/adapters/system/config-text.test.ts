import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { editText } from '../../../../src/adapters/system/config-text.ts';
import { applyEdit, asData } from '../../../../src/core/config-data.ts';
import type { ConfigEdit } from '../../../../src/core/config-edits.ts';

const file = `# Mine
version: 1 # the only one

identities:
  - id: work
    issuer: "https://gitlab.example.com" # ours
    clientId: 'abc'

# What I use
roles:
  # Careful here
  - id: prod
    identity: work
    roleArn: arn:aws:iam::123456789012:role/Admin
    tags: [prod, eu]   # two
    # duration: 1h

  # For trying out
  - id: dev
    identity: work
    roleArn: arn:aws:iam::210987654321:role/Admin
    tags:
      - dev

clipboard:
  clearAfter: 30s # long enough
  clearOnQuit: true
# the end
`;

function edited(text: string, edit: ConfigEdit): string {
  return editText(text, asData(parse(text)), edit);
}

/** What an edit takes away and puts in, line by line. */
function difference(before: string, after: string): readonly string[] {
  const old = before.split('\n');
  const now = after.split('\n');
  let head = 0;
  while (head < old.length && head < now.length && old[head] === now[head]) head += 1;
  let tail = 0;
  while (tail < Math.min(old.length, now.length) - head && old.at(-1 - tail) === now.at(-1 - tail)) tail += 1;
  return [
    ...old.slice(head, old.length - tail).map((line) => `-${line}`),
    ...now.slice(head, now.length - tail).map((line) => `+${line}`),
  ];
}

const arn = 'arn:aws:iam::123456789012:role/Audit';
const cases: readonly (readonly [string, ConfigEdit, readonly string[]])[] = [
  [
    'a setting that is there',
    { kind: 'set', path: ['clipboard', 'clearAfter'], value: '1m' },
    ['-  clearAfter: 30s # long enough', '+  clearAfter: 1m # long enough'],
  ],
  ['a setting that is new', { kind: 'set', path: ['theme'], value: 'dark' }, ['+', '+theme: dark']],
  [
    'one below a key of its own',
    { kind: 'set', path: ['notifications', 'beforeExpiry'], value: 'off' },
    ['+', '+notifications:', '+  beforeExpiry: off'],
  ],
  [
    'one that goes',
    { kind: 'unset', path: ['clipboard', 'clearAfter'] },
    ['-  clearAfter: 30s # long enough'],
  ],
  [
    'a field in quotes',
    { kind: 'edit', list: 'identities', id: 'work', set: { issuer: 'https://git.example.org' }, unset: [] },
    ['-    issuer: "https://gitlab.example.com" # ours', '+    issuer: "https://git.example.org" # ours'],
  ],
  [
    'a list on one line',
    { kind: 'edit', list: 'roles', id: 'prod', set: { tags: ['a, b', 'c'] }, unset: [] },
    ['-    tags: [prod, eu]   # two', '+    tags: ["a, b", c]   # two'],
  ],
  [
    'a list of lines',
    { kind: 'edit', list: 'roles', id: 'dev', set: { tags: ['dev', 'x: y'] }, unset: [] },
    ['+      - "x: y"'],
  ],
  [
    'fields that are new',
    { kind: 'edit', list: 'roles', id: 'dev', set: { color: 'red', confirm: true }, unset: [] },
    ['+    color: red', '+    confirm: true'],
  ],
  [
    'a browser',
    {
      kind: 'edit',
      list: 'roles',
      id: 'dev',
      set: { browser: { app: 'firefox', private: true } },
      unset: [],
    },
    ['+    browser: { app: firefox, private: true }'],
  ],
  [
    'a field that goes',
    { kind: 'edit', list: 'roles', id: 'prod', set: {}, unset: ['tags'] },
    ['-    tags: [prod, eu]   # two'],
  ],
  [
    'the first field of an entry',
    { kind: 'edit', list: 'roles', id: 'prod', set: { id: 'live' }, unset: [] },
    ['-  - id: prod', '+  - id: live'],
  ],
  [
    'a role that is new',
    { kind: 'add', list: 'roles', fields: { id: 'audit', identity: 'work', roleArn: arn } },
    ['+', '+  - id: audit', '+    identity: work', `+    roleArn: ${arn}`],
  ],
  [
    'a role behind another',
    { kind: 'add', list: 'roles', after: 'prod', fields: { id: 'audit', identity: 'work', roleArn: arn } },
    ['+', '+  - id: audit', '+    identity: work', `+    roleArn: ${arn}`],
  ],
  [
    'a role that goes, with its comment',
    { kind: 'remove', list: 'roles', id: 'dev' },
    file
      .split('\n')
      .slice(17, 24)
      .map((line) => `-${line}`),
  ],
];

describe.each([
  ['', file],
  [' with the line ends of Windows', file.replaceAll('\n', '\r\n')],
  [' with a mark of the byte order', `\uFEFF${file}`],
  [' without an end of the last line', file.trimEnd()],
])('an edit of a file%s', (_, text) => {
  test.each(cases)('changes its own lines alone: %s', (_name, edit, expected) => {
    const after = edited(text, edit);
    const ends = text.includes('\r\n');
    expect(after.replaceAll('\r\n', '')).not.toMatch(ends ? /\n/ : /\r/);
    expect(after.endsWith('\n')).toBe(text.endsWith('\n'));
    expect(after.startsWith('\uFEFF')).toBe(text.startsWith('\uFEFF'));
    const found = difference(text.replaceAll('\r\n', '\n'), after.replaceAll('\r\n', '\n'));
    // Equal lines next to each other: it cannot be told which of them is new.
    expect([...found].sort()).toEqual([...expected].sort());
    expect(parse(after)).toEqual(applyEdit(asData(parse(text)), edit));
  });

  test('roles change places with their comments', () => {
    const after = edited(text, { kind: 'move', list: 'roles', id: 'dev', before: 'prod' });
    expect(parse(after)).toMatchObject({ roles: [{ id: 'dev' }, { id: 'prod' }] });
    expect(after.indexOf('# For trying out')).toBeLessThan(after.indexOf('- id: dev'));
    expect(after.indexOf('- id: dev')).toBeLessThan(after.indexOf('- id: prod'));
    expect(after.indexOf('- id: prod')).toBeLessThan(after.indexOf('# duration: 1h'));
    expect(edited(after, { kind: 'move', list: 'roles', id: 'dev' }).split(/\r?\n/).sort()).toEqual(
      text.split(/\r?\n/).sort(),
    );
  });

  test('an identity takes its roles along, and leaves empty lists', () => {
    const after = edited(text, { kind: 'remove', list: 'identities', id: 'work' });
    expect(parse(after)).toEqual({
      version: 1,
      identities: [],
      roles: [],
      clipboard: { clearAfter: '30s', clearOnQuit: true },
    });
    expect(after).toContain('# What I use');
    const again = edited(after, {
      kind: 'add',
      list: 'identities',
      fields: { id: 'home', issuer: 'https://x.example' },
    });
    expect(parse(again)).toMatchObject({ identities: [{ id: 'home' }] });
  });

  test('roles follow the new name of their identity', () => {
    const after = edited(text, {
      kind: 'edit',
      list: 'identities',
      id: 'work',
      set: { id: 'job' },
      unset: [],
    });
    expect(parse(after)).toMatchObject({
      identities: [{ id: 'job' }],
      roles: [{ identity: 'job' }, { identity: 'job' }],
    });
  });
});

test.each([
  ['nothing', ''],
  ['comments alone', '# mine\n'],
])('a file of %s begins with its version', (_, text) => {
  expect(edited(text, { kind: 'set', path: ['theme'], value: 'dark' })).toBe(
    `${text}version: 1\ntheme: dark\n`,
  );
  expect(edited(text, { kind: 'add', list: 'roles', fields: { id: 'a' } })).toBe(
    `${text}version: 1\nroles:\n  - id: a\n`,
  );
});

test('several entries come in one edit, as far apart as those above, and a chain of roles on one line', () => {
  const chain = ['arn:aws:iam::123456789012:role/Next', { roleArn: 'x', externalId: 'a, b' }];
  const add: ConfigEdit = { kind: 'add', list: 'roles', fields: { id: 'c' }, more: [{ id: 'd', chain }] };
  const links = '[arn:aws:iam::123456789012:role/Next, { roleArn: x, externalId: "a, b" }]';
  expect(edited('version: 1\nroles:\n  - id: a\n\n  - id: b\n', add)).toBe(
    `version: 1\nroles:\n  - id: a\n\n  - id: b\n\n  - id: c\n\n  - id: d\n    chain: ${links}\n`,
  );
  expect(edited('version: 1\n', add)).toBe(`version: 1\nroles:\n  - id: c\n  - id: d\n    chain: ${links}\n`);
  expect(edited('version: 1\nroles: [{ id: a }]\n', add)).toBe(
    `version: 1\nroles: [{ id: a }, { id: c }, { id: d, chain: ${links} }]\n`,
  );
  const text = 'version: 1\nroles:\n  - id: a\n    chain:\n      - one\n';
  const set = { chain: [{ roleArn: 'two' }] };
  expect(edited(text, { kind: 'edit', list: 'roles', id: 'a', set, unset: [] })).toBe(
    'version: 1\nroles:\n  - id: a\n    chain: [{ roleArn: two }]\n',
  );
});

test('a file within brackets stays within them', () => {
  const text = '{version: 1, roles: [{id: a, tags: [x]}, {id: b, color: red}]}\n';
  expect(edited(text, { kind: 'set', path: ['theme'], value: 'dark' })).toBe(
    '{version: 1, roles: [{id: a, tags: [x]}, {id: b, color: red}], theme: dark}\n',
  );
  expect(
    edited(text, { kind: 'edit', list: 'roles', id: 'b', set: { id: 'c' }, unset: ['color'] }),
  ).toContain('{id: c}]');
  expect(edited(text, { kind: 'move', list: 'roles', id: 'b', before: 'a' })).toContain(
    '[{id: b, color: red}, {id: a',
  );
  expect(edited(text, { kind: 'remove', list: 'roles', id: 'a' })).toContain('roles: [{id: b, color: red}]');
});

test('an entry that begins with what goes keeps its dash', () => {
  const text = 'version: 1\nroles:\n  - name: A # shown\n    # its id\n    id: a\n';
  expect(edited(text, { kind: 'edit', list: 'roles', id: 'a', set: {}, unset: ['name'] })).toBe(
    'version: 1\nroles:\n  - # its id\n    id: a\n',
  );
});

test('turning a setting on and off again and again does not let the file grow', () => {
  const text = 'version: 1\nroles:\n  - id: a\n';
  const on = (now: string) => edited(now, { kind: 'set', path: ['theme'], value: 'dark' });
  const off = (now: string) => edited(now, { kind: 'unset', path: ['theme'] });
  const once = off(on(text));
  expect(off(on(off(on(once))))).toBe(once);
});

test.each([
  [
    'version: 1\nroles:\n  - name: A\n    tags: [x]\n    id: a # it\n    color: red\n    profile: p',
    'version: 1\nroles:\n  - id: a # it',
  ],
  [
    '{version: 1, roles: [{name: A, tags: [x], id: a, color: red, profile: p,}]}\n',
    '{version: 1, roles: [{id: a,}]}\n',
  ],
])('several fields go at once: %j', (text, expected) => {
  const unset = ['name', 'tags', 'color', 'profile'];
  expect(edited(text, { kind: 'edit', list: 'roles', id: 'a', set: {}, unset })).toBe(expected);
});

test('a catalogue without an id is taken out alone', () => {
  const text = `version: 1\ncatalogues:\n  - id: platform\n    file: /a.yaml\n  # Ours\n  - file: /team/roles.yaml\n`;
  const edit: ConfigEdit = { kind: 'remove', list: 'catalogues', id: 'roles' };
  expect(editText(text, asData(parse(text)), edit)).toBe(
    `version: 1\ncatalogues:\n  - id: platform\n    file: /a.yaml\n`,
  );
});
