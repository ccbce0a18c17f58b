import type * as z from 'zod';
import { browsersSchema, readBrowsers } from './browser-schema.ts';
import type { Complaint } from './config-complaint.ts';
import {
  identitySchema,
  looksInUse,
  looksSchema,
  outlineSchema,
  roleSchema,
  topKeys,
} from './config-schema.ts';
import { ownPage } from './console-pages.ts';
import { readSources } from './catalogues/catalogue-sources.ts';
import { agreeOn } from './role-agreement.ts';
import { readSettings, settingsSchema } from './settings-schema.ts';
import { isProfileName } from './profile-name.ts';
import { roleInUse } from './role-chain.ts';
import { strangeKeys, strangeRoleKey } from './strange-keys.ts';
import { schemaComplaints, valueAt } from './schema-complaints.ts';
import type { CatalogueSource } from './catalogues/catalogue-source.ts';
import type { BrowserPurposes, Endpoints, Identity, LanguageChoice, Role, Settings, Theme } from './model.ts';

export type Interpretation =
  | {
      readonly usable: true;
      readonly identities: readonly Identity[];
      readonly roles: readonly Role[];
      readonly catalogues?: readonly CatalogueSource[];
      readonly endpoints: Endpoints;
      readonly theme: Theme;
      readonly language: LanguageChoice;
      readonly settings: Settings;
      readonly browsers: BrowserPurposes;
      readonly complaints: readonly Complaint[];
    }
  /** Nothing of it can be used. */
  | { readonly usable: false; readonly complaints: readonly Complaint[] };

/** What differs by provider and partition, handed in because the core knows neither. */
export interface Defaults {
  readonly scopes: (provider: Identity['provider']) => readonly string[];
  /** @returns undefined for partitions that Tobira does not know */
  readonly region: (partition: string) => string | undefined;
}

/** Turns what a configuration file says into identities and roles. Bad entries are left out and complained about. */
export function interpretConfig(data: unknown, defaults: Defaults): Interpretation {
  const outline = outlineSchema.safeParse(data);
  if (!outline.success) return { usable: false, complaints: schemaComplaints(outline.error, [], data) };
  const complaints: Complaint[] = Object.keys(data as object)
    .filter((key) => !topKeys.includes(key))
    .map((key) => ({ at: [key], kind: 'unknown-key', key, allowed: topKeys }));

  const identities = entries('identities', outline.data.identities, identitySchema, complaints).map(
    ({ entry: { scopes, redirectUri, ...identity }, at, raw }): Identity => {
      // Another provider's name may end in a slash; GitLab's never does.
      const found = issuerText(raw);
      if (identity.provider === 'gitlab' && found !== identity.issuer) {
        complaints.push({
          at: [...at, 'issuer'],
          kind: 'ends-in-slash',
          found: found ?? '',
          instead: identity.issuer,
        });
      }
      return {
        ...identity,
        scopes: scopes ?? defaults.scopes(identity.provider),
        ...(redirectUri !== undefined && { redirectUri }),
      };
    },
  );

  const known = new Set<string>(identities.map(({ id }) => id));
  const named = [...known].slice(0, mostNamed);
  const roles = entries('roles', outline.data.roles, roleSchema, complaints).flatMap(
    ({ entry, at, isDoubtful }): Role[] => {
      const { name, roleArn, region, destination, color, profile, ...more } = entry;
      const { duration, consoleDuration, chain, sessionPolicy, ...rest } = more;
      const regionInUse = region ?? defaults.region(roleArn.partition);
      if (regionInUse === undefined) {
        const { text, partition } = roleArn;
        complaints.push({ at: [...at, 'roleArn'], kind: 'unsupported-partition', arn: text, partition });
        return [];
      }
      if (!known.has(rest.identity)) {
        complaints.push({
          at: [...at, 'identity'],
          kind: 'unknown-identity',
          id: rest.identity,
          known: named,
          more: known.size - named.length,
        });
        return [];
      }
      const { assumed, complaints: said } = agreeOn(entry, at);
      complaints.push(...said);
      if (assumed === undefined || isDoubtful) return [];
      const { partition } = roleInUse({ ...assumed, arn: roleArn });
      const page =
        destination === undefined ? undefined : ownPage(destination, partition, outline.data.endpoints);
      if (destination !== undefined && page === undefined)
        complaints.push({ at: [...at, 'destination'], kind: 'no-console', partition });
      return [
        {
          name: name ?? rest.id,
          profile: profile ?? (isProfileName(rest.id) ? rest.id : `profile-${rest.id}`),
          arn: roleArn,
          region: regionInUse,
          // What is spread stands last: V8 is ten times as fast so, and there may be ten thousand roles.
          ...rest,
          ...assumed,
          ...(page !== undefined && { destination: page }),
          ...(color !== undefined && { color }),
        },
      ];
    },
  );

  const catalogues = readSources(outline.data.catalogues, identities, complaints);

  const looks = looksSchema.safeParse(data);
  if (!looks.success) complaints.push(...schemaComplaints(looks.error, [], data));
  const settings = settingsSchema.safeParse(data);
  if (!settings.success) complaints.push(...schemaComplaints(settings.error, [], data));
  const browsers = browsersSchema.safeParse(data);
  if (!browsers.success) complaints.push(...schemaComplaints(browsers.error, [], data));

  return {
    usable: true,
    identities,
    roles,
    ...(catalogues.length > 0 && { catalogues }),
    endpoints: outline.data.endpoints,
    ...looksInUse.parse(data),
    settings: readSettings(data),
    browsers: readBrowsers(data),
    complaints,
  };
}

/** A few, where there are many. */
const mostNamed = 20;

interface Entry<Value> {
  readonly entry: Value;
  readonly raw: unknown;
  readonly at: readonly (string | number)[];
  /** It may be less careful than whoever wrote it wants. */
  readonly isDoubtful: boolean;
}

/** Reads a list entry by entry; bad ones and second ones of a name are left out. */
function entries<Schema extends typeof identitySchema | typeof roleSchema>(
  list: string,
  items: readonly unknown[],
  schema: Schema,
  complaints: Complaint[],
): readonly Entry<z.output<Schema>>[] {
  const seen = new Set<string>();
  return items.flatMap((raw, index) => {
    const at = [list, index];
    const allowed = Object.keys(schema.shape);
    // What an identity says beyond its keys may change who signs in, and where: it is left out with a key too many.
    const strange = list === 'roles' ? strangeKeys(raw, allowed) : [];
    const found = strange.map((key) => strangeRoleKey(key, at, allowed));
    complaints.push(...found);
    const result = schema.safeParse(strange.length === 0 ? raw : without(raw, strange));
    if (!result.success) {
      complaints.push(...schemaComplaints(result.error, at, raw, allowed));
      return [];
    }
    const { id } = result.data;
    const isDoubtful = found.some(({ kind }) => kind === 'doubtful-key');
    if (seen.has(id)) {
      complaints.push({ at: [...at, 'id'], kind: 'taken', id });
      return [];
    }
    // One that is left out takes no other one's name.
    if (!isDoubtful) seen.add(id);
    return [{ entry: result.data as z.output<Schema>, raw, at, isDoubtful }];
  });
}

function without(raw: unknown, keys: readonly string[]): unknown {
  return Object.fromEntries(Object.entries(raw as object).filter(([key]) => !keys.includes(key)));
}

function issuerText(raw: unknown): string | undefined {
  const text = valueAt(raw, ['issuer']);
  return typeof text === 'string' ? text : undefined;
}
