import type { DeliveryOrder } from './delivery-ports.ts';
import type { Access, ConsolePlace, Role } from './model.ts';

/** What was asked of a role, so that the very same can be asked again where it failed, and never more than that. */
export type RoleWish =
  | ({ readonly kind: 'console'; readonly access?: Access } & ConsolePlace)
  | { readonly kind: 'delivery'; readonly order: DeliveryOrder };

/** @param role with the access that is wanted of it */
export function wishForConsole(role: Role, access: Access | undefined, where: ConsolePlace): RoleWish {
  return { kind: 'console', ...where, ...kept(role, access) };
}

/**
 * Without the leave to replace what somebody else wrote: by the next time another may stand there.
 * @param role with the access that is wanted of it
 */
export function wishForDelivery(role: Role, { sink, target, access }: DeliveryOrder): RoleWish {
  return { kind: 'delivery', order: { sink, ...(target && { target }), ...kept(role, access) } };
}

/** What was to be read-only stays so, whatever the configuration says by the next time. */
function kept({ readOnly }: Role, access: Access | undefined): { readonly access?: Access } {
  if (readOnly) return { access: 'read-only' };
  return access === undefined ? {} : { access };
}
