import type { AppError } from './errors.ts';
import type { NotWithdrawn } from './leftovers.ts';
import type { IdentityId } from './model.ts';

/** What became of locking everything. What was handed out before goes on: AWS ends it, nobody here can. */
export interface LockReport extends NotWithdrawn {
  readonly identities: readonly LockedIdentity[];
  /** Why it is not known which sessions the keychain holds: neither the configuration nor the memory told. */
  readonly unlooked?: AppError;
}

export type LockedIdentity =
  /** `providerTold` is false where the session is gone here, but still known at the provider. */
  | { readonly identity: IdentityId; readonly signedOut: true; readonly providerTold: boolean }
  /** The keychain keeps the session. What is left there is worth nothing where the provider was told. */
  | {
      readonly identity: IdentityId;
      readonly signedOut: false;
      readonly providerTold: boolean;
      readonly error: AppError;
    };
