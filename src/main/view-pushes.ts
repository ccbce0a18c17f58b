import { sameData } from '../shared/same-data.ts';
import type { ViewPatch, ViewPush, WholeView } from '../shared/view-push.ts';
import type { AppView } from '../shared/view.ts';
import type { Outgoing } from './outgoing.ts';

/** Brings the view to the page: whole when it asks for it, and then what has changed. */
export interface ViewPushes {
  /** @param page who gets it; pushes are for whoever was the last */
  whole(view: AppView, page: object | undefined): WholeView;
  /** @returns undefined where the page knows all of it, and where it has not asked yet: then it will */
  next(view: AppView, page: object): ViewPush | undefined;
}

interface Told {
  readonly page: object | undefined;
  readonly edition: number;
  /** Undefined where something else was said instead. */
  readonly view: AppView | undefined;
}

export function createViewPushes(outgoing: Pick<Outgoing, 'answer' | 'push'>): ViewPushes {
  let edition = 0;
  let told: Told | undefined;
  return {
    whole(view, page) {
      edition += 1;
      const whole: WholeView = { kind: 'whole', edition, view };
      const checked = outgoing.answer('view:get', whole);
      told = { page, edition, view: checked === whole ? view : undefined };
      return checked;
    },
    next(view, page) {
      if (told?.page !== page) return undefined;
      const push =
        told.view === undefined
          ? ({ kind: 'whole', edition: edition + 1, view } as const)
          : viewPatch({ edition: told.edition, view: told.view }, { edition: edition + 1, view });
      if (push === undefined) return undefined;
      edition += 1;
      const checked = outgoing.push(push);
      told = { page, edition, view: checked === push ? view : undefined };
      return checked;
    },
  };
}

interface Edition {
  readonly edition: number;
  readonly view: AppView;
}

/** What is to be sent for a page that has one edition to have the other. @returns undefined where they say the same */
export function viewPatch(before: Edition, after: Edition): ViewPatch | undefined {
  const { roles: oldRoles, ...oldRest } = before.view;
  const { roles, ...rest } = after.view;
  const inOrder =
    roles.length === oldRoles.length && roles.every(({ id }, index) => id === oldRoles[index]?.id);
  const old = inOrder ? undefined : new Map(oldRoles.map((role) => [role.id, role]));
  // A role that says the same is the same object: whoever makes the view sees to that.
  const changed = roles.filter((role, index) => (old ? old.get(role.id) : oldRoles[index]) !== role);
  if (changed.length === 0 && inOrder && sameData(oldRest, rest)) return undefined;
  return {
    kind: 'patch',
    edition: after.edition,
    after: before.edition,
    rest,
    roles: changed,
    ...(!inOrder && { order: roles.map(({ id }) => id) }),
  };
}
