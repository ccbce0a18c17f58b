import { isCatalogueAccount } from './catalogues/catalogue-account.ts';
import type { Identity, KeptAccount } from './model.ts';
import type { Memory } from './ports.ts';
import { accountOf, type TokenVault } from './token-vault.ts';

/** Far more than anybody has; beyond it the oldest is forgotten. */
export const mostKeptAccounts = 100;

type Accounts = Pick<Memory, 'accounts' | 'setAccounts'>;

/**
 * A vault that remembers from one run to the next which accounts it has put into the keychain: nobody can ask a keychain
 * what is in it, and by the next run the configuration may name other accounts, or be broken.
 */
export function rememberAccounts(vault: TokenVault, memory: Accounts): TokenVault {
  /** Those that are remembered already: the file is not looked into at each reading. */
  const noted = new Set<string>();

  function note({ id, provider, issuer, clientId }: Identity): void {
    const kept: KeptAccount = { id, provider, issuer, clientId };
    const name = accountOf(kept);
    if (noted.has(name)) return;
    noted.add(name);
    const before = memory.accounts() ?? [];
    if (before.some((one) => accountOf(one) === name)) return;
    memory.setAccounts([...before, kept].slice(-mostKeptAccounts));
  }

  function forget(identity: Identity): void {
    const name = accountOf(identity);
    noted.delete(name);
    const before = memory.accounts() ?? [];
    const rest = before.filter((one) => accountOf(one) !== name);
    if (rest.length < before.length) memory.setAccounts(rest);
  }

  async function noteFound<Found extends { readonly storage: string }>(
    identity: Identity,
    reading: Promise<Found | undefined>,
  ): Promise<Found | undefined> {
    const found = await reading;
    if (found?.storage === 'keychain') note(identity);
    return found;
  }

  return {
    ...vault,
    read: (identity) => noteFound(identity, vault.read(identity)),
    reread: (identity) => noteFound(identity, vault.reread(identity)),
    write(identity, record) {
      // Before: this process may be killed as soon as the keychain has it.
      note(identity);
      return vault.write(identity, record);
    },
    async remove(identity) {
      await vault.remove(identity);
      forget(identity);
    },
  };
}

/** The logins among them: who is signed in at an application of catalogues is no matter of its own. */
export function keptLogins(memory: Accounts): readonly Identity[] {
  return keptIdentities(memory).filter((identity) => !isCatalogueAccount(identity));
}

/** As identities, for whoever ends their sessions. */
export function keptIdentities(memory: Accounts): readonly Identity[] {
  return (memory.accounts() ?? []).map((account) => ({ ...account, scopes: [] }));
}
