import { OPERATORS } from './condition-operators.ts';
import type { Operator } from './condition-operators.ts';
import type { Variables } from './wildcard.ts';

/** What is known of a request: condition keys in lower case, each with its values. */
export type Context = ReadonlyMap<string, readonly string[]>;

/** How several request values count: IAM's `ForAnyValue:` and `ForAllValues:` prefixes. */
type Quantifier = 'plain' | 'any' | 'all';

/** One line of a `Condition` block: all lines must hold. */
export interface Condition {
  /** As written, for instance `ForAnyValue:StringLikeIfExists`. */
  readonly operator: string;
  readonly quantifier: Quantifier;
  readonly test: { readonly kind: 'null' } | { readonly kind: 'compare'; readonly operator: Operator };
  readonly ifExists: boolean;
  /** In lower case: condition keys ignore case, their values do not. */
  readonly key: string;
  readonly values: readonly string[];
}

/** Reads an operator's name; undefined where IAM has no such operator. */
export function parseOperator(
  name: string,
): Pick<Condition, 'operator' | 'quantifier' | 'test' | 'ifExists'> | undefined {
  const match = /^(?:(ForAnyValue|ForAllValues):)?([A-Za-z]+?)(IfExists)?$/.exec(name);
  if (match === null) return undefined;
  const [, prefix, base = '', suffix] = match;
  const quantifier = prefix === undefined ? 'plain' : prefix === 'ForAnyValue' ? 'any' : 'all';
  if (base === 'Null') {
    if (quantifier !== 'plain' || suffix !== undefined) return undefined;
    return { operator: name, quantifier, test: { kind: 'null' }, ifExists: false };
  }
  const operator = OPERATORS.get(base);
  if (operator === undefined) return undefined;
  return { operator: name, quantifier, test: { kind: 'compare', operator }, ifExists: suffix !== undefined };
}

/** Whether one condition holds for a request. */
export function holds(condition: Condition, context: Context, variables: Variables | undefined): boolean {
  const actual = context.get(condition.key) ?? [];
  const { test } = condition;
  if (test.kind === 'null') {
    return condition.values.some((value) => (value.toLowerCase() === 'true') === (actual.length === 0));
  }
  const { match, negated } = test.operator;
  const matches = (value: string): boolean =>
    condition.values.some((wanted) => match(wanted, value, variables)) !== negated;

  if (actual.length === 0) return condition.ifExists || absenceHolds(condition.quantifier, negated);
  switch (condition.quantifier) {
    case 'any':
      return actual.some(matches);
    case 'all':
      return actual.every(matches);
    case 'plain':
      return negated ? actual.every(matches) : actual.some(matches);
  }
}

/** A missing key fails a comparison, passes a negated one and passes `ForAllValues`; it never passes `ForAnyValue`. */
function absenceHolds(quantifier: Quantifier, negated: boolean): boolean {
  if (quantifier === 'all') return true;
  return quantifier === 'plain' && negated;
}
