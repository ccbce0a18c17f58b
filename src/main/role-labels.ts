/** What tells roles apart, from what people look at first to what no two of them share. */
export interface NamedRole {
  readonly id: string;
  readonly name: string;
  readonly accountId: string;
  /** The last part of its ARN. */
  readonly roleName: string;
}

/**
 * What to call each role where its name is all that is to be seen of it, such as in a menu: two of them never look the
 * same, for a click on the wrong one opens the wrong account. Where names would, the account's number follows, then the
 * role's own name, then its id.
 *
 * @param most letters of a name; as many as it has where unset
 * @returns by the role's id
 */
export function roleLabels(roles: readonly NamedRole[], most?: number): ReadonlyMap<string, string> {
  const labels = new Map<string, string>();
  let unclear = roles;
  const taken = new Set<string>();
  for (const { parts, isLast } of levels) {
    const counts = new Map<string, number>();
    const written = unclear.map((role) => [role, label(parts(role), most)] as const);
    for (const [, text] of written) counts.set(text, (counts.get(text) ?? 0) + 1);
    unclear = written.flatMap(([role, text]) => {
      if (!isLast && (counts.get(text) !== 1 || taken.has(text))) return [role];
      labels.set(role.id, text);
      return [];
    });
    for (const text of counts.keys()) taken.add(text);
  }
  return labels;
}

/** Gives each role its label. */
export type RoleLabels = (roles: readonly NamedRole[]) => ReadonlyMap<string, string>;

/** {@link roleLabels} for who asks again and again: while no role has another name, and none comes or goes, nothing is worked out. */
export function createRoleLabels(most?: number): RoleLabels {
  let known: readonly NamedRole[] = [];
  let labels: ReadonlyMap<string, string> = new Map();
  return (roles) => {
    const isSame = roles.length === known.length && roles.every((role, at) => isCalledAs(role, known[at]));
    if (!isSame) labels = roleLabels(roles, most);
    known = roles;
    return labels;
  };
}

function isCalledAs(one: NamedRole, other: NamedRole | undefined): boolean {
  return (
    one === other ||
    (one.id === other?.id &&
      one.name === other.name &&
      one.accountId === other.accountId &&
      one.roleName === other.roleName)
  );
}

const levels: readonly {
  readonly parts: (role: NamedRole) => readonly [string, ...(readonly string[])];
  readonly isLast: boolean;
}[] = [
  { parts: ({ name }) => [name], isLast: false },
  { parts: ({ name, accountId }) => [name, accountId], isLast: false },
  { parts: ({ name, accountId, roleName }) => [name, accountId, roleName], isLast: false },
  { parts: ({ name, accountId, roleName, id }) => [name, accountId, roleName, id], isLast: true },
];

function label([name, ...more]: readonly [string, ...(readonly string[])], most: number | undefined): string {
  return [most === undefined ? name : shortened(name, most), ...more].join(' · ');
}

/**
 * A menu is as wide as its longest label. It is cut in the middle: what tells names apart is at their ends, more often.
 *
 * @param most letters, as people count them
 */
export function shortened(text: string, most = longestName): string {
  if (text.length <= most) return text;
  const letters = Array.from(graphemes.segment(text), ({ segment }) => segment);
  if (letters.length <= most) return text;
  const head = Math.ceil((most - 1) / 2);
  const start = letters.slice(0, head).join('').trimEnd();
  const end = letters
    .slice(letters.length - (most - 1 - head))
    .join('')
    .trimStart();
  return `${start}…${end}`;
}

/** Letters of a name in a menu. */
export const longestName = 60;

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
