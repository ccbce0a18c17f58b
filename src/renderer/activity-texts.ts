import type { DeedView, DoerView } from '../shared/activity-view.ts';
import type { DeliveryId } from '../shared/view.ts';

/** The words around the list of what was done. */
export interface ActivityTexts {
  readonly activity: {
    readonly title: string;
    readonly loading: string;
    /** Where it is kept, and for how long. */
    readonly hint: string;
    readonly notListed: string;
    readonly empty: string;
    readonly emptyHint: string;
    readonly filter: string;
    readonly allRoles: string;
    readonly clear: string;
    readonly clearQuestion: string;
    readonly clearHint: string;
    readonly deed: (deed: Exclude<DeedView, { readonly kind: 'deliver' }>) => string;
    readonly delivered: Readonly<Record<DeliveryId, string>>;
    /** @param profile its name */
    readonly profile: (profile: string) => string;
    readonly readOnly: string;
    readonly as: (user: string) => string;
    readonly by: (doer: Extract<DoerView, { readonly kind: 'command' }>) => string;
    readonly until: (time: string) => string;
    /** @param code of the failure */
    readonly failed: (code: string) => string;
  };
}
