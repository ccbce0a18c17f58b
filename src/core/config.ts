import type * as z from 'zod';
import { browsersSchema, readBrowsers } from './browser-schema.ts';
import {
  identitySchema,
  keysBelow,
  looksInUse,
  looksSchema,
  outlineSchema,
  roleSchema,
  topKeys,
} from './config-schema.ts';
import { readSettings, settingsSchema } from './settings-schema.ts';
import { isProfileName } from './profile-name.ts';
import type { BrowserPurposes, Endpoints, Identity, LanguageChoice, Role, Settings, Theme } from './model.ts';

/** A complaint about one place of the configuration. */
export interface Complaint {
  /** Keys and list positions from the top. */
  readonly at: readonly (string | number)[];
  readonly message: string;
}

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
  if (!outline.success) return { usable: false, complaints: complain(outline.error, [], data) };
  const complaints: Complaint[] = Object.keys(data as object)
    .filter((key) => !topKeys.includes(key))
    .map((key) => ({ at: [key], message: `unknown key "${key}": allowed are ${topKeys.join(', ')}` }));

  const identities = entries('identities', outline.data.identities, identitySchema, complaints).map(
    ({ entry: { scopes, redirectUri, ...identity }, at, raw }): Identity => {
      // Another provider's name may end in a slash; GitLab's never does.
      if (identity.provider === 'gitlab' && issuerText(raw) !== identity.issuer) {
        complaints.push({
          at: [...at, 'issuer'],
          message: `"${issuerText(raw) ?? ''}" ends in a slash: GitLab's tokens name ${identity.issuer}, which is used instead`,
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
  const names = namesOf([...known]);
  const roles = entries('roles', outline.data.roles, roleSchema, complaints).flatMap(
    ({ entry, at }): Role[] => {
      const { name, roleArn, region, duration, consoleDuration, destination, color, profile, ...rest } =
        entry;
      const regionInUse = region ?? defaults.region(roleArn.partition);
      if (regionInUse === undefined) {
        const message = `"${roleArn.text}": the partition ${roleArn.partition} is not supported`;
        complaints.push({ at: [...at, 'roleArn'], message });
        return [];
      }
      if (!known.has(rest.identity)) {
        const message = `"${rest.identity}" is no usable identity: known are ${names}`;
        complaints.push({ at: [...at, 'identity'], message });
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
  if (!looks.success) complaints.push(...complain(looks.error, [], data));
  const settings = settingsSchema.safeParse(data);
  if (!settings.success) complaints.push(...complain(settings.error, [], data));
  const browsers = browsersSchema.safeParse(data);
  if (!browsers.success) complaints.push(...complain(browsers.error, [], data));

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

function namesOf(known: readonly string[]): string {
  if (known.length === 0) return 'none';
  const named = known.slice(0, mostNamed).join(', ');
  return known.length > mostNamed ? `${named} and ${known.length - mostNamed} more` : named;
}

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
      complaints.push(...complain(result.error, at, raw, Object.keys(schema.shape)));
      return [];
    }
    const { id } = result.data;
    if (seen.has(id)) {
      complaints.push({
        at: [...at, 'id'],
        message: `"${id}" is taken by an entry above: this one is left out`,
      });
      return [];
    }
    seen.add(id);
    return [{ entry: result.data as z.output<Schema>, raw, at }];
  });
}

function complain(
  error: z.ZodError,
  base: readonly (string | number)[],
  data: unknown,
  allowedKeys?: readonly string[],
): Complaint[] {
  return error.issues.flatMap((issue): Complaint[] => {
    const path = issue.path.filter((part) => typeof part !== 'symbol');
    const at = [...base, ...path];
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => ({
        at: [...at, key],
        message: `unknown key "${key}": allowed are ${(allowedKeys ?? keysBelow[String(path[0])] ?? []).join(', ')}`,
      }));
    }
    const found = valueAt(data, path);
    const last = path.at(-1);
    if (last === undefined)
      return [{ at, message: `${show(found)} stands where a mapping of keys must stand` }];
    const name = typeof last === 'number' ? `entry ${last}` : `"${last}"`;
    if (found === undefined) return [{ at, message: `${name} is missing` }];
    const allowed =
      issue.code === 'invalid_value' && issue.values.length > 1
        ? `must be one of ${issue.values.map(String).join(', ')}`
        : lowerFirst(issue.message);
    return [{ at, message: `${name} is ${show(found)}: ${allowed}` }];
  });
}

function valueAt(data: unknown, path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null
        ? (value as Readonly<Record<string | number, unknown>>)[key]
        : undefined,
    data,
  );
}

function issuerText(raw: unknown): string | undefined {
  const text = valueAt(raw, ['issuer']);
  return typeof text === 'string' ? text : undefined;
}

function show(found: unknown): string {
  if (typeof found === 'string') {
    const text = found.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '\uFFFD');
    return `"${text.length > 60 ? `${text.slice(0, 60)}…` : text}"`;
  }
  if (typeof found === 'object' && found !== null) return Array.isArray(found) ? 'a list' : 'a mapping';
  return String(found);
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
