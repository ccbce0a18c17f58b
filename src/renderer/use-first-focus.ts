import { type RefObject, useEffect } from 'react';

/**
 * Gives the focus back whenever a change of view has swallowed it, and at the start: a keyboard user
 * never lands on the bare page. Focus that is somewhere is left alone.
 */
export function useFirstFocus(root: RefObject<HTMLElement | null>, change: unknown): void {
  useEffect(() => {
    if (document.activeElement !== null && document.activeElement !== document.body) return;
    root.current?.querySelector<HTMLElement>('[data-first-focus]')?.focus();
  }, [root, change]);
}
