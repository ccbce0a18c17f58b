import { holds } from './conditions.ts';
import type { Condition, Context } from './conditions.ts';
import { compilePattern } from './wildcard.ts';

/** A trust policy after IAM has accepted it. */
export interface TrustPolicy {
  readonly version: '2008-10-17' | '2012-10-17';
  readonly statements: readonly Statement[];
}

export interface Statement {
  readonly effect: 'Allow' | 'Deny';
  readonly principal: StatementPrincipal;
  /** Actions named by `Action`, or all but those named by `NotAction`. */
  readonly actions: { readonly negated: boolean; readonly patterns: readonly string[] };
  readonly conditions: readonly Condition[];
}

export type StatementPrincipal =
  | { readonly kind: 'anyone' }
  | { readonly kind: 'named'; readonly federated: readonly string[]; readonly aws: readonly string[] };

/** Who asks: a federated user by its provider's ARN, or an AWS principal by every name it answers to. */
export type Caller =
  | { readonly kind: 'federated'; readonly providerArn: string }
  | { readonly kind: 'aws'; readonly names: readonly string[] };

export interface TrustRequest {
  readonly caller: Caller;
  readonly action: string;
  readonly context: Context;
}

/** Whether a trust policy lets a caller in: one `Allow` must match and no `Deny` may. */
export function isTrusted(policy: TrustPolicy, request: TrustRequest): boolean {
  const matching = policy.statements.filter((statement) => applies(policy, statement, request));
  return (
    matching.some((statement) => statement.effect === 'Allow') &&
    !matching.some((statement) => statement.effect === 'Deny')
  );
}

function applies(policy: TrustPolicy, statement: Statement, request: TrustRequest): boolean {
  const variables = policy.version === '2012-10-17' ? request.context : undefined;
  return (
    isNamed(statement.principal, request.caller) &&
    statement.actions.patterns.some((pattern) => isAction(pattern, request.action)) !==
      statement.actions.negated &&
    statement.conditions.every((condition) => holds(condition, request.context, variables))
  );
}

function isNamed(principal: StatementPrincipal, caller: Caller): boolean {
  if (principal.kind === 'anyone') return true;
  if (caller.kind === 'federated') return principal.federated.includes(caller.providerArn);
  return principal.aws.some((name) => name === '*' || caller.names.includes(name));
}

/** Whether an action pattern such as `sts:Assume*` covers an action; case is ignored, as IAM does. */
export function isAction(pattern: string, action: string): boolean {
  const compiled = compilePattern(pattern, { wildcards: true, ignoreCase: true, variables: undefined });
  return compiled?.test(action) ?? false;
}
