import type { Complaint, Demand, ExpectedType, Fault, SyntaxCode } from '../config-complaint.ts';
import type { Rule } from '../config-rules.ts';

/** Complaints about the configuration in one language. What has no words does not compile. */
export interface ComplaintVocabulary {
  readonly fault: { readonly [Kind in Fault['kind']]: (fault: Extract<Fault, { kind: Kind }>) => string };
  readonly demand: { readonly [Kind in Demand['kind']]: (demand: Extract<Demand, { kind: Kind }>) => string };
  readonly rule: Readonly<Record<Rule, string>>;
}

/** English has those of the schemas and of the parser themselves. */
export type TypeWords = Readonly<Record<ExpectedType, string>>;
export type SyntaxWords = Readonly<Record<SyntaxCode, string>>;

/** The entry that a complaint is about, before what is said of it; empty for what is in none. */
export function entryOf({ at: [list, index] }: Complaint): string {
  return typeof index === 'number' ? `${String(list)}[${index}]: ` : '';
}

export function faultWords(fault: Fault, { fault: words }: ComplaintVocabulary): string {
  // TypeScript does not see that a fault and the words of its kind belong together.
  return (words[fault.kind] as (fault: Fault) => string)(fault);
}

export function demandWords(demand: Demand, { demand: words }: ComplaintVocabulary): string {
  return (words[demand.kind] as (demand: Demand) => string)(demand);
}
