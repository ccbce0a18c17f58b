import { AppError } from '../errors.ts';
import type { CurrentConfig } from '../current-config.ts';
import { loginPage } from '../identity-actions.ts';
import type { CatalogueId, Identity } from '../model.ts';
import type { Browser } from '../ports.ts';
import type { StateStore } from '../state.ts';
import type { CatalogueState } from './catalogue-state.ts';
import type { Catalogues } from './catalogues.ts';
import type { CatalogueApplication, CatalogueSessions } from './ports.ts';

/** What a user can ask for with catalogues, whatever the surface. All fail with `unknown_catalogue`. */
export interface CatalogueActions {
  list(): Promise<readonly CatalogueState[]>;
  /** Reads one anew, or all: of all, the state tells what went wrong. */
  refresh(id?: string): Promise<void>;
  /**
   * Signs in at the catalogue's own application, and reads it. Fails with `catalogue_no_login` where it needs nobody.
   * @param leaving whoever asks has gone: where nobody else waits for the login, it is cancelled
   */
  login(id: string, browser: Browser, leaving?: AbortSignal): Promise<void>;
  cancelLogin(id: string): Promise<void>;
  /** Ends the session at its application. What was read stays in use. */
  logout(id: string): Promise<{ readonly providerTold: boolean }>;
  /** Says yes to an issuer that nobody here has chosen. Fails with `catalogue_no_such_issuer`. */
  trust(id: string, issuer: string, clientId?: string): Promise<void>;
  dismissChange(id: string): Promise<void>;
}

interface Parts {
  readonly config: CurrentConfig;
  readonly catalogues: Catalogues;
  readonly sessions: CatalogueSessions;
  readonly state: StateStore;
}

export function createCatalogueActions(parts: Parts): CatalogueActions {
  const { config: current, catalogues, sessions, state } = parts;

  const read = () => current.read().catch(current.lastGood);

  async function door(id: string): Promise<CatalogueApplication & { readonly id: CatalogueId }> {
    const config = await read();
    const source = catalogues.find(id);
    const application = applicationIn(source.id, config.identities);
    if (application === undefined) throw new AppError('catalogue_no_login', { catalogue: id });
    return { ...application, id: source.id };
  }

  function applicationIn(id: CatalogueId, identities: readonly Identity[]): CatalogueApplication | undefined {
    const { from } = catalogues.find(id);
    if (from.kind !== 'gitlab') return undefined;
    const identity = identities.find((one) => one.id === from.identity);
    if (identity === undefined) return undefined;
    const { issuer, redirectUri } = identity;
    const { clientId, scope } = from;
    return { catalogue: id, issuer, clientId, scope, ...(redirectUri !== undefined && { redirectUri }) };
  }

  return {
    async list() {
      await read();
      return [...state.get().catalogues.values()];
    },

    async refresh(id) {
      await read();
      await catalogues.refresh(id);
      await read();
    },

    async login(id, browser, leaving) {
      const application = await door(id);
      const config = await read();
      const { owner } = await sessions.login(application, loginPage(browser, config), leaving);
      catalogues.noteSignedIn(application.id, true, owner);
      await catalogues.refresh(application.id);
      await read();
    },

    async cancelLogin(id) {
      sessions.cancel(await door(id));
    },

    async logout(id) {
      const application = await door(id);
      const told = await sessions.logout(application);
      for (const { source } of state.get().catalogues.values()) {
        const { from } = source;
        if (from.kind === 'gitlab' && from.clientId === application.clientId)
          catalogues.noteSignedIn(source.id, false);
      }
      return told;
    },

    async trust(id, issuer, clientId) {
      await read();
      catalogues.trust(id, issuer, clientId);
      await read();
    },

    async dismissChange(id) {
      await read();
      catalogues.dismissChange(id);
    },
  };
}
