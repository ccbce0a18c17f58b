import type { Access, Role } from './model.ts';

/** How much of a role is wanted: what its sessions may do is asked of AWS, which then holds them to it. */

/** The role as a session of it is to be. @param access as the configuration says where unset */
export function withAccess(role: Role, access: Access | undefined): Role {
  return access === undefined ? role : { ...role, readOnly: access === 'read-only' };
}

/** The same where somebody has to ask for it: all that a role may do that is read-only by itself always wants a yes. */
export function askedFor(role: Role, access: Access | undefined): Role {
  const wanted = withAccess(role, access);
  return role.readOnly && !wanted.readOnly ? { ...wanted, confirm: true } : wanted;
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
