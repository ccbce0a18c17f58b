import { expect, test } from 'vitest';
import { readCatalogueText } from '../../../../src/adapters/system/catalogue-reading.ts';
import { placePlainly } from '../../../../src/adapters/system/plain-places.ts';
import { readPlainYaml } from '../../../../src/adapters/system/plain-yaml.ts';
import type { Complaint } from '../../../../src/core/config-complaint.ts';

/** A tab in a comment behind everything, which the fast reader leaves to the one that knows places. */
const forTheSlowReader = '\n#\tend\n';

const good = (id: string): string => `  - id: ${id}\n    roleArn: arn:aws:iam::123456789012:role/${id}\n`;

/** Among good roles, and behind an entry that is written in braces. */
function catalogueWith(bad: string): string {
  const roles = [good('a'), '  - { id: b, roleArn: arn:aws:iam::123456789012:role/b }\n', bad, good('z')];
  return `# Ours\nversion: 1\nroles: # all of them\n\n${roles.join('  # next\n')}colours: []\n`;
}

test.each([
  ['an unknown key', '  - id: x\n    roleArn: arn:aws:iam::123456789012:role/x\n    colour: red\n'],
  ['a key that may be a careful one', `${good('x')}    readonly: true\n`],
  ['a second role of one id', good('a')],
  ['no ARN', '  - id: x\n    name: 扉 😀\n'],
  ['an ARN that is none', '  - id: x\n    roleArn: nope\n'],
  ['no mapping', '  - nothing\n'],
  ['an entry that is empty', '  -\n'],
  [
    'a policy over several lines, with what looks like entries and comments',
    `${good('x')}    sessionPolicy: |\n      - {"a": 1}\n      # none\n\n      - b\n    duration: 1y\n`,
  ],
  ['a name that goes on in the next line', `${good('x')}    name: one\n      - two\n    color: mud\n`],
  ['a text in quotes that goes on', `${good('x')}    name: "one\n\n      two"\n    color: mud\n`],
  ['an entry in braces over two lines', '  - { id: x,\n      roleArn: nope }\n'],
])('%s is told with the line and column that the slow reader tells', (_, bad) => {
  const text = catalogueWith(bad);
  const outcome = readCatalogueText(text);
  expect(readPlainYaml(text)).toBeDefined();
  expect(outcome).toEqual(readCatalogueText(text + forTheSlowReader));
  const complaints = outcome.kind === 'content' ? outcome.content.complaints : [];
  expect(complaints.length).toBeGreaterThan(1);
  for (const complaint of complaints) expect(complaint.line).toBeGreaterThan(1);
});

test('entries at the column of their key are found, with the line ends of Windows, too', () => {
  const text = catalogueWith('  - id: x\n    roleArn: nope\n')
    .replaceAll(/^ {2}/gm, '')
    .replaceAll('\n', '\r\n');
  expect(placed(text)).toEqual([{ line: 11, column: 12 }]);
});

test.each([
  ['a list in brackets', 'version: 1\nroles: [{ id: x, roleArn: nope }]\n'],
  ['a text that is all in braces', '{ "version": 1, "roles": [{ "id": "x", "roleArn": "nope" }] }\n'],
  ['a key in quotes', 'version: 1\n"roles":\n- id: x\n  roleArn: nope\n'],
])('%s is left to the slow reader, which finds the place', (_, text) => {
  expect(placed(text)).toBeUndefined();
  const outcome = readCatalogueText(text);
  expect(JSON.stringify(outcome)).toContain('"line":');
});

test('roles that nobody complains about are not read again', () => {
  const many = Array.from({ length: 20 }, (_none, index) => good(`r${index}`)).join('');
  // What is wrong there would be found by whoever reads it: the fast reader has read it otherwise here.
  const text = `version: 1\nroles:\n${many}  - id: x\n    roleArn: nope\n`;
  const broken = text.replace('- id: r3', '- id: [r3');
  expect(placePlainly(broken, readPlainYaml(text)?.data, [nope(20)])).toEqual([
    { line: 44, column: 14, complaint: nope(20) },
  ]);
});

test('a text that says something else of a role gives no places', () => {
  const data = { version: 1, roles: [{ id: 'x', roleArn: 'nope' }] };
  expect(placePlainly('version: 1\nroles:\n- id: y\n  roleArn: nope\n', data, [nope(0)])).toBeUndefined();
  expect(
    placePlainly('version: 1\nroles:\n- id: x\n  roleArn: nope\n- id: z\n', data, [nope(0)]),
  ).toBeUndefined();
});

function nope(index: number): Complaint {
  return { at: ['roles', index, 'roleArn'], kind: 'taken', id: 'nope' };
}

function placed(text: string): unknown {
  const data = readPlainYaml(text)?.data;
  const index = text.includes('id: z') ? 2 : 0;
  return placePlainly(text, data, [nope(index)])?.map(({ line, column }) => ({ line, column }));
}
