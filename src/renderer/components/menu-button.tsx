import { type KeyboardEvent, type ReactNode, useId, useRef, useState } from 'react';
import { Menu } from './menu.tsx';

interface MenuButtonProps {
  readonly icon: ReactNode;
  /** The button's name. */
  readonly label: string;
  /** What the menu is about: its first line. It may cover the place where that stands. */
  readonly title: ReactNode;
  /** The entries, as `MenuItem`. */
  readonly children: ReactNode;
  /** A busy one keeps its focus and does nothing. */
  readonly busy?: boolean;
}

/** A button that opens a menu: the menu button pattern of the ARIA Authoring Practices. */
export function MenuButton({ icon, label, title, children, busy = false }: MenuButtonProps) {
  const [start, setStart] = useState<'first' | 'last'>();
  const button = useRef<HTMLButtonElement>(null);
  const id = useId();
  const open = start !== undefined && !busy;

  const close = (focusBack: boolean): void => {
    setStart(undefined);
    if (focusBack) button.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    event.preventDefault();
    // Elsewhere the arrows choose a row.
    event.stopPropagation();
    if (!busy) setStart(event.key === 'ArrowDown' ? 'first' : 'last');
  };
  return (
    <>
      <button
        ref={button}
        type="button"
        className="icon-button"
        aria-label={label}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        aria-disabled={busy || undefined}
        title={open ? undefined : label}
        onKeyDown={onKeyDown}
        onClick={() => setStart(open || busy ? undefined : 'first')}
      >
        {icon}
      </button>
      {open && (
        <Menu id={id} title={title} button={button} start={start} onClose={close}>
          {children}
        </Menu>
      )}
    </>
  );
}
