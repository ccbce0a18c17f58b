import type { ConfirmationView, RoleView } from '../../shared/view.ts';
import type { Intentions } from '../intentions.ts';
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
  const { confirm } = useTexts();
  return (
    <QuestionDialog
      title={fullAccess ? confirm.fullTitle : confirm.title}
      about={[roleId, roleName, by, forSeconds, fullAccess, role?.accountId, role?.roleName].join('\n')}
      no={confirm.decline}
      onNo={() => intentions.declineRole(roleId)}
      yes={confirm.allow(forSeconds)}
      onYes={() => intentions.confirmRole(roleId)}
    >
      <RoleTitle name={roleName} role={role} />
      <p>{confirm.who[by]}</p>
      {fullAccess && <p>{confirm.full}</p>}
      <p className="dialog-hint">{confirm.holds(forSeconds)}</p>
    </QuestionDialog>
  );
}
