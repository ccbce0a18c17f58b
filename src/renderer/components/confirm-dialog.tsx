import type { ConfirmationView, RoleView } from '../../shared/view.ts';
import type { Intentions } from '../intentions.ts';
import { useTexts } from '../texts-context.ts';
import { QuestionDialog } from './question-dialog.tsx';

interface ConfirmDialogProps {
  readonly confirmation: ConfirmationView;
  /** Absent where the configuration no longer names it. */
  readonly role: RoleView | undefined;
  readonly intentions: Intentions;
}

/** Asks before a role is used: which one, who wants it, and for how long a yes holds. */
export function ConfirmDialog({ confirmation, role, intentions }: ConfirmDialogProps) {
  const { roleId, roleName, by, forSeconds } = confirmation;
  const { confirm } = useTexts();
  return (
    <QuestionDialog
      title={confirm.title}
      about={[roleId, roleName, by, forSeconds, role?.accountId, role?.roleName].join('\n')}
      no={confirm.decline}
      onNo={() => intentions.declineRole(roleId)}
      yes={confirm.allow(forSeconds)}
      onYes={() => intentions.confirmRole(roleId)}
    >
      <div className="role-text dialog-role">
        <span className="role-bar" data-color={role?.color} />
        <p className="dialog-role-name">
          <bdi>{roleName}</bdi>
        </p>
        {role && (
          <p className="dialog-role-meta">
            <span className="role-account">{role.accountId}</span> · <bdi>{role.roleName}</bdi>
          </p>
        )}
      </div>
      <p>{confirm.who[by]}</p>
      <p className="dialog-hint">{confirm.holds(forSeconds)}</p>
    </QuestionDialog>
  );
}
