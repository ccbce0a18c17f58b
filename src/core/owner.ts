import { createActions, type Actions } from './actions.ts';
import { createAlarms } from './alarms.ts';
import { createCredentials, type CredentialMemory } from './credentials.ts';
import { createCurrentConfig } from './current-config.ts';
import { createDeliveries } from './deliveries.ts';
import type {
  Clock,
  ConfigSource,
  ConsoleFederation,
  CredentialSink,
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
  /** Where this owner can hand credentials to, in the order in which the surfaces list them. */
  readonly sinks: readonly CredentialSink[];
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
  /** Refuses new work, takes lent credentials back, and resolves when nothing is under way that would lose a token. */
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
  const { configSource, provider, secrets, assumer, federation, sinks, clock, log } = ports;
  const state = createState(sinks.map(({ id }) => id));
  const vault = createTokenVault(secrets, log);
  const sessions = createSessions({ provider, vault, state, clock, log });
  const credentials = createCredentials({ sessions, assumer, state, clock });
  const deliveries = createDeliveries({ sinks, state, clock, log });
  const alarms = createAlarms(state);
  const config = createCurrentConfig({
    source: configSource,
    state,
    restore: (identity) => sessions.restore(identity),
  });
  return {
    state,
    actions: createActions({
      config,
      sessions,
      credentials,
      deliveries,
      alarms,
      federation,
      state,
      log,
    }),
    async end() {
      await Promise.all([sessions.end(), deliveries.end()]);
    },
    pause: () => sessions.end(),
    resume: () => sessions.resume(),
    handOver: () => ({ sessions: sessions.handOver(), credentials: credentials.handOver() }),
    adopt(memory) {
      sessions.adopt(memory.sessions);
      credentials.adopt(memory.credentials);
    },
  };
}
