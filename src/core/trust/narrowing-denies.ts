import { coversAction } from './evaluation.ts';
import { readOperator } from './operators.ts';
import type { Condition, Statement, TrustPolicy } from './trust-policy.ts';

const opposites: Readonly<Record<string, string>> = {
  StringEquals: 'StringNotEquals',
  StringNotEquals: 'StringEquals',
  StringEqualsIgnoreCase: 'StringNotEqualsIgnoreCase',
  StringNotEqualsIgnoreCase: 'StringEqualsIgnoreCase',
  StringLike: 'StringNotLike',
  StringNotLike: 'StringLike',
};

/**
 * What the Denies of a policy ask of whoever an Allow lets in: who is denied unless the subject is 42 is asked to be 42.
 * Only a Deny counts that asks for nothing else, or for what the Allow asks for, too.
 *
 * @param name what the condition keys of the provider begin with, in lower case
 */
export function askedByDenies(
  { statements }: TrustPolicy,
  allow: Statement,
  name: string,
): readonly Condition[] {
  return statements
    .filter((one) => one.effect === 'Deny' && coversAction(one) && concerns(one, name))
    .flatMap(({ conditions }): readonly Condition[] => {
      const own = conditions.filter((one) => !allow.conditions.some((other) => isSame(one, other)));
      const [only] = own;
      if (only === undefined || own.length > 1) return [];
      const opposite = opposites[only.operator.base];
      const operator = opposite === undefined ? undefined : readOperator(opposite);
      const isClaim = [`${name}:aud`, `${name}:sub`].includes(only.key.toLowerCase());
      return operator === undefined || only.operator.set !== 'none' || !isClaim
        ? []
        : [{ ...only, operator }];
    });
}

function concerns({ principal }: Statement, name: string): boolean {
  return (
    principal.kind === 'everyone' ||
    principal.federated.some((arn) => arn.toLowerCase().endsWith(`:oidc-provider/${name}`))
  );
}

function isSame(one: Condition, other: Condition): boolean {
  return (
    one.operator.name === other.operator.name &&
    one.key.toLowerCase() === other.key.toLowerCase() &&
    JSON.stringify(one.values.toSorted()) === JSON.stringify(other.values.toSorted())
  );
}
