import type { MouseEvent, ReactNode } from 'react';

interface ButtonProps {
  readonly children: ReactNode;
  readonly onPress: () => void;
  readonly kind?: 'primary' | 'secondary' | 'tonal' | 'quiet' | 'danger' | 'danger-primary';
  /** Spoken name where the visible words alone do not say which thing the button is for. It contains them. */
  readonly label?: string;
  readonly busy?: boolean;
  /** Does nothing yet, and looks as ever: it will in a moment. */
  readonly deaf?: boolean;
  /** Marks what the focus is led to for an entry of the settings. */
  readonly entry?: string;
  /** Gets the focus when nothing else has it. */
  readonly first?: boolean;
}

/**
 * The second half of a double click is dropped: by then another button may stand in the same place.
 * A busy button keeps its focus and its size, and does nothing.
 */
export function Button({
  children,
  onPress,
  kind = 'secondary',
  label,
  entry,
  busy = false,
  deaf = false,
  first = false,
}: ButtonProps) {
  const press = (event: MouseEvent): void => {
    if (event.detail <= 1 && !busy && !deaf) onPress();
  };
  return (
    <button
      type="button"
      className={`button button-${kind}`}
      aria-label={label}
      aria-disabled={busy || deaf || undefined}
      data-deaf={deaf || undefined}
      data-entry={entry}
      data-first-focus={first ? '' : undefined}
      onClick={press}
    >
      {children}
    </button>
  );
}

interface IconButtonProps {
  readonly icon: ReactNode;
  readonly label: string;
  readonly onPress: () => void;
  /** A busy one keeps its focus and does nothing. */
  readonly busy?: boolean;
  /** What it is for has been done. */
  readonly done?: boolean;
}

/** A button whose name is spoken and shown on hover. */
export function IconButton({ icon, label, onPress, busy = false, done = false }: IconButtonProps) {
  return (
    <button
      type="button"
      className={done ? 'icon-button icon-button-done' : 'icon-button'}
      aria-label={label}
      aria-disabled={busy || undefined}
      title={label}
      onClick={busy ? undefined : onPress}
    >
      {icon}
    </button>
  );
}
