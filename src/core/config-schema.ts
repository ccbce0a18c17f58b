import * as z from 'zod';
import { chainSchema, linkKeys, roleArnSchema, sessionPolicySchema } from './assumption-schema.ts';
import { browserKeys, browserSchema, browsersSchema } from './browser-schema.ts';
import { must } from './config-rules.ts';
import { parseDuration } from './duration.ts';
import { languageChoices, roleColors, themes, type IdentityId, type RoleId } from './model.ts';
import { isProfileName } from './profile-name.ts';
import { isRegion } from './region.ts';
import { isSafePage, isSafeUrl, withoutSlashes } from './safe-url.ts';
import { settingsBelow, settingsSchema } from './settings-schema.ts';

/** What `config.yaml` may say. One schema per entry, so that one bad entry does not hide the good ones. */

// One that begins with a dash would be an option in a command, and `.`, `..` and `__proto__` mean something else to others.
export const idText = z.string().regex(/^[A-Za-z\d][\w.-]{0,63}$/, must('id'));
export const safeUrl = z.string().refine(isSafeUrl, must('safe-url'));
// Control and direction characters could make one name look like another.
export const label = z
  .string()
  .min(1)
  .max(200)
  .refine((text) => !/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(text), must('plain-text'));

const seconds = z
  .string()
  .transform((text) => parseDuration(text) ?? Number.NaN)
  .refine((value) => value >= 900 && value <= 43_200, must('duration'));

export const profileName = z.string().refine(isProfileName, must('profile-name'));

const issuer = safeUrl
  .refine((text) => !text.includes('?'), must('no-query'))
  .transform((text) => withoutSlashes(text));

const redirectUri = z
  .string()
  .refine(
    (text) =>
      /^http:\/\/(127\.0\.0\.1|\[::1\]):\d{4,5}\/[\w/.-]*$/.test(text) &&
      URL.canParse(text) &&
      Number(new URL(text).port) >= 1024,
    must('redirect-uri'),
  );

export const identitySchema = z.strictObject({
  id: idText.transform((text) => text as IdentityId),
  provider: z.enum(['gitlab', 'oidc']).default('gitlab'),
  issuer,
  clientId: z.string().regex(/^[\u0021-\u007e]{1,255}$/, must('client-id')),
  scopes: z.array(z.string().regex(/^[\u0021\u0023-\u005b\u005d-\u007e]+$/)).exactOptional(),
  redirectUri: redirectUri.exactOptional(),
});

export const roleSchema = z.strictObject({
  id: idText.transform((text) => text as RoleId),
  name: label.exactOptional(),
  identity: idText.transform((text) => text as IdentityId),
  roleArn: roleArnSchema,
  region: z.string().refine(isRegion, must('region')).exactOptional(),
  duration: seconds.exactOptional(),
  consoleDuration: seconds.exactOptional(),
  // Pages of the console are told apart by what follows the "#".
  destination: z.string().refine(isSafePage, must('page')).exactOptional(),
  color: z.enum(roleColors).exactOptional(),
  tags: z.array(label).default([]),
  profile: profileName.exactOptional(),
  confirm: z.boolean().default(false),
  readOnly: z.boolean().default(false),
  browser: browserSchema.exactOptional(),
  production: z.boolean().exactOptional(),
  chain: chainSchema.exactOptional(),
  sessionPolicy: sessionPolicySchema.exactOptional(),
});

export const endpointsSchema = z.strictObject({
  sts: safeUrl.exactOptional(),
  signin: safeUrl.exactOptional(),
  console: safeUrl.exactOptional(),
});

/** A key with nothing below it but comments, as in an example whose entries are switched off, is an empty list. */
const entries = z
  .array(z.unknown(), { error: must('list') })
  .nullish()
  .transform((list) => list ?? []);

/** The file's outline; entries are read one by one. */
export const outlineSchema = z.object({
  version: z.literal(1, { error: must('version') }),
  identities: entries,
  roles: entries,
  catalogues: entries,
  endpoints: endpointsSchema.default({}),
});

/** How the app looks and speaks. A mistake here is no reason to refuse the file. */
export const looksSchema = z.object({
  theme: z.enum(themes).default('system'),
  language: z.enum(languageChoices).default('system'),
});

/** The same, with what stands for a mistake: one wrong word leaves the others as they are. */
export const looksInUse = z.object({
  theme: looksSchema.shape.theme.catch('system'),
  language: looksSchema.shape.language.catch('system'),
});

/** What may stand below each key of the top that takes a mapping. */
export const keysBelow: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  Object.entries({
    endpoints: endpointsSchema,
    browsers: browsersSchema.shape.browsers.unwrap(),
    ...settingsBelow,
  }).map(([key, { shape }]) => [key, Object.keys(shape)]),
);

/** The same for the keys of a role. */
export const keysBelowRole: Readonly<Record<string, readonly string[]>> = {
  browser: browserKeys,
  chain: linkKeys,
};

export const topKeys: readonly string[] = [
  outlineSchema,
  looksSchema,
  settingsSchema,
  browsersSchema,
].flatMap(({ shape }) => Object.keys(shape));
