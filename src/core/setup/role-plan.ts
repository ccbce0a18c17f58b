import type { WrittenPolicy } from '../trust/policy-writer.ts';
import type { TrustProvider } from '../trust/provider.ts';
import type { SetupAnswers } from './answers.ts';

/** Everything that the outputs say, whatever their form. */
export interface RolePlan {
  readonly for: SetupAnswers['for'];
  readonly issuer: string;
  /** What the tokens are for: a client id of the OIDC provider. */
  readonly audience: string;
  readonly partition: string;
  readonly accountId: string;
  readonly provider: TrustProvider;
  /** More than one only where all subjects do not fit into one trust policy. */
  readonly roles: readonly PlannedRole[];
  /** ARNs of managed policies, for each of the roles. */
  readonly permissions: readonly string[];
  readonly maxSessionSeconds: number;
}

export interface PlannedRole {
  readonly name: string;
  readonly arn: string;
  readonly policy: WrittenPolicy;
}
