import type * as z from 'zod';
import type { Complaint } from '../config-complaint.ts';
import { ownPage } from '../console-pages.ts';
import { isIsolated } from '../isolated-partition.ts';
import { agreeOn } from '../role-agreement.ts';
import { roleInUse } from '../role-chain.ts';
import { schemaComplaints } from '../schema-complaints.ts';
import { plainKey, strangeKeys, strangeRoleKey } from '../strange-keys.ts';
import { usualProfile } from './catalogue-profiles.ts';
import { catalogueIdentitySchema, catalogueOutlineSchema, catalogueRoleSchema } from './catalogue-schema.ts';
import type { CatalogueContent, CatalogueIdentity, CatalogueRole } from './ports.ts';

/** So many roles are a catalogue at most. */
export const mostRoles = 20_000;
/** In bytes. */
export const largestCatalogue = 5_000_000;
/** Whoever keeps the catalogue mends it; its readers need not see every one. */
export const mostComplaints = 200;

export type CatalogueReading =
  | {
      readonly usable: true;
      readonly content: Omit<CatalogueContent, 'complaints'>;
      readonly complaints: readonly Complaint[];
    }
  /** Nothing of it can be used. */
  | { readonly usable: false; readonly complaints: readonly Complaint[] }
  | { readonly usable: false; readonly roles: number };

/** Turns what a catalogue's text says into identities and roles. Bad entries are left out and complained about. */
export function readCatalogue(data: unknown): CatalogueReading {
  const outline = catalogueOutlineSchema.safeParse(data);
  if (!outline.success) {
    return { usable: false, complaints: schemaComplaints(outline.error, [], data).slice(0, mostComplaints) };
  }
  const { name, identities, roles } = outline.data;
  if (roles.length > mostRoles) return { usable: false, roles: roles.length };
  const complaints: Complaint[] = unknownKeys(data, Object.keys(catalogueOutlineSchema.shape), []);
  const content = {
    ...(name !== undefined && { name }),
    identities: entries('identities', identities, catalogueIdentitySchema, complaints).map(
      ({ entry }): CatalogueIdentity => entry,
    ),
    roles: entries('roles', roles, catalogueRoleSchema, complaints).flatMap(({ entry, at }) =>
      readRole(entry, at, complaints),
    ),
  };
  return { usable: true, content, complaints: complaints.slice(0, mostComplaints) };
}

function readRole(
  entry: z.output<typeof catalogueRoleSchema>,
  at: readonly (string | number)[],
  complaints: Complaint[],
): CatalogueRole[] {
  // What is spread stands last: ten thousand roles are read in one go, and V8 is ten times as fast so.
  const { name, profile, roleArn, duration, consoleDuration, chain, sessionPolicy, production, ...rest } =
    entry;
  // Any other partition that is not known is found where a region is looked for; here it has a place.
  if (isIsolated(roleArn.partition)) {
    const { text, partition } = roleArn;
    complaints.push({ at: [...at, 'roleArn'], kind: 'unsupported-partition', arn: text, partition });
    return [];
  }
  const { assumed, complaints: said } = agreeOn(entry, at);
  complaints.push(...said);
  if (assumed === undefined) return [];
  const role: CatalogueRole = {
    name: name ?? rest.id,
    profile: profile ?? usualProfile(rest.id),
    arn: roleArn,
    ...rest,
    ...assumed,
    // What others write makes a role more careful, never less: a tag tells as well that it is one for production.
    ...(production === true && { production }),
  };
  const { destination, ...elsewhere } = role;
  if (destination === undefined) return [role];
  const { partition } = roleInUse(role);
  const page = ownPage(destination, partition);
  if (page !== undefined) return [{ ...elsewhere, destination: page }];
  complaints.push({ at: [...at, 'destination'], kind: 'no-console', partition });
  return [elsewhere];
}

type EntrySchema = typeof catalogueIdentitySchema | typeof catalogueRoleSchema;

interface Entry<Value> {
  readonly entry: Value;
  readonly at: readonly (string | number)[];
}

/** Bad ones and second ones of a name are left out; a key that means nothing is ignored, but for one that may be a careful one. */
function entries<Schema extends EntrySchema>(
  list: string,
  items: readonly unknown[],
  schema: Schema,
  complaints: Complaint[],
): readonly Entry<z.output<Schema>>[] {
  const allowed = Object.keys(schema.shape);
  const seen = new Set<string>();
  return items.flatMap((raw, index) => {
    const at = [list, index];
    const strange =
      list === 'roles'
        ? strangeKeys(raw, allowed).map((key) => strangeRoleKey(key, at, allowed))
        : unknownKeys(raw, allowed, at);
    complaints.push(...strange);
    const result = schema.safeParse(raw);
    if (!result.success) {
      complaints.push(...schemaComplaints(result.error, at, raw, allowed));
      return [];
    }
    if (strange.some(({ kind }) => kind === 'doubtful-key')) return [];
    const { id } = result.data;
    if (seen.has(id)) {
      complaints.push({ at: [...at, 'id'], kind: 'taken', id });
      return [];
    }
    seen.add(id);
    return [{ entry: result.data as z.output<Schema>, at }];
  });
}

function unknownKeys(
  data: unknown,
  allowed: readonly string[],
  at: readonly (string | number)[],
): Complaint[] {
  return strangeKeys(data, allowed).map((key) => ({
    at: [...at, key],
    kind: 'unknown-key',
    key: plainKey(key),
    allowed,
  }));
}
