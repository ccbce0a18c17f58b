import * as z from 'zod';
import { roleArnSchema } from './assumption-schema.ts';
import { browsersSchema } from './browser-schema.ts';
import { sourceSchemas } from './catalogues/source-schema.ts';
import { keyDescriptions } from './config-key-descriptions.ts';
import { patterns } from './config-patterns.ts';
import { ruleOf, type Rule } from './config-rules.ts';
import { identitySchema, looksSchema, outlineSchema, roleSchema } from './config-schema.ts';
import { ruleWords } from './guide/english/complaints.ts';
import { settingsSchema } from './settings-schema.ts';

/** The configuration's JSON Schema, for editors. It is made of the schemas that read the file: a new key needs nothing here. */

type Node = z.core.JSONSchema.BaseSchema;

/** Stands in the file that is written: with it, Tobira may put a newer one in its place. */
export const schemaMark = 'Made by Tobira, which replaces it when its configuration learns something new.';

/** @returns the text of the schema, with a line end */
export function configJsonSchema(): string {
  const { $schema, ...schema } = z.toJSONSchema(wholeSchema(), {
    io: 'input',
    target: 'draft-7',
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema }) => complete(zodSchema, jsonSchema),
  });
  describe(schema, '');
  const about = { title: "Tobira's configuration", $comment: schemaMark };
  return `${JSON.stringify({ $schema, ...about, ...schema }, null, 2)}\n`;
}

/** A key with nothing behind it is an empty list. */
function listOf(entry: z.ZodType) {
  return z.array(entry).nullish();
}

/** The outline reads lists as they are: here stands what their entries may say. */
function wholeSchema() {
  return z.strictObject({
    ...outlineSchema.shape,
    identities: listOf(identitySchema),
    roles: listOf(roleSchema),
    catalogues: listOf(z.union(Object.values(sourceSchemas))),
    ...looksSchema.shape,
    ...settingsSchema.shape,
    ...browsersSchema.shape,
  });
}

/** What a schema demands beyond a type, in words and, where there is one, as a pattern. */
function complete(schema: z.core.$ZodTypes, node: Node): void {
  // What stands for a key that is left out may be in another form than the one that is written.
  if ('default' in node && (typeof node.default === 'object' || typeof node.default !== node.type))
    delete node.default;
  const found = rulesOf(schema);
  if (found.length === 0) return;
  node.description = found.map((rule) => `It ${ruleWords(rule)}.`).join(' ');
  const pattern = found.map((rule) => patterns[rule]).find((one) => one !== undefined);
  if (pattern !== undefined && node.type === 'string' && node.pattern === undefined) node.pattern = pattern;
}

function rulesOf(schema: z.core.$ZodTypes): readonly Rule[] {
  if (schema === roleArnSchema) return ['role-arn'];
  const { def } = schema._zod;
  const errors: readonly unknown[] = [def.error, ...(def.checks ?? []).map((check) => check._zod.def.error)];
  const rules = errors.flatMap((error) => {
    const message = tellsMessage(error) ? error({}) : undefined;
    const rule = typeof message === 'string' ? ruleOf(message) : undefined;
    return rule === undefined ? [] : [rule];
  });
  return [...new Set(rules)];
}

/** A schema keeps its message in a function of the issue. Those that come from `must` are the same for any. */
function tellsMessage(error: unknown): error is (issue: object) => unknown {
  return typeof error === 'function';
}

/** What each key is for, before what it demands. @param path keys from the top, joined by dots */
function describe(node: unknown, path: string): void {
  if (!isNode(node)) return;
  const about = path === '' ? undefined : keyDescriptions[path];
  if (about !== undefined)
    node.description = node.description === undefined ? about : `${about} ${node.description}`;
  for (const [key, inner] of Object.entries(node.properties ?? {}))
    describe(inner, path === '' ? key : `${path}.${key}`);
  describeItems(node, path);
}

/** The same place of the file: it is described where it begins. */
function describeItems(node: Node, path: string): void {
  for (const inner of [node.items, ...(node.anyOf ?? [])]) {
    if (!isNode(inner)) continue;
    for (const [key, below] of Object.entries(inner.properties ?? {})) describe(below, `${path}.${key}`);
    describeItems(inner, path);
  }
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
