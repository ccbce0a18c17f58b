import { type RefObject, useEffect, useRef } from 'react';

/** What keys do from anywhere in the list. */
interface ListKeys {
  /** Copies the chosen role's credentials. @returns whether there was one */
  readonly copy: () => boolean;
  readonly pin: () => boolean;
  readonly leave: () => void;
}

/**
 * Ctrl+F, Cmd+F and "/" lead to the search from anywhere, Ctrl+C and Cmd+C copy the chosen role's credentials where no
 * text is selected, Ctrl+D and Cmd+D pin it, Escape leaves.
 */
export function useListKeys(input: RefObject<HTMLInputElement | null>, keys: ListKeys): void {
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.isComposing || isElsewhere(event.target, input.current)) return;
      if (event.key === 'Escape' && !event.repeat) {
        latest.current.leave();
        return;
      }
      const command = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
      if ((command && event.key === 'f') || (event.key === '/' && document.activeElement !== input.current)) {
        event.preventDefault();
        input.current?.focus();
        input.current?.select();
        return;
      }
      if (!command || event.repeat) return;
      const act = event.key === 'c' && !hasSelection() ? latest.current.copy : undefined;
      const pin = event.key === 'd' ? latest.current.pin : undefined;
      if ((act ?? pin)?.() === true) event.preventDefault();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [input]);
}

/** In a dialog, or where another text is typed. */
function isElsewhere(target: EventTarget | null, input: HTMLInputElement | null): boolean {
  if (!(target instanceof HTMLElement) || target === input) return false;
  return target.closest('dialog, input, textarea, [role="menu"]') !== null;
}

function hasSelection(): boolean {
  const focused = document.activeElement;
  if (focused instanceof HTMLInputElement && focused.selectionStart !== focused.selectionEnd) return true;
  return document.getSelection()?.isCollapsed === false;
}
