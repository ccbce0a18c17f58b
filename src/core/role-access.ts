import { AppError } from './errors.ts';
import type { Access, Role } from './model.ts';

/** How much of a role is wanted: what its sessions may do is asked of AWS, which then holds them to it. */

/** The role as a session of it is to be. @param access as the configuration says where unset */
export function withAccess(role: Role, access: Access | undefined): Role {
  return access === undefined ? role : { ...role, readOnly: access === 'read-only' };
}

/** The same for whoever asks for it just now. @throws AppError `read_only_refused` */
export function wantedAs(role: Role, access: Access | undefined): Role {
  const wanted = withAccess(role, access);
  requireSoundAccess(wanted);
  return wanted;
}

/** The same where somebody has to ask for it: all that a role may do that is read-only by itself always wants a yes. */
export function askedFor(role: Role, access: Access | undefined): Role {
  const wanted = wantedAs(role, access);
  return role.readOnly && !wanted.readOnly ? { ...wanted, confirm: true } : wanted;
}

/**
 * AWS takes the union of a session's policies: the one for reading beside a role's own would let it do more than its own
 * alone. @throws AppError `read_only_refused`
 */
export function requireSoundAccess({ name, readOnly, sessionPolicy }: Role): void {
  if (readOnly && sessionPolicy !== undefined) throw new AppError('read_only_refused', { role: name });
}

export function accessOf({ readOnly }: Pick<Role, 'readOnly'>): Access {
  return readOnly ? 'read-only' : 'full';
}

/**
 * The policies that hold a session to reading, in the role's own partition. A session may do what both the role and they
 * allow: they give nothing that the role does not have.
 */
export function sessionPolicies({ arn, readOnly }: Pick<Role, 'arn' | 'readOnly'>): readonly string[] {
  return readOnly ? [`arn:${arn.partition}:iam::aws:policy/ReadOnlyAccess`] : [];
}
