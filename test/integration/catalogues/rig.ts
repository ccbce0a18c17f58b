import { onTestFinished } from 'vitest';
import { createCatalogueFetcher } from '../../../src/adapters/catalogues/catalogue-fetcher.ts';
import { createAccessProvider } from '../../../src/adapters/oidc/access-provider.ts';
import { createNodeHttp } from '../../../src/adapters/system/node-http.ts';
import { systemClock } from '../../../src/adapters/system/system-clock.ts';
import { catalogueAccount } from '../../../src/core/catalogues/catalogue-account.ts';
import type { CatalogueFetcher, CatalogueWish } from '../../../src/core/catalogues/ports.ts';
import type { CatalogueSource } from '../../../src/core/catalogues/catalogue-source.ts';
import type { CatalogueId, Identity, IdentityId } from '../../../src/core/model.ts';
import type { IdentityProvider, Login } from '../../../src/core/ports.ts';
import { addCatalogue, type CatalogueInput, type SandboxCatalogue } from '../../sandbox/gitlab/catalogue.ts';
import { startGitLab, type GitLab } from '../../sandbox/gitlab/gitlab.ts';

const AIKO = 42;
export const BEN = 57;

/** A catalogue in a GitLab of its own, and what reads it over real HTTP. */
export interface CatalogueRig {
  readonly gitlab: GitLab;
  readonly catalogue: SandboxCatalogue;
  readonly source: CatalogueSource;
  readonly fetcher: CatalogueFetcher;
  readonly provider: IdentityProvider;
  /** Its application as an account of the keychain. */
  readonly account: Identity;
  /** Gives leave at the application. @param user Aiko where unset */
  readonly login: (user?: number, decision?: 'authorize' | 'deny') => Promise<Login>;
  /** Fetches as the user who has given leave; of the wish, all else may be said. */
  readonly fetchWith: (
    accessToken: string,
    more?: Partial<CatalogueWish>,
  ) => ReturnType<CatalogueFetcher['fetch']>;
}

/** Starts a rig that ends with the test. */
export async function startCatalogueRig(input: CatalogueInput = {}): Promise<CatalogueRig> {
  const gitlab = await startGitLab();
  onTestFinished(() => gitlab.close());
  const catalogue = addCatalogue(gitlab, input);
  const http = createNodeHttp({});
  const provider = createAccessProvider(http, systemClock);
  const fetcher = createCatalogueFetcher(http, systemClock);
  const { clientId, project, file, scope } = catalogue;
  const account: Identity = {
    ...{ id: catalogueAccount(clientId), provider: 'gitlab', issuer: gitlab.issuer, clientId },
    scopes: [scope],
  };
  const source: CatalogueSource = {
    id: 'team' as CatalogueId,
    from: { kind: 'gitlab', identity: 'work' as IdentityId, clientId, scope, project, file, ref: 'main' },
  };
  return {
    ...{ gitlab, catalogue, source, fetcher, provider, account },
    login: (user = AIKO, decision = 'authorize') =>
      provider.login({
        identity: account,
        signal: AbortSignal.timeout(20_000),
        open: (url) => {
          void gitlab.authorize(url, { user: gitlab.users.get(user), decision }).then(fetch);
          return Promise.resolve();
        },
      }),
    fetchWith: (accessToken, more = {}) =>
      fetcher.fetch({ source, issuer: gitlab.issuer, accessToken, ...more }),
  };
}
