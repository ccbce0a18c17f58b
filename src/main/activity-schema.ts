import type {
  ActivityEntryView,
  ActivityRoleView,
  ActivityView,
  DeedView,
  DoerView,
} from '../shared/activity-view.ts';
import { finite, listOf, oneOf, optional, recordOf, text, variantOf } from './plain-schema.ts';
import { deliveryId } from './view-schema.ts';

const deed = variantOf<DeedView, 'kind'>('kind', {
  console: { service: optional(text) },
  deliver: { deliveryId, profile: optional(text) },
  credentials: {},
  'profile-remove': { profile: text },
  'sign-in': {},
  'sign-out': {},
  lock: {},
});

const by = variantOf<DoerView, 'kind'>('kind', {
  app: {},
  command: { command: text, program: optional(text), serves: optional(oneOf(true)) },
});

const role = recordOf<ActivityRoleView>({
  id: text,
  name: text,
  accountId: text,
  readOnly: optional(oneOf(true)),
});

const entry = recordOf<ActivityEntryView>({
  at: finite,
  deed,
  by,
  role: optional(role),
  identity: optional(text),
  user: optional(text),
  until: optional(finite),
  failed: optional(text),
});

/** What may go to the page of what was done. */
export const activitySchema = recordOf<{ readonly ok: true; readonly activity: ActivityView }>({
  ok: oneOf(true),
  activity: recordOf<ActivityView>({ listed: oneOf(true, false), entries: listOf(entry) }),
});
