import { useCallback, useMemo, useState } from 'react';
import type { AppView, ConfigView, RoleView } from '../../shared/view.ts';
import { rolesOfChange } from '../catalogue-words.ts';
import type { Intentions } from '../intentions.ts';
import type { Ask } from '../questions.ts';
import { ChangeLine, HiddenLine } from './catalogue-lines.tsx';
import { CatalogueNotices } from './catalogue-notices.tsx';
import { RoleBrowser } from './role-browser.tsx';
import { RoleDetails } from './role-details.tsx';

interface CataloguedBrowserProps {
  readonly view: AppView;
  readonly config: Exclude<ConfigView, { status: 'loading' }>;
  /** The role whose console's pages are to be chosen from at first. */
  readonly servicesOf?: string | undefined;
  readonly ask: Ask;
  readonly intentions: Intentions;
}

/** The roles, with what there is to say about the catalogues that some of them come from. */
export function CataloguedBrowser({ view, config, servicesOf, ask, intentions }: CataloguedBrowserProps) {
  const { catalogues = none, roles } = view;
  const [shown, setShown] = useState<string>();
  const [detailed, setDetailed] = useState<RoleView>();
  // Once the user knows of it, the whole list is back.
  const change = catalogues.find(({ id }) => id === shown)?.change;
  const inList = useMemo(
    () => (change === undefined ? view : { ...view, roles: rolesOfChange(roles, change) }),
    [view, roles, change],
  );
  const hidden = catalogues.reduce((count, one) => count + one.hidden, 0);
  const nameOf = useCallback(
    (id: string | undefined) => catalogues.find((one) => one.id === id)?.name ?? id,
    [catalogues],
  );
  return (
    <>
      <RoleBrowser
        view={inList}
        config={config}
        servicesOf={servicesOf}
        ask={ask}
        intentions={intentions}
        onDetails={setDetailed}
        above={
          <>
            <CatalogueNotices catalogues={catalogues} intentions={intentions} />
            {catalogues.map((one) => (
              <ChangeLine
                key={one.id}
                catalogue={one}
                shown={change !== undefined && one.id === shown}
                onShow={(wanted) => setShown(wanted ? one.id : undefined)}
                intentions={intentions}
              />
            ))}
          </>
        }
        below={
          <HiddenLine
            count={hidden}
            onShow={() => void ask('settings:change', { id: 'showAllGroups', value: true })}
          />
        }
      />
      {detailed && (
        <RoleDetails
          role={detailed}
          catalogue={nameOf(detailed.catalogueId)}
          ask={ask}
          onClose={() => setDetailed(undefined)}
        />
      )}
    </>
  );
}

const none: NonNullable<AppView['catalogues']> = [];
