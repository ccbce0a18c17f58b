import { AppError, asAppError } from './errors.ts';
import type { AwsCredentials, IdentityId, Identity, Place, Role, RoleId, SinkId } from './model.ts';
import type {
  CredentialSink,
  Delivered,
  Delivery,
  ManagedProfile,
  ProfileTarget,
  Standing,
  Withdrawal,
} from './delivery-ports.ts';
import type { Clock, Log } from './ports.ts';
import type { Recalls } from './recalls.ts';
import type { Renewals } from './renewals.ts';
import {
  configInUse,
  endLoan,
  setRole,
  setStanding,
  settingsInUse,
  type Loan,
  type StateStore,
} from './state.ts';

/** Hands credentials to sinks, keeps fresh what stands there, and sees to it that what was only lent comes back. */
export interface Deliveries {
  /** What the goods give goes nowhere where the user signs out meanwhile. */
  deliver(role: Role, order: DeliveryOrder, goods: Goods): Promise<Delivered>;
  /** Takes up what stands from earlier runs. */
  resume(): Promise<void>;
  /** A profile is gone: it is not kept fresh any more. */
  dropped(profile: ManagedProfile): void;
  /**
   * Takes back what was handed over with this identity, or all of it.
   * @returns where some of it may still be
   */
  withdraw(occasion: 'sign-out' | 'lock', identity?: Identity): Promise<readonly Place[]>;
  /** Refuses new deliveries and takes back all that should not outlive the app. */
  end(): Promise<void>;
}

export interface DeliveryOrder {
  readonly sink: SinkId;
  /** The user has said to replace what somebody else wrote. */
  readonly overwrite?: boolean;
  readonly target?: ProfileTarget;
}

export type Goods = Pick<Delivery, 'credentials' | 'consoleUrl' | 'endpointVariables'>;

interface Parts {
  readonly sinks: readonly CredentialSink[];
  readonly withdrawals: readonly Withdrawal[];
  readonly renewals: Pick<Renewals, 'keepFresh'>;
  readonly recalls: Recalls;
  readonly state: StateStore;
  readonly clock: Clock;
  readonly log: Log;
}

/** A profile that stands, and how it is let go. */
interface Kept {
  readonly role: RoleId;
  readonly name: string;
  release(): void;
}

export function createDeliveries(parts: Parts): Deliveries {
  const { sinks, withdrawals, renewals, recalls, state, clock, log } = parts;
  const byId = new Map(sinks.map((sink) => [sink.id, sink]));
  /** With whose credentials each role was handed over last. */
  const owners = new Map<RoleId, IdentityId>();
  const standing = new Map<string, Kept>();
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

  /** @param written the keys that are there already; absent where they are of an earlier run */
  function keep(role: RoleId, sink: SinkId, { profile, renew }: Standing, written?: AwsCredentials): void {
    drop(profile);
    let turn: Promise<unknown> = Promise.resolve();
    let last = written;
    const lease = renewals.keepFresh(role, (credentials) => {
      turn = turn.then(async () => {
        if (credentials.accessKeyId === last?.accessKeyId || standing.get(keyOf(profile)) !== kept) return;
        try {
          if (await renew(credentials)) last = credentials;
          else drop(profile);
        } catch (error) {
          const failure = asAppError(error);
          log.warn('profile.not-renewed', { role, profile: profile.profile, code: failure.code });
          setRole(state, role, { activity: { status: 'failed', error: failure, sink } });
        }
      });
    });
    const kept: Kept = { role, name: profile.profile, release: () => lease.release() };
    standing.set(keyOf(profile), kept);
    show(role);
  }

  function drop(profile: ManagedProfile): void {
    const kept = standing.get(keyOf(profile));
    if (kept === undefined) return;
    standing.delete(keyOf(profile));
    kept.release();
    show(kept.role);
  }

  function show(role: RoleId): void {
    const names = [...standing.values()].filter((kept) => kept.role === role).map(({ name }) => name);
    setStanding(state, role, names);
  }

  async function takeBack(places: readonly Place[], roles?: ReadonlySet<RoleId>): Promise<readonly Place[]> {
    if (places.includes('aws-files')) {
      for (const [key, kept] of standing) {
        if (roles !== undefined && !roles.has(kept.role)) continue;
        standing.delete(key);
        kept.release();
        show(kept.role);
      }
    }
    const left = await Promise.all(
      withdrawals
        .filter(({ place }) => places.includes(place))
        .map(async ({ place, withdraw }) => ((await withdraw(roles)) ? [] : [place])),
    );
    return left.flat();
  }

  return {
    async deliver(role, { sink: sinkId, overwrite = false, target }, goods) {
      const sink = byId.get(sinkId);
      if (sink === undefined) throw new AppError('internal', {}, { cause: new Error(`no sink ${sinkId}`) });
      let given: AwsCredentials | undefined;
      const guarded = <Value>(obtain: () => Promise<Value>): Promise<Value> => {
        if (ended) throw new AppError('signed_out_meanwhile', {});
        return recalls.guard(role.identity, obtain);
      };
      owners.set(role.id, role.identity);
      const delivered = await sink.deliver({
        role,
        settings: settingsInUse(state.get()),
        overwrite,
        ...(target && { target }),
        credentials: async () => (given = await guarded(goods.credentials)),
        consoleUrl: () => guarded(goods.consoleUrl),
        endpointVariables: () => guarded(goods.endpointVariables),
      });
      log.info('credentials.delivered', { role: role.id, sink: sinkId });
      if (delivered.kind === 'lent') lend(role, sinkId, delivered);
      if (delivered.kind === 'standing') keep(role.id, sinkId, delivered, given);
      return delivered;
    },

    async resume() {
      for (const sink of sinks) {
        const roles = configInUse(state.get())?.roles ?? [];
        for (const found of (await sink.standing?.(roles)) ?? []) {
          const role = roles.find(({ id }) => id === found.profile.role);
          if (role === undefined || standing.has(keyOf(found.profile))) continue;
          owners.set(role.id, role.identity);
          keep(role.id, sink.id, found);
        }
      }
    },

    dropped: drop,

    withdraw(occasion, identity) {
      const places: Place[] = ['clipboard'];
      if (occasion === 'lock' || settingsInUse(state.get()).profiles.removeOnSignOut)
        places.push('aws-files');
      if (identity === undefined) return takeBack(places);
      return takeBack(
        places,
        new Set([...owners].flatMap(([role, owner]) => (owner === identity.id ? [role] : []))),
      );
    },

    async end() {
      ended = true;
      recalls.recall();
      if (settingsInUse(state.get()).clipboard.clearOnQuit) await takeBack(['clipboard']);
    },
  };
}

function keyOf({ path, profile }: ManagedProfile): string {
  return `${path}\n${profile}`;
}
