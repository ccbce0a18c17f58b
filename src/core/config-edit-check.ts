import type * as z from 'zod';
import { browsersSchema } from './browser-schema.ts';
import { sourceComplaints, sourceShape } from './catalogues/source-edit-check.ts';
import type { Defaults } from './config.ts';
import { applyEdit, asData, entriesOf, placeOf, type ConfigData } from './config-data.ts';
import type { ConfigEdit, EditComplaint, ListName } from './config-edits.ts';
import { identitySchema, looksSchema, outlineSchema, roleSchema } from './config-schema.ts';
import { knowEntries, type KnownEntries } from './known-entries.ts';
import { agreeOn } from './role-agreement.ts';
import { isSettable } from './settable.ts';
import { settingsSchema } from './settings-schema.ts';

const shapes: Readonly<Record<ListName, Readonly<Record<string, z.ZodType>>>> = {
  identities: identitySchema.shape,
  roles: roleSchema.shape,
  catalogues: sourceShape,
};

/**
 * What is wrong with an edit, by the same schemas that read the file. What was wrong before and is not touched does not
 * stand in the way: the rest can be mended one by one.
 */
export function complaintsAbout(
  data: ConfigData,
  edit: ConfigEdit,
  defaults: Defaults,
): readonly EditComplaint[] {
  switch (edit.kind) {
    case 'set':
    case 'unset': {
      const field = edit.path.join('.');
      return isSettable(edit.path)
        ? settingComplaints(applyEdit(data, edit), field)
        : [{ field, kind: 'wrong' }];
    }
    case 'add': {
      if (edit.after !== undefined && placeOf(data, edit.list, edit.after) === -1) return [gone];
      const added = [edit.fields, ...(edit.more ?? [])];
      const strange = added.flatMap((fields) => strangeFields(edit.list, fields));
      if (strange.length > 0) return strange;
      const known = knowEntries(data);
      const found = [
        ...added.flatMap((fields) => entryComplaints(known, edit.list, fields, -1, defaults)),
        ...twice(added),
      ];
      return found.length > 0 ? found : wholeComplaints(data, applyEdit(data, edit));
    }
    case 'edit': {
      const place = placeOf(data, edit.list, edit.id);
      if (place === -1) return [gone];
      const strange = strangeFields(edit.list, edit.set);
      if (strange.length > 0) return strange;
      const changed = changedFields(entriesOf(data, edit.list)[place], edit);
      if (changed.length > 0) return changed;
      const known = knowEntries(data);
      const after = entriesOf(applyEdit(data, edit), edit.list)[place];
      const touched = new Set([...Object.keys(edit.set), ...edit.unset]);
      const before = entryComplaints(known, edit.list, known.entry(edit.list, place), place, defaults);
      const isOld = ({ field, kind }: EditComplaint) =>
        !touched.has(field) && before.some((one) => one.field === field && one.kind === kind);
      return entryComplaints(known, edit.list, after, place, defaults).filter(
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

/** Keys that no entry has, whatever the schema makes of names such as `__proto__`. */
function strangeFields(list: ListName, fields: object): readonly EditComplaint[] {
  const shape = shapes[list];
  return Object.keys(fields)
    .filter((field) => !Object.hasOwn(shape, field))
    .map((field) => ({ field, kind: 'wrong' }));
}

/** Fields of an edit that say something else by now than whoever made it has seen. */
function changedFields(
  entry: unknown,
  { list, set, unset, expected }: Extract<ConfigEdit, { readonly kind: 'edit' }>,
): readonly EditComplaint[] {
  if (expected === undefined) return [];
  const now = asData(entry);
  return [...new Set([...Object.keys(set), ...unset])]
    .filter((field) => !isAsSeen(list, field, now[field], expected[field]))
    .map((field) => ({ field, kind: 'changed' }));
}

/** What cannot be used is not always shown, and the same can be said in several ways. */
function isAsSeen(list: ListName, field: string, now: unknown, seen: unknown): boolean {
  if (JSON.stringify(now) === JSON.stringify(seen)) return true;
  const shape = shapes[list];
  const meant = (value: unknown) => shape[field]?.safeParse(value);
  const [one, other] = [meant(now), meant(seen)];
  if (one?.success !== true) return seen === undefined;
  return other?.success === true && JSON.stringify(one.data) === JSON.stringify(other.data);
}

/** @param place of the entry in its list; -1 for one that is not there yet */
export function entryComplaints(
  known: KnownEntries,
  list: ListName,
  entry: unknown,
  place: number,
  defaults: Defaults,
): readonly EditComplaint[] {
  const fields = asData(entry);
  if (list === 'catalogues') return sourceComplaints(known, fields, place);
  const result = (list === 'roles' ? roleSchema : identitySchema).safeParse(entry);
  const complaints = result.success ? [] : result.error.issues.flatMap((issue) => fieldsOf(issue, fields));
  const { id, identity, region } = fields;
  const first = typeof id === 'string' ? known.place(list, id) : -1;
  const isTaken =
    first !== -1 && first !== place && (place === -1 || first < place || isNew(known.entry(list, place), id));
  if (isTaken) complaints.push({ field: 'id', kind: 'taken' });
  if (list === 'identities') return complaints;
  const hasComplaint = (field: string) => complaints.some((one) => one.field === field);
  if (!hasComplaint('identity') && !known.isUsable(identity))
    complaints.push({ field: 'identity', kind: 'unknown' });
  const role = roleSchema.shape.roleArn.safeParse(fields['roleArn']);
  if (role.success && region === undefined && defaults.region(role.data.partition) === undefined)
    complaints.push({ field: 'roleArn', kind: 'unsupported' });
  complaints.push(...disagreements(fields));
  return complaints;
}

/** What AWS would never do all of. What it only does otherwise leaves the role as it is. */
function disagreements(fields: ConfigData): readonly EditComplaint[] {
  if (fields['chain'] === undefined && fields['sessionPolicy'] === undefined) return [];
  const role = roleSchema.safeParse(fields);
  if (!role.success) return [];
  const { assumed, complaints } = agreeOn(role.data, []);
  if (assumed !== undefined) return [];
  return complaints.map(({ at: [field] }) => ({ field: String(field), kind: 'wrong' }));
}

/** A new name that an entry further down has: it would push that one out. */
function isNew(entry: unknown, id: unknown): boolean {
  return asData(entry)['id'] !== id;
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

/** New entries of one id: only the first would count. */
function twice(entries: readonly ConfigData[]): readonly EditComplaint[] {
  const ids = entries.map((entry) => entry['id']);
  return new Set(ids).size < ids.length ? [{ field: 'id', kind: 'taken' }] : [];
}

/** Such as a list that is none, or another version. */
function wholeComplaints(before: ConfigData, after: ConfigData): readonly EditComplaint[] {
  const wasUsable = Object.keys(before).length === 0 || isUsable(before);
  return wasUsable && !isUsable(after) ? [{ field: '', kind: 'wrong' }] : [];
}

function isUsable(data: ConfigData): boolean {
  return outlineSchema.safeParse(data).success;
}
