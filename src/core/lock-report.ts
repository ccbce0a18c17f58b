import type { AppError } from './errors.ts';
import type { IdentityId, Place } from './model.ts';

/** What became of locking everything. What was handed out before goes on: AWS ends it, nobody here can. */
export interface LockReport {
  readonly identities: readonly LockedIdentity[];
  /** Where credentials may still be. */
  readonly notWithdrawn: readonly Place[];
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
