import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { configJsonSchema } from '../../../src/core/config-json-schema.ts';
import { asData, type ConfigData } from '../../../src/core/config-data.ts';
import { topKeys } from '../../../src/core/config-schema.ts';

const resources = join(import.meta.dirname, '../../../resources');
const schema = asData(JSON.parse(configJsonSchema()));
// As editors do it; patterns are in the form of Unicode.
const isValid = new Ajv({ strict: false, unicodeRegExp: true }).compile(schema);

const role = { id: 'prod', identity: 'work', roleArn: 'arn:aws:iam::123456789012:role/path/Admin' };
const identity = { id: 'work', issuer: 'https://gitlab.example.com', clientId: '4a1b' };
const withRole = (fields: ConfigData) => ({
  version: 1,
  identities: [identity],
  roles: [{ ...role, ...fields }],
});

test('the published schema is the one of this version', async () => {
  await expect(configJsonSchema()).toMatchFileSnapshot(join(resources, 'config.schema.json'));
});

test('the schema knows every key of the top and no other', () => {
  expect(Object.keys(asData(schema['properties'])).sort()).toEqual([...topKeys].sort());
  expect(schema['additionalProperties']).toBe(false);
});

test('no list has entries of any kind', () => {
  expect(configJsonSchema()).not.toContain('"items": {}');
});

test('the template is valid, and names the schema in its first line', async () => {
  const text = await readFile(join(resources, 'templates/config.yaml'), 'utf8');
  expect(text.startsWith('# yaml-language-server: $schema=./config.schema.json\n')).toBe(true);
  expect(isValid(parse(text))).toBe(true);
});

test("the manual's example with every key is valid", async () => {
  const manual = await readFile(join(resources, '../docs/configuration.md'), 'utf8');
  const [, example = ''] = /## An example with every key\n\n```yaml\n([\s\S]*?)```/.exec(manual) ?? [];
  expect(Object.keys(asData(parse(example))).length).toBeGreaterThan(5);
  isValid(parse(example));
  expect(isValid.errors).toBeNull();
});

test.each([
  ['the smallest', { version: 1 }],
  ['one with lists that are empty', { version: 1, identities: null, roles: [], catalogues: null }],
  ['a role', withRole({})],
  ['durations', withRole({ duration: '1h30m', consoleDuration: '900s' })],
  ['a name of any script', withRole({ name: 'Production 扉 / Admin', tags: ['a b', '扉'] })],
  ['a browser', withRole({ browser: { app: 'firefox', profile: 'My Work', private: true } })],
  ['a chain', withRole({ chain: [role.roleArn, { roleArn: role.roleArn, externalId: 'acme:7' }] })],
  ['a policy as a mapping', withRole({ sessionPolicy: { Version: '2012-10-17', Statement: [] } })],
  ['settings', { version: 1, confirmFor: '1h', notifications: { beforeExpiry: 'off' }, shortcut: 'off' }],
  ['a time before the end', { version: 1, notifications: { beforeExpiry: '5m' } }],
])('it takes %s', (_, said) => {
  isValid(said);
  expect(isValid.errors).toBeNull();
});

test.each([
  ['no version', {}],
  ['another version', { version: 2 }],
  ['an unknown key', { version: 1, rols: [] }],
  ['an unknown key of a role', withRole({ arn: 'x' })],
  ['an unknown key of a setting', { version: 1, clipboard: { clear: '30s' } }],
  ['a role without an ARN', { version: 1, roles: [{ id: 'a', identity: 'b' }] }],
  ['no ARN of a role', withRole({ roleArn: 'arn:aws:iam::123456789012:user/Admin' })],
  ['a duration in words', withRole({ duration: '2 hours' })],
  ['a duration that is a number', withRole({ duration: 3600 })],
  ['an empty duration', withRole({ duration: '' })],
  ['no region', withRole({ region: 'Frankfurt' })],
  ['an unknown colour', withRole({ color: 'pink' })],
  ['a name that turns the text around', withRole({ name: 'Admin\u202Enimda' })],
  ['an id with a blank', withRole({ id: 'my role' })],
  [
    'an issuer that is no address',
    { version: 1, identities: [{ ...identity, issuer: 'gitlab.example.com' }] },
  ],
  ['no browser', withRole({ browser: { app: 'netscape' } })],
  ['a yes in words', { version: 1, startHidden: 'yes' }],
  ['a chain that is too long', withRole({ chain: Array.from({ length: 6 }, () => role.roleArn) })],
])('it refuses %s', (_, said) => {
  expect(isValid(said)).toBe(false);
});

test('editors tell what a key is for, and what it demands', () => {
  const text = configJsonSchema();
  expect(text).toContain(
    "The length of the credentials; AWS's default of 1 h where left out. It must be a duration from 15m to 12h, such as 1h or 90m.",
  );
  expect(text).not.toContain('It undefined');
});
