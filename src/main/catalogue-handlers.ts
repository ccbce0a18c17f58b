import type { CatalogueActions } from '../core/catalogues/catalogue-actions.ts';
import { AppError } from '../core/errors.ts';
import type { Browser } from '../core/ports.ts';
import { configInUse, type StateStore } from '../core/state.ts';
import type { CallName } from '../shared/ipc.ts';
import type { RoleDetailsView } from '../shared/settings-view.ts';
import type { CallHandlers } from './ipc.ts';
import type { Outcomes } from './outcome.ts';
import { fieldsOf } from './role-fields.ts';
import { unknownRole } from '../core/unknown-role.ts';

export type CatalogueCall = Extract<CallName, `catalogue:${string}` | 'role:details'>;
export type CatalogueHandlers = Pick<CallHandlers, CatalogueCall>;

interface Parts {
  readonly actions: CatalogueActions;
  readonly browser: Browser;
  readonly state: StateStore;
  readonly outcomes: Outcomes;
  /** Keeps a notice from the window. */
  readonly putAway: (catalogueId: string, notice: string) => void;
}

/** What the page's intentions about catalogues do, and what it asks about a role. */
export function createCatalogueHandlers(parts: Parts): CatalogueHandlers {
  const { actions, browser, state, outcomes } = parts;
  const { outcome, answer } = outcomes;

  function details(roleId: string): Promise<{ readonly details: RoleDetailsView }> {
    const config = configInUse(state.get());
    const role = config?.roles.find(({ id }) => id === roleId);
    if (role === undefined) return Promise.reject(unknownRole(roleId, config));
    const details = { fields: fieldsOf(role), ...(role.groups && { groups: role.groups }) };
    return Promise.resolve({ details });
  }

  function putAway(catalogueId: string, notice: string): Promise<void> {
    const known = [...state.get().catalogues.values()].map(({ source }) => source.id);
    if (!known.some((id) => id === catalogueId))
      return Promise.reject(new AppError('unknown_catalogue', { catalogue: catalogueId, known }));
    parts.putAway(catalogueId, notice);
    return Promise.resolve();
  }

  return {
    'role:details': ({ roleId }) => answer(details(roleId)),
    'catalogue:read': ({ catalogueId }) => outcome(actions.refresh(catalogueId)),
    'catalogue:sign-in': ({ catalogueId }) => outcome(actions.login(catalogueId, browser)),
    'catalogue:cancel-sign-in': ({ catalogueId }) => outcome(actions.cancelLogin(catalogueId)),
    'catalogue:sign-out': ({ catalogueId }) => outcome(actions.logout(catalogueId)),
    'catalogue:trust': ({ catalogueId, issuer, clientId }) =>
      outcome(actions.trust(catalogueId, issuer, clientId)),
    'catalogue:dismiss-change': ({ catalogueId }) => outcome(actions.dismissChange(catalogueId)),
    'catalogue:put-away': ({ catalogueId, notice }) => outcome(putAway(catalogueId, notice)),
  };
}
