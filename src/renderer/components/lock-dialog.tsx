import type { Intentions } from '../intentions.ts';
import { useTexts } from '../texts-context.ts';
import { QuestionDialog } from './question-dialog.tsx';

interface LockDialogProps {
  readonly intentions: Intentions;
}

/** Asks before everything is locked, and says what that does and what it cannot do. */
export function LockDialog({ intentions }: LockDialogProps) {
  const { cancel, lock } = useTexts();
  return (
    <QuestionDialog
      title={lock.title}
      no={cancel}
      onNo={intentions.dismissLock}
      yes={lock.button}
      onYes={intentions.lockEverything}
      urgent
    >
      <ul className="dialog-points">
        <li>{lock.handedOver}</li>
        <li>{lock.memory}</li>
        <li>{lock.sessions}</li>
      </ul>
      <p className="dialog-hint">{lock.limits}</p>
    </QuestionDialog>
  );
}
