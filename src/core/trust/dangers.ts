import { coversAction } from './evaluation.ts';
import { readingOf } from './claim-values.ts';
import { askedByDenies } from './narrowing-denies.ts';
import { isNegated, isRange, isTextual, takesVariables, takesWildcards } from './operators.ts';
import { lengthOf, trustPolicyLimit } from './policy-document.ts';
import { isShared } from './provider.ts';
import { isReticent } from './request.ts';
import { hasWildcard, reachesGroup, reachOf } from './subject.ts';
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
  | 'subject-any-project-of-group'
  /** It asks for a number or a date, and ids are just numbers. */
  | 'subject-range'
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
  | 'too-long'
  /** It came with the name of another role than the one that is asked for. */
  | 'other-role';

/** A policy's dangers, the worst first. */
export function dangersOf(policy: TrustPolicy): readonly Danger[] {
  const found = policy.statements.flatMap((statement) => [
    ...(letsTokensIn(statement) ? dangersOfAllow(policy, statement) : []),
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

function dangersOfAllow(policy: TrustPolicy, statement: Statement): readonly Danger[] {
  const at = placeOf(statement);
  const anyone: Danger[] =
    statement.principal.kind === 'everyone' ? [{ code: 'anyone', level: 'danger', ...at }] : [];
  const each = providerNames(statement).flatMap((name) => [
    ...sharedDangers(statement, name),
    ...(keepsOut(statement, name)
      ? []
      : [...subjectDangers(policy, statement, name), ...audienceDangers(policy, statement, name)]),
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

/** Whether no token of a provider can get in: it lacks a key that is tested, as those of other providers are. */
function keepsOut({ conditions }: Statement, name: string): boolean {
  if (name === '*') return false;
  return conditions.some(({ operator, key, values }) => {
    const lower = key.toLowerCase();
    const isForeign = !lower.startsWith(`${name}:`) && !/^(aws|sts|iam):/.test(lower);
    if (operator.base === 'Null')
      return (
        values.every((value) => (value.toLowerCase() === 'true') !== isForeign) &&
        (isForeign || lower === `${name}:aud` || lower === `${name}:sub`)
      );
    const isMissing =
      isForeign || (!/:(aud|sub|amr)$/.test(lower) && lower.startsWith(`${name}:`) && isReticent(name));
    return isMissing && !isNegated(operator) && !operator.ifExists && operator.set !== 'all';
  });
}

function subjectDangers(policy: TrustPolicy, statement: Statement, name: string): readonly Danger[] {
  const at = placeOf(statement);
  const tests = testsOf(statement, name, 'sub', policy);
  if (tests.length === 0) {
    const code = testsOf(statement, name, 'aud', policy).length > 0 ? 'audience-only' : 'nothing-tested';
    return [{ code, level: 'danger', ...at }];
  }
  const dangersIn = (test: Condition) => patternDangers(policy, statement, test);
  const loose = tests.flatMap((test) => looseness(statement, test));
  const ranges = tests.filter(({ operator }) => isRange(operator) && !isNegated(operator));
  const firm = tests.filter(
    (test) => !isRange(test.operator) && !isNegated(test.operator) && looseness(statement, test).length === 0,
  );
  // Where one test is firm, the others only narrow it further: the best of them counts.
  const mild = firm.map(dangersIn).filter((found) => found.every(({ level }) => level !== 'danger'));
  const [best] = mild.toSorted((one, other) => one.length - other.length);
  if (best !== undefined) return best;
  if (firm.length > 0) return firm.flatMap(dangersIn);
  const negative = tests.filter(({ operator }) => isNegated(operator));
  return [
    ...loose,
    ...ranges.map(
      (test) =>
        ({
          code: 'subject-range',
          level: 'danger',
          ...lineOf(statement, test),
          value: test.values.join(', '),
        }) as const,
    ),
    ...negative.map((test) => negativeDanger(statement, test)),
  ];
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

function patternDangers(policy: TrustPolicy, statement: Statement, test: Condition): readonly Danger[] {
  const reaches = {
    everyone: { code: 'subject-everyone', level: 'danger' },
    'any-project': { code: 'subject-any-project', level: 'danger' },
    users: { code: 'subject-users-alike', level: 'danger' },
    'any-ref': { code: 'subject-any-ref', level: 'warning' },
  } as const;
  const at = lineOf(statement, test);
  return test.values.flatMap((value): readonly Danger[] => {
    const reading = readingOf(value, test, hasVariables(policy));
    if (reading.kind === 'anything') return [{ ...reaches.everyone, ...at, value }];
    if (reading.kind === 'nothing' || !hasWildcard(reading.text)) return [];
    const reach = reachOf(reading.text);
    return [
      ...(reach === 'scoped' ? [] : [{ ...reaches[reach], ...at, value }]),
      ...(reachesGroup(reading.text)
        ? [{ code: 'subject-any-project-of-group', level: 'warning', ...at, value } as const]
        : []),
    ];
  });
}

/** Whether the values of one line let in whom nobody meant. */
export function isDangerousValue(policy: TrustPolicy, statement: Statement, test: Condition): boolean {
  return patternDangers(policy, statement, test).some(({ level }) => level === 'danger');
}

/** Every subject of a job has a colon, and no user's has one: only `*:*` keeps all jobs out. */
function negativeDanger(statement: Statement, test: Condition): Danger {
  const keepsJobsOut =
    test.operator.base === 'StringNotLike' && test.values.some((value) => /^\*+:\*+$/.test(value));
  return keepsJobsOut
    ? { code: 'subject-negative', level: 'warning', ...lineOf(statement, test) }
    : { code: 'subject-negative-leaky', level: 'danger', ...lineOf(statement, test) };
}

function audienceDangers(policy: TrustPolicy, statement: Statement, name: string): readonly Danger[] {
  const readings = (test: Condition) =>
    test.values.map((value) => readingOf(value, test, hasVariables(policy)));
  const tests = testsOf(statement, name, 'aud', policy);
  const positive = tests.filter(
    (test) => !isNegated(test.operator) && readings(test).every(({ kind }) => kind !== 'anything'),
  );
  if (positive.length === 0) {
    // Whoever tests nothing at all has been told so.
    return testsOf(statement, name, 'sub', policy).length === 0
      ? []
      : [{ code: 'no-audience', level: 'warning', ...placeOf(statement) }];
  }
  const firm = positive.filter((test) => looseness(statement, test).length === 0);
  return (firm.length > 0 ? firm : positive).flatMap((test): readonly Danger[] => [
    ...looseness(statement, test),
    ...(test.values.length > 1 || readings(test).some((one) => one.kind === 'text' && hasWildcard(one.text))
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

/** Lines of a statement about one claim of an issuer, and what the Denies of the policy ask of it. */
function testsOf(
  statement: Statement,
  name: string,
  claim: 'aud' | 'sub',
  policy?: TrustPolicy,
): readonly Condition[] {
  const asked = policy === undefined ? [] : askedByDenies(policy, statement, name);
  return [...statement.conditions, ...asked].filter(({ key, operator }) => {
    if (operator.base === 'Null') return false;
    return name === '*' ? key.toLowerCase().endsWith(`:${claim}`) : key.toLowerCase() === `${name}:${claim}`;
  });
}

function hasVariables({ version }: TrustPolicy): boolean {
  return version === '2012-10-17';
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
    const reads = hasVariables(policy) && takesVariables(operator);
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
