import type { WantedView } from '../shared/view.ts';

type WithoutClick<View> = View extends unknown ? Omit<View, 'click'> : never;

/** What the user wants to see in the window. */
export type Wanted = WithoutClick<WantedView>;

/** Keeps where the last click led: a window that opens for something else must not go there again. */
export function createWanted() {
  let view: WantedView | undefined;
  let clicks = 0;
  return {
    /** @param wanted undefined for the window as it is */
    want(wanted: Wanted | undefined): void {
      view = wanted === undefined ? undefined : { ...wanted, click: ++clicks };
    },
    view: () => view,
  };
}
