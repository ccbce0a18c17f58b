import { useEffect, useId, useLayoutEffect, useRef, type ReactNode } from 'react';
import { useSettled } from '../use-settled.ts';
import { Button } from './button.tsx';

interface QuestionDialogProps {
  readonly title: string;
  /** Tells this question from others that are asked in the same words. */
  readonly about?: string;
  /** What is asked about. */
  readonly children: ReactNode;
  readonly no: string;
  readonly onNo: () => void;
  readonly yes: string;
  readonly onYes: () => void;
  /** A yes takes something away. */
  readonly danger?: boolean;
  /** The user has just asked for it, and it has to be quick: Enter says yes. */
  readonly urgent?: boolean;
}

/** A question comes up by itself, under the pointer: for so long a click was meant for something else. Milliseconds. */
const startleMs = 500;

/** Asks before something is done that matters. The view puts it up and takes it away. Escape is a no. */
export function QuestionDialog({
  title,
  about = title,
  children,
  no,
  onNo,
  yes,
  onYes,
  danger = false,
  urgent = false,
}: QuestionDialogProps) {
  const settled = useSettled(about, startleMs);
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  const textId = useId();
  useEffect(() => {
    // The focus goes to the first button: Enter, pressed for something else, does no harm.
    if (dialog.current?.open === false) dialog.current.showModal();
    if (urgent) dialog.current?.querySelector<HTMLElement>('.dialog-actions > :last-child')?.focus();
  }, [urgent]);
  // An open one that goes takes the focus with it; one that is closed first gives it back to where it was.
  useLayoutEffect(() => {
    const own = dialog.current;
    return () => own?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      className="dialog"
      role="alertdialog"
      aria-labelledby={titleId}
      aria-describedby={textId}
      onCancel={(event) => {
        // The view takes it away, so that page and view never disagree.
        event.preventDefault();
        onNo();
      }}
    >
      <h2 className="dialog-title" id={titleId}>
        {title}
      </h2>
      <div id={textId}>{children}</div>
      <div className="dialog-actions">
        <Button onPress={onNo}>{no}</Button>
        <Button kind={danger ? 'danger-primary' : 'primary'} onPress={onYes} deaf={!settled}>
          {yes}
        </Button>
      </div>
    </dialog>
  );
}
