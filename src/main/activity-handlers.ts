import type { ActivityLog } from '../core/activity-log.ts';
import { settingsInUse, type StateStore } from '../core/state.ts';
import type { CallName } from '../shared/ipc.ts';
import type { IdentityView } from '../shared/view.ts';
import type { CallHandlers } from './ipc.ts';
import type { Outcomes } from './outcome.ts';
import { presentActivity } from './present-activity.ts';

export type ActivityHandlers = Pick<CallHandlers, Extract<CallName, `activity:${string}`>>;

interface Parts {
  readonly activity: Pick<ActivityLog, 'list' | 'clear'>;
  readonly state: StateStore;
  readonly identities: () => readonly Pick<IdentityView, 'id' | 'label'>[];
  readonly outcomes: Outcomes;
}

/** What the page of what was done asks. */
export function createActivityHandlers({ activity, state, identities, outcomes }: Parts): ActivityHandlers {
  return {
    'activity:list': () =>
      outcomes.answer(
        activity.list().then((entries) => ({
          activity: {
            listed: settingsInUse(state.get()).activityLog,
            entries: presentActivity(entries, identities()),
          },
        })),
      ),
    'activity:clear': () => outcomes.outcome(activity.clear()),
  };
}
