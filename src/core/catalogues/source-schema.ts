import * as z from 'zod';
import { identitySchema, idText, label, safeUrl } from '../config-schema.ts';
import { must } from '../config-rules.ts';
import type { CatalogueId, IdentityId } from '../model.ts';

/** What an entry of `catalogues:` may say, by where the catalogue is kept. */

const about = {
  id: idText.transform((text) => text as CatalogueId).exactOptional(),
  name: label.exactOptional(),
  identity: idText.transform((text) => text as IdentityId).exactOptional(),
};

/** GitLab's own rules are narrower; these keep what is sent one path, and what is shown one line. */
const path = label.max(1_000).refine(isPath, must('catalogue-path'));

export const sourceSchemas = {
  gitlab: z.strictObject({
    ...about,
    clientId: identitySchema.shape.clientId,
    project: path,
    file: path.default('roles.yaml'),
    ref: label.default('HEAD'),
    scope: z.enum(['read_repository', 'read_api']).default('read_repository'),
  }),
  url: z.strictObject({ ...about, url: safeUrl }),
  file: z.strictObject({ ...about, file: label.max(1_000) }),
} as const;

export type WrittenSource = {
  [Kind in keyof typeof sourceSchemas]: { readonly kind: Kind } & Readonly<
    z.output<(typeof sourceSchemas)[Kind]>
  >;
}[keyof typeof sourceSchemas];

/** Relative, and without a step up or an empty part. */
function isPath(text: string): boolean {
  return text.split('/').every((part) => part !== '' && part !== '.' && part !== '..');
}
