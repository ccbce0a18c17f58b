import type { ViewPush, WholeView } from '../shared/view-push.ts';
import { finite, listOf, oneOf, optional, recordOf, text, variantOf } from './plain-schema.ts';
import { restFields, role, viewSchema } from './view-schema.ts';

export const wholeSchema = recordOf<WholeView>({ kind: oneOf('whole'), edition: finite, view: viewSchema });

export const pushSchema = variantOf<ViewPush, 'kind'>('kind', {
  whole: { edition: finite, view: viewSchema },
  patch: {
    edition: finite,
    after: finite,
    rest: recordOf(restFields),
    roles: listOf(role),
    order: optional(listOf(text)),
  },
});
