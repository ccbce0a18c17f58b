import {
  type KeyboardEvent as ReactKeyboardEvent,
  type ReactNode,
  useCallback,
  useMemo,
  useRef,
  useState,
} from 'react';
import type { AppView, ConfigView, RoleView } from '../../shared/view.ts';
import type { Intentions } from '../intentions.ts';
import { ListContext, type ListContents } from '../list-context.ts';
import type { Ask } from '../questions.ts';
import { neighbour, type Section, visibleRoles } from '../sections.ts';
import { useTexts } from '../texts-context.ts';
import { useListKeys } from '../use-list-keys.ts';
import type { Pasted } from '../use-pasted.ts';
import { useSections } from '../use-sections.ts';
import { ConfigFailedNotice } from './config-failed-notice.tsx';
import { ConfigProblems } from './config-problems.tsx';
import { IdentitySection, Shelf } from './identity-section.tsx';
import { gridId, rowId } from './ids.ts';
import { NothingFound } from './nothing-found.tsx';
import { PastedPage } from './pasted-page.tsx';
import { SearchField } from './search-field.tsx';
import { ServiceDialog } from './service-dialog.tsx';

interface RoleBrowserProps {
  readonly view: AppView;
  readonly config: Exclude<ConfigView, { status: 'loading' }>;
  /** The role whose console's pages are to be chosen from at first. */
  readonly servicesOf?: string | undefined;
  readonly ask: Ask;
  readonly intentions: Intentions;
  /** Shows what a role's row has no room for. */
  readonly onDetails: (role: RoleView) => void;
  /** What stands above and below the roles, and scrolls with them. */
  readonly above: ReactNode;
  readonly below: ReactNode;
}

/** Search on top, then the roles: those at hand, and those of each identity. */
export function RoleBrowser(props: RoleBrowserProps) {
  const { view, config, servicesOf, ask, intentions: all, onDetails, above, below } = props;
  const texts = useTexts();
  const { query, pasted, setQuery, fold, sections, roles, active, choose } = useSections(view, ask);
  const intentions = useOpening(all, pasted);
  const [serviceRole, setServiceRole] = useState(() => view.roles.find(({ id }) => id === servicesOf));
  const input = useRef<HTMLInputElement>(null);
  const scroller = useRef<HTMLDivElement>(null);
  /** What the mouse presses must not move away under it. */
  const byKeys = useRef(true);

  const search = (next: string): void => {
    byKeys.current = true;
    setQuery(next);
  };
  const clear = (): void => {
    search('');
    input.current?.focus();
  };
  const move = (step: 1 | -1): void => {
    byKeys.current = true;
    choose(neighbour(roles, active, step)?.id);
  };
  const deliveriesOf = useDeliveries(view);
  const ready = active?.activity.status === 'busy' ? undefined : active;
  const open = (readOnly: boolean): void => {
    if (ready !== undefined) intentions.openConsole(ready.id, readOnly ? { readOnly } : {});
  };
  useListKeys(input, {
    copy() {
      const deliveryId = `copy-${view.copyFormat}` as const;
      if (ready === undefined || !deliveriesOf(ready).some(({ id }) => id === deliveryId)) return false;
      intentions.deliver(ready.id, deliveryId);
      return true;
    },
    leave() {
      // As in the search: it clears, and then closes.
      if (query === '') intentions.closeWindow();
      else search('');
      input.current?.focus();
    },
    pin() {
      if (active !== undefined) intentions.pinRole(active.id, !active.pinned);
      return active !== undefined;
    },
  });
  const onKeyInRows = (event: ReactKeyboardEvent): void => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    event.preventDefault();
    move(event.key === 'ArrowDown' ? 1 : -1);
    input.current?.focus();
  };

  const ownerOf = useOwners(view, sections);
  const onChoose = useCallback(
    (roleId: string) => {
      byKeys.current = false;
      choose(roleId);
    },
    [choose],
  );
  const activeId = active?.id;
  const format = view.copyFormat;
  // Another object has all rows drawn again.
  const contents = useMemo<ListContents>(
    () => ({
      ...{ query, activeId, deliveriesOf, format, ownerOf, onChoose, onDetails, intentions },
      onFold: fold,
      onServices: setServiceRole,
    }),
    [query, activeId, deliveriesOf, format, ownerOf, onChoose, onDetails, fold, intentions],
  );
  const anySignedIn = view.identities.some(({ session }) => session.status !== 'signed-out');
  const searched = query.trim();
  const opensNowhere = pasted !== undefined && pasted.kind !== 'reading' && roles.length === 0;
  return (
    <ListContext value={contents}>
      {view.roles.length > 0 && (
        <SearchField
          input={input}
          query={query}
          onQuery={search}
          onMove={move}
          onOpen={open}
          onLeave={intentions.closeWindow}
          grids={sections.flatMap(({ lists }) => lists.map(({ id }) => gridId(id))).join(' ')}
          activeRowId={active && rowId(active.id)}
          first={anySignedIn}
        />
      )}
      <div className="scroller" ref={scroller} onKeyDown={onKeyInRows}>
        <div>
          {config.status === 'failed' ? (
            <ConfigFailedNotice error={config.error} intentions={intentions} />
          ) : (
            <ConfigProblems problems={config.problems} hint={texts.problemsHint} intentions={intentions} />
          )}
          {pasted && roles.length > 0 && <PastedPage pasted={pasted} found onClear={clear} />}
          {above}
          {(opensNowhere ? [] : sections).map((section) =>
            section.identity ? (
              <IdentitySection
                key={section.identity.id}
                identity={section.identity}
                section={section}
                scroller={scroller}
                follow={byKeys}
                intentions={intentions}
              />
            ) : (
              <Shelf key="" section={section} scroller={scroller} follow={byKeys} />
            ),
          )}
          {pasted && roles.length === 0 && <PastedPage pasted={pasted} found={false} onClear={clear} />}
          {pasted === undefined && roles.length === 0 && searched !== '' && (
            <NothingFound query={searched} onClear={clear} />
          )}
          {searched === '' && below}
        </div>
        <p className="visually-hidden" role="status">
          {searched === '' ? '' : texts.matches(roles.length)}
        </p>
      </div>
      {serviceRole && (
        <ServiceDialog
          role={serviceRole}
          recent={view.recentServices}
          ask={ask}
          intentions={intentions}
          onClose={() => setServiceRole(undefined)}
        />
      )}
    </ListContext>
  );
}

/** While an address stands in the search, it is what consoles open. */
function useOpening(intentions: Intentions, pasted: Pasted | undefined): Intentions {
  const page = pasted?.kind === 'page' ? pasted.address : undefined;
  return useMemo(() => {
    if (page === undefined) return intentions;
    return {
      ...intentions,
      openConsole: (roleId, how = {}) =>
        intentions.openConsole(roleId, how.service === undefined ? { ...how, page } : how),
    };
  }, [intentions, page]);
}

/** The ways to hand a role's credentials over now; none where nobody is signed in. */
function useDeliveries({ identities, deliveries }: AppView): ListContents['deliveriesOf'] {
  return useMemo(() => {
    const signedIn = new Set(
      identities.flatMap(({ id, session }) => (session.status === 'signed-in' ? [id] : [])),
    );
    return ({ identityId }) => (signedIn.has(identityId) ? deliveries : []);
  }, [identities, deliveries]);
}

/** Whose role it is, where roles of several identities stand below each other. */
function useOwners({ identities }: AppView, sections: readonly Section[]): ListContents['ownerOf'] {
  // As a text it is the same for as long as the same roles stand there.
  const ids = useMemo(
    () =>
      visibleRoles(sections.filter(({ identity }) => identity === undefined))
        .map(({ id }) => id)
        .join('\n'),
    [sections],
  );
  return useMemo(() => {
    const labels = new Map(identities.map(({ id, label }) => [id, label]));
    const mixed = new Set(ids.split('\n'));
    return ({ id, identityId }) => (mixed.has(id) ? labels.get(identityId) : undefined);
  }, [identities, ids]);
}
