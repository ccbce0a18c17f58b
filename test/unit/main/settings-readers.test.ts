import { expect, test } from 'vitest';
import { settingsReaders } from '../../../src/main/settings-readers.ts';

const fields = { id: 'a', identity: 'work', roleArn: 'arn:aws:iam::123456789012:role/A' };

test.each([
  { id: 'theme', value: 'dark' },
  { id: 'browsers.login', value: { app: 'firefox', profile: 'work' } },
])('a change is taken: %j', (change) => expect(settingsReaders['settings:change'](change)).toEqual(change));

test.each([
  { kind: 'role-add', fields },
  { kind: 'role-add', fields, after: 'b' },
  { kind: 'role-edit', id: 'a', set: { confirm: true }, unset: ['tags'] },
  { kind: 'role-edit', id: 'a', set: { confirm: true }, unset: ['tags'], expected: { tags: ['x'] } },
  { kind: 'role-move', id: 'a', before: 'b' },
  { kind: 'identity-remove', id: 'work' },
])('an edit is taken: %j', (edit) => expect(settingsReaders['config:edit'](edit)).toEqual(edit));

test.each([
  undefined,
  { id: 'endpoints.signin', value: 'https://evil.example' },
  { id: 'theme', value: 'pink' },
  { id: 'theme', value: 'dark', path: ['endpoints'] },
  { id: '__proto__', value: 'dark' },
  { id: 'shortcut', value: 'x'.repeat(30_000) },
])('what is no setting is refused: %j', (change) =>
  expect(() => settingsReaders['settings:change'](change)).toThrow(TypeError),
);

test.each([
  { kind: 'set', path: ['endpoints'], value: {} },
  { kind: 'role-add', fields: { ...fields, endpoint: 'x' } },
  { kind: 'role-add', fields: { ...fields, confirm: 'yes' } },
  { kind: 'identity-add', fields: { ...fields } },
  { kind: 'role-edit', id: 'a', set: {}, unset: ['version'] },
  { kind: 'role-edit', id: 'a', set: {}, unset: [], expected: { version: 1 } },
  { kind: 'role-remove', id: 'a', expected: {} },
  { kind: 'role-remove', id: 'a', fields },
  { kind: 'identity-move', id: 'a' },
])('what is no edit is refused: %j', (edit) =>
  expect(() => settingsReaders['config:edit'](edit)).toThrow(TypeError),
);
