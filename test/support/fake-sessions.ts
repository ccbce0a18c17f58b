import type { Identity, User } from '../../src/core/model.ts';
import { createSessions, type Sessions } from '../../src/core/sessions.ts';
import { createState, type SessionState, type StateStore } from '../../src/core/state.ts';
import { createTokenVault, type TokenVault } from '../../src/core/token-vault.ts';
import { FakeBrowser } from './fake-browser.ts';
import { FakeClock, settle } from './fake-clock.ts';
import { FakeIdentityProvider } from './fake-identity-provider.ts';
import { FakeLog } from './fake-log.ts';
import { ada } from './fake-nouns.ts';
import { FakeRandom } from './fake-random.ts';
import { FakeSecretStore } from './fake-secret-store.ts';

/** The real sessions and their vault with nothing real around them. */
export interface SessionWorld {
  readonly sessions: Sessions;
  readonly vault: TokenVault;
  readonly state: StateStore;
  readonly clock: FakeClock;
  readonly random: FakeRandom;
  readonly secrets: FakeSecretStore;
  readonly provider: FakeIdentityProvider;
  readonly browser: FakeBrowser;
  readonly log: FakeLog;
  readonly open: (url: string) => Promise<void>;
  shown(identity: Identity): SessionState | undefined;
  /** Logs in through the provider's page. @returns the session's first refresh token */
  signIn(identity: Identity, user?: User): Promise<string>;
}

/** @param shared parts that outlive a process: the keychain, the provider, time */
export function createSessionWorld(
  shared: Partial<Pick<SessionWorld, 'clock' | 'secrets' | 'provider'>> = {},
): SessionWorld {
  const clock = shared.clock ?? new FakeClock();
  const secrets = shared.secrets ?? new FakeSecretStore();
  const provider = shared.provider ?? new FakeIdentityProvider(clock);
  const browser = new FakeBrowser();
  const log = new FakeLog();
  const random = new FakeRandom();
  const state = createState();
  const vault = createTokenVault(secrets, log);
  const sessions = createSessions({ provider, vault, state, clock, random, log });
  const open = (url: string) => browser.open(url);
  return {
    sessions,
    vault,
    state,
    clock,
    random,
    secrets,
    provider,
    browser,
    log,
    open,
    shown: (identity) => state.get().sessions.get(identity.id),
    async signIn(identity, user = ada) {
      provider.user = user;
      const login = sessions.logins.signIn(identity, open);
      await settle();
      const refreshToken = provider.approve(identity);
      await login;
      return refreshToken;
    },
  };
}
