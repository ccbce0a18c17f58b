import { useEffect, useId, useRef } from 'react';
import type { ConfirmationView, RoleView } from '../../shared/view.ts';
import type { Intentions } from '../intentions.ts';
import { useTexts } from '../texts-context.ts';
import { Button } from './button.tsx';

interface ConfirmDialogProps {
  readonly confirmation: ConfirmationView;
  /** Absent where the configuration no longer names it. */
  readonly role: RoleView | undefined;
  readonly intentions: Intentions;
}

/** Asks before a role is used: which one, who wants it, and for how long a yes holds. Escape is a no. */
export function ConfirmDialog({ confirmation, role, intentions }: ConfirmDialogProps) {
  const { roleId, roleName, by, forSeconds } = confirmation;
  const { confirm } = useTexts();
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
        intentions.declineRole(roleId);
      }}
    >
      <h2 className="dialog-title" id={titleId}>
        {confirm.title}
      </h2>
      <div id={textId}>
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
      </div>
      <div className="dialog-actions">
        <Button onPress={() => intentions.declineRole(roleId)}>{confirm.decline}</Button>
        <Button kind="primary" onPress={() => intentions.confirmRole(roleId)}>
          {confirm.allow(forSeconds)}
        </Button>
      </div>
    </dialog>
  );
}
