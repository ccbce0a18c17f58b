import { useEffect, useRef } from 'react';
import { entryMark } from './entry-places.ts';
import type { EntryPlace } from './place.ts';

/**
 * Leads the focus to an entry, once for each wish, unless the user has taken it elsewhere by then.
 *
 * @param ready whether the entries are drawn
 */
export function useEntryFocus(wanted: EntryPlace | undefined, ready: boolean): void {
  const reached = useRef<EntryPlace>(undefined);
  useEffect(() => {
    if (!ready || wanted === undefined || reached.current === wanted) return;
    reached.current = wanted;
    const active = document.activeElement;
    // The page gives it to its heading at first.
    if (active !== null && active !== document.body && active.closest('h1') === null) return;
    const marked = [...document.querySelectorAll<HTMLElement>('[data-entry]')];
    marked.find((one) => one.dataset['entry'] === entryMark(wanted))?.focus();
  }, [wanted, ready]);
}
