import { useId } from 'react';
import type { ImportProfileView } from '../../shared/import-view.ts';
import { useTexts } from '../texts-context.ts';
import { ImportRole } from './import-role.tsx';
import { SettingsSection } from './settings-row.tsx';

interface ImportRolesProps {
  readonly roles: readonly Extract<ImportProfileView, { kind: 'role' }>[];
  /** Names of profiles. */
  readonly chosen: ReadonlySet<string>;
  readonly onTurn: (profiles: readonly string[], on: boolean) => void;
}

/** Profiles that can become roles, each with a box. */
export function ImportRoles({ roles, chosen, onTurn }: ImportRolesProps) {
  return (
    <ul className="settings-list">
      {roles.map((role) => (
        <ImportRole
          key={role.profile}
          role={role}
          on={chosen.has(role.profile)}
          onTurn={(on) => onTurn([role.profile], on)}
        />
      ))}
    </ul>
  );
}

/** Those of IAM Identity Center: often hundreds, all of them guesses for one reason, which is said once. */
export function ImportGuesses({ roles, chosen, onTurn }: ImportRolesProps) {
  const { sso: words } = useTexts().imports;
  const id = useId();
  const about = useId();
  const names = roles.map(({ profile }) => profile);
  const taken = names.filter((name) => chosen.has(name)).length;
  return (
    <SettingsSection title={words.heading}>
      <p className="help-hint" id={about}>
        {words.about}
      </p>
      {roles.length > 1 && (
        <div className="import-all">
          <input
            id={id}
            className="import-check"
            type="checkbox"
            aria-describedby={about}
            checked={taken === names.length}
            ref={(box) => {
              if (box !== null) box.indeterminate = taken > 0 && taken < names.length;
            }}
            onChange={(event) => onTurn(names, event.target.checked)}
          />
          <label htmlFor={id}>{words.all(roles.length)}</label>
        </div>
      )}
      <ImportRoles roles={roles} chosen={chosen} onTurn={onTurn} />
    </SettingsSection>
  );
}
