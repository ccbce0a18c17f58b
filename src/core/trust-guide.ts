import { trustWords as english } from './guide/english/trust.ts';
import { trustWords as japanese } from './guide/japanese/trust.ts';
import type { SetupWords } from './guide/setup-words.ts';
import { wordsByCode, type TrustVocabulary } from './guide/trust-vocabulary.ts';
import type { Language } from './model.ts';
import type { Danger } from './trust/dangers.ts';
import type { StatementVerdict, Verdict } from './trust/evaluation.ts';
import type { Correction } from './trust/correction.ts';
import type { Explanation, PolicyExplanation } from './trust/explanation.ts';
import type { NearMiss } from './trust/near-miss.ts';
import type { GrantFault } from './trust/policy-writer.ts';

const vocabularies: Readonly<Record<Language, TrustVocabulary>> = { en: english, ja: japanese };

/** What is said of a trust policy, in the order in which it is read. */
export interface TrustWords {
  /** Absent where no policy was given. */
  readonly verdict?: string;
  /** Why: the statements that matter. */
  readonly reasons: readonly { readonly title: string; readonly lines: readonly string[] }[];
  readonly dangers: readonly {
    readonly level: Danger['level'];
    /** The level in words. */
    readonly label: string;
    readonly text: string;
  }[];
  /** How the corrected policy differs. */
  readonly changes: readonly string[];
  /** What keeps a policy from being written, or saved. */
  readonly obstacles: readonly string[];
}

/** An explanation in the user's words. */
export function trustWordsOf({ needed, policy }: Explanation, language: Language): TrustWords {
  const words = vocabularies[language];
  if (policy === undefined) {
    return { ...nothing, obstacles: needed.faults.map((fault) => grantWords(fault, language)) };
  }
  if (policy.kind === 'malformed') {
    const { fault } = policy;
    return { ...nothing, obstacles: [`${words.place(fault)}: ${words.faults[fault.code](fault)}`] };
  }
  return wordsOfRead(policy, needed.providerArn, words, language);
}

const nothing = { reasons: [], dangers: [], changes: [], obstacles: [] } as const;

/** Why no policy is written for somebody. */
export function grantWords(fault: GrantFault, language: Language): string {
  const { grants, gap } = vocabularies[language];
  const { title, advice } = wordsByCode<GrantFault, SetupWords>(grants, fault);
  return `${title}${gap}${advice}`;
}

function wordsOfRead(
  { verdict, dangers, correction }: Extract<PolicyExplanation, { readonly kind: 'read' }>,
  providerArn: string,
  words: TrustVocabulary,
  language: Language,
): TrustWords {
  return {
    verdict: words.verdicts[verdict.answer],
    reasons: verdict.statements
      .filter((one) => matters(one, verdict))
      .map((one) => ({
        title: words.statement(one),
        lines: linesOf(one, providerArn, words),
      })),
    dangers: dangers.map((danger) => ({
      level: danger.level,
      label: words.levels[danger.level],
      text: words.dangers[danger.code](danger),
    })),
    changes:
      correction.kind === 'corrected'
        ? correction.changes.map((change) => wordsByCode(words.changes, change))
        : [],
    obstacles: obstaclesOf(correction, words, language),
  };
}

/** Where a token gets in, what did not let it in is of no interest; a Deny is where it applies. */
function matters({ effect, applies }: StatementVerdict, { answer, statements }: Verdict): boolean {
  if (effect === 'Deny') return applies !== 'no';
  const denied = statements.some((one) => one.effect === 'Deny' && one.applies === 'yes');
  return answer === 'allowed' ? applies === 'yes' : !denied;
}

/** What does not let it in, or denies it; where that hangs on something unknown, what it hangs on. */
function linesOf(
  { effect, applies, principal, action, conditions }: StatementVerdict,
  providerArn: string,
  words: TrustVocabulary,
): readonly string[] {
  const near = (miss: NearMiss | undefined) =>
    miss === undefined ? '' : `${words.gap}${words.near[miss.code](miss)}`;
  if (applies === 'yes' && effect === 'Allow') return [];
  return [
    ...(principal.matches ? [] : [`${words.principal(principal, providerArn)}${near(principal.near)}`]),
    ...(action.matches ? [] : [words.action(action)]),
    ...conditions
      .filter(({ holds }) => applies === 'yes' || holds !== 'yes')
      .map((condition) => `${words.condition(condition)}${near(condition.near)}`),
  ];
}

function obstaclesOf(correction: Correction, words: TrustVocabulary, language: Language): readonly string[] {
  switch (correction.kind) {
    case 'denied':
      return [words.denied(correction.statements)];
    case 'meant':
      return [words.meant(correction)];
    case 'unmeetable':
      return [words.unmeetable(correction)];
    case 'impossible':
      return correction.faults.map((fault) => grantWords(fault, language));
    case 'corrected':
      return correction.tooLong ? [words.tooLong(correction.length)] : [];
    case 'none':
      return [];
  }
}
