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
import { readSettings, settingsSchema } from './settings-schema.ts';
import { isProfileName } from './profile-name.ts';
import { schemaComplaints, valueAt } from './schema-complaints.ts';
import type { BrowserPurposes, Endpoints, Identity, LanguageChoice, Role, Settings, Theme } from './model.ts';

export type Interpretation =
  | {
      readonly usable: true;
      readonly identities: readonly Identity[];
      readonly roles: readonly Role[];
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
    ({ entry, at }): Role[] => {
      const { name, roleArn, region, duration, consoleDuration, destination, color, profile, ...rest } =
        entry;
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
      return [
        {
          ...rest,
          name: name ?? rest.id,
          profile: profile ?? (isProfileName(rest.id) ? rest.id : `profile-${rest.id}`),
          arn: roleArn,
          region: regionInUse,
          ...(duration !== undefined && { durationSeconds: duration }),
          ...(consoleDuration !== undefined && { consoleSeconds: consoleDuration }),
          ...(destination !== undefined && { destination }),
          ...(color !== undefined && { color }),
        },
      ];
    },
  );

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
    const result = schema.safeParse(raw);
    if (!result.success) {
      complaints.push(...schemaComplaints(result.error, at, raw, Object.keys(schema.shape)));
      return [];
    }
    const { id } = result.data;
    if (seen.has(id)) {
      complaints.push({ at: [...at, 'id'], kind: 'taken', id });
      return [];
    }
    seen.add(id);
    return [{ entry: result.data as z.output<Schema>, raw, at }];
  });
}

function issuerText(raw: unknown): string | undefined {
  const text = valueAt(raw, ['issuer']);
  return typeof text === 'string' ? text : undefined;
}
