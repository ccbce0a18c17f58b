import type { Clock } from '../core/ports.ts';

/** Whether the menu is open, as far as the desktop tells: a menu that is made anew under the mouse is misclicked. */
export interface MenuHold {
  opened(): void;
  closed(): void;
  isOpen(): boolean;
}

/**
 * @param longestMs nobody has a menu open for longer: what closes it may have gone unsaid
 * @param onClosed is told each time that an open menu has closed
 */
export function createMenuHold(
  clock: Pick<Clock, 'after'>,
  longestMs: number,
  onClosed: () => void,
): MenuHold {
  let callOff: (() => void) | undefined;
  function closed(): void {
    if (callOff === undefined) return;
    callOff();
    callOff = undefined;
    onClosed();
  }
  return {
    opened() {
      callOff?.();
      callOff = clock.after(longestMs, closed);
    },
    closed,
    isOpen: () => callOff !== undefined,
  };
}
