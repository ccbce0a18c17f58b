import { AppError, asAppError } from './errors.ts';
import type { AwsCredentials, Identity, IdentityId, Role, SinkId } from './model.ts';
import type { Clock, CredentialSink, Delivered, Log } from './ports.ts';
import { endLoan, setRole, type Loan, type StateStore } from './state.ts';

/** Hands credentials to sinks, and sees to it that what was only lent comes back. */
export interface Deliveries {
  /** @param obtain gives the credentials; they go nowhere where the user signs out meanwhile */
  deliver(role: Role, sinkId: SinkId, obtain: () => Promise<AwsCredentials>): Promise<void>;
  /**
   * Takes back what was lent with this identity, or all of it; what is still on its way goes nowhere.
   * @returns the sinks that did not give it back
   */
  withdraw(identity?: Identity): Promise<readonly SinkId[]>;
  /** Refuses new deliveries and takes back all that was lent. */
  end(): Promise<void>;
}

interface Parts {
  readonly sinks: readonly CredentialSink[];
  readonly state: StateStore;
  readonly clock: Clock;
  readonly log: Log;
}

export function createDeliveries({ sinks, state, clock, log }: Parts): Deliveries {
  const byId = new Map(sinks.map((sink) => [sink.id, sink]));
  /** Deliveries that have not reached their sink yet, by identity; a withdrawal empties it. */
  const under = new Set<{ readonly identity: IdentityId }>();
  let ended = false;

  function lend(role: Role, sink: SinkId, delivered: Extract<Delivered, { kind: 'lent' }>): void {
    const loan: Loan = { sink, at: clock.now(), forMs: delivered.forMs };
    setRole(state, role.id, { loan });
    void delivered.over
      .catch((error: unknown) => {
        const failure = asAppError(error);
        log.warn('delivery.not-withdrawn', { role: role.id, sink, code: failure.code });
        setRole(state, role.id, { activity: { status: 'failed', error: failure, sink } });
      })
      .finally(() => endLoan(state, role.id, loan));
  }

  async function withdraw(identity?: Identity): Promise<readonly SinkId[]> {
    for (const waiting of under) {
      if (identity === undefined || waiting.identity === identity.id) under.delete(waiting);
    }
    const kept = await Promise.all(
      sinks.map(async (sink) => ((await sink.withdraw(identity?.id)) ? [] : [sink.id])),
    );
    return kept.flat();
  }

  return {
    async deliver(role, sinkId, obtain) {
      const sink = byId.get(sinkId);
      if (sink === undefined) throw new AppError('internal', {}, { cause: new Error(`no sink ${sinkId}`) });
      const waiting = { identity: role.identity };
      under.add(waiting);
      try {
        const credentials = await obtain();
        if (ended || !under.has(waiting)) throw new AppError('signed_out_meanwhile', {});
        const delivered = await sink.deliver({ role, credentials });
        log.info('credentials.delivered', { role: role.id, sink: sinkId });
        if (delivered.kind === 'lent') lend(role, sinkId, delivered);
      } finally {
        under.delete(waiting);
      }
    },

    withdraw,

    async end() {
      ended = true;
      await withdraw();
    },
  };
}
