import { hasCode, type AppError, type Shown } from '../core/errors.ts';
import type { RoleRefusalView } from '../shared/view.ts';

/** What AWS was shown, and where to compare it; undefined for failures of another kind. */
export function presentRefusal(failure: AppError): RoleRefusalView | undefined {
  if (hasCode(failure, 'role_refused')) return refusal('trust-policy', failure.details);
  if (hasCode(failure, 'sts_token_refused')) return refusal('identity-provider', failure.details);
  if (hasCode(failure, 'sts_token_expired')) return refusal('clocks', failure.details);
  return undefined;
}

/** Named field by field: whatever else the details may hold one day stays here. */
function refusal(
  compareWith: RoleRefusalView['compareWith'],
  { roleArn, issuer, audience, subject }: Shown,
): RoleRefusalView {
  const [, partition = 'aws', , , accountId = ''] = roleArn.split(':');
  // IAM leaves the scheme out, and keeps the path (IAM user guide, "Available keys for AWS OIDC federation").
  const provider = issuer.replace(/^https?:\/\//, '');
  return {
    compareWith,
    roleArn,
    issuer,
    audience,
    subject,
    accountId,
    provider,
    providerArn: `arn:${partition}:iam::${accountId}:oidc-provider/${provider}`,
  };
}
