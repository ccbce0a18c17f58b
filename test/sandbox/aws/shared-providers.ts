import type { Condition } from './conditions.ts';
import { IamError } from './iam-error.ts';
import type { Statement, TrustPolicy } from './trust-policy.ts';

/**
 * Issuers that everybody shares. IAM refuses a role that lets one of them in without a positive test of the subject,
 * because any of its users could assume such a role.
 */
const SHARED: Readonly<Record<string, string>> = { 'gitlab.com': 'gitlab.com:sub' };

const POSITIVE = /^(ForAnyValue:)?(StringEquals|StringLike|StringEqualsIgnoreCase)$/;

/** @throws IamError MalformedPolicyDocument where a shared issuer's subject is not tested. */
export function checkSharedProviders(policy: TrustPolicy): void {
  for (const statement of policy.statements.filter(({ effect }) => effect === 'Allow')) {
    for (const key of keysToTest(statement)) {
      if (statement.conditions.some((condition) => condition.key === key && narrows(condition))) continue;
      throw new IamError(
        'MalformedPolicyDocument',
        `The trust policy must evaluate the condition key ${key}`,
      );
    }
  }
}

function keysToTest(statement: Statement): readonly string[] {
  if (statement.principal.kind === 'anyone') return [];
  return statement.principal.federated.flatMap((arn) => SHARED[arn.replace(/^[^/]*\//, '')] ?? []);
}

function narrows(condition: Condition): boolean {
  return POSITIVE.test(condition.operator) && condition.values.every((value) => !/^[*?]*$/.test(value));
}
