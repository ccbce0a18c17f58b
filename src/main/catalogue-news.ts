import type { CatalogueChange } from '../core/catalogues/catalogue-state.ts';
import type { CatalogueId } from '../core/model.ts';
import { settingsInUse, type State } from '../core/state.ts';

/** What a new version of a catalogue has brought. */
export interface CatalogueNews {
  readonly name: string;
  readonly added: number;
  readonly changed: number;
  readonly removed: number;
}

/**
 * Tells of each change of a catalogue once. The first version is no change.
 *
 * @returns what has come since it was asked before; nothing where the settings want no word
 */
export function createCatalogueNews(): (state: State) => readonly CatalogueNews[] {
  const told = new Map<CatalogueId, CatalogueChange>();
  return (state) => {
    const wanted = settingsInUse(state).notifications.newCatalogue;
    return [...state.catalogues.values()].flatMap(({ source, name, change }) => {
      if (change === undefined) {
        told.delete(source.id);
        return [];
      }
      if (told.get(source.id) === change) return [];
      told.set(source.id, change);
      if (!wanted) return [];
      const { added, changed, removed } = change;
      return [
        {
          name: name ?? source.name ?? source.id,
          added: added.length,
          changed: changed.length,
          removed: removed.length,
        },
      ];
    });
  };
}
