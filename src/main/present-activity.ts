import type { ActivityEntry, Deed } from '../core/activity.ts';
import { serviceById } from '../core/console-services.ts';
import type { ActivityEntryView, DeedView } from '../shared/activity-view.ts';
import type { IdentityView } from '../shared/view.ts';

/** @param identities what they are called now */
export function presentActivity(
  entries: readonly ActivityEntry[],
  identities: readonly Pick<IdentityView, 'id' | 'label'>[],
): readonly ActivityEntryView[] {
  const labels = new Map(identities.map(({ id, label }) => [id, label]));
  return entries.map(({ at, deed, by, role, identity, user, until, failed }) => ({
    at,
    deed: presentDeed(deed),
    by,
    ...(role && { role }),
    ...(identity !== undefined && { identity: labels.get(identity) ?? identity }),
    ...(user !== undefined && { user }),
    ...(until !== undefined && { until }),
    ...(failed !== undefined && { failed }),
  }));
}

function presentDeed(deed: Deed): DeedView {
  switch (deed.kind) {
    case 'console': {
      const { service } = deed;
      return {
        kind: 'console',
        ...(service !== undefined && { service: serviceById(service)?.name ?? service }),
      };
    }
    case 'deliver': {
      const { sink, profile } = deed;
      return { kind: 'deliver', deliveryId: sink, ...(profile !== undefined && { profile }) };
    }
    default:
      return deed;
  }
}
