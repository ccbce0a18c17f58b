/** An entry while it is being edited, beside what the file says of it. */
export interface EditedEntry<Draft> {
  /** What the file says now. */
  readonly base: Draft;
  readonly draft: Draft;
  /** What was typed here and, otherwise, written in the file meanwhile: both want to be looked at. */
  readonly disputed: readonly (keyof Draft)[];
}

/**
 * What stands in an editor once the file says something else: what nobody has touched here follows the file, what was
 * typed stays.
 *
 * @param now what the file says now
 */
export function mergedEntry<Draft extends object>(
  { base, draft, disputed }: EditedEntry<Draft>,
  now: Draft,
): EditedEntry<Draft> {
  const keys = Object.keys(now) as (keyof Draft)[];
  const moved = keys.filter((key) => !isSame(base[key], now[key]));
  const touched = keys.filter((key) => !isSame(base[key], draft[key]));
  const followed = Object.fromEntries(
    moved.filter((key) => !touched.includes(key)).map((key) => [key, now[key]]),
  );
  const candidates = new Set([...disputed, ...moved.filter((key) => touched.includes(key))]);
  return {
    base: now,
    draft: { ...draft, ...followed },
    disputed: keys.filter((key) => candidates.has(key) && !isSame(draft[key], now[key])),
  };
}

/** Those that are still in dispute: what was typed may by now be what the file says. */
export function stillDisputed<Draft extends object>({
  base,
  draft,
  disputed,
}: EditedEntry<Draft>): readonly (keyof Draft)[] {
  return disputed.filter((key) => !isSame(base[key], draft[key]));
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
