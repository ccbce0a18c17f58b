import { operatorCases } from './operator-cases.ts';
import { presenceCases } from './presence-cases.ts';
import { statementCases } from './statement-cases.ts';
import { textCases } from './text-cases.ts';
import { variableCases } from './variable-cases.ts';
import type { TrustCase } from './trust-case.ts';

/** Every case, each under a name of its own. */
export const trustTable: readonly (readonly [name: string, TrustCase])[] = [
  ...textCases,
  ...presenceCases,
  ...variableCases,
  ...operatorCases,
  ...statementCases,
].map((one) => [`${one.rule}: ${one.name}`, one]);

/** A case's policy as text. @param issuer without its scheme */
export function policyOf({ document }: TrustCase, issuer: string): string {
  return (typeof document === 'string' ? document : JSON.stringify(document)).replaceAll('ISSUER', issuer);
}
