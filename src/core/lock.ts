import type { Confirmations } from './confirmations.ts';
import type { Credentials } from './credentials.ts';
import type { CurrentConfig } from './current-config.ts';
import type { Deliveries } from './deliveries.ts';
import { asAppError, type AppError } from './errors.ts';
import { reportOf } from './leftovers.ts';
import type { LocalEndpoint } from './local-endpoint.ts';
import type { LockedIdentity, LockReport } from './lock-report.ts';
import type { Identity } from './model.ts';
import type { Log, Memory } from './ports.ts';
import type { Recalls } from './recalls.ts';
import type { RoleWork } from './role-work.ts';
import type { Sessions } from './sessions.ts';
import { createSingleFlight } from './single-flight.ts';
import { configInUse, type StateStore } from './state.ts';
import { keptIdentities } from './kept-accounts.ts';
import { knownIdentities } from './strays.ts';
import { accountOf } from './token-vault.ts';

/** The one handle for a laptop that is lost or lent: all that Tobira holds goes, and it says what could not go. */
export interface Lock {
  /** Asks the user whether to. Nothing is done yet. */
  ask(): void;
  /** Never fails: each thing that could not be done is in the report, and keeps nothing else from being done. */
  everything(): Promise<LockReport>;
  /** The user has answered no, or has read the report. */
  dismiss(): void;
}

interface Parts {
  readonly config: CurrentConfig;
  readonly sessions: Sessions;
  readonly credentials: Credentials;
  readonly deliveries: Deliveries;
  readonly recalls: Recalls;
  readonly work: Pick<RoleWork, 'recall'>;
  readonly endpoint: Pick<LocalEndpoint, 'withdraw' | 'turn'>;
  readonly confirmations: Pick<Confirmations, 'forget'>;
  readonly memory: Pick<Memory, 'accounts' | 'setAccounts'>;
  readonly state: StateStore;
  readonly log: Log;
}

export function createLock(parts: Parts): Lock {
  const {
    config,
    sessions,
    credentials,
    deliveries,
    recalls,
    work,
    endpoint,
    confirmations,
    memory,
    state,
    log,
  } = parts;
  const flights = createSingleFlight<'lock', LockReport>();

  /** The memory is asked, too: the file may have been edited, or broken, while no Tobira was running. */
  function everyIdentity(): readonly Identity[] {
    const all = [...keptIdentities(memory), ...knownIdentities(state.get())];
    const byAccount = new Map(all.map((identity) => [accountOf(identity), identity]));
    return [...byAccount.values()];
  }

  function unlooked(): AppError | undefined {
    const { config } = state.get();
    const isTold = configInUse(state.get()) !== undefined || memory.accounts() !== undefined;
    return isTold || config.status !== 'failed' ? undefined : config.error;
  }

  function forget(): void {
    work.recall();
    recalls.recall();
    endpoint.withdraw();
    confirmations.forget();
    for (const identity of everyIdentity()) credentials.forget(identity);
  }

  async function signOut(identity: Identity): Promise<LockedIdentity> {
    try {
      const { providerTold, refusal } = await sessions.signOut(identity);
      return refusal === undefined
        ? { identity: identity.id, signedOut: true, providerTold }
        : { identity: identity.id, signedOut: false, providerTold, error: refusal };
    } catch (error) {
      return { identity: identity.id, signedOut: false, providerTold: false, error: asAppError(error) };
    }
  }

  async function run(): Promise<LockReport> {
    state.update((current) => ({ ...current, lock: { status: 'locking' } }));
    // What is at hand goes at once: the file, the keychain and the network take their time.
    forget();
    const withdrawn = deliveries.withdraw('lock');
    await endpoint.turn(false);
    // An identity that has just been written into the file may have a session in the keychain, too.
    await config.read().catch(() => undefined);
    forget();
    const blind = unlooked();
    const identities = await Promise.all(everyIdentity().map(signOut));
    const report: LockReport = {
      identities,
      ...(blind && { unlooked: blind }),
      ...reportOf(await withdrawn),
    };
    state.update((current) => ({ ...current, lock: { status: 'locked', report } }));
    log.info('lock.done', { identities: identities.length, leftovers: countLeftovers(report) });
    return report;
  }

  return {
    ask() {
      if (state.get().lock?.status === 'locking') return;
      state.update((current) => ({ ...current, lock: { status: 'asking' } }));
    },

    everything: () => flights.run('lock', run),

    dismiss() {
      state.update((current) => {
        if (current.lock === undefined || current.lock.status === 'locking') return current;
        const { lock: _seen, ...rest } = current;
        return rest;
      });
    },
  };
}

function countLeftovers({ identities, notWithdrawn, unlooked }: LockReport): number {
  return (
    (unlooked === undefined ? 0 : 1) +
    notWithdrawn.length +
    identities.filter((one) => !one.signedOut || !one.providerTold).length
  );
}
