import { dangersOf } from './dangers.ts';
import type { Json, JsonObject } from './json-text.ts';
import type { Change } from './mending.ts';
import { isFirm, narrowSubjects, tighten } from './narrowing-tests.ts';
import { matchesPattern, placesOf } from './pattern.ts';
import { isFault, parseTrustPolicy } from './policy-reader.ts';
import { providerOfRequest, webIdentityAction, type TrustRequest } from './request.ts';
import { conditionsOf, statementOf, statementsOf, without, type Conditions } from './statement-json.ts';
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
  const narrowing = { policy, statement, conditions, changes };
  tighten(narrowing, `${name}:aud`);
  narrowSubjects(narrowing, `${name}:sub`, letIn ? subject : undefined);
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
