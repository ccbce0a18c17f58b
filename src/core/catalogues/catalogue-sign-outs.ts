import { asAppError } from '../errors.ts';
import { keptIdentities } from '../kept-accounts.ts';
import type { Identity } from '../model.ts';
import type { Log, Memory } from '../ports.ts';
import type { StateStore } from '../state.ts';
import { catalogueAccount, isCatalogueAccount } from './catalogue-account.ts';
import type { OwnedCatalogueSessions } from './catalogue-sessions.ts';
import type { Catalogues } from './catalogues.ts';

/** What goes with the session of a login. */
export interface CatalogueSignOuts {
  /**
   * Ends the sessions at the applications of this identity's catalogues, and those of its GitLab that no catalogue names
   * any more: the configuration may have been edited since. Never fails.
   */
  endWith(identity: Pick<Identity, 'id' | 'issuer'>): Promise<void>;
}

interface Parts {
  readonly catalogues: Pick<Catalogues, 'noteSignedIn'>;
  readonly sessions: Pick<OwnedCatalogueSessions, 'logout' | 'signOut'>;
  readonly memory: Pick<Memory, 'accounts' | 'setAccounts'>;
  readonly state: StateStore;
  readonly log: Log;
}

export function createCatalogueSignOuts(parts: Parts): CatalogueSignOuts {
  const { catalogues, sessions, memory, state, log } = parts;

  async function endUnnamed(issuer: string, named: ReadonlySet<string>): Promise<void> {
    const unnamed = keptIdentities(memory).filter(
      (account) => isCatalogueAccount(account) && account.issuer === issuer && !named.has(account.id),
    );
    await Promise.all(
      unnamed.map(async (account) => {
        try {
          const { refusal } = await sessions.signOut(account);
          if (refusal !== undefined) throw refusal;
        } catch (error) {
          log.warn('catalogue.not-signed-out', { code: asAppError(error).code });
        }
      }),
    );
  }

  return {
    async endWith({ id, issuer }) {
      const sources = [...state.get().catalogues.values()].map(({ source }) => source);
      const named = new Set<string>(
        sources.flatMap(({ from }) => (from.kind === 'gitlab' ? [catalogueAccount(from.clientId)] : [])),
      );
      const own = sources.map(async ({ id: catalogue, from }) => {
        if (from.kind !== 'gitlab' || from.identity !== id) return;
        const { clientId, scope } = from;
        try {
          await sessions.logout({ catalogue, issuer, clientId, scope });
        } catch (error) {
          log.warn('catalogue.not-signed-out', { catalogue, code: asAppError(error).code });
        }
        catalogues.noteSignedIn(catalogue, false);
      });
      await Promise.all([...own, endUnnamed(issuer, named)]);
    },
  };
}
