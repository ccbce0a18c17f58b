import type { RoleView } from '../shared/view.ts';

const fold = (text: string): string => text.normalize('NFKC').toLowerCase();

const wordsOf = (query: string): readonly string[] =>
  fold(query)
    .split(/\s+/)
    .filter((word) => word !== '');

/**
 * True when every word of the query occurs in the role's name, account id, role name or tags, in any case.
 * An empty query matches every role.
 */
export function matches(role: RoleView, query: string): boolean {
  const haystack = fold([role.name, role.accountId, role.roleName, ...role.tags].join('\n'));
  return wordsOf(query).every((word) => haystack.includes(word));
}

/** The tags without which a query would not have found the role: shown, they say why the row is there. */
export function decidingTags(role: RoleView, query: string): readonly string[] {
  const visible = fold([role.name, role.accountId, role.roleName].join('\n'));
  const words = wordsOf(query).filter((word) => !visible.includes(word));
  return role.tags.filter((tag) => words.some((word) => fold(tag).includes(word)));
}
