import type { Defaults } from '../config.ts';
import type { CurrentConfig } from '../current-config.ts';
import type { Identity, IdentityId } from '../model.ts';
import type { Clock, ConfigSource, IdentityProvider, Log, Memory, Random } from '../ports.ts';
import type { Sessions } from '../sessions.ts';
import type { StateStore } from '../state.ts';
import type { TokenVault } from '../token-vault.ts';
import { isCatalogueAccount } from './catalogue-account.ts';
import { createCatalogueActions, type CatalogueActions } from './catalogue-actions.ts';
import { createCatalogueSessions } from './catalogue-sessions.ts';
import { createCatalogueSignOuts } from './catalogue-sign-outs.ts';
import { createCataloguedConfig } from './catalogued-config.ts';
import { createCatalogues } from './catalogues.ts';
import type { CatalogueCache, CatalogueFetcher, CatalogueReader } from './ports.ts';
import { createTrustedIssuers } from './trusted-issuers.ts';

/** What reads catalogues. */
export interface CataloguePorts {
  readonly fetcher: CatalogueFetcher;
  readonly cache: CatalogueCache;
  readonly reader: CatalogueReader;
  /** Of applications that may read repositories: it gives access tokens in the place of ID tokens. */
  readonly provider: IdentityProvider;
  readonly defaults: Defaults;
}

interface Parts {
  /** Without them, there are no catalogues, whatever the configuration says. */
  readonly ports: CataloguePorts | undefined;
  readonly vault: TokenVault;
  readonly memory: Memory;
  readonly onChange: () => void;
  readonly state: StateStore;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
}

/** Everything about catalogues that an owner has. */
export function composeCatalogues(parts: Parts) {
  const { ports = noPorts, vault, memory, onChange, state, clock, random, log } = parts;
  const { provider, ...reading } = ports;
  const doors = createCatalogueSessions({ provider, vault, clock, random, log });
  const catalogues = createCatalogues({
    ...reading,
    ...{ sessions: doors, trusted: createTrustedIssuers(memory), onChange, state, clock, random, log },
  });
  const signOuts = createCatalogueSignOuts({ catalogues, sessions: doors, memory, state, log });
  watchSignIns(state, () => catalogues.refreshSoon());

  return {
    configSource: (source: ConfigSource): ConfigSource =>
      parts.ports === undefined ? source : createCataloguedConfig(source, catalogues),

    /** Sessions of logins, with which those of their catalogues end. */
    endingWith: (sessions: Sessions): Sessions => ({
      ...sessions,
      async signOut(identity: Identity) {
        if (isCatalogueAccount(identity)) return doors.signOut(identity);
        const [report] = await Promise.all([sessions.signOut(identity), signOuts.endWith(identity)]);
        return report;
      },
    }),

    actions: (config: CurrentConfig): CatalogueActions =>
      createCatalogueActions({ config, catalogues, sessions: doors, state }),

    async end(): Promise<void> {
      await Promise.all([catalogues.pause(), doors.end()]);
    },
    resume(): void {
      doors.resume();
      catalogues.resume();
    },
  };
}

const nowhere = () => Promise.reject(new Error('no catalogues are read here'));

/** For owners that read none. */
const noPorts: CataloguePorts = {
  fetcher: { fetch: nowhere },
  cache: {
    load: () => Promise.resolve(undefined),
    save: () => Promise.resolve(),
    remove: () => Promise.resolve(),
  },
  reader: { read: nowhere },
  provider: { login: nowhere, loginByCode: nowhere, refresh: nowhere, skew: () => 0, revoke: nowhere },
  defaults: { scopes: () => [], region: () => undefined },
};

/** Whoever has just signed in may read what they could not read before. A session that is found at a start is no news. */
function watchSignIns(state: StateStore, listener: () => void): void {
  let waiting = signingIn(state);
  state.subscribe(() => {
    const { sessions } = state.get();
    const arrived = waiting.some((id) => sessions.get(id)?.status === 'signed-in');
    waiting = signingIn(state);
    if (arrived) listener();
  });
}

function signingIn(state: StateStore): readonly IdentityId[] {
  return [...state.get().sessions].flatMap(([id, { status }]) => (status === 'signing-in' ? [id] : []));
}
