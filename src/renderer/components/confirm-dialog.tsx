import type { ConfirmationView, RoleView } from '../../shared/view.ts';
import type { Intentions } from '../intentions.ts';
import { confirmWords } from '../confirm-words.ts';
import { useTexts } from '../texts-context.ts';
import { QuestionDialog } from './question-dialog.tsx';
import { RoleTitle } from './role-title.tsx';

interface ConfirmDialogProps {
  readonly confirmation: ConfirmationView;
  /** Absent where the configuration no longer names it. */
  readonly role: RoleView | undefined;
  readonly intentions: Intentions;
}

/** Asks before a role is used: which one, who wants it, and for how long a yes holds. */
export function ConfirmDialog({ confirmation, role, intentions }: ConfirmDialogProps) {
  const { roleId, roleName, by, forSeconds, fullAccess = false } = confirmation;
  const texts = useTexts();
  const { confirm } = texts;
  const { title, lines, hint } = confirmWords(confirmation, role, texts);
  return (
    <QuestionDialog
      title={title}
      about={[roleId, roleName, by, forSeconds, fullAccess, role?.accountId, role?.roleName, hint].join('\n')}
      no={confirm.decline}
      onNo={() => intentions.declineRole(roleId)}
      yes={confirm.allow(forSeconds)}
      onYes={() => intentions.confirmRole(roleId, fullAccess)}
    >
      <RoleTitle name={roleName} role={role} />
      {lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
      <p className="dialog-hint">{hint}</p>
    </QuestionDialog>
  );
}
