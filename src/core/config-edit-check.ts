import type * as z from 'zod';
import { browsersSchema } from './browser-schema.ts';
import { interpretConfig, type Defaults } from './config.ts';
import { applyEdit, asData, entriesOf, placeOf, type ConfigData } from './config-data.ts';
import type { ConfigEdit, EditComplaint, ListName } from './config-edits.ts';
import { identitySchema, looksSchema, roleSchema } from './config-schema.ts';
import { settingsSchema } from './settings-schema.ts';

const schemas = { identities: identitySchema, roles: roleSchema };

/**
 * What is wrong with an edit, by the same schemas that read the file. What was wrong before and is not touched does not
 * stand in the way: the rest can be mended one by one.
 */
export function complaintsAbout(
  data: ConfigData,
  edit: ConfigEdit,
  defaults: Defaults,
): readonly EditComplaint[] {
  const after = applyEdit(data, edit);
  switch (edit.kind) {
    case 'set':
    case 'unset':
      return settingComplaints(after, edit.path.join('.'));
    case 'add': {
      if (edit.after !== undefined && placeOf(data, edit.list, edit.after) === -1) return [gone];
      const found = entryComplaints(data, edit.list, edit.fields, -1, defaults);
      return found.length > 0 ? found : wholeComplaints(data, after, defaults);
    }
    case 'edit': {
      const place = placeOf(data, edit.list, edit.id);
      if (place === -1) return [gone];
      const touched = new Set([...Object.keys(edit.set), ...edit.unset]);
      const before = entryComplaints(data, edit.list, entriesOf(data, edit.list)[place], place, defaults);
      const isOld = ({ field, kind }: EditComplaint) =>
        !touched.has(field) && before.some((one) => one.field === field && one.kind === kind);
      return entryComplaints(data, edit.list, entriesOf(after, edit.list)[place], place, defaults).filter(
        (complaint) => !isOld(complaint),
      );
    }
    case 'remove':
      return placeOf(data, edit.list, edit.id) === -1 ? [gone] : [];
    case 'move': {
      const known = [edit.id, ...(edit.before === undefined ? [] : [edit.before])];
      return known.every((id) => placeOf(data, edit.list, id) !== -1) ? [] : [gone];
    }
  }
}

const gone: EditComplaint = { field: '', kind: 'missing' };

/** What is wrong with the settings; each goes by its keys, joined by dots. */
export function wrongSettings(data: ConfigData): readonly string[] {
  const issues = [looksSchema, settingsSchema, browsersSchema].flatMap(
    (schema) => schema.safeParse(data).error?.issues ?? [],
  );
  return issues.map(({ path }) => path.slice(0, 2).join('.'));
}

function settingComplaints(after: ConfigData, field: string): readonly EditComplaint[] {
  const [top = ''] = field.split('.');
  return wrongSettings(after).some((wrong) => wrong === field || wrong === top)
    ? [{ field, kind: 'wrong' }]
    : [];
}

/** @param place of the entry in its list; -1 for one that is not there yet */
export function entryComplaints(
  data: ConfigData,
  list: ListName,
  entry: unknown,
  place: number,
  defaults: Defaults,
): readonly EditComplaint[] {
  const fields = asData(entry);
  const result = schemas[list].safeParse(entry);
  const complaints = result.success ? [] : result.error.issues.flatMap((issue) => fieldsOf(issue, fields));
  const { id, identity, region } = fields;
  const first = typeof id === 'string' ? placeOf(data, list, id) : -1;
  const isTaken =
    first !== -1 && first !== place && (place === -1 || first < place || isLater(data, list, place, id));
  if (isTaken) complaints.push({ field: 'id', kind: 'taken' });
  if (list === 'identities') return complaints;
  const hasComplaint = (field: string) => complaints.some((one) => one.field === field);
  if (!hasComplaint('identity') && !isUsable(data, identity))
    complaints.push({ field: 'identity', kind: 'unknown' });
  const role = roleSchema.shape.roleArn.safeParse(fields['roleArn']);
  if (role.success && region === undefined && defaults.region(role.data.partition) === undefined)
    complaints.push({ field: 'roleArn', kind: 'unsupported' });
  return complaints;
}

/** A new name that an entry further down has: it would push that one out. */
function isLater(data: ConfigData, list: ListName, place: number, id: unknown): boolean {
  return asData(entriesOf(data, list)[place])['id'] !== id;
}

function isUsable(data: ConfigData, identity: unknown): boolean {
  const entry = typeof identity === 'string' ? placeOf(data, 'identities', identity) : -1;
  return entry !== -1 && identitySchema.safeParse(entriesOf(data, 'identities')[entry]).success;
}

/** A mistake inside a field, such as in its third label, is one of the field. */
function fieldsOf(issue: z.core.$ZodIssue, fields: ConfigData): EditComplaint[] {
  const [field] = issue.path;
  if (field === undefined) {
    const keys = issue.code === 'unrecognized_keys' ? issue.keys : [''];
    return keys.map((key) => ({ field: key, kind: 'wrong' }));
  }
  const key = String(field);
  return [{ field: key, kind: fields[key] === undefined ? 'missing' : 'wrong' }];
}

/** Such as a list that is none, or another version. */
function wholeComplaints(
  before: ConfigData,
  after: ConfigData,
  defaults: Defaults,
): readonly EditComplaint[] {
  const wasUsable = Object.keys(before).length === 0 || interpretConfig(before, defaults).usable;
  return wasUsable && !interpretConfig(after, defaults).usable ? [{ field: '', kind: 'wrong' }] : [];
}
