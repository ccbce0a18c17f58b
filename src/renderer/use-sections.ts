import { useCallback, useMemo, useState } from 'react';
import type { AppView, RoleView } from '../shared/view.ts';
import type { Ask } from './questions.ts';
import { isAddress, type Pasted, usePasted } from './use-pasted.ts';
import { choiceIn, type Choice } from './choice.ts';
import { createSearchIndex } from './role-search.ts';
import { foundSections, inOneList, recentRoles, type Section, sectionsOf, visibleRoles } from './sections.ts';

interface Sections {
  readonly query: string;
  /** What the search holds where it is an address: then the roles are those that can open it. */
  readonly pasted: Pasted | undefined;
  /** Chooses the first match, too. */
  readonly setQuery: (query: string) => void;
  /** Folds a group, or unfolds it. */
  readonly fold: (groupId: string) => void;
  readonly sections: readonly Section[];
  /** As they stand below each other. */
  readonly roles: readonly RoleView[];
  /** The one that keys act on. */
  readonly active: RoleView | undefined;
  readonly choose: (roleId: string | undefined) => void;
}

/** What stands in the window, and which role of it is chosen. */
export function useSections(
  { identities, roles: all }: Pick<AppView, 'identities' | 'roles'>,
  ask: Ask,
): Sections {
  const [query, setQuery] = useState('');
  const [chosen, setChosen] = useState<Choice>({ query, roleId: undefined });
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set());
  const recent = useFirstRecent(all);
  const isSearching = query.trim() !== '' && !isAddress(query);
  const [searchIndex] = useState(createSearchIndex);
  const index = useMemo(() => (isSearching ? searchIndex(all) : []), [all, isSearching, searchIndex]);
  const pasted = usePasted(query, ask);
  const sections = useMemo(() => {
    if (pasted !== undefined) return inOneList({ identities }, openers(pasted, all), all.length);
    return isSearching
      ? foundSections({ identities }, index, query)
      : sectionsOf({ identities, roles: all }, { recent, folded });
  }, [identities, all, index, isSearching, query, pasted, recent, folded]);
  const roles = useMemo(() => visibleRoles(sections), [sections]);
  const fold = useCallback(
    (groupId: string) =>
      setFolded((before) => {
        const after = new Set(before);
        if (!after.delete(groupId)) after.add(groupId);
        return after;
      }),
    [],
  );
  const choose = useCallback((roleId: string | undefined) => setChosen({ query, roleId }), [query]);
  const choice = choiceIn(roles, query, chosen);
  if (choice !== chosen) setChosen(choice);
  return {
    query,
    pasted,
    setQuery,
    fold,
    sections,
    roles,
    active: roles.find(({ id }) => id === choice.roleId),
    choose,
  };
}

/** The roles that can open a page, as main has put them in order. */
function openers(pasted: Pasted, roles: readonly RoleView[]): readonly RoleView[] {
  if (pasted.kind !== 'page') return [];
  const byId = new Map(roles.map((role) => [role.id, role]));
  return pasted.page.roleIds.flatMap((id) => byId.get(id) ?? []);
}

const nothing: readonly string[] = [];

/** What was recent when the roles came: a row that moved as soon as it is used would be missed there the next time. */
function useFirstRecent(roles: readonly RoleView[]): readonly string[] {
  const [first, setFirst] = useState<readonly string[]>();
  if (first === undefined && roles.length > 0) setFirst(recentRoles(roles));
  return first ?? nothing;
}
