import { type KeyboardEvent as ReactKeyboardEvent, useEffect, useRef, useState } from 'react';
import type { AppView, ConfigView } from '../../shared/view.ts';
import type { Intentions } from '../intentions.ts';
import { activeRole, neighbour, sectionsOf, visibleRoles } from '../sections.ts';
import { useTexts } from '../texts-context.ts';
import { Button } from './button.tsx';
import { ConfigFailedNotice } from './config-failed-notice.tsx';
import { ConfigProblems } from './config-problems.tsx';
import { gridId, rowId } from './ids.ts';
import { IdentitySection } from './identity-section.tsx';
import { SearchIcon } from './icons.tsx';
import { SearchField } from './search-field.tsx';

interface RoleBrowserProps {
  readonly view: AppView;
  readonly config: Exclude<ConfigView, { status: 'loading' }>;
  readonly intentions: Intentions;
}

/** Search on top, then each identity with its roles. */
export function RoleBrowser({ view, config, intentions }: RoleBrowserProps) {
  const texts = useTexts();
  const [query, setQuery] = useState('');
  const [chosenId, setChosenId] = useState<string>();
  const input = useRef<HTMLInputElement>(null);
  /** What the mouse presses must not move away under it. */
  const byKeys = useRef(true);

  const sections = sectionsOf(view, query);
  const roles = visibleRoles(sections);
  const active = activeRole(roles, chosenId, query);
  const activeRowId = active && rowId(active.id);

  useEffect(() => {
    if (activeRowId !== undefined && byKeys.current)
      document.getElementById(activeRowId)?.scrollIntoView({ block: 'nearest' });
  }, [activeRowId]);
  useSearchShortcut(input);

  const search = (next: string): void => {
    byKeys.current = true;
    setQuery(next);
    setChosenId(undefined);
  };
  const move = (step: 1 | -1): void => {
    byKeys.current = true;
    setChosenId(neighbour(roles, active, step)?.id);
  };
  const choose = (roleId: string): void => {
    byKeys.current = false;
    setChosenId(roleId);
  };
  const open = (): void => {
    if (active !== undefined && active.activity.status !== 'busy') intentions.openConsole(active.id);
  };
  const moveFromRow = (event: ReactKeyboardEvent): void => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    event.preventDefault();
    move(event.key === 'ArrowDown' ? 1 : -1);
    input.current?.focus();
  };
  const anySignedIn = view.identities.some(({ session }) => session.status !== 'signed-out');

  return (
    <>
      {view.roles.length > 0 && (
        <SearchField
          input={input}
          query={query}
          onQuery={search}
          onMove={move}
          onOpen={open}
          grids={sections
            .filter((section) => section.roles.length > 0)
            .map(({ identity }) => gridId(identity.id))
            .join(' ')}
          activeRowId={activeRowId}
          first={anySignedIn}
        />
      )}
      <div className="scroller" onKeyDown={moveFromRow}>
        {config.status === 'failed' ? (
          <ConfigFailedNotice error={config.error} intentions={intentions} />
        ) : (
          <ConfigProblems problems={config.problems} hint={texts.problemsHint} intentions={intentions} />
        )}
        {sections.map((section) => (
          <IdentitySection
            key={section.identity.id}
            section={section}
            query={query}
            activeId={active?.id}
            deliveries={view.deliveries}
            format={view.copyFormat}
            onChoose={choose}
            intentions={intentions}
          />
        ))}
        {roles.length === 0 && query.trim() !== '' && (
          <div className="empty">
            <SearchIcon />
            <p className="empty-title">
              <bdi>{texts.noMatch(query.trim())}</bdi>
            </p>
            <p className="empty-hint">{texts.noMatchHint}</p>
            <Button
              onPress={() => {
                search('');
                input.current?.focus();
              }}
            >
              {texts.clearSearch}
            </Button>
          </div>
        )}
        <p className="visually-hidden" role="status">
          {query.trim() === '' ? '' : texts.matches(roles.length)}
        </p>
      </div>
    </>
  );
}

/** Ctrl+F, Cmd+F and "/" lead to the search from anywhere. */
function useSearchShortcut(input: { readonly current: HTMLInputElement | null }): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      const find = event.key === 'f' && (event.ctrlKey || event.metaKey);
      const slash = event.key === '/' && document.activeElement !== input.current;
      if (!find && !slash) return;
      event.preventDefault();
      input.current?.focus();
      input.current?.select();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [input]);
}
