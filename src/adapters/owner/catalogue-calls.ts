import { countForOthers } from '../../core/catalogues/role-groups.ts';
import { AppError } from '../../core/errors.ts';
import type { Language } from '../../core/model.ts';
import type { Owner } from '../../core/owner.ts';
import type { Browser } from '../../core/ports.ts';
import { reportOf, type CatalogueCalls, type CatalogueReport } from './catalogue-reports.ts';
import { toReport, type ErrorReport } from './protocol.ts';

interface Client {
  readonly browser: Browser;
  gone(): Promise<void>;
}

type Calls = CatalogueCalls<ErrorReport>;

type Handlers = {
  readonly [Call in keyof Calls]: (
    request: Calls[Call]['request'],
    client: Client,
  ) => Promise<Calls[Call]['response']>;
};

/** What calls about catalogues do, and to the owner alone. */
export function createCatalogueCalls({ catalogues, state }: Pick<Owner, 'catalogues' | 'state'>): Handlers {
  async function reports(language?: Language): Promise<readonly CatalogueReport<ErrorReport>[]> {
    const all = await catalogues.list();
    return all.map((one) => reportOf(one, countForOthers(state.get(), one.source.id), toReport, language));
  }

  async function report(id: string, language?: Language): Promise<CatalogueReport<ErrorReport>> {
    const all = await reports(language);
    const found = all.find((one) => one.id === id);
    if (found !== undefined) return found;
    throw new AppError('unknown_catalogue', { catalogue: id, known: all.map((one) => one.id) });
  }

  return {
    catalogues: ({ language }) => reports(language),
    async 'catalogue-refresh'({ catalogue, language }) {
      await catalogues.refresh(catalogue);
      return catalogue === undefined ? reports(language) : [await report(catalogue, language)];
    },
    async 'catalogue-login'({ catalogue, language }, client) {
      const hangUp = new AbortController();
      void client.gone().then(() => hangUp.abort());
      await catalogues.login(catalogue, client.browser, hangUp.signal);
      return report(catalogue, language);
    },
    async 'catalogue-logout'({ catalogue }) {
      const { providerTold } = await catalogues.logout(catalogue);
      return { catalogue, providerTold };
    },
    async 'catalogue-trust'({ catalogue, issuer, language }) {
      await catalogues.trust(catalogue, issuer);
      return report(catalogue, language);
    },
  };
}
