import { useMemo, useState } from 'react';
import type { AppView, RoleView } from '../shared/view.ts';
import { choiceIn, type Choice } from './choice.ts';
import { searchIndex } from './role-search.ts';
import { foundSections, recentRoles, type Section, sectionsOf, visibleRoles } from './sections.ts';

interface Sections {
  readonly query: string;
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
export function useSections({ identities, roles: all }: Pick<AppView, 'identities' | 'roles'>): Sections {
  const [query, setQuery] = useState('');
  const [chosen, setChosen] = useState<Choice>({ query, roleId: undefined });
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set());
  const recent = useFirstRecent(all);
  const isSearching = query.trim() !== '';
  const index = useMemo(() => (isSearching ? searchIndex(all) : []), [all, isSearching]);
  const sections = useMemo(
    () =>
      isSearching
        ? foundSections({ identities }, index, query)
        : sectionsOf({ identities, roles: all }, { recent, folded }),
    [identities, all, index, isSearching, query, recent, folded],
  );
  const roles = useMemo(() => visibleRoles(sections), [sections]);
  const choice = choiceIn(roles, query, chosen);
  if (choice !== chosen) setChosen(choice);
  return {
    query,
    setQuery,
    fold(groupId) {
      setFolded((before) => {
        const after = new Set(before);
        if (!after.delete(groupId)) after.add(groupId);
        return after;
      });
    },
    sections,
    roles,
    active: roles.find(({ id }) => id === choice.roleId),
    choose: (roleId) => setChosen({ query, roleId }),
  };
}

const nothing: readonly string[] = [];

/** What was recent when the roles came: a row that moved as soon as it is used would be missed there the next time. */
function useFirstRecent(roles: readonly RoleView[]): readonly string[] {
  const [first, setFirst] = useState<readonly string[]>();
  if (first === undefined && roles.length > 0) setFirst(recentRoles(roles));
  return first ?? nothing;
}
