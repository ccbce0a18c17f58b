import {
  createContext,
  type FocusEvent,
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
  use,
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
} from 'react';
import { menuFind, menuMove } from '../menu-keys.ts';
import { menuPlace } from '../menu-place.ts';

/** Ends the menu once an entry has been chosen. */
const CloseContext = createContext<(focusBack: boolean) => void>(() => undefined);

interface MenuProps {
  readonly id: string;
  /** What it is about: its first line, and its name. */
  readonly title: ReactNode;
  readonly button: RefObject<HTMLButtonElement | null>;
  /** Which entry gets the focus first. */
  readonly start: 'first' | 'last';
  readonly onClose: (focusBack: boolean) => void;
  readonly children: ReactNode;
}

/** Letters that follow each other within this belong together, in milliseconds. */
const typingPause = 500;

/** An open menu. It has the focus, and ends when that goes elsewhere or when its button moves. */
export function Menu({ id, title, button, start, onClose, children }: MenuProps) {
  const menu = useRef<HTMLDivElement>(null);
  const titleId = useId();
  const typed = useRef({ text: '', at: 0 });

  useLayoutEffect(() => {
    if (menu.current === null || button.current === null) return;
    const { offsetWidth: width, offsetHeight: height } = menu.current;
    const page = { width: window.innerWidth, height: window.innerHeight };
    const { left, top } = menuPlace(button.current.getBoundingClientRect(), { width, height }, page);
    menu.current.style.left = `${left}px`;
    menu.current.style.top = `${top}px`;
    itemsOf(menu.current)
      .at(start === 'first' ? 0 : -1)
      ?.focus();
  }, [button, start]);
  useEndOnMove(button, () => onClose(true));

  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>): void => {
    // Neither the row nor the page makes something else of a key that is meant for the menu.
    event.stopPropagation();
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === 'Tab' || event.key === 'Escape') {
      // Tab goes on from the button, in its own direction.
      if (event.key === 'Escape') event.preventDefault();
      onClose(true);
      return;
    }
    const items = itemsOf(event.currentTarget);
    const at = items.findIndex((item) => item === document.activeElement);
    const next = menuMove(event.key, at, items.length) ?? found(event, items, at);
    if (next === undefined) return;
    event.preventDefault();
    items[next]?.focus();
  };

  const found = (event: KeyboardEvent, items: readonly HTMLElement[], at: number): number | undefined => {
    // Space and Enter choose.
    if (Array.from(event.key).length !== 1 || event.key === ' ') return undefined;
    const going = event.timeStamp - typed.current.at < typingPause;
    typed.current = { text: `${going ? typed.current.text : ''}${event.key}`, at: event.timeStamp };
    return menuFind(
      typed.current.text,
      items.map((item) => item.textContent),
      at,
    );
  };

  const onBlur = (event: FocusEvent<HTMLDivElement>): void => {
    const { relatedTarget: to, currentTarget: own } = event;
    // The button closes it by itself.
    if (to instanceof Node && (own.contains(to) || to === button.current)) return;
    onClose(false);
  };

  return (
    <div
      ref={menu}
      id={id}
      className="menu"
      role="menu"
      aria-labelledby={titleId}
      onKeyDown={onKeyDown}
      onBlur={onBlur}
      // What is no entry takes no focus away.
      onMouseDown={(event) => event.preventDefault()}
      onClick={(event) => event.stopPropagation()}
    >
      <p className="menu-title" id={titleId} aria-hidden="true">
        {title}
      </p>
      <CloseContext value={onClose}>{children}</CloseContext>
    </div>
  );
}

interface MenuItemProps {
  readonly onChoose: () => void;
  readonly children: ReactNode;
}

export function MenuItem({ onChoose, children }: MenuItemProps) {
  const close = use(CloseContext);
  return (
    <button
      type="button"
      className="menu-item"
      role="menuitem"
      tabIndex={-1}
      onMouseMove={(event) => event.currentTarget.focus()}
      onClick={() => {
        close(true);
        onChoose();
      }}
    >
      {children}
    </button>
  );
}

interface MenuGroupProps {
  /** Absent where its entries speak for themselves. */
  readonly label?: string;
  /** Its entries are short: two stand beside each other. */
  readonly columns?: boolean;
  readonly children: ReactNode;
}

export function MenuGroup({ label, columns = false, children }: MenuGroupProps) {
  return (
    <div className={columns ? 'menu-group menu-columns' : 'menu-group'} role="group" aria-label={label}>
      {label !== undefined && (
        <p className="menu-heading" aria-hidden="true">
          <bdi>{label}</bdi>
        </p>
      )}
      {children}
    </div>
  );
}

function itemsOf(menu: HTMLElement): readonly HTMLElement[] {
  return [...menu.querySelectorAll<HTMLElement>('[role="menuitem"]')];
}

/** A menu does not follow its button: where that scrolls or is pushed away, the menu would belong to nothing. */
function useEndOnMove(button: RefObject<HTMLElement | null>, end: () => void): void {
  const latest = useRef(end);
  useEffect(() => {
    latest.current = end;
  });
  useEffect(() => {
    const top = button.current?.getBoundingClientRect().top;
    const check = (): void => {
      if (button.current?.getBoundingClientRect().top !== top) latest.current();
    };
    const onResize = (): void => latest.current();
    document.addEventListener('scroll', check, { capture: true, passive: true });
    window.addEventListener('resize', onResize);
    return () => {
      document.removeEventListener('scroll', check, { capture: true });
      window.removeEventListener('resize', onResize);
    };
  }, [button]);
}
