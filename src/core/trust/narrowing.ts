import { dangersOf, isDangerousValue } from './dangers.ts';
import type { Json, JsonObject } from './json-text.ts';
import type { Change } from './mending.ts';
import { isNegated, isRange, readOperator } from './operators.ts';
import { matchesPattern, placesOf } from './pattern.ts';
import { isFault, parseTrustPolicy } from './policy-reader.ts';
import { providerOfRequest, webIdentityAction, type TrustRequest } from './request.ts';
import {
  conditionsOf,
  listOf,
  statementOf,
  statementsOf,
  textOf,
  without,
  type Conditions,
} from './statement-json.ts';
import { kindOf } from './subject.ts';
import type { Statement, TrustPolicy } from './trust-policy.ts';

/** What becomes of a statement that lets in whom nobody meant. */
export interface Narrowed {
  /** The same for this token's provider alone; absent where it does not name that provider. */
  readonly own?: JsonObject;
  /** For whoever else it names and is no danger, so that nobody of them is locked out. */
  readonly beside: readonly JsonObject[];
  readonly changes: readonly Change[];
}

/**
 * Takes the danger out of a statement. What else it asks for stays, and whoever it names by name.
 *
 * @param letIn whether this token got in by it so far, as far as is known: then it does so by its id from now on
 */
export function narrowStatement(
  policy: TrustPolicy,
  statement: Statement,
  request: TrustRequest,
  letIn: boolean,
): Narrowed {
  const changes: Change[] = [];
  const given = statementOf(policy, statement.number);
  const { principal, number } = statement;
  const { arn } = providerOfRequest(request);
  const beside = bystanders(policy, statement, given, arn, changes);
  if (principal.kind === 'named' && !principal.federated.includes(arn)) return { beside, changes };
  if (principal.kind === 'everyone')
    changes.push({ code: 'principal-narrowed', statement: number, from: '*', to: arn });
  const own: JsonObject = {
    ...given,
    Principal: { Federated: arn },
    Condition: narrowConditions(policy, statement, given['Condition'], request, letIn, changes),
  };
  return { own, beside, changes };
}

function bystanders(
  policy: TrustPolicy,
  { principal, actions, number }: Statement,
  given: JsonObject,
  arn: string,
  changes: Change[],
): readonly JsonObject[] {
  const rest = without(given, 'Sid');
  if (principal.kind === 'everyone') {
    const others = actions.negated ? [] : actions.patterns.filter((pattern) => !covers(pattern));
    return others.length === 0 ? [] : [{ ...rest, Action: others }];
  }
  const names = without(given['Principal'] as JsonObject, 'Federated');
  const aws: JsonObject[] = principal.others.length === 0 ? [] : [{ ...rest, Principal: names }];
  const providers = principal.federated
    .filter((one) => one !== arn)
    .flatMap((provider) => {
      const alone: JsonObject = { ...rest, Principal: { Federated: provider } };
      if (!isDangerous(policy, alone)) return [alone];
      changes.push({ code: 'provider-dropped', statement: number, provider });
      return [];
    });
  return [...aws, ...providers];
}

function isDangerous(policy: TrustPolicy, statement: JsonObject): boolean {
  const denies = statementsOf(policy).filter(({ Effect: effect }) => effect === 'Deny');
  const read = parseTrustPolicy(JSON.stringify({ ...policy.document, Statement: [statement, ...denies] }));
  return isFault(read) || dangersOf(read).some(({ level }) => level === 'danger');
}

function covers(pattern: string): boolean {
  return matchesPattern(placesOf(pattern.toLowerCase(), true), webIdentityAction.toLowerCase());
}

function narrowConditions(
  policy: TrustPolicy,
  statement: Statement,
  given: Json | undefined,
  request: TrustRequest,
  letIn: boolean,
  changes: Change[],
): Conditions {
  const conditions = conditionsOf(given);
  const { number } = statement;
  const { name } = providerOfRequest(request);
  const [audience = ''] = request.token.audience;
  const { subject } = request.token;
  tighten(conditions, name, number, changes);
  dropValues(policy, statement, conditions, name, letIn ? subject : undefined, changes);
  const tests = Object.entries(conditions).flatMap(([operator, block]) =>
    isFirm(operator) ? Object.keys(block).map((key) => key.toLowerCase()) : [],
  );
  const add = (claim: 'aud' | 'sub', value: string) => {
    (conditions['StringEquals'] ??= {})[`${name}:${claim}`] = value;
  };
  if (!tests.includes(`${name}:aud`.toLowerCase())) {
    add('aud', audience);
    changes.push({ code: 'audience-test-added', statement: number, audience });
  }
  if (!tests.includes(`${name}:sub`.toLowerCase())) {
    add('sub', subject);
    changes.push({ code: 'subject-test-added', statement: number, subject });
  }
  return conditions;
}

/** `StringEqualsIfExists` becomes `StringEquals`. Where that stands there already, both give way to this token. */
function tighten(conditions: Conditions, name: string, statement: number, changes: Change[]): void {
  for (const [operator, block] of Object.entries(conditions)) {
    const read = readOperator(operator);
    if (read === undefined || read.base === 'Null' || isNegated(read)) continue;
    if (!read.ifExists && read.set !== 'all') continue;
    for (const [key, values] of Object.entries(block)) {
      if (!isClaim(key, name)) continue;
      remove(conditions, operator, key);
      const firm = conditions[read.base] ?? {};
      const there = Object.keys(firm).find((one) => one.toLowerCase() === key.toLowerCase());
      if (there === undefined) {
        conditions[read.base] = { ...firm, [key]: values };
        changes.push({ code: 'test-tightened', statement, key, from: operator, to: read.base });
        continue;
      }
      const lost = [...listOf(firm[there] ?? []), ...listOf(values)].map(textOf);
      remove(conditions, read.base, there);
      changes.push({ code: 'values-dropped', statement, key, values: lost });
    }
  }
}

/** Patterns and variables that are everybody go; whoever stands beside them stays. */
function dropValues(
  policy: TrustPolicy,
  statement: Statement,
  conditions: Conditions,
  name: string,
  subject: string | undefined,
  changes: Change[],
): void {
  for (const [operator, block] of Object.entries(conditions)) {
    const read = readOperator(operator);
    if (read === undefined || read.base === 'Null' || isNegated(read) || isRange(read)) continue;
    for (const [key, values] of Object.entries(block)) {
      if (key.toLowerCase() !== `${name}:sub`.toLowerCase()) continue;
      const isBad = (value: Json) =>
        isDangerousValue(policy, statement, { operator: read, key, values: [textOf(value)] });
      const all = listOf(values);
      const lost = all.filter(isBad).map(textOf);
      if (lost.length === 0) continue;
      changes.push({ code: 'values-dropped', statement: statement.number, key, values: lost });
      if (lost.length === all.length) {
        remove(conditions, operator, key);
        continue;
      }
      const kept = all.filter((value) => !isBad(value));
      const texts = kept.map(textOf);
      const joins =
        subject !== undefined &&
        !texts.includes(subject) &&
        texts.every((text) => kindOf(text) === kindOf(subject));
      conditions[operator] = { ...conditions[operator], [key]: joins ? [...kept, subject] : kept };
      if (joins) changes.push({ code: 'subject-added', statement: statement.number, subject });
    }
  }
}

/** An operator without a key is none that IAM takes. */
function remove(conditions: Conditions, operator: string, key: string): void {
  const rest = Object.entries(conditions[operator] ?? {}).filter(([one]) => one !== key);
  if (rest.length > 0) conditions[operator] = Object.fromEntries(rest);
  // Only names that the policy itself has are taken away.
  else Reflect.deleteProperty(conditions, operator);
}

function isClaim(key: string, name: string): boolean {
  return [`${name}:aud`, `${name}:sub`].some((one) => one.toLowerCase() === key.toLowerCase());
}

/** A test that names somebody, and that a token without the claim fails. */
function isFirm(name: string): boolean {
  const read = readOperator(name);
  if (read === undefined || read.base === 'Null' || read.ifExists || read.set === 'all') return false;
  return !isNegated(read) && !isRange(read);
}
