import type { RoleView } from '../../shared/view.ts';

interface RoleTitleProps {
  readonly name: string;
  /** Absent where the configuration no longer names it. */
  readonly role: RoleView | undefined;
}

/** Which role it is about: its colour, its name, and what it is called in AWS. */
export function RoleTitle({ name, role }: RoleTitleProps) {
  return (
    <div className="role-text dialog-role">
      <span className="role-bar" data-color={role?.color} />
      <p className="dialog-role-name">
        <bdi>{name}</bdi>
      </p>
      {role && (
        <p className="dialog-role-meta">
          <span className="role-account">{role.accountId}</span> · <bdi>{role.roleName}</bdi>
        </p>
      )}
    </div>
  );
}
