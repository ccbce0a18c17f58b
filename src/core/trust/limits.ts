import type { ConditionVerdict, StatementVerdict, Verdict } from './evaluation.ts';
import type { JsonObject } from './json-text.ts';
import { isNegated, readOperator } from './operators.ts';
import { providerOfRequest, type TrustRequest } from './request.ts';
import { conditionsOf, statementOf, type Conditions } from './statement-json.ts';
import type { TrustPolicy } from './trust-policy.ts';

/** A condition that somebody meant: it limits when, from where or how, or keeps somebody out by name. */
export interface Limit {
  readonly operator: string;
  readonly key: string;
}

/** A key that was meant for who is let in, if wrongly written. */
const slips = new Set([
  'letter-case',
  'white-space',
  'trailing-slash',
  'scheme',
  'misspelled-claim',
  'key-of-other-issuer',
]);

function isLimit(line: ConditionVerdict, request: TrustRequest): boolean {
  const { operator, key, near, holds } = line;
  const prefix = `${providerOfRequest(request).name.toLowerCase()}:`;
  const lower = key.toLowerCase();
  const read = readOperator(operator);
  if (lower === `${prefix}aud` || lower === `${prefix}sub`)
    return holds === 'no' && read !== undefined && isNegated(read);
  // How somebody signed in limits, whoever issued it.
  if (lower.endsWith(':amr')) return true;
  if (!lower.startsWith(prefix) && /:(aud|sub)$/.test(lower)) return false;
  return near === undefined || !slips.has(near.code);
}

/** The limits of a statement that this request does not keep to. */
export function limitsInTheWay(verdict: StatementVerdict, request: TrustRequest): readonly Limit[] {
  return verdict.conditions
    .filter((line) => line.holds === 'no' && isLimit(line, request))
    .map(({ operator, key }) => ({ operator, key }));
}

/** Whether every limit in the way asks for a claim that IAM is not given: no token of the issuer ever keeps to it. */
export function isMetByNobody({ conditions }: StatementVerdict, request: TrustRequest): boolean {
  const prefix = `${providerOfRequest(request).name.toLowerCase()}:`;
  const inTheWay = conditions.filter((line) => line.holds === 'no' && isLimit(line, request));
  return (
    inTheWay.length > 0 &&
    inTheWay.every(({ key, found }) => {
      const lower = key.toLowerCase();
      return found.kind === 'absent' && lower.startsWith(prefix) && !/:(aud|sub|amr)$/.test(lower);
    })
  );
}

/** All limits of a statement, as they are written, for another statement beside it. */
export function limitsOf(policy: TrustPolicy, verdict: StatementVerdict, request: TrustRequest): Conditions {
  const limits = verdict.conditions.filter((line) => isLimit(line, request));
  const given = Object.entries(conditionsOf(statementOf(policy, verdict.number)['Condition']));
  return Object.fromEntries(
    given.flatMap(([operator, block]) => {
      const kept = Object.entries(block).filter(([key]) =>
        limits.some((limit) => limit.operator === operator && limit.key === key),
      );
      return kept.length === 0 ? [] : [[operator, Object.fromEntries(kept)] as const];
    }),
  );
}

/** Puts limits beside what a new statement asks for. */
export function withLimits(statement: JsonObject, limits: Conditions): JsonObject {
  const conditions = conditionsOf(statement['Condition']);
  for (const [operator, block] of Object.entries(limits))
    conditions[operator] = { ...block, ...conditions[operator] };
  return { ...statement, Condition: conditions };
}

/** What is wrong with a statement for this request, apart from its limits. */
export function faultsOf(verdict: StatementVerdict, request: TrustRequest): number {
  const { principal, action, conditions } = verdict;
  const failing = conditions.filter((line) => line.holds === 'no' && !isLimit(line, request));
  return Number(!principal.matches) + Number(!action.matches) + failing.length;
}

/** Whether a statement speaks of this very subject, be it to let it in or to keep it out: its limits are meant for it. */
export function isAbout({ conditions }: StatementVerdict, request: TrustRequest): boolean {
  const subject = `${providerOfRequest(request).name.toLowerCase()}:sub`;
  return conditions.some(({ operator, key, holds }) => {
    const read = readOperator(operator);
    if (key.toLowerCase() !== subject || read === undefined) return false;
    return isNegated(read) ? holds === 'no' : holds === 'yes';
  });
}

/** Statements that may have been meant for this token: those that need least first, and of those the least limited. */
export function candidatesFor({ statements }: Verdict, request: TrustRequest): readonly StatementVerdict[] {
  const near = new Set([...slips, 'other-account', 'other-partition']);
  const order = (one: StatementVerdict) =>
    faultsOf(one, request) * 1000 + limitsInTheWay(one, request).length;
  return statements
    .filter(
      ({ effect, principal }) =>
        effect === 'Allow' && (principal.matches || near.has(principal.near?.code ?? '')),
    )
    .sort((one, other) => order(one) - order(other) || one.number - other.number);
}
