import type { Clock } from './clock.ts';
import type { CredentialStore } from './credentials.ts';
import type { Iam } from './iam.ts';
import type { IssuerKeys } from './issuer-keys.ts';

/** What the actions of STS work with. */
export interface StsParts {
  readonly iam: Iam;
  readonly keys: IssuerKeys;
  readonly store: CredentialStore;
  readonly clock: Clock;
  /** The region this address stands for; signed requests name their own. */
  readonly region: string;
}
