import type { RolePlan } from './role-plan.ts';

/** The tag of every role that the wizard's outputs make; its value says which of them did. */
export const setupTag = 'tobira-setup';

/** What stands above each output, in comments. */
export function headOf({ for: whom, provider, accountId, permissions }: RolePlan): string {
  const who = whom === 'people' ? 'People of' : 'CI jobs of';
  return [
    `# ${who} ${provider.name} in AWS account ${accountId}: OIDC provider, roles and what they may do.`,
    `# Permissions: ${permissions.map((arn) => arn.replace(/^.*:policy\//, '')).join(', ')}`,
  ].join('\n');
}

/** Of each role, in letters that IAM takes. */
export function descriptionOf({ for: whom, provider }: RolePlan): string {
  return `${whom === 'people' ? 'People' : 'CI jobs'} of ${provider.name}, by way of Tobira`;
}
