import type { RequestOf } from '../shared/ipc.ts';
import type { EntryEdit, SettingId } from '../shared/settings-view.ts';
import type { CallReaders } from './ipc.ts';
import type { Schema } from './plain-schema.ts';
import { isOneOf, readNothing, readRecord, readText } from './request-shapes.ts';
import {
  catalogueFieldSchemas,
  identityFieldSchemas,
  roleFieldSchemas,
  settingSchemas,
} from './settings-fields.ts';
import type { SettingsCall } from './settings-handlers.ts';

/** Far more than any entry of the file; a longer one is something else. */
const longest = 20_000;

/** What may be changed from the page, and nothing else: the addresses of AWS are not among it. */
export const settingsReaders: Pick<CallReaders, SettingsCall> = {
  'settings:get': readNothing,
  'settings:change': readChange,
  'config:edit': readEdit,
  'config:check': readEdit,
};

const settingIds = Object.fromEntries(Object.keys(settingSchemas).map((id) => [id, true])) as Readonly<
  Record<SettingId, true>
>;

function readChange(value: unknown): RequestOf<'settings:change'> {
  const { id, value: wanted, ...more } = bounded(value);
  if (typeof id !== 'string' || !isOneOf(settingIds, id) || Object.keys(more).length > 0)
    throw new TypeError('a setting was expected');
  if (wanted === undefined) return { id };
  const schema: Pick<Schema<never>, 'complaint'> = settingSchemas[id];
  if (schema.complaint(wanted) !== undefined) throw new TypeError(`a value of ${id} was expected`);
  return { id, value: wanted } as RequestOf<'settings:change'>;
}

type Kind = EntryEdit['kind'];
const kinds: Readonly<Record<Kind, true>> = {
  'role-add': true,
  'role-edit': true,
  'role-remove': true,
  'role-move': true,
  'identity-add': true,
  'identity-edit': true,
  'identity-remove': true,
  'catalogue-add': true,
  'catalogue-remove': true,
};

function readEdit(value: unknown): EntryEdit {
  const { kind, ...rest } = bounded(value);
  if (typeof kind !== 'string' || !isOneOf(kinds, kind)) throw new TypeError('an edit was expected');
  const schemas: FieldSchemas = schemasOf(kind);
  const read = { kind, ...readParts(kind, rest, schemas) };
  return read as EntryEdit;
}

function schemasOf(kind: Kind): FieldSchemas {
  if (kind.startsWith('catalogue')) return catalogueFieldSchemas;
  return kind.startsWith('role') ? roleFieldSchemas : identityFieldSchemas;
}

type FieldSchemas = Readonly<Record<string, Pick<Schema<never>, 'complaint'>>>;

function readParts(kind: Kind, rest: Readonly<Record<string, unknown>>, schemas: FieldSchemas): object {
  const { id, fields, set, unset, expected: was, after, before, ...more } = rest;
  if (Object.keys(more).length > 0) throw new TypeError('no other field was expected');
  const [, verb = ''] = kind.split('-');
  const expected = {
    add: ['fields', 'after'],
    edit: ['id', 'set', 'unset', 'expected'],
    remove: ['id'],
    move: ['id', 'before'],
  }[verb];
  const given = Object.entries(rest).filter(([, part]) => part !== undefined);
  if (!given.every(([key]) => expected?.includes(key))) throw new TypeError(`${kind} takes no such field`);
  if (verb === 'add') {
    return { fields: readFields(fields, schemas), ...(after !== undefined && { after: readId(after) }) };
  }
  if (verb === 'edit') {
    return {
      ...{ id: readId(id), set: readFields(set, schemas), unset: readKeys(unset, schemas) },
      ...(was !== undefined && { expected: readFields(was, schemas) }),
    };
  }
  return { id: readId(id), ...(before !== undefined && { before: readId(before) }) };
}

function readId(value: unknown): string {
  return readText(value, 200, 'id');
}

/** What is missing among them, the check of the edit says. */
function readFields(value: unknown, schemas: FieldSchemas): object {
  const fields = readRecord(value);
  for (const [key, field] of Object.entries(fields)) {
    if (!Object.hasOwn(schemas, key) || schemas[key]?.complaint(field) !== undefined)
      throw new TypeError(`${key} was not expected`);
  }
  return fields;
}

function readKeys(value: unknown, schemas: FieldSchemas): readonly string[] {
  if (!Array.isArray(value)) throw new TypeError('keys were expected');
  return value.map((key: unknown) => {
    const name = readText(key, 200, 'key');
    if (!Object.hasOwn(schemas, name)) throw new TypeError(`${name} was not expected`);
    return name;
  });
}

function bounded(value: unknown): Readonly<Record<string, unknown>> {
  const record = readRecord(value);
  if (JSON.stringify(record).length > longest) throw new TypeError('less was expected');
  return record;
}
