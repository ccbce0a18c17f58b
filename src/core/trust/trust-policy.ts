import type { JsonFault, JsonObject } from './json-text.ts';
import type { Operator } from './operators.ts';

/** A trust policy that IAM's grammar allows. */
export interface TrustPolicy {
  readonly version: '2008-10-17' | '2012-10-17';
  readonly statements: readonly Statement[];
  /** As it was written. */
  readonly document: JsonObject;
}

export interface Statement {
  /** From 1. */
  readonly number: number;
  readonly sid?: string;
  readonly effect: 'Allow' | 'Deny';
  readonly principal: Principal;
  /** Actions named by `Action`, or all but those named by `NotAction`. */
  readonly actions: { readonly negated: boolean; readonly patterns: readonly string[] };
  readonly conditions: readonly Condition[];
}

export type Principal =
  | { readonly kind: 'everyone' }
  | {
      readonly kind: 'named';
      /** ARNs of providers. */
      readonly federated: readonly string[];
      /** Accounts, users and roles, and AWS's own services: none of them comes with an ID token. */
      readonly others: readonly string[];
    };

/** One line of a `Condition` block: all lines must hold. */
export interface Condition {
  readonly operator: Operator;
  /** As written: keys ignore letter case. */
  readonly key: string;
  /** Any of them will do; for a negated operator none may match. */
  readonly values: readonly string[];
}

/** Why a text is no trust policy. `path` names the place in the document: `Statement[1].Condition.StringEquals`. */
export type PolicyFault =
  | (JsonFault & { readonly path?: undefined })
  | { readonly code: PolicyFaultCode; readonly path: string; readonly found: string };

export type PolicyFaultCode =
  | 'wanted-object'
  | 'wanted-text'
  | 'wanted-value'
  | 'missing-field'
  | 'unknown-field'
  | 'field-of-other-policies'
  | 'not-principal'
  | 'bad-version'
  | 'bad-effect'
  | 'bad-sid'
  | 'bad-principal'
  | 'bad-action'
  | 'two-actions'
  | 'bad-operator'
  | 'bad-null'
  | 'bad-date'
  | 'empty'
  | 'same-sid';
