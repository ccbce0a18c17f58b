import type { AppView, CatalogueView } from '../shared/view.ts';

/** The notices of catalogues that the user has put away: for as long as this process runs, whatever becomes of the window. */
export interface PutAway {
  readonly put: (catalogueId: string, notice: string) => void;
  /** The same view, whose catalogues say what was put away of them. */
  readonly mark: (view: AppView) => AppView;
}

/** Of one catalogue; nobody puts more away. */
const most = 50;

/** @param changed is called when there is something new to mark */
export function createPutAway(changed: () => void): PutAway {
  const away = new Map<string, ReadonlySet<string>>();

  function marked(catalogue: CatalogueView): CatalogueView {
    const { id, status } = catalogue;
    const own = away.get(id);
    if (own === undefined) return catalogue;
    // Once it could be read, what goes wrong after that is something else.
    const still = status === 'current' ? new Set([...own].filter(isLasting)) : own;
    away.set(id, still);
    return still.size === 0 ? catalogue : { ...catalogue, putAway: [...still] };
  }

  return {
    put(catalogueId, notice) {
      const before = [...(away.get(catalogueId) ?? [])];
      away.set(catalogueId, new Set([...before, notice].slice(-most)));
      changed();
    },
    mark: (view) => (view.catalogues ? { ...view, catalogues: view.catalogues.map(marked) } : view),
  };
}

/** Who reads a catalogue and where it leads to does not pass by itself. */
function isLasting(notice: string): boolean {
  return !notice.startsWith('error ') && notice !== 'sign-in';
}
