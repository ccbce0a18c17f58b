import type { RoleActivityView, RoleView } from '../../shared/view.ts';
import { isFileAction } from '../file-action.ts';
import type { Intentions } from '../intentions.ts';
import { ErrorText } from './error-text.tsx';
import { FileButton } from './file-button.tsx';
import { ReplaceStep } from './replace-step.tsx';
import { RoleRefusal } from './role-refusal.tsx';

interface RoleErrorProps {
  readonly role: RoleView;
  readonly activity: Extract<RoleActivityView, { status: 'failed' }>;
  readonly onReplace: () => void;
  readonly intentions: Intentions;
}

/**
 * Why the last thing that was done with a role failed. Where the configuration file is to blame, the way there stands
 * below; where AWS refuses, the reasons do; where somebody else's profile stands in the way, the way past it does.
 */
export function RoleError({ role, activity, onReplace, intentions }: RoleErrorProps) {
  const { error, retry } = activity;
  return (
    <div role="gridcell" className="role-error">
      <p className="role-error-title">{error.title}</p>
      <p className="role-error-hint">
        <ErrorText error={error} />
      </p>
      {isFileAction(error.action) && (
        <div className="notice-actions">
          <FileButton action={error.action} subject={role.name} intentions={intentions} />
        </div>
      )}
      {error.action === 'overwrite' && retry !== undefined && (
        <ReplaceStep key={`${retry} ${error.happened}`} subject={role.name} onReplace={onReplace} />
      )}
      {error.refusal && <RoleRefusal role={role} refusal={error.refusal} intentions={intentions} />}
    </div>
  );
}
