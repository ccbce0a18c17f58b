import { createActions, type Actions } from './actions.ts';
import { createCredentials, type CredentialMemory } from './credentials.ts';
import type {
  Clock,
  ConfigSource,
  ConsoleFederation,
  IdentityProvider,
  Log,
  RoleAssumer,
  SecretStore,
} from './ports.ts';
import { createSessions, type SessionMemory } from './sessions.ts';
import { createState, type StateStore } from './state.ts';
import { createTokenVault } from './token-vault.ts';

/** Everything the owner needs from outside. */
export interface OwnerPorts {
  readonly configSource: ConfigSource;
  readonly provider: IdentityProvider;
  readonly secrets: SecretStore;
  readonly assumer: RoleAssumer;
  readonly federation: ConsoleFederation;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * The one process per user that holds the sessions: it alone reads the keychain, refreshes tokens and caches
 * credentials, so that nothing races. The app is one; the agent stands in where no app runs.
 */
export interface Owner {
  readonly actions: Actions;
  readonly state: StateStore;
  /** Refuses new work and resolves when nothing is under way that would lose a token. */
  end(): Promise<void>;
  /** Like `end`, but `resume` takes it back: what is known stays as it is while it goes to the next owner. */
  pause(): Promise<void>;
  resume(): void;
  /** What only this process knows. Full of secrets: it goes to the next owner and nowhere else. */
  handOver(): OwnerMemory;
  adopt(memory: OwnerMemory): void;
}

export interface OwnerMemory {
  readonly sessions: SessionMemory;
  readonly credentials: CredentialMemory;
}

export function createOwner(ports: OwnerPorts): Owner {
  const { configSource, provider, secrets, assumer, federation, clock, log } = ports;
  const state = createState();
  const vault = createTokenVault(secrets, log);
  const sessions = createSessions({ provider, vault, state, clock, log });
  const credentials = createCredentials({ sessions, assumer, state, clock });
  return {
    state,
    actions: createActions({ configSource, sessions, credentials, federation, state, log }),
    end: () => sessions.end(),
    pause: () => sessions.end(),
    resume: () => sessions.resume(),
    handOver: () => ({ sessions: sessions.handOver(), credentials: credentials.handOver() }),
    adopt(memory) {
      sessions.adopt(memory.sessions);
      credentials.adopt(memory.credentials);
    },
  };
}
