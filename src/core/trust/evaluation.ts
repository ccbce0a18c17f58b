import { isNegated, matches, takesVariables, type Operator, type Wanted } from './operators.ts';
import { matchesPattern, placesOf } from './pattern.ts';
import { conditionNearMiss, isSigned, principalNearMiss, type NearMiss } from './near-miss.ts';
import { lookUp, providerOfRequest, webIdentityAction, type Found, type TrustRequest } from './request.ts';
import type { Condition, Statement, TrustPolicy } from './trust-policy.ts';

/** `unknown` where it hangs on something that only AWS knows. */
export type Answer = 'yes' | 'no' | 'unknown';

/** What a policy says to a token, and why. Plain data. */
export interface Verdict {
  readonly answer: 'allowed' | 'refused' | 'unknown';
  readonly statements: readonly StatementVerdict[];
}

export interface StatementVerdict {
  /** From 1. */
  readonly number: number;
  readonly sid?: string;
  readonly effect: 'Allow' | 'Deny';
  readonly applies: Answer;
  readonly principal: {
    readonly matches: boolean;
    /** `*`, or the providers, accounts and services it names. */
    readonly wanted: readonly string[];
    readonly near?: NearMiss;
  };
  readonly action: {
    readonly matches: boolean;
    readonly wanted: readonly string[];
    readonly negated: boolean;
  };
  readonly conditions: readonly ConditionVerdict[];
}

export interface ConditionVerdict {
  readonly operator: string;
  readonly key: string;
  readonly wanted: readonly string[];
  readonly found: Found;
  readonly holds: Answer;
  /** What it may be, where it does not hold. */
  readonly near?: NearMiss;
}

/** As IAM does: one statement must allow it, and none may deny it. */
export function evaluateTrust(policy: TrustPolicy, request: TrustRequest): Verdict {
  const statements = policy.statements.map((statement) => judge(policy, statement, request));
  const says = (effect: 'Allow' | 'Deny', applies: Answer) =>
    statements.some((one) => one.effect === effect && one.applies === applies);
  if (says('Deny', 'yes')) return { answer: 'refused', statements };
  if (says('Allow', 'yes')) return { answer: says('Deny', 'unknown') ? 'unknown' : 'allowed', statements };
  return { answer: says('Allow', 'unknown') ? 'unknown' : 'refused', statements };
}

function judge(policy: TrustPolicy, statement: Statement, request: TrustRequest): StatementVerdict {
  const principal = judgePrincipal(statement, request);
  const action = {
    matches: coversAction(statement),
    wanted: statement.actions.patterns,
    negated: statement.actions.negated,
  };
  const variables = policy.version === '2012-10-17';
  const conditions = statement.conditions.map((condition) => judgeCondition(condition, request, variables));
  const { number, sid, effect } = statement;
  const applies =
    principal.matches && action.matches ? all(conditions.map(({ holds }) => holds)) : ('no' as const);
  return { number, effect, applies, principal, action, conditions, ...(sid !== undefined && { sid }) };
}

function judgePrincipal({ principal }: Statement, request: TrustRequest): StatementVerdict['principal'] {
  if (principal.kind === 'everyone') return { matches: true, wanted: ['*'] };
  const { arn } = providerOfRequest(request);
  const wanted = [...principal.federated, ...principal.others];
  if (principal.federated.includes(arn)) return { matches: true, wanted };
  const near = principalNearMiss(principal.federated, arn);
  return { matches: false, wanted, ...(near !== undefined && { near }) };
}

/** Action names ignore letter case. */
export function coversAction({ actions }: Pick<Statement, 'actions'>): boolean {
  const action = webIdentityAction.toLowerCase();
  const named = actions.patterns.some((pattern) =>
    matchesPattern(placesOf(pattern.toLowerCase(), true), action),
  );
  return named !== actions.negated;
}

function judgeCondition(condition: Condition, request: TrustRequest, variables: boolean): ConditionVerdict {
  const { operator, key, values } = condition;
  const found = lookUp(request, key);
  const holds = holdsFor(condition, found, request, variables);
  // A Deny may apply just because a key is missing.
  const matters = holds === 'no' || (holds === 'yes' && found.kind === 'absent' && isSigned(key));
  const near = matters ? conditionNearMiss(condition, found, request) : undefined;
  return { operator: operator.name, key, wanted: values, found, holds, ...(near !== undefined && { near }) };
}

function holdsFor(
  { operator, values }: Condition,
  found: Found,
  request: TrustRequest,
  variables: boolean,
): Answer {
  if (found.kind === 'unknown') return 'unknown';
  const actual = found.kind === 'values' ? found.values : [];
  if (operator.base === 'Null') {
    const isAbsent = actual.length === 0;
    return truth(values.some((value) => (value.toLowerCase() === 'true') === isAbsent));
  }
  if (actual.length === 0) return truth(operator.ifExists || absenceHolds(operator));
  const wanted = values.map((value) =>
    variables && takesVariables(operator) ? fillIn(value, request) : plain(value),
  );
  const each = actual.map((value) => meets(operator, wanted, value));
  return operator.set === 'any' || (operator.set === 'none' && !isNegated(operator)) ? any(each) : all(each);
}

/** A missing key fails a comparison, passes a negated one and passes `ForAllValues`; it never passes `ForAnyValue`. */
function absenceHolds(operator: Operator): boolean {
  return operator.set === 'all' || (operator.set === 'none' && isNegated(operator));
}

/** Whether one value of the request meets a condition. */
function meets(operator: Operator, wanted: readonly Filled[], actual: string): Answer {
  const answer = any(
    wanted.map((one) => {
      if (one === 'unknown') return 'unknown';
      return truth(one !== 'nothing' && matches(operator, one, actual));
    }),
  );
  if (!isNegated(operator) || answer === 'unknown') return answer;
  return answer === 'yes' ? 'no' : 'yes';
}

/** A value with its variables put in. One that has no value equals nothing and is like nothing. */
type Filled = Wanted | 'unknown' | 'nothing';

const plain = (text: string): Wanted => [{ text, literal: false }];

/** `${*}`, `${?}` and `${$}` are those characters; `${key}` is the request's value, `${key, 'text'}` has a default. */
function fillIn(value: string, request: TrustRequest): Filled {
  const pieces: { text: string; literal: boolean }[] = [];
  // Behind the last brace there is no variable, and nothing to look for one from each `${` on.
  const last = value.lastIndexOf('}') + 1;
  for (const part of [...value.slice(0, last).split(/(\$\{[^}]*\})/), value.slice(last)]) {
    const inner = /^\$\{([^}]*)\}$/.exec(part)?.[1];
    if (inner === undefined) {
      pieces.push({ text: part, literal: false });
      continue;
    }
    if (['*', '?', '$'].includes(inner)) {
      pieces.push({ text: inner, literal: true });
      continue;
    }
    const [, key = inner, fallback] = /^([^,]+), ?'([^']*)'$/.exec(inner) ?? [];
    const found = lookUp(request, key.trim());
    if (found.kind === 'unknown') return 'unknown';
    // A key with several values is no variable.
    const text = found.kind === 'values' && found.values.length === 1 ? found.values[0] : fallback;
    if (text === undefined) return 'nothing';
    pieces.push({ text, literal: true });
  }
  return pieces;
}

function truth(value: boolean): Answer {
  return value ? 'yes' : 'no';
}

function all(answers: readonly Answer[]): Answer {
  if (answers.includes('no')) return 'no';
  return answers.includes('unknown') ? 'unknown' : 'yes';
}

function any(answers: readonly Answer[]): Answer {
  if (answers.includes('yes')) return 'yes';
  return answers.includes('unknown') ? 'unknown' : 'no';
}
