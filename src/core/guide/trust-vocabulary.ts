import type { Correction } from '../trust/correction.ts';
import type { Danger, DangerCode } from '../trust/dangers.ts';
import type { ConditionVerdict, StatementVerdict, Verdict } from '../trust/evaluation.ts';
import type { Change } from '../trust/mending.ts';
import type { NearMiss, NearMissCode } from '../trust/near-miss.ts';
import type { GrantFault } from '../trust/policy-writer.ts';
import type { SetupWords } from './setup-words.ts';
import type { PolicyFault } from '../trust/trust-policy.ts';

/** Words for each code of a union. */
export type ByCode<Item extends { readonly code: string }, Words = string> = {
  readonly [Code in Item['code']]: (item: Extract<Item, { readonly code: Code }>) => Words;
};

/** Why no policy is written, and what to do. */
export type GrantVocabulary = ByCode<GrantFault, SetupWords>;

export function wordsByCode<Item extends { readonly code: string }, Words>(
  words: ByCode<Item, Words>,
  item: Item,
): Words {
  // Each code's words take that code's item, which a compiler cannot follow through an index.
  const speak = words[item.code as Item['code']] as (item: Item) => Words;
  return speak(item);
}

/** Everything that is said of trust policies in one language. A code without words does not compile. */
export interface TrustVocabulary {
  /** What stands between two sentences. */
  readonly gap: string;
  readonly verdicts: Readonly<Record<Verdict['answer'], string>>;
  /** The title of a statement, with what comes of it. */
  readonly statement: (statement: StatementVerdict) => string;
  readonly principal: (principal: StatementVerdict['principal'], right: string) => string;
  readonly action: (action: StatementVerdict['action']) => string;
  readonly condition: (condition: ConditionVerdict) => string;
  readonly near: Readonly<Record<NearMissCode, (near: NearMiss) => string>>;
  readonly dangers: Readonly<Record<DangerCode, (danger: Danger) => string>>;
  readonly levels: Readonly<Record<Danger['level'], string>>;
  readonly changes: ByCode<Change>;
  readonly tooLong: (length: number) => string;
  readonly denied: (statements: readonly number[]) => string;
  readonly meant: (correction: Extract<Correction, { readonly kind: 'meant' }>) => string;
  readonly unmeetable: (correction: Extract<Correction, { readonly kind: 'unmeetable' }>) => string;
  readonly grants: GrantVocabulary;
  /** Where a policy is no policy, and why. */
  readonly place: (fault: PolicyFault) => string;
  readonly faults: Readonly<Record<PolicyFault['code'], (fault: PolicyFault) => string>>;
}
