import { useId } from 'react';
import type { ImportProfileView } from '../../shared/import-view.ts';
import { useTexts } from '../texts-context.ts';
import { Arn } from './arn.tsx';
import { Marked } from './error-text.tsx';

interface ImportRoleProps {
  readonly role: Extract<ImportProfileView, { kind: 'role' }>;
  readonly on: boolean;
  readonly onTurn: (on: boolean) => void;
}

/** A profile that can become a role: whether it shall, and what is to be known of it. */
export function ImportRole({ role: { profile, roleArn, from, remarks }, on, onTurn }: ImportRoleProps) {
  const { imports: words } = useTexts();
  const id = useId();
  const about = useId();
  return (
    <li className="settings-entry import-role">
      <input
        id={id}
        className="import-check"
        type="checkbox"
        checked={on}
        aria-describedby={about}
        onChange={(event) => onTurn(event.target.checked)}
      />
      <div className="settings-entry-text">
        <label className="settings-entry-name" htmlFor={id}>
          <bdi>{profile}</bdi>
        </label>
        <div className="settings-entry-about" id={about}>
          <p>
            <bdi>
              <Arn>{roleArn}</Arn>
            </bdi>
          </p>
          {from !== undefined && <p>{words.from(from)}</p>}
          {remarks.map((remark) => (
            <p key={remark}>
              <Marked>{remark}</Marked>
            </p>
          ))}
        </div>
      </div>
    </li>
  );
}
