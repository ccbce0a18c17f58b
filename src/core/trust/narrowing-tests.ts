import { readingOf } from './claim-values.ts';
import { isDangerousValue } from './dangers.ts';
import type { Json } from './json-text.ts';
import type { Change } from './mending.ts';
import {
  isNegated,
  isRange,
  isTextual,
  matches,
  readOperator,
  takesWildcards,
  type Operator,
} from './operators.ts';
import { listOf, textOf, type Conditions } from './statement-json.ts';
import { hasWildcard, kindOf } from './subject.ts';
import type { Condition, Statement, TrustPolicy } from './trust-policy.ts';

/** A statement whose tests of one claim are narrowed where they stand. */
interface Narrowing {
  readonly policy: TrustPolicy;
  readonly statement: Statement;
  /** Changed in place. */
  readonly conditions: Conditions;
  readonly changes: Change[];
}

/** More do not fit into a policy of 4,096 characters. */
const mostValues = 1_500;

/** A line of a `Condition` block that names values of a claim. */
interface Line {
  /** As written, as the key. */
  readonly name: string;
  readonly operator: Operator;
  readonly key: string;
  readonly values: readonly Json[];
}

/** Whether a test names somebody, and a token without the claim fails it. */
export function isFirm(name: string): boolean {
  const read = readOperator(name);
  if (read === undefined || read.base === 'Null' || isLoose(read)) return false;
  return !isNegated(read) && !isRange(read);
}

/** Where no test of a claim is firm, one becomes so. Beside a firm one, the others only narrow further. */
export function tighten(narrowing: Narrowing, key: string): void {
  const lines = linesOf(narrowing.conditions, key);
  const [first] = lines;
  if (first !== undefined && !lines.some(({ name }) => isFirm(name))) made(narrowing, first);
}

/**
 * Leaves a firm test of the subject that is no danger, where that can be had. All tests must hold, so that one such test
 * is enough: the others stay as they are, and whoever is named by name anywhere stays where all tests let them in.
 *
 * @param subject who got in so far and is to stay
 */
export function narrowSubjects(narrowing: Narrowing, key: string, subject: string | undefined): void {
  const isSafe = (line: Line) => line.values.every((value) => !isBad(narrowing, line, value));
  const lines = linesOf(narrowing.conditions, key);
  if (lines.some((line) => isFirm(line.name) && isSafe(line))) return;
  if (lines.some((line) => isSafe(line) && made(narrowing, line) !== undefined)) return;
  const firmFirst = lines.toSorted((one, other) => Number(isFirm(other.name)) - Number(isFirm(one.name)));
  for (const line of firmFirst) {
    const stay = remaining(narrowing, lines, line);
    const firm = stay.length === 0 ? undefined : made(narrowing, line);
    if (firm === undefined) continue;
    replace(narrowing, firm, stay, subject);
    return;
  }
  for (const line of lines) replace(narrowing, line, [], undefined);
}

function linesOf(conditions: Conditions, key: string): readonly Line[] {
  return Object.entries(conditions).flatMap(([name, block]) => {
    const operator = readOperator(name);
    if (operator === undefined || operator.base === 'Null' || isNegated(operator) || isRange(operator))
      return [];
    return Object.entries(block)
      .filter(([one]) => one.toLowerCase() === key.toLowerCase())
      .map(([one, values]) => ({ name, operator, key: one, values: listOf(values) }));
  });
}

function isLoose({ ifExists, set }: Operator): boolean {
  return ifExists || set === 'all';
}

/**
 * `StringEqualsIfExists` becomes `StringEquals`, or `ForAnyValue:StringEquals` where that stands there already: of a
 * claim with one value both ask the same.
 *
 * @returns the line as it is firm; undefined where neither name is free
 */
function made({ conditions, statement, changes }: Narrowing, line: Line): Line | undefined {
  const { name, operator, key, values } = line;
  if (!isLoose(operator)) return line;
  const lower = key.toLowerCase();
  const to = [operator.base, `ForAnyValue:${operator.base}`].find(
    (one) => !Object.keys(conditions[one] ?? {}).some((other) => other.toLowerCase() === lower),
  );
  const read = to === undefined ? undefined : readOperator(to);
  if (to === undefined || read === undefined) return undefined;
  const given = conditions[name]?.[key];
  remove(conditions, name, key);
  conditions[to] = { ...conditions[to], ...(given !== undefined && { [key]: given }) };
  changes.push({ code: 'test-tightened', statement: statement.number, key, from: name, to });
  return { name: to, operator: read, key, values };
}

/** Patterns and variables that are everybody go; whoever else is to stay takes their place. */
function replace(narrowing: Narrowing, line: Line, stay: readonly Json[], subject: string | undefined): void {
  const { conditions, statement, changes } = narrowing;
  const { name, key, values } = line;
  const { number } = statement;
  const staying = new Set(stay);
  const lost = values.filter((value) => !staying.has(value)).map(textOf);
  if (lost.length > 0) changes.push({ code: 'values-dropped', statement: number, key, values: lost });
  if (stay.length === 0) {
    remove(conditions, name, key);
    return;
  }
  const texts = stay.map(textOf);
  const joins =
    subject !== undefined &&
    !accepts(narrowing, { ...line, values: stay }, subject) &&
    texts.every((text) => kindOf(text) === kindOf(subject));
  conditions[name] = { ...conditions[name], [key]: joins ? [...stay, subject] : stay };
  const before = new Set(values.map(textOf));
  for (const one of [...texts.filter((text) => !before.has(text)), ...(joins ? [subject] : [])])
    changes.push({ code: 'subject-added', statement: number, subject: one });
}

/**
 * What stays of a line that lets in everybody: what is no danger there, and who is named by name in the lines beside it
 * and got in by all of them. Patterns beside it join only where it let in everybody: elsewhere they could add somebody.
 */
function remaining(narrowing: Narrowing, lines: readonly Line[], line: Line): readonly Json[] {
  const good = line.values.filter((value) => !isBad(narrowing, line, value));
  const isOpen = line.values.some((value) => isEverybody(narrowing, line, value));
  const wildcards = takesWildcards(line.operator);
  // IAM saves no policy with so many, and each is held against each.
  if (lines.reduce((count, one) => count + one.values.length, 0) > mostValues) return good;
  const joining = lines
    .filter((one) => one !== line && isTextual(one.operator) && isTextual(line.operator))
    .flatMap((one) =>
      one.values.filter((value) => {
        const text = textOf(value);
        if (text.includes('${') || isBad(narrowing, one, value)) return false;
        if (hasWildcard(text)) return isOpen && wildcards && takesWildcards(one.operator);
        return lines.every((other) => accepts(narrowing, other, text));
      }),
    );
  const seen = new Map([...good, ...joining].map((value) => [textOf(value), value]));
  return [...seen.values()];
}

function isBad({ policy, statement }: Narrowing, line: Line, value: Json): boolean {
  return isDangerousValue(policy, statement, conditionOf(line, value));
}

function conditionOf({ operator, key }: Line, value: Json): Condition {
  return { operator, key, values: [textOf(value)] };
}

function isEverybody({ policy }: Narrowing, line: Line, value: Json): boolean {
  const reading = readingOf(textOf(value), conditionOf(line, value), policy.version === '2012-10-17');
  return reading.kind === 'anything' || (takesWildcards(line.operator) && /^\*+$/.test(textOf(value)));
}

/** Whether a line lets in a subject. What a variable stands for is not known here. */
function accepts(narrowing: Narrowing, line: Line, subject: string): boolean {
  return line.values.some((value) => {
    const text = textOf(value);
    if (isEverybody(narrowing, line, value)) return true;
    return !text.includes('${') && matches(line.operator, [{ text, literal: false }], subject);
  });
}

/** An operator without a key is none that IAM takes. */
function remove(conditions: Conditions, operator: string, key: string): void {
  const rest = Object.entries(conditions[operator] ?? {}).filter(([one]) => one !== key);
  if (rest.length > 0) conditions[operator] = Object.fromEntries(rest);
  // Only names that the policy itself has are taken away.
  else Reflect.deleteProperty(conditions, operator);
}
