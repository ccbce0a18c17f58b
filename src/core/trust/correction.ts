import { dangersOf } from './dangers.ts';
import { evaluateTrust, type StatementVerdict, type Verdict } from './evaluation.ts';
import type { JsonObject } from './json-text.ts';
import {
  candidatesFor,
  faultsOf,
  isAbout,
  isMetByNobody,
  limitsInTheWay,
  limitsOf,
  withLimits,
  type Limit,
} from './limits.ts';
import { mendStatement, type Change } from './mending.ts';
import { othersLetIn } from './others-let-in.ts';
import { narrowStatement } from './narrowing.ts';
import { formatPolicy, lengthOf, policyText, trustPolicyLimit } from './policy-document.ts';
import { isFault, parseTrustPolicy } from './policy-reader.ts';
import { trustPolicyFor, type GrantFault } from './policy-writer.ts';
import type { TrustRequest } from './request.ts';
import { statementOf, statementsOf } from './statement-json.ts';
import type { TrustPolicy } from './trust-policy.ts';

/** How a policy must read to let a token in. Whoever else gets in by it and did not before is among its changes. */
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
  /** A statement has limits that keep this token out: the same holds for them. */
  | { readonly kind: 'meant'; readonly statement: number; readonly limits: readonly Limit[] }
  /** Its limits are such as no token of this issuer keeps to: nobody gets in by it, whoever was meant to. */
  | { readonly kind: 'unmeetable'; readonly statement: number; readonly limits: readonly Limit[] }
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
  if (verdict.answer !== 'refused' && worst.length === 0) return { kind: 'none' };
  const found = verdict.answer === 'refused' ? candidatesFor(verdict, request) : [];
  const about = found.filter((one) => isAbout(one, request));
  const [nearest] = found;
  // It names this very token, and still does not let it in; whatever else is wrong there, and whatever stands elsewhere.
  const isLimited = about.length > 0 && about.every((one) => limitsInTheWay(one, request).length > 0);
  const meant = isLimited ? about[0] : nearest;
  if (meant !== undefined && (isLimited || faultsOf(meant, request) === 0))
    return meantBy(meant, meant.number, request);

  const written = policyForToken(request);
  if (written.kind === 'refused') return { kind: 'impossible', faults: written.faults };
  const safe = withoutDangers(policy, new Set(worst.map(({ statement }) => statement)), request, verdict);
  if (isGood(safe.document, request, verdict)) return result(safe, policy, request);
  const own = written.policies[0]?.document.Statement[0];
  const good = admitted(safe, own, request, verdict);
  if (good === undefined) return { kind: 'none' };
  return 'kind' in good ? good : result(good, policy, request);
}

/** A policy on its way. Statements may have gone: `numbers` says where each stood, as people know them. */
interface Draft {
  readonly document: JsonObject;
  readonly numbers: readonly number[];
  readonly changes: readonly Change[];
  /** The statement in which a slip was put right, or which this token joined. */
  readonly mended?: number;
}

/** Denies and whatever is no danger stay as they are, each in its place. */
function withoutDangers(
  policy: TrustPolicy,
  dangerous: ReadonlySet<number | undefined>,
  request: TrustRequest,
  before: Verdict,
): Draft {
  const changes: Change[] = [];
  const kept: { readonly number: number; readonly statement: JsonObject }[] = [];
  const beside: JsonObject[] = [];
  for (const statement of policy.statements) {
    const { number } = statement;
    if (!dangerous.has(number)) {
      kept.push({ number, statement: statementOf(policy, number) });
      continue;
    }
    const narrowed = narrowStatement(
      policy,
      statement,
      request,
      before.statements[number - 1]?.applies !== 'no',
    );
    changes.push(...narrowed.changes);
    if (narrowed.own !== undefined) kept.push({ number, statement: narrowed.own });
    for (const one of narrowed.beside) {
      beside.push(one);
      const added = policy.statements.length + beside.length;
      changes.push({ code: 'statement-split', statement: number, into: added });
    }
  }
  const parts = [...kept.map(({ statement }) => statement), ...beside];
  const numbers = [
    ...kept.map(({ number }) => number),
    ...beside.map((_one, index) => policy.statements.length + 1 + index),
  ];
  return { document: documentOf(policy.document, parts), numbers, changes };
}

/** Lets the token in by the smallest change that does; by a statement of its own where none does. */
function admitted(
  draft: Draft,
  own: unknown,
  request: TrustRequest,
  before: Verdict,
): Draft | Correction | undefined {
  const statement = JSON.parse(JSON.stringify(own)) as JsonObject;
  const policy = parseTrustPolicy(JSON.stringify(draft.document));
  if (isFault(policy)) {
    // All of it was dangerous, and about others.
    const document = documentOf(draft.document, [statement]);
    const changes: Change[] = [...draft.changes, { code: 'statement-added', statement: 1 }];
    return { document, numbers: [1], changes };
  }
  const numberOf = (place: number) => draft.numbers[place - 1] ?? place;
  // The statement by which it got in so far, within its limits, comes before the others.
  const isElsewhere = ({ number }: StatementVerdict) =>
    Number((before.statements[numberOf(number) - 1]?.applies ?? 'no') === 'no');
  const all = candidatesFor(evaluateTrust(policy, request), request).toSorted(
    (one, next) => isElsewhere(one) - isElsewhere(next),
  );
  // What is said of this token is put right there: elsewhere other limits hold, or none.
  const about = all.filter((one) => isAbout(one, request));
  const candidates = about.length > 0 ? about : all;
  for (const candidate of candidates) {
    const mended = mendStatement(policy, candidate, request);
    if (mended === undefined) continue;
    const parts = statementsOf(policy).map((one, index) =>
      index === candidate.number - 1 ? mended.statement : one,
    );
    const document = documentOf(draft.document, parts);
    if (!isGood(document, request, before)) continue;
    const changes = mended.changes.map((change) => ({ ...change, statement: numberOf(change.statement) }));
    return {
      document,
      numbers: draft.numbers,
      changes: [...draft.changes, ...changes],
      mended: numberOf(candidate.number),
    };
  }
  const [best] = candidates;
  if (best !== undefined && limitsInTheWay(best, request).length > 0)
    return meantBy(best, numberOf(best.number), request);

  const number = Math.max(statementsOf(policy).length, ...draft.numbers) + 1;
  for (const one of best === undefined ? [undefined] : candidates) {
    const limits = one === undefined ? {} : limitsOf(policy, one, request);
    const keys = Object.values(limits).flatMap((block) => Object.keys(block));
    const document = documentOf(draft.document, [...statementsOf(policy), withLimits(statement, limits)]);
    if (!isGood(document, request, before)) continue;
    const carried: Change[] =
      one === undefined || keys.length === 0
        ? []
        : [{ code: 'limits-carried', statement: number, from: numberOf(one.number), keys }];
    return {
      document,
      numbers: [...draft.numbers, number],
      changes: [...draft.changes, { code: 'statement-added', statement: number }, ...carried],
    };
  }
  return undefined;
}

function meantBy(verdict: StatementVerdict, statement: number, request: TrustRequest): Correction {
  const kind = isMetByNobody(verdict, request) ? 'unmeetable' : 'meant';
  return { kind, statement, limits: limitsInTheWay(verdict, request) };
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

function result(
  { document, changes, ...draft }: Draft,
  before: TrustPolicy,
  request: TrustRequest,
): Correction {
  const length = lengthOf(document);
  const tooLong = length > trustPolicyLimit;
  const text = tooLong ? formatPolicy(document) : policyText(document);
  const told = [...changes, ...newcomers({ document, changes, ...draft }, before, request)];
  return { kind: 'corrected', text, changes: told, length, tooLong };
}

/** Who else gets in now by a statement that was changed. */
function newcomers(
  { document, numbers, changes, mended }: Draft,
  before: TrustPolicy,
  request: TrustRequest,
): readonly Change[] {
  const after = parseTrustPolicy(JSON.stringify(document));
  if (isFault(after)) return [];
  return numbers.flatMap((number, index): readonly Change[] => {
    if (number > before.statements.length || !changes.some(({ statement }) => statement === number))
      return [];
    const rewriting = { before, after, number, place: index + 1, isMended: number === mended };
    const others = othersLetIn(rewriting, request);
    return others === undefined ? [] : [{ code: 'others-let-in', statement: number, ...others }];
  });
}

function documentOf(given: JsonObject, parts: readonly JsonObject[]): JsonObject {
  const [only] = parts;
  const isList = Array.isArray(given['Statement']) || parts.length !== 1 || only === undefined;
  return { ...given, Statement: isList ? parts : only };
}
