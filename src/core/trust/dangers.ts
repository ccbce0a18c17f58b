import { coversAction } from './evaluation.ts';
import { isNegated, isTextual, takesVariables, takesWildcards } from './operators.ts';
import { lengthOf, trustPolicyLimit } from './policy-document.ts';
import { isShared } from './provider.ts';
import { hasWildcard, reachOf } from './subject.ts';
import type { Condition, Statement, TrustPolicy } from './trust-policy.ts';

/** What is wrong with a policy whoever asks. */
export interface Danger {
  readonly code: DangerCode;
  /** `danger`: people or jobs get in that nobody meant. `warning`: more, or fewer, than it looks like. `note`: good to know. */
  readonly level: 'danger' | 'warning' | 'note';
  /** From 1; absent where it is about the whole policy. */
  readonly statement?: number;
  readonly sid?: string;
  readonly operator?: string;
  readonly key?: string;
  readonly value?: string;
}

export type DangerCode =
  /** Everybody with any token of the provider, or of any provider. */
  | 'anyone'
  | 'audience-only'
  | 'nothing-tested'
  | 'subject-everyone'
  | 'subject-any-project'
  | 'subject-users-alike'
  | 'subject-any-ref'
  /** Only who is not meant is named. */
  | 'subject-negative'
  | 'subject-negative-leaky'
  /** IAM refuses it for an issuer that the whole world shares. */
  | 'shared-issuer'
  | 'for-all-values'
  | 'if-exists'
  | 'no-audience'
  | 'several-audiences'
  | 'wildcard-never-matches'
  | 'variable-not-read'
  | 'every-action'
  | 'too-long';

/** A policy's dangers, the worst first. */
export function dangersOf(policy: TrustPolicy): readonly Danger[] {
  const found = policy.statements.flatMap((statement) => [
    ...(letsTokensIn(statement) ? dangersOfAllow(statement) : []),
    ...neverRead(policy, statement),
  ]);
  const long: Danger[] =
    lengthOf(policy.document) > trustPolicyLimit
      ? [{ code: 'too-long', level: 'warning', value: String(lengthOf(policy.document)) }]
      : [];
  const rank = { danger: 0, warning: 1, note: 2 };
  return [...found, ...long].sort((one, other) => rank[one.level] - rank[other.level]);
}

function letsTokensIn(statement: Statement): boolean {
  return statement.effect === 'Allow' && coversAction(statement) && providerNames(statement).length > 0;
}

/** What the condition keys of its providers begin with; `*` stands for all. */
function providerNames({ principal }: Statement): readonly string[] {
  if (principal.kind === 'everyone') return ['*'];
  return principal.federated.flatMap((arn) => /:oidc-provider\/(.+)$/s.exec(arn)?.[1]?.toLowerCase() ?? []);
}

function dangersOfAllow(statement: Statement): readonly Danger[] {
  const at = placeOf(statement);
  const anyone: Danger[] =
    statement.principal.kind === 'everyone' ? [{ code: 'anyone', level: 'danger', ...at }] : [];
  const each = providerNames(statement).flatMap((name) => [
    ...sharedDangers(statement, name),
    ...subjectDangers(statement, name),
    ...audienceDangers(statement, name),
  ]);
  const { actions } = statement;
  const everything = actions.negated || actions.patterns.some((pattern) => /^(sts:)?\*$/i.test(pattern));
  return [
    ...anyone,
    ...each,
    ...(everything ? [{ code: 'every-action', level: 'note', ...at } as const] : []),
  ];
}

/** IAM checks this when a role is made or its policy changed: it would not take the policy. */
function sharedDangers(statement: Statement, name: string): readonly Danger[] {
  if (!isShared(name)) return [];
  const narrows = testsOf(statement, name, 'sub').some(
    ({ operator, values }) =>
      isTextual(operator) &&
      !isNegated(operator) &&
      !operator.ifExists &&
      operator.set !== 'all' &&
      values.every((value) => !/^[*?]*$/.test(value)),
  );
  return narrows ? [] : [{ code: 'shared-issuer', level: 'danger', ...placeOf(statement) }];
}

function subjectDangers(statement: Statement, name: string): readonly Danger[] {
  const at = placeOf(statement);
  const tests = testsOf(statement, name, 'sub');
  if (tests.length === 0) {
    const code = testsOf(statement, name, 'aud').length > 0 ? 'audience-only' : 'nothing-tested';
    return [{ code, level: 'danger', ...at }];
  }
  const loose = tests.flatMap((test) => looseness(statement, test));
  const firm = tests.filter(
    (test) =>
      isTextual(test.operator) && !isNegated(test.operator) && looseness(statement, test).length === 0,
  );
  // Where one test is firm, the others only narrow it further.
  if (firm.some((test) => patternDangers(statement, test).length === 0)) return [];
  if (firm.length > 0) return firm.flatMap((test) => patternDangers(statement, test));
  const negative = tests.filter(({ operator }) => isNegated(operator));
  return [...loose, ...negative.map((test) => negativeDanger(statement, test))];
}

/** What lets a token through that does not have the claim at all. */
function looseness(statement: Statement, test: Condition): readonly Danger[] {
  const { operator } = test;
  const at = lineOf(statement, test);
  return [
    ...(operator.set === 'all' ? [{ code: 'for-all-values', level: 'danger', ...at } as const] : []),
    ...(operator.ifExists ? [{ code: 'if-exists', level: 'danger', ...at } as const] : []),
  ];
}

function patternDangers(statement: Statement, test: Condition): readonly Danger[] {
  if (!takesWildcards(test.operator)) return [];
  const reaches = {
    everyone: { code: 'subject-everyone', level: 'danger' },
    'any-project': { code: 'subject-any-project', level: 'danger' },
    users: { code: 'subject-users-alike', level: 'danger' },
    'any-ref': { code: 'subject-any-ref', level: 'warning' },
  } as const;
  return test.values.filter(hasWildcard).flatMap((value) => {
    const reach = reachOf(value);
    return reach === 'scoped' ? [] : [{ ...reaches[reach], ...lineOf(statement, test), value }];
  });
}

/** Every subject of a job has a colon, and no user's has one: only `*:*` keeps all jobs out. */
function negativeDanger(statement: Statement, test: Condition): Danger {
  const keepsJobsOut =
    test.operator.base === 'StringNotLike' && test.values.some((value) => /^\*+:\*+$/.test(value));
  return keepsJobsOut
    ? { code: 'subject-negative', level: 'warning', ...lineOf(statement, test) }
    : { code: 'subject-negative-leaky', level: 'danger', ...lineOf(statement, test) };
}

function audienceDangers(statement: Statement, name: string): readonly Danger[] {
  const tests = testsOf(statement, name, 'aud');
  const positive = tests.filter(({ operator }) => !isNegated(operator));
  if (positive.length === 0) {
    // Whoever tests nothing at all has been told so.
    return testsOf(statement, name, 'sub').length === 0
      ? []
      : [{ code: 'no-audience', level: 'warning', ...placeOf(statement) }];
  }
  const firm = positive.filter((test) => looseness(statement, test).length === 0);
  return (firm.length > 0 ? firm : positive).flatMap((test): readonly Danger[] => [
    ...looseness(statement, test),
    ...(test.values.length > 1 || (takesWildcards(test.operator) && test.values.some(hasWildcard))
      ? [
          {
            code: 'several-audiences',
            level: 'warning',
            ...lineOf(statement, test),
            value: test.values.join(', '),
          } as const,
        ]
      : []),
  ]);
}

/** Lines of a statement about one claim of an issuer. */
function testsOf({ conditions }: Statement, name: string, claim: 'aud' | 'sub'): readonly Condition[] {
  return conditions.filter(({ key, operator }) => {
    if (operator.base === 'Null') return false;
    return name === '*' ? key.toLowerCase().endsWith(`:${claim}`) : key.toLowerCase() === `${name}:${claim}`;
  });
}

/** Values that do not mean what they look like. */
function neverRead(policy: TrustPolicy, statement: Statement): readonly Danger[] {
  return statement.conditions.flatMap((test): readonly Danger[] => {
    const { operator, values } = test;
    const at = lineOf(statement, test);
    const dead =
      isTextual(operator) && !takesWildcards(operator)
        ? values.filter((value) => hasWildcard(value.replace(/\$\{[*?]\}/g, '')))
        : [];
    const reads = policy.version === '2012-10-17' && takesVariables(operator);
    const variables = reads ? [] : values.filter(holdsVariable);
    return [
      ...dead.map((value) => ({ code: 'wildcard-never-matches', level: 'warning', ...at, value }) as const),
      ...variables.map((value) => ({ code: 'variable-not-read', level: 'note', ...at, value }) as const),
    ];
  });
}

function placeOf({ number, sid }: Statement) {
  return { statement: number, ...(sid !== undefined && { sid }) };
}

function lineOf(statement: Statement, { operator, key }: Condition) {
  return { ...placeOf(statement), operator: operator.name, key };
}

/** Whether something stands between the first `${` and the last `}`. */
function holdsVariable(value: string): boolean {
  const start = value.indexOf('${');
  return start !== -1 && value.lastIndexOf('}') > start + 2;
}
