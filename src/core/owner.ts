import { createActions, type Actions } from './actions.ts';
import { createActivityLog, type ActivityLog } from './activity-log.ts';
import { createAlarms } from './alarms.ts';
import type { CatalogueActions } from './catalogues/catalogue-actions.ts';
import { composeCatalogues, type CataloguePorts } from './catalogues/owned-catalogues.ts';
import { watchLogins } from './attention.ts';
import { createConfirmations } from './confirmations.ts';
import { createConsoles } from './consoles.ts';
import { createCredentials } from './credentials.ts';
import { createCurrentConfig } from './current-config.ts';
import { createDeliveries } from './deliveries.ts';
import { createCheckUp, type CheckUp } from './doctor/check-up.ts';
import type { CheckPorts } from './doctor/machine.ts';
import { createExplainRole, observeTokens, type ExplainRole } from './explanations.ts';
import { createFavourites } from './favourites.ts';
import { keptLogins, rememberAccounts } from './kept-accounts.ts';
import { createKeychainReturn } from './keychain-return.ts';
import { createLocalEndpoint } from './local-endpoint.ts';
import { createLock } from './lock.ts';
import type { CredentialMemory } from './held-credentials.ts';
import type { Access, AwsCredentials, RoleId } from './model.ts';
import type { CredentialSink, EndpointServer, ProfileRemover, Withdrawal } from './delivery-ports.ts';
import type {
  ActivityStore,
  Clock,
  ConfigSource,
  ConsoleFederation,
  IdentityProvider,
  Log,
  Memory,
  Random,
  RoleAssumer,
  SecretStore,
} from './ports.ts';
import { createRecalls } from './recalls.ts';
import { createRecorded, type Recorded } from './recorded-actions.ts';
import { createRefusedDurations } from './refused-durations.ts';
import { createRenewals, type Lease } from './renewals.ts';
import { withAccess } from './role-access.ts';
import { createRoleTrial, type TryRole } from './role-trial.ts';
import { createRoleWork } from './role-work.ts';
import { createSessions, type SessionMemory } from './sessions.ts';
import { createStandingProfiles } from './standing-profiles.ts';
import { configInUse, createState, type StateStore } from './state.ts';
import { createTokenVault } from './token-vault.ts';
import { watchUsers } from './user-changes.ts';

/** Everything the owner needs from outside. */
export interface OwnerPorts {
  readonly configSource: ConfigSource;
  readonly provider: IdentityProvider;
  readonly secrets: SecretStore;
  readonly assumer: RoleAssumer;
  readonly federation: ConsoleFederation;
  /** Where this owner can hand credentials to, in the order in which the surfaces list them. */
  readonly sinks: readonly CredentialSink[];
  /** How what was handed over is taken back. */
  readonly withdrawals: readonly Withdrawal[];
  readonly profiles: ProfileRemover;
  readonly endpointServer?: EndpointServer;
  /** Without them, no catalogue is read. */
  readonly catalogues?: CataloguePorts;
  /** What the doctor looks at from here. */
  readonly checks: CheckPorts;
  readonly memory: Memory;
  readonly activityStore: ActivityStore;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
}

/**
 * The one process per user that holds the sessions: it alone reads the keychain, refreshes tokens and caches
 * credentials, so that nothing races. The app is one; the agent stands in where no app runs.
 */
export interface Owner {
  readonly actions: Actions;
  /** The same actions for somebody whose deeds are listed. */
  readonly recorded: Recorded;
  /** The list of what was done. */
  readonly activity: ActivityLog;
  readonly state: StateStore;
  readonly checkUp: CheckUp;
  /** Lists of roles that others keep. */
  readonly catalogues: CatalogueActions;
  /** What a role's trust policy is asked about. */
  readonly explain: ExplainRole;
  /** Tries a role that is not in the configuration yet. */
  readonly tryRole: TryRole;
  /**
   * Renews a role's credentials ahead of time until the lease is released: for what stays, such as a profile or an
   * endpoint. A lease ends with this owner; the next one is asked anew.
   *
   * @param onRenewed gets the credentials as soon as there are any, and each time they are renewed
   */
  keepFresh(role: RoleId, onRenewed: (credentials: AwsCredentials) => void, access?: Access): Lease;
  /**
   * The user wants more of a role than ends by then: what they ask for next is got anew.
   * @param until milliseconds since the epoch
   */
  outlast(role: string, access: Access, until: number): void;
  /** Whether any lease stands. */
  inUse(): boolean;
  /** Takes up the profiles that stand from earlier runs, and keeps them fresh from here on. */
  resumeProfiles(): Promise<void>;
  /** Forgets what has ended: the computer may have slept, or its clock been set. */
  look(): void;
  /** Time has passed unnoticed, as in sleep: forgets what has ended, and renews at once what ran short of it. */
  wake(): void;
  /**
   * Is told when this owner begins to end; at once where it has begun already.
   * @returns what calls that off
   */
  onEnd(listener: () => void): () => void;
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
  const { configSource, provider, secrets, assumer, federation, sinks, withdrawals, clock, random, log } =
    ports;
  const state = createState(
    sinks.map(({ id }) => id),
    ports.memory.lastCopied(),
    ports.memory.favourites(),
  );
  // Where nobody else names them: the configuration may have been edited, or broken, since they were signed in to.
  state.update((current) => ({ ...current, strays: keptLogins(ports.memory) }));
  const vault = rememberAccounts(createTokenVault(secrets, log), ports.memory);
  const catalogues = composeCatalogues({
    ...{ ports: ports.catalogues, vault, memory: ports.memory, state, clock, random, log },
    onChange: () => void config.read().catch(() => undefined),
  });
  const tokens = observeTokens(
    catalogues.endingWith(createSessions({ provider, vault, state, clock, random, log })),
  );
  const { sessions } = tokens;
  const credentials = createCredentials({
    ...{ sessions, assumer, state, clock, random },
    durations: createRefusedDurations({ memory: ports.memory, state, clock }),
    skew: (identity) => provider.skew(identity),
  });
  const renewals = createRenewals({ credentials, state, clock, random, log });
  const recalls = createRecalls();
  const confirmations = createConfirmations(state, clock);
  const profiles = createStandingProfiles({ sinks, renewals, confirmations, state, clock, log });
  const deliveries = createDeliveries({ sinks, withdrawals, profiles, recalls, state, clock, log });
  const consoles = createConsoles({ credentials, federation, recalls, state });
  const endpoint = createLocalEndpoint({
    server: ports.endpointServer,
    ...{ credentials, confirmations, renewals, state },
  });
  const alarms = createAlarms(state);
  const favourites = createFavourites({ memory: ports.memory, state, clock });
  const keychainReturn = createKeychainReturn({ vault, state, clock, log });
  const config = createCurrentConfig({
    source: catalogues.configSource(configSource),
    state,
    restore: (identity) => sessions.restore(identity),
    ready: () => secrets.ready(),
  });
  const work = createRoleWork({ config, state, log });
  const lock = createLock({
    ...{ config, sessions, credentials, deliveries, recalls, work, endpoint, confirmations, state, log },
    memory: ports.memory,
  });
  // For what is under way this is a sign-out: the next console must not open as whoever was signed in before.
  watchUsers(state, (id, user) => {
    recalls.recall(id);
    credentials.keepOnly({ id }, user);
    confirmations.forget(id);
    const roles = configInUse(state.get())?.roles ?? [];
    profiles.awaitYes((role) => roles.some((one) => one.id === role && one.identity === id));
  });
  watchLogins(state);
  const ends = createEndListeners();
  function look(): void {
    sessions.look();
    credentials.look();
  }

  const actions = createActions({
    ...{ config, sessions, credentials, deliveries, alarms, recalls, work, lock, consoles },
    ...{ confirmations, endpoint, profiles, favourites, remover: ports.profiles },
    ...{ memory: ports.memory, state, log },
  });
  const activity = createActivityLog({ store: ports.activityStore, state, clock, log });

  return {
    state,
    actions,
    activity,
    catalogues: catalogues.actions(config),
    recorded: createRecorded({ actions, activity, state, clock }),
    checkUp: createCheckUp({
      ports: ports.checks,
      ...{ config, sessions, credentials, secrets, state, clock },
    }),
    explain: createExplainRole({
      ...{ config, tokens, state, clock, log },
      skew: (identity) => provider.skew(identity),
    }),
    tryRole: createRoleTrial({ config, credentials }),
    keepFresh: (role, onRenewed, access) => renewals.keepFresh(role, onRenewed, access),
    outlast(roleId, access, until) {
      const role = configInUse(state.get())?.roles.find(({ id }) => id === roleId);
      if (role !== undefined) credentials.outlast(withAccess(role, access), until);
    },
    inUse: () => renewals.inUse(),
    resumeProfiles() {
      onNews(state, () => void profiles.resume());
      return profiles.resume();
    },
    look,
    wake() {
      look();
      renewals.wake();
    },
    onEnd: (listener) => ends.add(listener),
    async end() {
      ends.tell();
      renewals.pause();
      confirmations.forget();
      await Promise.all([sessions.end(), catalogues.end(), deliveries.end(), keychainReturn.stop()]);
      await keychainReturn.lastChance();
      await activity.settled();
    },
    async pause() {
      renewals.pause();
      await Promise.all([sessions.end(), catalogues.end(), keychainReturn.stop()]);
    },
    resume() {
      sessions.resume();
      catalogues.resume();
      keychainReturn.resume();
      renewals.resume();
    },
    handOver: () => ({ sessions: sessions.handOver(), credentials: credentials.handOver() }),
    adopt(memory) {
      sessions.adopt(memory.sessions);
      credentials.adopt(memory.credentials);
    },
  };
}

function createEndListeners() {
  const listeners = new Set<() => void>();
  let over = false;
  return {
    add(listener: () => void): () => void {
      if (over) listener();
      else listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    tell(): void {
      over = true;
      for (const listener of [...listeners]) listener();
      listeners.clear();
    },
  };
}

/** More can be done after an edit of the configuration, and after somebody has signed in. */
function onNews(state: StateStore, listener: () => void): void {
  let seen = newsIn(state);
  state.subscribe(() => {
    const news = newsIn(state);
    if (news.config === seen.config && news.signedIn === seen.signedIn) return;
    seen = news;
    listener();
  });
}

function newsIn(state: StateStore) {
  const { config, sessions } = state.get();
  const signedIn = [...sessions].filter(([, { status }]) => status === 'signed-in').map(([id]) => id);
  return { config, signedIn: signedIn.join() };
}
