import { feedFaults } from '../core/releases.ts';
import type { UpdateLooksView, UpdateLookView, UpdateView } from '../shared/update-view.ts';
import { finite, oneOf, optional, recordOf, text, variantOf } from './plain-schema.ts';

/** What the window may get of newer versions: no address but the feed's own. */

export const updateSchema = recordOf<UpdateView>({
  version: text,
  hasPage: oneOf(true, false),
  by: optional(oneOf('debian')),
});

const found = variantOf<UpdateLookView, 'kind'>('kind', {
  newest: {},
  newer: { version: text, releasedAt: finite },
  older: { version: text },
  prerelease: { version: text },
  failed: { fault: oneOf(...feedFaults) },
});

export const updateLooksSchema = recordOf<UpdateLooksView>({
  version: text,
  feed: optional(text),
  looking: oneOf(true, false),
  last: optional(recordOf<Required<UpdateLooksView>['last']>({ at: finite, found })),
  newer: optional(updateSchema),
});
