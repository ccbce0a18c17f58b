import { evaluateTrust, type Verdict } from './evaluation.ts';
import { lengthOf } from './policy-document.ts';
import { isNegated, isRange, takesVariables, takesWildcards } from './operators.ts';
import { providerOfRequest, type TrustRequest } from './request.ts';
import { hasWildcard } from './subject.ts';
import type { Condition, Statement, TrustPolicy } from './trust-policy.ts';

/** Values that a statement names, or all but those that it excludes. */
export interface Named {
  readonly kind: 'named' | 'all-but';
  readonly values: readonly string[];
}

/** Who gets in beside the token that was asked about. */
export interface OthersLetIn {
  readonly subjects: Named;
  readonly audiences: Named;
}

/** A statement as it was given, and as it is corrected. */
interface Rewriting {
  readonly before: TrustPolicy;
  readonly after: TrustPolicy;
  /** Its number before. */
  readonly number: number;
  /** Where it stands after; from 1. */
  readonly place: number;
  /** Whether a slip was put right in it: it may be wider then in every way. */
  readonly isMended: boolean;
}

/** A value of a policy, and tokens that it stands for. */
interface Candidate {
  readonly value: string;
  /** Itself, or some of the many that it matches. */
  readonly samples: readonly string[];
  readonly isMany: boolean;
}

/** Beyond this, each value is taken at its word: IAM saves no policy that is so long; characters, and pairs. */
const bounds = { length: 10_000, pairs: 2_000 };

/**
 * A statement with a slip in it lets nobody in. Put right, it lets in all that it names. That restores what its author
 * meant, but whoever asked about one token has to know it.
 *
 * @returns who gets in by the statement and did not get in before; undefined where that is this token alone
 */
export function othersLetIn(rewriting: Rewriting, request: TrustRequest): OthersLetIn | undefined {
  const statement = rewriting.after.statements[rewriting.place - 1];
  if (statement === undefined) return undefined;
  const { token } = request;
  const [ownAudience = ''] = token.audience;
  const subjects = namedBy(statement, 'sub', request);
  const audiences = namedBy(statement, 'aud', request);
  const own = (value: string): Candidate => ({ value, samples: [value], isMany: false });
  const allSubjects = [own(token.subject), ...subjects.others];
  const allAudiences = [own(ownAudience), ...audiences.others];

  const isHuge =
    allSubjects.length * allAudiences.length > bounds.pairs ||
    lengthOf(rewriting.after.document) > bounds.length;
  if (isHuge && !rewriting.isMended) return undefined;
  const judge = isHuge ? () => 'new' as const : judgeOf(rewriting, request);
  const isNew = (subject: Candidate, audience: Candidate) => {
    const answers = subject.samples.flatMap((sub) => audience.samples.map((aud) => judge(sub, aud)));
    if (answers.includes('new')) return true;
    // Samples are few: of a pattern none may meet the other tests, and others do.
    return rewriting.isMended && (subject.isMany || audience.isMany) && !answers.includes('old');
  };
  const newSubjects = subjects.others.filter((one) => allAudiences.some((audience) => isNew(one, audience)));
  const newAudiences = audiences.others.filter((one) => allSubjects.some((subject) => isNew(subject, one)));
  if (newSubjects.length === 0 && newAudiences.length === 0) return undefined;
  return { subjects: told(subjects, newSubjects), audiences: told(audiences, newAudiences) };
}

type Novelty = 'new' | 'old' | 'out';

function judgeOf({ before, after, number, place }: Rewriting, request: TrustRequest) {
  return (subject: string, audience: string): Novelty => {
    const asked = { ...request, token: { ...request.token, subject, audience: [audience] } };
    const applies = ({ statements }: Verdict, one: number) => statements[one - 1]?.applies ?? 'no';
    const was = evaluateTrust(before, asked);
    // What hangs on something that only AWS knows does so as before.
    if (was.answer === 'allowed' || applies(was, number) !== 'no') return 'old';
    const is = evaluateTrust(after, asked);
    if (applies(is, place) === 'no') return 'out';
    return is.answer === 'refused' ? 'old' : 'new';
  };
}

interface Naming {
  readonly others: readonly Candidate[];
  /** What is excluded, where nobody is named. */
  readonly excluded?: readonly string[];
}

function told({ excluded }: Naming, some: readonly Candidate[]): Named {
  if (some.length > 0 && excluded !== undefined) return { kind: 'all-but', values: excluded };
  return { kind: 'named', values: some.map(({ value }) => value) };
}

/** Whom a statement names by one claim, apart from this token. */
function namedBy(statement: Statement, claim: 'aud' | 'sub', request: TrustRequest): Naming {
  const key = `${providerOfRequest(request).name}:${claim}`.toLowerCase();
  const tests = statement.conditions.filter(
    (test) => test.key.toLowerCase() === key && test.operator.base !== 'Null',
  );
  const own = claim === 'sub' ? request.token.subject : (request.token.audience[0] ?? '');
  const naming = tests.filter(({ operator }) => !isNegated(operator) && !isRange(operator));
  if (naming.length === 0) {
    const excluded = tests.flatMap(({ values }) => values);
    return { others: [{ value: '*', samples: ['1', 'other'], isMany: true }], excluded };
  }
  // All tests must hold: where one of them lists everybody by name, patterns beside it add nobody.
  const lists = naming.find((test) => test.values.every((value) => !standsForMany(value, test)));
  const values = (lists === undefined ? naming : [lists]).flatMap((test) =>
    test.values.map((value) => ({ value, isMany: standsForMany(value, test) })),
  );
  const others = values.filter(({ value, isMany }) => isMany || value !== own);
  const distinct = new Map(others.map(({ value, isMany }) => [value, isMany]));
  return {
    others: [...distinct].map(([value, isMany]) => ({
      value,
      isMany,
      samples: isMany ? samplesOf(value, own) : [value],
    })),
  };
}

function standsForMany(value: string, { operator }: Condition): boolean {
  return (
    (takesWildcards(operator) && hasWildcard(value)) ||
    (takesVariables(operator) && value.includes('${')) ||
    (operator.base === 'StringEqualsIgnoreCase' && value.toLowerCase() !== value.toUpperCase())
  );
}

function samplesOf(value: string, own: string): readonly string[] {
  const fill = (text: string) => value.replace(/\*/g, text).replace(/\?/g, '7');
  const all = [fill('other'), fill('7'), value.toLowerCase(), value.toUpperCase()];
  return all.filter((one) => one !== own && !hasWildcard(one));
}
