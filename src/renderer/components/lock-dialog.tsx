import { useEffect, useId, useRef } from 'react';
import type { Intentions } from '../intentions.ts';
import { useTexts } from '../texts-context.ts';
import { Button } from './button.tsx';

interface LockDialogProps {
  readonly intentions: Intentions;
}

/** Asks before everything is locked, and says what that does and what it cannot do. Escape is a no. */
export function LockDialog({ intentions }: LockDialogProps) {
  const texts = useTexts();
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  const textId = useId();
  useEffect(() => {
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
        intentions.dismissLock();
      }}
    >
      <h2 className="dialog-title" id={titleId}>
        {texts.lock.title}
      </h2>
      <div id={textId}>
        <ul className="dialog-points">
          <li>{texts.lock.clipboard}</li>
          <li>{texts.lock.memory}</li>
          <li>{texts.lock.sessions}</li>
        </ul>
        <p className="dialog-hint">{texts.lock.limits}</p>
      </div>
      <div className="dialog-actions">
        <Button onPress={intentions.dismissLock}>{texts.cancel}</Button>
        <Button kind="primary" onPress={intentions.lockEverything}>
          {texts.lock.button}
        </Button>
      </div>
    </dialog>
  );
}
