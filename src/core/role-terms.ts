import type { Identity, Role, RoleId } from './model.ts';
import type { Config } from './ports.ts';
import { accessOf } from './role-access.ts';
import { sessionText } from './role-chain.ts';
import { accountOf } from './token-vault.ts';

/** What AWS is asked with for a role's credentials: after an edit of any of it they are others. */
export function termsOf(role: Role, identity: Identity): string {
  return `${sessionOf(role, identity)} ${accessOf(role)} ${role.region} ${role.durationSeconds ?? ''}`;
}

/** The session itself: credentials of another one let somebody in as somebody else. */
function sessionOf(role: Role, identity: Identity): string {
  return `${sessionText(role)} ${identity.id} ${accountOf(identity)}`;
}

export function sessionIn(config: Config, id: RoleId): string | undefined {
  const target = targetIn(config, id);
  return target && sessionOf(target.role, target.identity);
}

/** With the access that is asked about: which one is the usual one does not change what either of them is. */
export function termsIn(config: Config, asked: Role): string | undefined {
  const target = targetIn(config, asked.id);
  return target && termsOf({ ...target.role, readOnly: asked.readOnly }, target.identity);
}

function targetIn({ roles, identities }: Config, id: RoleId) {
  const role = roles.find((one) => one.id === id);
  const identity = identities.find((one) => one.id === role?.identity);
  return role && identity && { role, identity };
}
