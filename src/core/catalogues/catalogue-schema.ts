import * as z from 'zod';
import { must } from '../config-rules.ts';
import { identitySchema, idText, label, profileName, roleSchema } from '../config-schema.ts';
import type { IdentityId } from '../model.ts';

/**
 * What a catalogue may say. It is written by somebody else: it names roles, and neither where keys are sent, nor how pages
 * open, nor anything of how Tobira behaves.
 */

/** What is asked of an issuer: nothing beyond telling who somebody is, for tokens with these scopes are kept. */
const scopes = z
  .array(z.enum(['openid', 'profile', 'email', 'offline_access']))
  .min(1)
  .max(10);

const groupPath = label.regex(/^[\w.-]+(?:\/[\w.-]+)*$/, must('group'));

/** A profile of this name is what AWS's tools use where nobody names one. */
const profile = profileName.refine((text) => text.toLowerCase() !== 'default', must('profile-not-default'));

/** Other keys are ignored, each with a complaint. */
export const catalogueIdentitySchema = z.object({
  id: identitySchema.shape.id,
  provider: identitySchema.shape.provider,
  issuer: identitySchema.shape.issuer,
  clientId: identitySchema.shape.clientId,
  scopes: scopes.exactOptional(),
});

const { browser: _browser, identity: _identity, profile: _profile, ...roleShape } = roleSchema.shape;

/** So. */
export const catalogueRoleSchema = z.object({
  ...roleShape,
  identity: idText.transform((text) => text as IdentityId).exactOptional(),
  tags: z.array(label).max(50).default([]),
  groups: z.array(groupPath).min(1).max(100).exactOptional(),
  profile: profile.exactOptional(),
});

const entries = z
  .array(z.unknown(), { error: must('list') })
  .nullish()
  .transform((list) => list ?? []);

export const catalogueOutlineSchema = z.object({
  version: z.literal(1, { error: must('version') }),
  name: label.exactOptional(),
  identities: entries,
  roles: entries,
});
