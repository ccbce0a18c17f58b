import type { Identity, IdentityId } from '../model.ts';

/** No identity of a configuration can be called so: a colon is not allowed there. */
const prefix = 'catalogue:';

/** The name under which the session of an application of catalogues stands in the keychain. */
export function catalogueAccount(clientId: string): IdentityId {
  return `${prefix}${clientId}` as IdentityId;
}

/** Whether an account in the keychain belongs to an application of catalogues, and not to a login. */
export function isCatalogueAccount({ id }: Pick<Identity, 'id'>): boolean {
  return id.startsWith(prefix);
}
