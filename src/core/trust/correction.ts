import { dangersOf } from './dangers.ts';
import { evaluateTrust, type StatementVerdict, type Verdict } from './evaluation.ts';
import { formatPolicy, lengthOf, policyText, trustPolicyLimit } from './policy-document.ts';
import { isFault, parseTrustPolicy } from './policy-reader.ts';
import { trustPolicyFor, type GrantFault } from './policy-writer.ts';
import { mendStatement, type Change } from './mending.ts';
import type { JsonObject } from './json-text.ts';
import type { TrustRequest } from './request.ts';
import type { TrustPolicy } from './trust-policy.ts';

/** How a policy must read to let a token in, and nobody else that it does not let in already. */
export type Correction =
  | {
      readonly kind: 'corrected';
      /** JSON, ready to be saved. */
      readonly text: string;
      readonly changes: readonly Change[];
      /** Characters without white space; above 2,048 IAM takes it only where the limit has been raised. */
      readonly length: number;
      readonly tooLong: boolean;
    }
  /** A statement says no: whoever wrote it meant it, and it is to be changed by them. */
  | { readonly kind: 'denied'; readonly statements: readonly number[] }
  /** No policy can name this token. */
  | { readonly kind: 'impossible'; readonly faults: readonly GrantFault[] }
  /** Nothing to correct. */
  | { readonly kind: 'none' };

/** @param verdict what the policy says to this request */
export function correctedPolicy(policy: TrustPolicy, request: TrustRequest, verdict: Verdict): Correction {
  const denying = verdict.statements.filter(({ effect, applies }) => effect === 'Deny' && applies !== 'no');
  if (denying.some(({ applies }) => applies === 'yes')) {
    return { kind: 'denied', statements: denying.map(({ number }) => number) };
  }
  const worst = dangersOf(policy).filter(({ level }) => level === 'danger');
  if (verdict.answer === 'allowed' && worst.length === 0) return { kind: 'none' };
  if (verdict.answer === 'unknown' && worst.length === 0) return { kind: 'none' };

  for (const candidate of candidates(verdict)) {
    const mended = mendStatement(policy, candidate, request);
    if (mended === undefined) continue;
    const corrected = withStatement(policy, candidate.number, mended.statement);
    if (isGood(corrected, request, verdict)) return result(corrected, mended.changes);
  }
  return fresh(policy, request, worst.length > 0);
}

/** Statements that may have been meant for this token, those that need least first. */
function candidates({ statements }: Verdict): readonly StatementVerdict[] {
  const faults = ({ principal, action, conditions }: StatementVerdict) =>
    Number(!principal.matches) +
    Number(!action.matches) +
    conditions.filter(({ holds }) => holds === 'no').length;
  return statements
    .filter(({ effect }) => effect === 'Allow')
    .sort((one, other) => faults(one) - faults(other) || one.number - other.number);
}

/** It lets the token in, as far as can be known here, and is no danger. */
function isGood(corrected: JsonObject, request: TrustRequest, before: Verdict): boolean {
  const read = parseTrustPolicy(JSON.stringify(corrected));
  if (isFault(read)) return false;
  const { answer } = evaluateTrust(read, request);
  const letsIn = answer === 'allowed' || (answer === 'unknown' && before.answer !== 'allowed');
  const dangerous = dangersOf(read).some(({ level }) => level === 'danger');
  return letsIn && !dangerous;
}

/** A statement of its own for this token, beside what is there; `alone` where that must not stay. */
function fresh(policy: TrustPolicy, request: TrustRequest, alone: boolean): Correction {
  const written = policyForToken(request);
  if (written.kind === 'refused') return { kind: 'impossible', faults: written.faults };
  const [first] = written.policies;
  if (first === undefined) return { kind: 'none' };
  const [statement] = first.document.Statement;
  const added = JSON.parse(JSON.stringify(statement)) as JsonObject;
  // What is dangerous is not carried on.
  const document: JsonObject = alone
    ? { Version: '2012-10-17', Statement: [added] }
    : { ...policy.document, Statement: [...listOf(policy.document), added] };
  const changes: Change[] = alone
    ? [{ code: 'policy-replaced' }]
    : [{ code: 'statement-added', statement: policy.statements.length + 1 }];
  return result(document, changes);
}

/** What a role must trust for this very token. */
export function policyForToken({ roleArn, token }: TrustRequest) {
  return trustPolicyFor({
    partition: roleArn.partition,
    accountId: roleArn.accountId,
    issuer: token.issuer,
    issuerEndsWithSlash: true,
    audience: token.audience[0] ?? '',
    subjects: [{ kind: 'exact', value: token.subject }],
  });
}

function result(document: JsonObject, changes: readonly Change[]): Correction {
  const length = lengthOf(document);
  const tooLong = length > trustPolicyLimit;
  const text = tooLong ? formatPolicy(document) : policyText(document);
  return { kind: 'corrected', text, changes, length, tooLong };
}

function withStatement(policy: TrustPolicy, number: number, statement: JsonObject): JsonObject {
  const { Statement: given } = policy.document;
  const all = listOf(policy.document).map((one, index) => (index === number - 1 ? statement : one));
  return { ...policy.document, Statement: Array.isArray(given) ? all : statement };
}

function listOf({ Statement: given }: JsonObject) {
  return given === undefined
    ? []
    : Array.isArray(given)
      ? (given as readonly JsonObject[])
      : [given as JsonObject];
}
