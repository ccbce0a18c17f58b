import { expect, it } from 'vitest';
import { silentLog } from '../../../../src/adapters/system/silent-log.ts';
import { catalogueAccount } from '../../../../src/core/catalogues/catalogue-account.ts';
import { createCatalogueSignOuts } from '../../../../src/core/catalogues/catalogue-sign-outs.ts';
import type { IdentityId } from '../../../../src/core/model.ts';
import { createState } from '../../../../src/core/state.ts';
import { FakeMemory } from '../../../support/fake-memory.ts';

const issuer = 'https://gitlab.test';
const work = { id: 'work' as IdentityId, issuer };

it('ends sessions of the identity’s GitLab that no catalogue names any more, and of no other GitLab', async () => {
  const memory = new FakeMemory();
  const provider = 'gitlab' as const;
  memory.setAccounts([
    { id: work.id, provider, issuer, clientId: 'login' },
    { id: catalogueAccount('gone'), provider, issuer, clientId: 'gone' },
    { id: catalogueAccount('other'), provider, issuer: 'https://else.test', clientId: 'other' },
  ]);
  const ended: string[] = [];
  const signOuts = createCatalogueSignOuts({
    catalogues: { noteSignedIn: () => undefined },
    sessions: {
      logout: () => Promise.resolve({ providerTold: true }),
      signOut(account) {
        ended.push(account.clientId);
        return Promise.resolve({ providerTold: true });
      },
    },
    ...{ memory, state: createState(), log: silentLog },
  });
  await signOuts.endWith(work);
  expect(ended).toEqual(['gone']);
});
