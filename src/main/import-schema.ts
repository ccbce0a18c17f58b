import type { ImportProfileView, ImportView } from '../shared/import-view.ts';
import type { CallName, ResponseOf } from '../shared/ipc.ts';
import { finite, listOf, oneOf, optional, recordOf, text, variantOf, type Schema } from './plain-schema.ts';

/** What the page of importing may get: the shared types once more, as checks that run. */

/** What the page of importing asks, and the button that exports. */
export type ImportCall = Extract<CallName, `import:${string}` | `export:${string}`>;

type Given<Name extends ImportCall> = Extract<ResponseOf<Name>, { readonly ok: true }>;

const profile: Schema<ImportProfileView> = variantOf<ImportProfileView, 'kind'>('kind', {
  role: {
    profile: text,
    roleArn: text,
    from: optional(text),
    remarks: listOf(text),
    suggested: oneOf(true, false),
    sso: optional(oneOf(true)),
  },
  present: { profile: text, role: text },
  skipped: { profile: text, reason: text },
});

const preview = recordOf<ImportView>({
  path: text,
  identities: listOf(recordOf({ id: text, issuer: text })),
  identityId: optional(text),
  profiles: listOf(profile),
});

export const importAnswers: { readonly [Name in ImportCall]: Schema<Given<Name>> } = {
  'import:preview': recordOf<Given<'import:preview'>>({ ok: oneOf(true), preview }),
  'import:write': recordOf<Given<'import:write'>>({ ok: oneOf(true), added: finite }),
  'export:save': recordOf<Given<'export:save'>>({
    ok: oneOf(true),
    fileName: optional(text),
    notes: listOf(text),
  }),
};
