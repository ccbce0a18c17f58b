import type * as z from 'zod';
import {
  expectedTypes,
  type Complaint,
  type Countable,
  type Demand,
  type Found,
} from './config-complaint.ts';
import { ruleOf } from './config-rules.ts';
import { longestPolicy } from './session-policy.ts';
import { keysBelow, keysBelowRole } from './config-schema.ts';

/**
 * What a schema found wrong, as complaints.
 *
 * @param base where the data stands
 * @param allowedKeys of the data itself; where undefined, those of the key of the top that the issue is about
 */
export function schemaComplaints(
  error: z.ZodError,
  base: readonly (string | number)[],
  data: unknown,
  allowedKeys?: readonly string[],
): Complaint[] {
  return error.issues.flatMap(meantIssues).flatMap((issue): Complaint[] => {
    const path = issue.path.filter((part) => typeof part !== 'symbol');
    const at = [...base, ...path];
    if (issue.code === 'unrecognized_keys') {
      const top = String(path[0]);
      const below = allowedKeys === undefined ? keysBelow[top] : keysBelowRole[top];
      const allowed = (path.length === 0 ? allowedKeys : below) ?? [];
      return issue.keys.map((key) => ({ at: [...at, key], kind: 'unknown-key', key, allowed }));
    }
    const value = valueAt(data, path);
    const key = path.at(-1);
    if (key === undefined) return [{ at, kind: 'no-mapping', found: foundIn(value) }];
    if (value === undefined) return [{ at, kind: 'missing', key }];
    return [{ at, kind: 'wrong', key, found: foundIn(value), demand: demandOf(issue, value) }];
  });
}

export function valueAt(data: unknown, path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null
        ? (value as Readonly<Record<string | number, unknown>>)[key]
        : undefined,
    data,
  );
}

/** Where one of several forms must stand, what is wrong by the form whose kind of value stands there. */
function meantIssues(issue: z.core.$ZodIssue): readonly z.core.$ZodIssue[] {
  if (issue.code !== 'invalid_union') return [issue];
  const meant = issue.errors.find(
    (issues) => !issues.some(({ code, path }) => path.length === 0 && isOtherKind(code)),
  );
  if (meant === undefined) return [issue];
  return meant.flatMap((one) => meantIssues({ ...one, path: [...issue.path, ...one.path] }));
}

/** Another kind of value, or another word, stands there altogether. */
function isOtherKind(code: string): boolean {
  return code === 'invalid_type' || code === 'invalid_value';
}

function demandOf(issue: z.core.$ZodIssue, value: unknown): Demand {
  const rule = ruleOf(issue.message);
  if (rule === 'policy-length' && issue.code === 'custom') {
    return { kind: 'policy-length', length: Number(issue.params?.['length']), most: longestPolicy };
  }
  if (rule !== undefined) return { kind: 'rule', rule };
  if (issue.code === 'invalid_value' && issue.values.length > 1) {
    return { kind: 'one-of', values: issue.values.map(String) };
  }
  if (issue.code === 'invalid_type') {
    const expected = expectedTypes.find((type) => type === issue.expected);
    if (expected !== undefined) return { kind: 'type', expected, received: typeOf(value) };
  }
  if (issue.code === 'too_small' || issue.code === 'too_big') {
    const of = countables[issue.origin];
    if (of !== undefined) {
      return issue.code === 'too_small'
        ? { kind: 'at-least', count: Number(issue.minimum), of }
        : { kind: 'at-most', count: Number(issue.maximum), of };
    }
  }
  if (issue.code === 'invalid_format' && issue.pattern !== undefined) {
    return { kind: 'pattern', pattern: issue.pattern };
  }
  return { kind: 'other', said: lowerFirst(issue.message) };
}

const countables: Readonly<Record<string, Countable>> = { string: 'characters', array: 'items' };

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  if (Number.isNaN(value)) return 'NaN';
  return Array.isArray(value) ? 'array' : typeof value;
}

const longestShown = 60;

function foundIn(value: unknown): Found {
  if (typeof value === 'string') {
    const text = value.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '\uFFFD');
    return { is: 'text', text: text.length > longestShown ? `${text.slice(0, longestShown)}…` : text };
  }
  if (typeof value === 'object' && value !== null) return { is: Array.isArray(value) ? 'list' : 'mapping' };
  return { is: 'other', text: String(value) };
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
