import type { ConditionVerdict, StatementVerdict } from './evaluation.ts';
import type { Json, JsonObject } from './json-text.ts';
import { isNegated, isTextual, readOperator, takesWildcards } from './operators.ts';
import type { OthersLetIn } from './others-let-in.ts';
import { providerOfRequest, webIdentityAction, type TrustRequest } from './request.ts';
import { hasWildcard, kindOf } from './subject.ts';
import { conditionsOf, listOf, statementOf, textOf, type Conditions } from './statement-json.ts';
import type { TrustPolicy } from './trust-policy.ts';

/** One change to a policy; statements count from 1. */
export type Change =
  | { readonly code: 'subject-added'; readonly statement: number; readonly subject: string }
  | { readonly code: 'subject-test-added'; readonly statement: number; readonly subject: string }
  | { readonly code: 'audience-test-added'; readonly statement: number; readonly audience: string }
  | ({ readonly code: 'value-replaced'; readonly key: string } & Replacement)
  /** Other audiences that the key was to test never got in, and are left out. */
  | ({ readonly code: 'key-renamed'; readonly leftOut?: readonly string[] } & Replacement)
  | ({ readonly code: 'provider-replaced' } & Replacement)
  | { readonly code: 'action-added'; readonly statement: number }
  | { readonly code: 'statement-added'; readonly statement: number }
  /** The new statement has the limits of another. */
  | {
      readonly code: 'limits-carried';
      readonly statement: number;
      readonly from: number;
      readonly keys: readonly string[];
    }
  /** Subjects that are everybody, or much more than they look like. */
  | {
      readonly code: 'values-dropped';
      readonly statement: number;
      readonly key: string;
      readonly values: readonly string[];
    }
  | ({ readonly code: 'test-tightened'; readonly key: string } & Replacement)
  | ({ readonly code: 'principal-narrowed' } & Replacement)
  /** A provider of others, of which everybody got in. */
  | { readonly code: 'provider-dropped'; readonly statement: number; readonly provider: string }
  /** Whoever else a statement names has one of their own now, `into`. */
  | { readonly code: 'statement-split'; readonly statement: number; readonly into: number }
  /** Put right, the statement lets in whom else it names. */
  | ({ readonly code: 'others-let-in'; readonly statement: number } & OthersLetIn);

interface Replacement {
  readonly statement: number;
  readonly from: string;
  readonly to: string;
}

export interface Mended {
  readonly statement: JsonObject;
  readonly changes: readonly Change[];
}

/** Slips that are put right where they stand; all else that is wrong was perhaps meant. */
const slips = new Set(['letter-case', 'white-space', 'trailing-slash', 'scheme', 'number-form']);

/**
 * The smallest change to a statement by which it lets a token in: slips are put right, and a subject joins those that
 * are listed. It tests the audience and the subject afterwards, even where it did not before. A slip that is put right
 * may let in others whom the statement names: `othersLetIn` tells them.
 *
 * @returns undefined where that would not do
 */
export function mendStatement(
  policy: TrustPolicy,
  verdict: StatementVerdict,
  request: TrustRequest,
): Mended | undefined {
  const given = statementOf(policy, verdict.number);
  const { number } = verdict;
  const changes: Change[] = [];
  const { arn, name } = providerOfRequest(request);

  const principal = mendPrincipal(given['Principal'], verdict, arn, changes);
  if (principal === undefined) return undefined;
  const action = verdict.action.matches ? given['Action'] : addAction(given, changes, number);
  if (!verdict.action.matches && action === undefined) return undefined;

  const conditions = conditionsOf(given['Condition']);
  for (const line of verdict.conditions) {
    if (line.holds !== 'no') continue;
    if (!mendLine(conditions, line, request, number, changes)) return undefined;
  }
  const keys = new Set(
    Object.entries(conditions).flatMap(([operator, block]) =>
      isTest(operator) ? Object.keys(block).map((key) => key.toLowerCase()) : [],
    ),
  );
  const [audience = ''] = request.token.audience;
  const add = (claim: 'aud' | 'sub', value: string) => {
    (conditions['StringEquals'] ??= {})[`${name}:${claim}`] = value;
  };
  if (!keys.has(`${name}:aud`.toLowerCase())) {
    add('aud', audience);
    changes.push({ code: 'audience-test-added', statement: number, audience });
  }
  if (!keys.has(`${name}:sub`.toLowerCase())) {
    add('sub', request.token.subject);
    changes.push({ code: 'subject-test-added', statement: number, subject: request.token.subject });
  }
  if (changes.length === 0) return undefined;
  const harmless = new Set(['subject-added', 'value-replaced']);
  // Whoever else it names would be locked out by another action or another test.
  if (namesOthers(policy, number) && changes.some(({ code }) => !harmless.has(code))) return undefined;
  return {
    statement: {
      ...given,
      Principal: principal,
      ...(action !== undefined && { Action: action }),
      Condition: conditions,
    },
    changes,
  };
}

function namesOthers({ statements }: TrustPolicy, number: number): boolean {
  const principal = statements[number - 1]?.principal;
  return principal?.kind === 'named' && principal.others.length + principal.federated.length > 1;
}

/** Only a test that a token without the claim fails is one. */
function isTest(name: string): boolean {
  const operator = readOperator(name);
  return operator !== undefined && operator.base !== 'Null' && !operator.ifExists && operator.set !== 'all';
}

function mendPrincipal(
  given: Json | undefined,
  verdict: StatementVerdict,
  arn: string,
  changes: Change[],
): Json | undefined {
  const { matches, near } = verdict.principal;
  // It lets everybody in: that is no statement for one token.
  if (given === undefined || given === '*' || verdict.principal.wanted.includes('*')) return undefined;
  if (matches) return given;
  const close = new Set([...slips, 'other-account', 'other-partition']);
  if (near === undefined || !close.has(near.code)) return undefined;
  changes.push({ code: 'provider-replaced', statement: verdict.number, from: near.wanted, to: arn });
  const principal = given as JsonObject;
  return { ...principal, Federated: replaced(principal['Federated'], near.wanted, arn) };
}

/** `sts:AssumeRole` is what people write by mistake. */
function addAction(given: JsonObject, changes: Change[], number: number): Json | undefined {
  const { Action: some } = given;
  if (some === undefined) return undefined;
  changes.push({ code: 'action-added', statement: number });
  const list = listOf(some);
  const others = list.filter((one) => !/^sts:AssumeRole(WithSAML)?$/i.test(textOf(one)));
  return others.length === 0 ? webIdentityAction : [...others, webIdentityAction];
}

function mendLine(
  conditions: Conditions,
  line: ConditionVerdict,
  request: TrustRequest,
  statement: number,
  changes: Change[],
): boolean {
  const { near, operator: name, key } = line;
  const operator = readOperator(name);
  const block = conditions[name];
  if (operator === undefined || block === undefined || isNegated(operator) || !isTextual(operator))
    return false;
  const { token } = request;
  const prefix = `${providerOfRequest(request).name.toLowerCase()}:`;

  if (line.found.kind === 'absent') {
    if (near === undefined || ![...slips, 'misspelled-claim'].includes(near.code)) return false;
    const { [key]: values, ...others } = block;
    if (values === undefined || near.right in others) return false;
    const isAudience = !near.right.endsWith(':sub');
    const actual = isAudience ? (token.audience[0] ?? '') : token.subject;
    const all = listOf(values).map(textOf);
    const leftOut = isAudience ? all.filter((one) => one !== actual) : [];
    if (leftOut.length === all.length && isAudience) return false;
    conditions[name] = { ...others, [near.right]: leftOut.length > 0 ? actual : values };
    const renamed = { code: 'key-renamed', statement, from: key, to: near.right } as const;
    changes.push(leftOut.length > 0 ? { ...renamed, leftOut } : renamed);
    // Under its right name the test may still ask for somebody else.
    return (
      all.includes(actual) || addSubject(conditions, name, near.right, token.subject, statement, changes)
    );
  }
  const isSubject = key.toLowerCase() === `${prefix}sub`;
  // To Git, main and Main are two branches: whoever works on the other one is to keep it.
  const isOtherRef = isSubject && near !== undefined && refOf(near.wanted) !== refOf(token.subject);
  if (near !== undefined && slips.has(near.code) && !isOtherRef) {
    conditions[name] = { ...block, [key]: replaced(block[key], near.wanted, near.right) };
    changes.push({ code: 'value-replaced', statement, key, from: near.wanted, to: near.right });
    return true;
  }
  return isSubject && addSubject(conditions, name, key, token.subject, statement, changes);
}

/** @returns what stands of a job's subject after its project and the kind of its ref; undefined for a person's */
function refOf(subject: string): string | undefined {
  return /:ref:.*/s.exec(subject)?.[0].trim();
}

/** A user joins users, and a job joins jobs: who reads the list should find there what it is for. */
function addSubject(
  conditions: Conditions,
  operator: string,
  key: string,
  subject: string,
  statement: number,
  changes: Change[],
): boolean {
  const block = conditions[operator] ?? {};
  const values = listOf(block[key] ?? []);
  const read = readOperator(operator);
  if (read === undefined || (takesWildcards(read) && hasWildcard(subject))) return false;
  if (!values.every((value) => kindOf(textOf(value)) === kindOf(subject))) return false;
  conditions[operator] = { ...block, [key]: [...values, subject] };
  changes.push({ code: 'subject-added', statement, subject });
  return true;
}

function replaced(given: Json | undefined, from: string, to: string): Json {
  const values = listOf(given ?? []).map((value) => (textOf(value) === from ? to : value));
  return Array.isArray(given) ? [...new Set(values)] : (values[0] ?? to);
}
