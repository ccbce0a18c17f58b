import { useEffect, useId, useRef, type ReactNode } from 'react';
import { Button } from './button.tsx';

interface QuestionDialogProps {
  readonly title: string;
  /** What is asked about. */
  readonly children: ReactNode;
  readonly no: string;
  readonly onNo: () => void;
  readonly yes: string;
  readonly onYes: () => void;
}

/** Asks before something is done that matters. The view puts it up and takes it away. Escape is a no. */
export function QuestionDialog({ title, children, no, onNo, yes, onYes }: QuestionDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  const textId = useId();
  useEffect(() => {
    // The focus goes to the first button: Enter, pressed for something else, does no harm.
    if (dialog.current?.open === false) dialog.current.showModal();
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
        <Button kind="primary" onPress={onYes}>
          {yes}
        </Button>
      </div>
    </dialog>
  );
}
