import { dateOf } from './dates.ts';
import { matchesPattern, placesOf, type Place } from './pattern.ts';

/** An operator as a policy names it, such as `ForAnyValue:StringLikeIfExists`. */
export interface Operator {
  /** As written. */
  readonly name: string;
  /** Without the set operator before it and `IfExists` after it. */
  readonly base: Base;
  readonly set: 'none' | 'any' | 'all';
  readonly ifExists: boolean;
}

type Kind = 'string' | 'pattern' | 'number' | 'date' | 'bool' | 'binary' | 'ip' | 'arn' | 'null';

interface Meaning {
  readonly kind: Kind;
  /** It holds where nothing matches. */
  readonly negated?: true;
  readonly ignoreCase?: true;
  /** What the request's value must be, seen from the policy's. */
  readonly order?: (actual: number, wanted: number) => boolean;
}

const orders = {
  Equals: { order: (a: number, b: number) => a === b },
  NotEquals: { order: (a: number, b: number) => a === b, negated: true },
  LessThan: { order: (a: number, b: number) => a < b },
  LessThanEquals: { order: (a: number, b: number) => a <= b },
  GreaterThan: { order: (a: number, b: number) => a > b },
  GreaterThanEquals: { order: (a: number, b: number) => a >= b },
} as const;

const meanings = {
  StringEquals: { kind: 'string' },
  StringNotEquals: { kind: 'string', negated: true },
  StringEqualsIgnoreCase: { kind: 'string', ignoreCase: true },
  StringNotEqualsIgnoreCase: { kind: 'string', ignoreCase: true, negated: true },
  StringLike: { kind: 'pattern' },
  StringNotLike: { kind: 'pattern', negated: true },
  NumericEquals: { kind: 'number', ...orders.Equals },
  NumericNotEquals: { kind: 'number', ...orders.NotEquals },
  NumericLessThan: { kind: 'number', ...orders.LessThan },
  NumericLessThanEquals: { kind: 'number', ...orders.LessThanEquals },
  NumericGreaterThan: { kind: 'number', ...orders.GreaterThan },
  NumericGreaterThanEquals: { kind: 'number', ...orders.GreaterThanEquals },
  DateEquals: { kind: 'date', ...orders.Equals },
  DateNotEquals: { kind: 'date', ...orders.NotEquals },
  DateLessThan: { kind: 'date', ...orders.LessThan },
  DateLessThanEquals: { kind: 'date', ...orders.LessThanEquals },
  DateGreaterThan: { kind: 'date', ...orders.GreaterThan },
  DateGreaterThanEquals: { kind: 'date', ...orders.GreaterThanEquals },
  Bool: { kind: 'bool' },
  BinaryEquals: { kind: 'binary' },
  IpAddress: { kind: 'ip' },
  NotIpAddress: { kind: 'ip', negated: true },
  ArnEquals: { kind: 'arn' },
  ArnLike: { kind: 'arn' },
  ArnNotEquals: { kind: 'arn', negated: true },
  ArnNotLike: { kind: 'arn', negated: true },
  Null: { kind: 'null' },
} as const satisfies Readonly<Record<string, Meaning>>;

type Base = keyof typeof meanings;

/** @returns undefined where IAM has no such operator; names mind letter case */
export function readOperator(name: string): Operator | undefined {
  const [, prefix, base = '', suffix] =
    /^(?:(ForAnyValue|ForAllValues):)?([A-Za-z]+?)(IfExists)?$/.exec(name) ?? [];
  if (!isBase(base)) return undefined;
  if (base === 'Null' && (prefix !== undefined || suffix !== undefined)) return undefined;
  const set = prefix === undefined ? 'none' : prefix === 'ForAnyValue' ? 'any' : 'all';
  return { name, base, set, ifExists: suffix !== undefined };
}

function isBase(name: string): name is Base {
  return Object.hasOwn(meanings, name);
}

export function isNegated({ base }: Operator): boolean {
  return meaningOf(base).negated === true;
}

/** Whether it compares whole texts, wildcards or not. */
export function isTextual({ base }: Operator): boolean {
  return ['string', 'pattern'].includes(meaningOf(base).kind);
}

/** Whether it asks for more or less than a number, or for a time. */
export function isRange({ base }: Operator): boolean {
  const { kind } = meaningOf(base);
  return kind === 'date' || (kind === 'number' && !['NumericEquals', 'NumericNotEquals'].includes(base));
}

/** Whether it compares points in time. */
export function isTime({ base }: Operator): boolean {
  return meaningOf(base).kind === 'date';
}

export function takesWildcards({ base }: Operator): boolean {
  return ['pattern', 'arn'].includes(meaningOf(base).kind);
}

/** IAM puts values in the place of `${key}` only where texts are compared. */
export function takesVariables({ base }: Operator): boolean {
  return ['string', 'pattern', 'arn', 'bool'].includes(meaningOf(base).kind);
}

/** A value of a policy, with the values of its variables put in: those are never wildcards. */
export type Wanted = readonly Piece[];
export interface Piece {
  readonly text: string;
  readonly literal: boolean;
}

/** Whether one value of the request is what one value of the policy asks for; negation is the caller's. */
export function matches({ base }: Operator, wanted: Wanted, actual: string): boolean {
  const { kind, ignoreCase, order } = meaningOf(base);
  const text = wanted.map((piece) => piece.text).join('');
  switch (kind) {
    case 'string':
      return ignoreCase === true ? text.toLowerCase() === actual.toLowerCase() : text === actual;
    case 'pattern':
      return matchesPattern(places(wanted), actual);
    case 'arn':
      return matchesArn(wanted, actual);
    case 'bool':
      return text.toLowerCase() === actual.toLowerCase();
    case 'number':
      return ordered(numberOf(actual), numberOf(text), order);
    case 'date':
      return ordered(dateOf(actual), dateOf(text), order);
    case 'binary':
      return decoded(text) === actual;
    case 'ip':
      // Addresses are known to AWS alone: nothing that is known here is one.
      return false;
    case 'null':
      return false;
  }
}

function meaningOf(base: Base): Meaning {
  return meanings[base];
}

function places(wanted: Wanted): readonly Place[] {
  return wanted.flatMap(({ text, literal }) => placesOf(text, !literal));
}

/** ARNs are compared part by part: a wildcard never reaches over a colon, except in the sixth and last part. */
function matchesArn(wanted: Wanted, actual: string): boolean {
  const parts: Place[][] = [[]];
  for (const place of places(wanted)) {
    if (place.kind === 'character' && place.text === ':' && parts.length < 6) parts.push([]);
    else parts.at(-1)?.push(place);
  }
  const found = actual.split(':');
  if (parts.length < 6 || found.length < 6) return false;
  const six = [...found.slice(0, 5), found.slice(5).join(':')];
  return parts.every((part, index) => matchesPattern(part, six[index] ?? ''));
}

function ordered(actual: number, wanted: number, order: Meaning['order']): boolean {
  return !Number.isNaN(actual) && !Number.isNaN(wanted) && (order?.(actual, wanted) ?? false);
}

function numberOf(text: string): number {
  return /^[+-]?\d+(\.\d+)?$/.test(text.trim()) ? Number(text) : Number.NaN;
}

function decoded(base64: string): string | undefined {
  try {
    return atob(base64);
  } catch {
    return undefined;
  }
}
