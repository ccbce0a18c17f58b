import { expect, test } from 'vitest';
import { applyEdit } from '../../../src/core/config-data.ts';
import { complaintsAbout } from '../../../src/core/config-edit-check.ts';
import type { ConfigEdit, EntryFields } from '../../../src/core/config-edits.ts';
import { isSettable } from '../../../src/core/settable.ts';
import { settingSchemas } from '../../../src/main/settings-fields.ts';

const defaults = { scopes: () => ['openid'], region: () => 'us-east-1' };
const data = {
  version: 1,
  identities: [{ id: 'work', issuer: 'https://gitlab.example.com', clientId: 'x' }],
  roles: [{ id: 'prod', identity: 'work', roleArn: 'arn:aws:iam::123456789012:role/Admin' }],
};
const check = (edit: ConfigEdit) => complaintsAbout(data, edit, defaults);

test.each<readonly [string, readonly string[]]>([
  ['the roles', ['roles']],
  ['the version', ['version']],
  ['an address of AWS', ['endpoints', 'sts']],
  ['the whole of these', ['endpoints']],
  ['what no file has', ['catalogues']],
  ['a prototype', ['__proto__']],
  ['a prototype below', ['clipboard', '__proto__']],
  ['a section as a whole', ['clipboard']],
  ['something below a word', ['theme', 'x']],
  ['keys in one word', ['clipboard.clearAfter']],
])('what cannot be set is refused: %s', (_, keys) => {
  for (const edit of [
    { kind: 'set', path: keys as [string], value: [] },
    { kind: 'unset', path: keys as [string] },
  ] as const) {
    expect(check(edit)).toEqual([{ field: keys.join('.'), kind: 'wrong' }]);
  }
});

test('an entry gets no key that none has', () => {
  const set = JSON.parse('{"__proto__":"x"}') as Readonly<Record<string, string>>;
  const wrong = [{ field: '__proto__', kind: 'wrong' }];
  expect(check({ kind: 'edit', list: 'roles', id: 'prod', set, unset: [] })).toEqual(wrong);
  expect(check({ kind: 'add', list: 'roles', fields: set })).toEqual(wrong);
});

test('of several new entries each is checked, and none has the id of another', () => {
  const fields = { id: 'new', identity: 'work', roleArn: 'arn:aws:iam::123456789012:role/Admin' };
  const add = (...more: readonly EntryFields[]) => check({ kind: 'add', list: 'roles', fields, more });
  expect(add({ ...fields, id: 'newer' })).toEqual([]);
  expect(add({ ...fields, id: 'newer', roleArn: 'none' })).toEqual([{ field: 'roleArn', kind: 'wrong' }]);
  expect(add({ ...fields, id: 'prod' })).toEqual([{ field: 'id', kind: 'taken' }]);
  expect(add(fields)).toEqual([{ field: 'id', kind: 'taken' }]);
  expect(add({ ...fields, id: 'newer', odd: 'x' })).toEqual([{ field: 'odd', kind: 'wrong' }]);
});

test.each(Object.keys(settingSchemas))('what the page changes may be set: %s', (id) => {
  expect(isSettable(id.split('.'))).toBe(true);
});

test('what was wrong before and is not touched does not stand in the way of an edit', () => {
  const broken = { ...data, roles: [{ id: 'prod', identity: 'gone', roleArn: 'none', typo: 1 }] };
  const edit = (set: Readonly<Record<string, string>>, unset: readonly string[] = []) =>
    complaintsAbout(broken, { kind: 'edit', list: 'roles', id: 'prod', set, unset }, defaults);
  expect(edit({ name: 'Shop' })).toEqual([]);
  expect(edit({}, ['typo'])).toEqual([]);
  expect(edit({ identity: 'work' })).toEqual([]);
  expect(edit({ identity: 'lost' })).toEqual([{ field: 'identity', kind: 'unknown' }]);
});

test('what somebody else has changed meanwhile is not overwritten', () => {
  const role = { ...data.roles[0], name: 'Shop', region: 'somewhere', duration: '60m' };
  const now = { ...data, roles: [{ ...role, color: 'pink', browser: { app: 'firefox', private: false } }] };
  const edit = (set: EntryFields, expected: EntryFields, unset: readonly string[] = []) =>
    complaintsAbout(now, { kind: 'edit', list: 'roles', id: 'prod', set, unset, expected }, defaults);
  const changed = (field: string) => [{ field, kind: 'changed' }];
  expect(edit({ name: 'Mine' }, { name: 'Shop' })).toEqual([]);
  expect(edit({ name: 'Mine' }, { name: 'Store' })).toEqual(changed('name'));
  expect(edit({ name: 'Mine' }, {})).toEqual(changed('name'));
  expect(edit({}, { name: 'Store' }, ['name'])).toEqual(changed('name'));
  expect(edit({ tags: ['a'] }, { tags: ['b'] })).toEqual(changed('tags'));
  expect(edit({ tags: ['a'] }, {})).toEqual([]);
  // What nobody touches may say what it likes.
  expect(edit({ name: 'Mine' }, { name: 'Shop', tags: ['b'] })).toEqual([]);
  // The same in other words, and what no window shows.
  expect(edit({ duration: '2h' }, { duration: '1h' })).toEqual([]);
  expect(edit({ region: 'eu-west-1' }, { region: 'somewhere' })).toEqual([]);
  expect(edit({ region: 'eu-west-1' }, { region: 'nowhere' })).toEqual(changed('region'));
  expect(edit({ color: 'red' }, {})).toEqual([]);
  expect(edit({ browser: { app: 'edge' } }, { browser: { app: 'firefox' } })).toEqual([]);
});

test('a catalogue without an id goes by where it is', () => {
  const file = { file: '~/team/roles.yaml' };
  const named = { id: 'platform', url: 'https://example.com/other.yaml' };
  const both = { ...data, catalogues: [named, file] };
  const remove = (id: string): ConfigEdit => ({ kind: 'remove', list: 'catalogues', id });
  expect(complaintsAbout(both, remove('roles'), defaults)).toEqual([]);
  expect(applyEdit(both, remove('roles'))['catalogues']).toEqual([named]);
  expect(applyEdit(both, remove('platform'))['catalogues']).toEqual([file]);
  // One that bears a name goes by nothing else.
  const gone = [{ field: '', kind: 'missing' }];
  expect(complaintsAbout(both, remove('example.com-other'), defaults)).toEqual(gone);
});
