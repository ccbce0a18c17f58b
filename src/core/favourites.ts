import { findService } from './console-services.ts';
import type { Favourites, RoleId } from './model.ts';
import type { Clock, Memory } from './ports.ts';
import type { StateStore } from './state.ts';

/** What the user keeps at hand: pinned roles, and what was used lately. The surfaces list it first. */
export interface FavouriteBook {
  pin(role: string, pinned: boolean): void;
  /** The role was opened, copied or written. @param service the page of the console that was opened, where it has a name */
  used(role: RoleId, service?: string): void;
}

/** So much is remembered; more would be no favourites. Whatever is over the limit is forgotten, oldest first. */
export const favouriteLimits = { pinned: 100, used: 50, services: 5 } as const;

interface Parts {
  readonly memory: Pick<Memory, 'setFavourites'>;
  readonly state: StateStore;
  readonly clock: Pick<Clock, 'now'>;
}

export function createFavourites({ memory, state, clock }: Parts): FavouriteBook {
  function change(to: (before: Favourites) => Favourites): void {
    const favourites = to(state.get().favourites);
    memory.setFavourites(favourites);
    state.update((current) => ({ ...current, favourites }));
  }

  return {
    pin(role, pinned) {
      if (state.get().favourites.pinned.includes(role) === pinned) return;
      change((before) => {
        const others = before.pinned.filter((one) => one !== role);
        return { ...before, pinned: pinned ? [...others, role].slice(-favouriteLimits.pinned) : others };
      });
    },

    used(role, name) {
      const service = name === undefined ? undefined : findService(name)?.id;
      change((before) => {
        const used = [{ role, at: clock.now() }, ...before.used.filter((one) => one.role !== role)];
        const services =
          service === undefined
            ? before.services
            : [service, ...before.services.filter((one) => one !== service)];
        return {
          ...before,
          used: used.slice(0, favouriteLimits.used),
          services: services.slice(0, favouriteLimits.services),
        };
      });
    },
  };
}
