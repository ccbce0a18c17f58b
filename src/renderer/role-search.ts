import type { RoleView } from '../shared/view.ts';
import { fold, type Range, unfolded } from './text-fold.ts';
import { fuzzyMatch, plainMatch, plainScore, type WordMatch } from './word-match.ts';

/** What of a role is searched. */
export interface RoleEntry {
  readonly role: RoleView;
  readonly name: string;
  readonly roleName: string;
  readonly tags: readonly string[];
}

/** Letters of a role that a search has found. */
export interface RoleMarks {
  readonly name: readonly Range[];
  readonly accountId: readonly Range[];
  readonly roleName: readonly Range[];
  /** Only tags that are the reason why the role is there. */
  readonly tags: readonly { readonly tag: string; readonly ranges: readonly Range[] }[];
}

/** Folds once what every key that is typed compares. */
export function searchIndex(roles: readonly RoleView[]): readonly RoleEntry[] {
  return roles.map(entryOf);
}

/** {@link searchIndex} for a list that changes: a role that has not is not folded again. */
export function createSearchIndex(): typeof searchIndex {
  const entries = new WeakMap<RoleView, RoleEntry>();
  return (roles) =>
    roles.map((role) => {
      const known = entries.get(role);
      if (known !== undefined) return known;
      const entry = entryOf(role);
      entries.set(role, entry);
      return entry;
    });
}

function entryOf(role: RoleView): RoleEntry {
  return { role, name: fold(role.name), roleName: fold(role.roleName), tags: role.tags.map(fold) };
}

/** The words of a query; every one of them must be found. */
function wordsOf(query: string): readonly string[] {
  return fold(query)
    .split(/\s+/)
    .filter((word) => word !== '');
}

/**
 * The roles in which every word is found: in the name, the account id, the role's name or a tag. The best come first;
 * equally good ones stay in their order.
 */
export function searchRoles(entries: readonly RoleEntry[], query: string): readonly RoleView[] {
  const words = wordsOf(query);
  const found: { readonly role: RoleView; readonly score: number }[] = [];
  for (const entry of entries) {
    const score = scoreOf(entry, words);
    if (score > 0 || words.length === 0) found.push({ role: entry.role, score });
  }
  // The sort is stable.
  return found.sort((a, b) => b.score - a.score).map(({ role }) => role);
}

/** The sum over all words; 0 where one of them is found nowhere. */
function scoreOf(entry: RoleEntry, words: readonly string[]): number {
  let sum = 0;
  for (const word of words) {
    const score = bestPlain(entry, word) || bestFuzzy(entry, word);
    if (score === 0) return 0;
    sum += score;
  }
  return sum;
}

function bestPlain(entry: RoleEntry, word: string): number {
  let best = weighted(plainScore(word, entry.name), 'name');
  const number = accountPart(word);
  if (number !== '') best = Math.max(best, weighted(plainScore(number, entry.role.accountId), 'accountId'));
  best = Math.max(best, weighted(plainScore(word, entry.roleName), 'roleName'));
  for (const tag of entry.tags) best = Math.max(best, weighted(plainScore(word, tag), 'tag'));
  return best;
}

/** An abbreviation counts only where the word itself stands nowhere, and never in a tag. */
function bestFuzzy(entry: RoleEntry, word: string): number {
  return Math.max(
    weighted(fuzzyMatch(word, entry.name)?.score ?? 0, 'name'),
    weighted(fuzzyMatch(word, entry.roleName)?.score ?? 0, 'roleName'),
  );
}

function weighted(score: number, field: Field['name']): number {
  if (score === 0) return 0;
  return field === 'tag' ? score * tagShare : score + weight[field];
}

/** Where the words stand, each where it is found best. */
export function marksIn(role: RoleView, query: string): RoleMarks {
  const entry = entryOf(role);
  const found = wordsOf(query).map((word) => bestField(entry, word));
  const of = (field: Field['name'], text: string) => {
    const own = found.flatMap((one) => (one?.field.name === field ? one.ranges : []));
    return unfolded(text, merged(own));
  };
  return {
    name: of('name', role.name),
    accountId: of('accountId', role.accountId),
    roleName: of('roleName', role.roleName),
    tags: role.tags.flatMap((tag, index) => {
      const own = found.flatMap((one) =>
        one?.field.name === 'tag' && one.field.index === index ? one.ranges : [],
      );
      return own.length === 0 ? [] : [{ tag, ranges: unfolded(tag, merged(own)) }];
    }),
  };
}

type Field =
  { readonly name: 'name' | 'accountId' | 'roleName' } | { readonly name: 'tag'; readonly index: number };

interface FieldMatch {
  readonly field: Field;
  readonly score: number;
  readonly ranges: readonly Range[];
}

/** Between equally good places: the name tells more than the account. */
const weight = { name: 3, accountId: 2, roleName: 2 } as const;
/** A whole tag tells less than the beginning of a name, and more than its middle. */
const tagShare = 0.59;

const digits = /^[\d-]+$/;

/** What of a word may be a part of an account id: AWS writes them with dashes in places. */
function accountPart(word: string): string {
  return digits.test(word) ? word.replaceAll('-', '') : '';
}

/** Where a word stands best. The same order of places as when it is searched. */
function bestField(entry: RoleEntry, word: string): FieldMatch | undefined {
  const number = accountPart(word);
  const plain: readonly (FieldMatch | undefined)[] = [
    match({ name: 'name' }, plainMatch(word, entry.name)),
    match({ name: 'accountId' }, number === '' ? undefined : plainMatch(number, entry.role.accountId)),
    match({ name: 'roleName' }, plainMatch(word, entry.roleName)),
    ...entry.tags.map((tag, index) => match({ name: 'tag', index }, plainMatch(word, tag))),
  ];
  return (
    best(plain) ??
    best([
      match({ name: 'name' }, fuzzyMatch(word, entry.name)),
      match({ name: 'roleName' }, fuzzyMatch(word, entry.roleName)),
    ])
  );
}

function match(field: Field, found: WordMatch | undefined): FieldMatch | undefined {
  return found && { field, score: weighted(found.score, field.name), ranges: found.ranges };
}

function best(matches: readonly (FieldMatch | undefined)[]): FieldMatch | undefined {
  return matches.reduce(
    (first, one) =>
      first === undefined || (one !== undefined && one.score > first.score) ? (one ?? first) : first,
    undefined,
  );
}

function merged(ranges: readonly Range[]): readonly Range[] {
  const all: Range[] = [];
  for (const [from, to] of ranges.toSorted(([a], [b]) => a - b)) {
    const last = all.at(-1);
    if (last !== undefined && from <= last[1]) all[all.length - 1] = [last[0], Math.max(last[1], to)];
    else all.push([from, to]);
  }
  return all;
}
