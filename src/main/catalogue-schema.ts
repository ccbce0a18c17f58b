import type {
  CatalogueChangeView,
  CatalogueOriginView,
  CatalogueStatusView,
  ChainStepView,
  ForeignIssuerView,
  RoleOriginView,
} from '../shared/catalogue-view.ts';
import type { CatalogueView, ConfigProblemView, ErrorView } from '../shared/view.ts';
import { finite, listOf, oneOf, optional, recordOf, text, variantOf, type Schema } from './plain-schema.ts';

/** What the window may get of catalogues: the shared types once more, as checks that run. */

const status: Schema<CatalogueStatusView> = oneOf('never', 'loading', 'current', 'stale', 'sign-in-needed');

const origin = variantOf<CatalogueOriginView, 'kind'>('kind', {
  gitlab: { identityId: text, project: text, file: text },
  url: { url: text },
  file: { path: text },
});

const change = recordOf<CatalogueChangeView>({
  added: listOf(text),
  changed: listOf(text),
  removed: listOf(text),
  moved: optional(listOf(recordOf({ id: text, from: text, to: text }))),
});

const foreign = recordOf<ForeignIssuerView>({ issuer: text, clientId: text, roles: finite });

/** @param error the same that all errors have  @param problem the same that the configuration's have */
export function catalogueSchemaWith(
  error: Schema<ErrorView>,
  problem: Schema<ConfigProblemView>,
): Schema<CatalogueView> {
  return recordOf<CatalogueView>({
    id: text,
    name: text,
    from: origin,
    status,
    roles: finite,
    hidden: finite,
    fetchedAt: optional(finite),
    change: optional(change),
    leftOut: optional(finite),
    error: optional(error),
    problems: listOf(problem),
    signedIn: optional(oneOf(true, false)),
    otherUser: optional(oneOf(true)),
    foreign: listOf(foreign),
    putAway: optional(listOf(text)),
  });
}

const step = recordOf<ChainStepView>({ accountId: text, roleName: text });

/** The fields of a role that tell of its origin. */
export const roleOrigin = {
  catalogueId: optional(text),
  through: optional(listOf(step)),
  limited: optional(oneOf(true)),
  longest: optional(recordOf<NonNullable<RoleOriginView['longest']>>({ seconds: finite, refused: finite })),
};
