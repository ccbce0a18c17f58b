import { AppError } from './errors.ts';
import type { Config } from './ports.ts';

/** So many names are read; of ten thousand nobody would read one. */
const mostNamed = 20;

/**
 * What whoever asks for a role that is not there is told.
 *
 * @param config the one that counts; undefined where there is none
 * @returns the error, with the ids of at most 20 roles: where there are more, those most alike, best first
 */
export function unknownRole(
  role: string,
  config: Pick<Config, 'roles' | 'problems' | 'catalogues'> | undefined,
): AppError<'unknown_role'> {
  const ids = config?.roles.map(({ id }) => id) ?? [];
  const catalogues = config?.catalogues?.map(({ id }) => id) ?? [];
  return new AppError('unknown_role', {
    role,
    known: ids.length > mostNamed ? mostAlike(role, ids) : ids,
    ...(ids.length > mostNamed && { more: ids.length - mostNamed }),
    problems: config?.problems.length ?? 0,
    ...(catalogues.length > 0 && { catalogues }),
  });
}

function mostAlike(wanted: string, ids: readonly string[]): readonly string[] {
  const pairs = pairsOf(wanted);
  return ids
    .map((id) => ({ id, likeness: likeness(pairs, pairsOf(id)) }))
    .sort((one, other) => other.likeness - one.likeness)
    .slice(0, mostNamed)
    .map(({ id }) => id);
}

/** The share of neighbouring letters that both have: 0 to 1. Source: Dice's coefficient over bigrams. */
function likeness(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const common = [...one].filter((pair) => other.has(pair)).length;
  return (2 * common) / (one.size + other.size);
}

/** With its ends, so that the shortest text has some, too. */
function pairsOf(text: string): ReadonlySet<string> {
  const whole = ` ${text.toLowerCase()} `;
  return new Set(Array.from({ length: whole.length - 1 }, (_, index) => whole.slice(index, index + 2)));
}
