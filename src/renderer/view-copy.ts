import { sameData } from '../shared/same-data.ts';
import type { ViewPatch, ViewPush, WholeView } from '../shared/view-push.ts';
import type { AppView } from '../shared/view.ts';

/** The page's own copy of the view, which pushes keep up to date. */
export interface ViewCopy {
  take(push: ViewPush): void;
  /** Nothing is told any more. */
  end(): void;
}

interface Parts {
  /** Asks for the whole view: at the start, and wherever a push was lost. */
  readonly ask: () => Promise<WholeView>;
  readonly onView: (view: AppView) => void;
  /** There is no view, and none is to be had. */
  readonly onFailed: () => void;
}

interface Edition {
  readonly edition: number;
  readonly view: AppView;
}

/** One snapshot, then pushes. They may overtake it and each other: the newest edition wins. */
export function createViewCopy({ ask, onView, onFailed }: Parts): ViewCopy {
  let held: Edition | undefined;
  let early: readonly ViewPatch[] = [];
  let asking = false;
  let ended = false;

  function hold(next: Edition): void {
    held = next;
    for (;;) {
      early = early.filter(({ edition }) => edition > next.edition);
      const [patched] = early.flatMap((patch) => applied(next, patch) ?? []);
      if (patched === undefined) break;
      held = next = patched;
    }
    onView(next.view);
  }

  function renew(): void {
    if (asking) return;
    asking = true;
    ask().then(
      (whole) => {
        asking = false;
        if (ended) return;
        if (held === undefined || whole.edition > held.edition) hold(whole);
        // What is known of a still later one came out of its turn, and what it builds on may be lost.
        if (early.length > 0) renew();
      },
      () => {
        asking = false;
        if (!ended && held === undefined) onFailed();
      },
    );
  }

  renew();
  return {
    take(push) {
      if (ended || (held !== undefined && push.edition <= held.edition)) return;
      const next = push.kind === 'whole' ? push : held && applied(held, push);
      if (next !== undefined) {
        hold(next);
        return;
      }
      if (push.kind === 'patch') early = [...early, push];
      renew();
    },
    end() {
      ended = true;
    },
  };
}

/**
 * The edition that a patch makes of another one. What has not changed stays the very same object: it is not drawn again.
 *
 * @returns undefined where the patch is for another edition
 */
export function applied(held: Edition, patch: ViewPatch): Edition | undefined {
  if (patch.after !== held.edition) return undefined;
  const { roles: before, ...restBefore } = held.view;
  const changed = new Map(patch.roles.map((role) => [role.id, role]));
  const old = patch.order && new Map(before.map((role) => [role.id, role]));
  const ids = patch.order ?? before.map(({ id }) => id);
  const roles = ids.flatMap((id, index) => changed.get(id) ?? (old ? old.get(id) : before[index]) ?? []);
  if (roles.length !== ids.length) return undefined;
  const isSame = patch.roles.length === 0 && patch.order === undefined;
  const view = { ...kept(restBefore, patch.rest), roles: isSame ? before : roles };
  return { edition: patch.edition, view };
}

/** What comes after, with the old objects wherever they say the same. */
function kept<T extends object>(before: T, after: T): T {
  const old = new Map<string, unknown>(Object.entries(before));
  const same = Object.entries(after).flatMap(([key, value]) => {
    const one = old.get(key);
    return sameData(one, value) ? [[key, one] as const] : [];
  });
  return { ...after, ...Object.fromEntries(same) };
}
