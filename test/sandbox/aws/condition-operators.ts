import { BlockList, isIPv6 } from 'node:net';
import { readDate } from './condition-dates.ts';
import { compilePattern } from './wildcard.ts';
import type { Variables } from './wildcard.ts';

/** Whether one value of the request meets one value of the policy. */
export type Match = (wanted: string, actual: string, variables: Variables | undefined) => boolean;

/** A condition operator without its `ForAnyValue:`/`ForAllValues:` prefix and `IfExists` suffix. */
export interface Operator {
  readonly match: Match;
  /** The operator holds where no value matches. */
  readonly negated: boolean;
  /** Whether IAM takes such a value when a policy is saved; any where this is absent. */
  readonly takes?: (value: string) => boolean;
}

const text =
  (wildcards: boolean, ignoreCase: boolean): Match =>
  (wanted, actual, variables) =>
    compilePattern(wanted, { wildcards, ignoreCase, variables })?.test(actual) ?? false;

/** ARNs are compared part by part; a wildcard never reaches over a colon, except in the last part. */
const arn: Match = (wanted, actual, variables) => {
  const [left, right] = [arnParts(wanted), arnParts(actual)];
  if (left.length !== 6 || right.length !== 6) return false;
  return left.every((part, index) => text(true, false)(part, right[index] ?? '', variables));
};

function arnParts(value: string): readonly string[] {
  const parts = value.split(':');
  return parts.length < 6 ? parts : [...parts.slice(0, 5), parts.slice(5).join(':')];
}

const compare =
  (read: (value: string) => number, holds: (actual: number, wanted: number) => boolean): Match =>
  (wanted, actual) => {
    const [left, right] = [read(actual), read(wanted)];
    return !Number.isNaN(left) && !Number.isNaN(right) && holds(left, right);
  };

const number = (value: string): number => (value.trim() === '' ? Number.NaN : Number(value));

const bool: Match = (wanted, actual) => wanted.toLowerCase() === actual.toLowerCase();

const ip: Match = (wanted, actual) => {
  const [network = '', prefix] = wanted.split('/');
  const family = isIPv6(network) ? 'ipv6' : 'ipv4';
  const list = new BlockList();
  try {
    list.addSubnet(network, Number(prefix ?? (family === 'ipv6' ? 128 : 32)), family);
  } catch {
    return false;
  }
  return list.check(actual, isIPv6(actual) ? 'ipv6' : 'ipv4');
};

function ordered(
  name: string,
  read: (value: string) => number,
  takes: (value: string) => boolean = () => true,
): [string, Operator][] {
  const when = (holds: (a: number, b: number) => boolean, negated = false): Operator => ({
    match: compare(read, holds),
    negated,
    takes,
  });
  return [
    [`${name}Equals`, when((a, b) => a === b)],
    [`${name}NotEquals`, when((a, b) => a === b, true)],
    [`${name}LessThan`, when((a, b) => a < b)],
    [`${name}LessThanEquals`, when((a, b) => a <= b)],
    [`${name}GreaterThan`, when((a, b) => a > b)],
    [`${name}GreaterThanEquals`, when((a, b) => a >= b)],
  ];
}

function pair(positive: string, negative: string, match: Match): [string, Operator][] {
  return [
    [positive, { match, negated: false }],
    [negative, { match, negated: true }],
  ];
}

/** Every operator of trust policies but `Null`, which looks at presence alone. */
export const OPERATORS: ReadonlyMap<string, Operator> = new Map([
  ...pair('StringEquals', 'StringNotEquals', text(false, false)),
  ...pair('StringEqualsIgnoreCase', 'StringNotEqualsIgnoreCase', text(false, true)),
  ...pair('StringLike', 'StringNotLike', text(true, false)),
  ...pair('ArnEquals', 'ArnNotEquals', arn),
  ...pair('ArnLike', 'ArnNotLike', arn),
  ...pair('IpAddress', 'NotIpAddress', ip),
  ...ordered('Numeric', number),
  ...ordered('Date', readDate, (value) => !Number.isNaN(readDate(value))),
  ['Bool', { match: bool, negated: false }],
]);
