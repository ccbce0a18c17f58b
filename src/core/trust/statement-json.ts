import type { Json, JsonObject } from './json-text.ts';
import type { TrustPolicy } from './trust-policy.ts';

/** Operators, each with its keys and their values, as they are written. */
export type Conditions = Record<string, Record<string, Json>>;

/** A copy that may be changed. */
export function conditionsOf(given: Json | undefined): Conditions {
  return structuredClone((given ?? {}) as Conditions);
}

/** All statements as they are written: a single one needs no list. */
export function statementsOf({ document }: TrustPolicy): readonly JsonObject[] {
  return listOf(document['Statement'] ?? []) as readonly JsonObject[];
}

/** @param number from 1 */
export function statementOf(policy: TrustPolicy, number: number): JsonObject {
  return statementsOf(policy)[number - 1] ?? {};
}

/** Numbers and booleans need no quotation marks in a policy. */
export function textOf(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** One thing needs no list. */
export function listOf(value: Json): readonly Json[] {
  return Array.isArray(value) ? (value as readonly Json[]) : [value];
}

/** Some fields taken out. */
export function without(given: JsonObject, ...fields: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(given).filter(([field]) => !fields.includes(field)));
}
