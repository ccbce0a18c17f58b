import { AppError, asAppError } from './errors.ts';
import type { AwsCredentials, IdentityId, Identity, Place, Role } from './model.ts';
import type {
  CredentialSink,
  Delivered,
  Delivery,
  DeliveryOrder,
  Standing,
  Withdrawal,
} from './delivery-ports.ts';
import type { Leftover } from './leftovers.ts';
import type { Clock, Log } from './ports.ts';
import type { Errand, Recalls } from './recalls.ts';
import { showUpkeep } from './role-activity.ts';
import { wishForDelivery } from './role-wish.ts';
import type { StandingProfiles } from './standing-profiles.ts';
import {
  configInUse,
  endLoan,
  formatInUse,
  setRole,
  settingsInUse,
  type Loan,
  type StateStore,
} from './state.ts';

/** Hands credentials to sinks, keeps fresh what stands there, and sees to it that what was only lent comes back. */
export interface Deliveries {
  /**
   * What the goods give goes nowhere where the user signs out meanwhile, and is taken back where it has just got there:
   * then it fails with `signed_out_meanwhile`.
   * @param signal called off by it, what has not left by then stays here
   */
  deliver(role: Role, order: DeliveryOrder, goods: Goods, signal?: AbortSignal): Promise<Delivered>;
  /**
   * Takes back what was handed over with this identity, or all of it.
   * @returns where some of it may still be
   */
  withdraw(occasion: 'sign-out' | 'lock', identity?: Identity): Promise<readonly Leftover[]>;
  /** Refuses new deliveries and takes back all that should not outlive the app. */
  end(): Promise<void>;
}

export type Goods = Pick<Delivery, 'credentials' | 'consoleUrl' | 'endpointVariables'>;

interface Parts {
  readonly sinks: readonly CredentialSink[];
  readonly withdrawals: readonly Withdrawal[];
  readonly profiles: Pick<StandingProfiles, 'keep' | 'drop' | 'release' | 'awaitYes'>;
  readonly recalls: Recalls;
  readonly state: StateStore;
  readonly clock: Clock;
  readonly log: Log;
}

export function createDeliveries(parts: Parts): Deliveries {
  const { sinks, withdrawals, profiles, recalls, state, clock, log } = parts;
  const byId = new Map(sinks.map((sink) => [sink.id, sink]));
  /** With whose credentials each role was handed over: an edit may have given it to another identity since. */
  const givers = new Map<string, Set<IdentityId>>();
  const underWay = new Set<Errand>();
  /** What was being written when this owner began to end. */
  const leftBehind = new WeakSet<Errand>();
  let ended = false;

  function lend(role: Role, order: DeliveryOrder, delivered: Extract<Delivered, { kind: 'lent' }>): void {
    const { sink } = order;
    const loan: Loan = { sink, at: clock.now(), forMs: delivered.forMs };
    setRole(state, role.id, { loan });
    void delivered.over
      .then((how) => {
        if (how === 'cleared') state.update((current) => ({ ...current, clipboardClearedAt: clock.now() }));
      })
      .catch((error: unknown) => {
        const failure = asAppError(error);
        log.warn('delivery.not-withdrawn', { role: role.id, sink, code: failure.code });
        const wish = wishForDelivery(role, order);
        showUpkeep(state, role.id, { status: 'failed', error: failure, sink, wish });
      })
      .finally(() => endLoan(state, role.id, loan));
  }

  /**
   * Whose keys lie about cannot be told for certain where a role has changed hands: rather too much is taken back than
   * too little. A role that nobody knows any more is nobody's: whoever signs out is meant.
   */
  function meantBy(identity: Identity | undefined): (role: string) => boolean {
    if (identity === undefined) return () => true;
    const roles = configInUse(state.get())?.roles ?? [];
    const whose = new Map<string, IdentityId>(roles.map((role) => [role.id, role.identity]));
    return (role) =>
      givers.get(role)?.has(identity.id) === true ||
      whose.get(role) === identity.id ||
      !(givers.has(role) || whose.has(role));
  }

  async function takeBack(
    places: readonly Place[],
    isMeant: (role: string) => boolean,
  ): Promise<readonly Leftover[]> {
    if (places.includes('aws-files')) profiles.release(isMeant);
    const left = await Promise.all(
      withdrawals
        .filter(({ place }) => places.includes(place))
        .map(async ({ place, withdraw }) => (await withdraw(isMeant)).map((error) => ({ place, error }))),
    );
    return left.flat();
  }

  /** The keys may have got there between the sign-out and the last look: whoever signs out must not find them later. */
  async function refuseRecalled(errand: Errand, standing: Standing): Promise<void> {
    if (!errand.isRecalled() || leftBehind.has(errand)) return;
    await standing.takeBack();
    throw new AppError('signed_out_meanwhile', {});
  }

  return {
    async deliver(role, order, goods, signal) {
      const { sink: sinkId, overwrite = false, target, access } = order;
      const sink = byId.get(sinkId);
      if (sink === undefined) throw new AppError('internal', {}, { cause: new Error(`no sink ${sinkId}`) });
      let given: AwsCredentials | undefined;
      const errand = recalls.begin(role.identity);
      const guarded = <Value>(obtain: () => Promise<Value>): Promise<Value> => {
        if (ended) throw new AppError('signed_out_meanwhile', {});
        return recalls.guard(role.identity, async () => {
          const value = await obtain();
          signal?.throwIfAborted();
          return value;
        });
      };
      givers.set(role.id, (givers.get(role.id) ?? new Set()).add(role.identity));
      const format = formatInUse(state.get());
      underWay.add(errand);
      const delivery: Delivery = {
        role,
        settings: settingsInUse(state.get()),
        overwrite,
        ...(format && { format }),
        ...(target && { target }),
        ...(role.readOnly ? { access: 'read-only' } : access === 'full' && { access }),
        isRecalled: () => errand.isRecalled() || signal?.aborted === true,
        credentials: async () => (given = await guarded(goods.credentials)),
        consoleUrl: () => guarded(goods.consoleUrl),
        endpointVariables: () => guarded(goods.endpointVariables),
      };
      try {
        const delivered = await sink.deliver(delivery);
        if (delivered.kind === 'standing') await refuseRecalled(errand, delivered);
        log.info('credentials.delivered', { role: role.id, sink: sinkId });
        if (delivered.kind === 'lent') lend(role, order, delivered);
        if (delivered.kind === 'kept' && delivered.replaces) profiles.drop(delivered.replaces);
        // Quitting leaves profiles where they are, and nobody keeps them fresh from then on.
        if (delivered.kind === 'standing' && !ended) profiles.keep(role, sinkId, delivered, given);
        return delivered;
      } finally {
        errand.end();
        underWay.delete(errand);
      }
    },

    withdraw(occasion, identity) {
      const places: Place[] = ['clipboard'];
      if (occasion === 'lock' || settingsInUse(state.get()).profiles.removeOnSignOut)
        places.push('aws-files');
      else profiles.awaitYes(meantBy(identity));
      return takeBack(places, meantBy(identity));
    },

    async end() {
      ended = true;
      for (const errand of underWay) if (!errand.isRecalled()) leftBehind.add(errand);
      recalls.recall();
      profiles.release(() => true);
      if (settingsInUse(state.get()).clipboard.clearOnQuit) await takeBack(['clipboard'], () => true);
    },
  };
}
