import type { Credentials } from './credentials.ts';
import { AppError, asAppError } from './errors.ts';
import type { Access, AwsCredentials, Identity, IdentityId, Role, RoleId } from './model.ts';
import type { Clock, Config, Log, Random } from './ports.ts';
import { withAccess } from './role-access.ts';
import { termsOf } from './role-terms.ts';
import { clearUpkeep, showUpkeep } from './role-activity.ts';
import { isToldBySession, passesByItself, pauseAfter } from './renewal-failures.ts';
import { configInUse, type StateStore } from './state.ts';
import { unknownRole } from './unknown-role.ts';

/** Renews credentials ahead of time for as long as somebody uses them, and not otherwise. */
export interface Renewals {
  /**
   * Keeps the role's credentials fresh until the lease is released.
   *
   * @param onRenewed gets the credentials as soon as there are any, and each time they are renewed
   * @param access whatever the configuration says by then; as it says where unset
   */
  keepFresh(role: RoleId, onRenewed: (credentials: AwsCredentials) => void, access?: Access): Lease;
  inUse(): boolean;
  /** Renews at once what ran short: time has passed unnoticed, or what failed before may work again. */
  wake(): void;
  /** Renews nothing until `resume`; what is under way goes on. */
  pause(): void;
  resume(): void;
}

/** One use of a role's credentials. */
export interface Lease {
  release(): void;
}

interface Parts {
  readonly credentials: Pick<Credentials, 'ahead' | 'anew' | 'due' | 'held' | 'watch'>;
  readonly state: StateStore;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
}

/** A role, and what of it. */
type Wish = Pick<LeasedRole, 'id' | 'access'>;

interface Taker {
  readonly onRenewed: (credentials: AwsCredentials) => void;
  /** What it has got already. */
  told?: AwsCredentials;
}

interface LeasedRole {
  readonly id: RoleId;
  readonly access: Access | undefined;
  readonly takers: Set<Taker>;
  /** When it is looked after next, by `steady`. */
  at: number;
  /** How often in a row it has failed. */
  failures: number;
  /** What AWS was asked with for what it has got. */
  terms?: string;
  /** What it stopped for, until the user has done something about it. */
  stopped?: AppError;
  /** What the surfaces were told of it. */
  shown?: AppError;
}

/** No timer runs longer: after sleep, of which timers know nothing, this is how late a renewal can be. */
const longestTimer = 60_000;

export function createRenewals({ credentials, state, clock, random, log }: Parts): Renewals {
  const leased = new Map<string, LeasedRole>();
  /** How often in a row any of an identity's roles has failed: mostly they fail and recover together. */
  const failures = new Map<IdentityId, number>();
  let callOff: () => void = () => undefined;
  let paused = 0;
  let running = false;

  /** Everything goes through one timer, so that whatever comes at the same moment is one round. */
  function arm(): void {
    callOff();
    if (paused > 0 || running) return;
    const times = [...leased.values()].filter(({ stopped }) => stopped === undefined).map(({ at }) => at);
    if (times.length === 0) return;
    const wait = Math.max(0, Math.min(...times) - clock.steady());
    callOff = clock.after(Math.min(wait, longestTimer), () => void round());
  }

  /** One role after the other. What is soon due is done along: roles of one identity then share an ID token. */
  async function round(): Promise<void> {
    running = true;
    // Whoever failed least comes first: one role that never works does not keep the others from their turn.
    const roles = [...leased.values()].sort((one, other) => one.failures - other.failures);
    if (roles.some((role) => isReady(role, role.at))) {
      for (const role of roles) {
        if (paused === 0 && leased.get(keyOf(role)) === role && isReady(role, wantedAt(role)))
          await renew(role);
      }
    }
    running = false;
    arm();
  }

  function isReady({ stopped }: LeasedRole, at: number): boolean {
    return stopped === undefined && at <= clock.steady();
  }

  /** While nothing gets through, the pause rules; else what is left of the credentials. */
  function wantedAt(leasedRole: LeasedRole): number {
    const target = find(leasedRole);
    if (target === undefined || failures.has(target.identity.id)) return leasedRole.at;
    return Math.min(leasedRole.at, credentials.due(target.role).from);
  }

  async function renew(leasedRole: LeasedRole): Promise<void> {
    const before = termsNow(leasedRole);
    try {
      const { role, identity, config } = required(leasedRole);
      const isEdited = leasedRole.terms !== undefined && leasedRole.terms !== before;
      const fresh = await credentials[isEdited ? 'anew' : 'ahead'](role, identity, config);
      failures.delete(identity.id);
      if (termsNow(leasedRole) === before) settle(leasedRole, fresh);
    } catch (error) {
      // Since an edit it tells nothing about the role any more, which is due already.
      if (termsNow(leasedRole) === before) failed(leasedRole, asAppError(error));
    }
  }

  function termsNow(one: Wish): string | undefined {
    const target = find(one);
    return target && termsOf(target.role, target.identity);
  }

  function failed(leasedRole: LeasedRole, error: AppError): void {
    log.warn('renewal.failed', { role: leasedRole.id, code: error.code });
    const identity = find(leasedRole)?.identity.id;
    // Somebody has signed in again by now: what was under way belonged to the session before.
    if (error.code === 'signed_out_meanwhile' && isSignedIn(identity)) return;
    if (!passesByItself(error) || identity === undefined) {
      leasedRole.stopped = error;
      if (identity === undefined || isToldBySession(error)) return;
      leasedRole.shown = error;
      showUpkeep(state, leasedRole.id, { status: 'failed', error });
      return;
    }
    leasedRole.failures += 1;
    const count = (failures.get(identity) ?? 0) + 1;
    failures.set(identity, count);
    const at = clock.steady() + pauseAfter(count, error, random);
    for (const other of ofIdentity(identity)) other.at = Math.max(other.at, at);
  }

  /** Here they are: the next time is somewhere between when it may and when it should be, for each role its own. */
  function settle(leasedRole: LeasedRole, fresh: AwsCredentials): void {
    const { shown, id } = leasedRole;
    leasedRole.failures = 0;
    delete leasedRole.stopped;
    const target = find(leasedRole);
    if (target !== undefined) {
      leasedRole.terms = termsOf(target.role, target.identity);
      const { from, by } = credentials.due(target.role);
      leasedRole.at = from + (by - from) * random.next();
    }
    clearUpkeep(state, id, shown);
    for (const taker of [...leasedRole.takers]) {
      if (taker.told === fresh) continue;
      taker.told = fresh;
      try {
        taker.onRenewed(fresh);
      } catch (error) {
        log.warn('renewal.not-taken', { role: id, code: asAppError(error).code });
      }
    }
  }

  function find({ id, access }: Wish): Target | undefined {
    const config = configInUse(state.get());
    const role = config?.roles.find((one) => one.id === id);
    const identity = config?.identities.find((one) => one.id === role?.identity);
    return config && role && identity && { config, role: withAccess(role, access), identity };
  }

  function required(wish: Wish): Target {
    const target = find(wish);
    const { id } = wish;
    if (target !== undefined) return target;
    throw unknownRole(id, configInUse(state.get()));
  }

  function isSignedIn(identity: IdentityId | undefined): boolean {
    return identity !== undefined && state.get().sessions.get(identity)?.status === 'signed-in';
  }

  function ofIdentity(identity: IdentityId): readonly LeasedRole[] {
    return [...leased.values()].filter((one) => find(one)?.identity.id === identity);
  }

  function goOn(roles: Iterable<LeasedRole>): void {
    for (const role of roles) {
      delete role.stopped;
      role.at = clock.steady();
    }
    arm();
  }

  /** Whether an edit of the configuration may change anything for it. */
  function isForEdit({ stopped, terms, ...wish }: LeasedRole): boolean {
    const target = find(wish);
    if (target === undefined || stopped !== undefined) return true;
    return terms !== termsOf(target.role, target.identity) || credentials.held(target.role) === undefined;
  }

  function stop(identity: IdentityId, error: AppError): void {
    for (const role of ofIdentity(identity)) role.stopped = error;
    arm();
  }

  let seen = state.get();
  state.subscribe(() => {
    const before = seen;
    seen = state.get();
    if (seen.config !== before.config) goOn([...leased.values()].filter(isForEdit));
    if (seen.sessions === before.sessions) return;
    for (const [id, session] of seen.sessions) {
      if (session.status === before.sessions.get(id)?.status) continue;
      if (session.status === 'signed-in') {
        failures.delete(id);
        goOn(ofIdentity(id));
      } else if (session.status === 'signed-out') {
        stop(id, session.error ?? new AppError('login_needed', { identity: id }));
      }
    }
  });

  // Whoever else had them renewed, such as by a click: it is one renewal for all.
  credentials.watch((role, fresh) => {
    const meant = [...leased.values()].filter(
      (one) => one.id === role.id && find(one)?.role.readOnly === role.readOnly,
    );
    for (const leasedRole of meant) settle(leasedRole, fresh);
    if (meant.length > 0) arm();
  });

  return {
    keepFresh(id, onRenewed, access) {
      const key = keyOf({ id, access });
      const leasedRole: LeasedRole = leased.get(key) ?? {
        ...{ id, access, takers: new Set(), at: clock.steady(), failures: 0 },
      };
      const taker: Taker = { onRenewed };
      leasedRole.takers.add(taker);
      leased.set(key, leasedRole);
      goOn([leasedRole]);
      return {
        release() {
          leasedRole.takers.delete(taker);
          if (leasedRole.takers.size === 0 && leased.get(key) === leasedRole) leased.delete(key);
          arm();
        },
      };
    },

    // One that waits for the user needs nobody until then.
    inUse: () => [...leased.values()].some(({ stopped }) => stopped === undefined),

    wake() {
      failures.clear();
      // A keychain that was locked may have been opened along with the screen.
      goOn(
        [...leased.values()].filter(
          ({ stopped }) => stopped === undefined || stopped.code.startsWith('keychain_'),
        ),
      );
    },

    pause() {
      paused += 1;
      callOff();
    },

    resume() {
      paused -= 1;
      arm();
    },
  };
}

function keyOf({ id, access }: Wish): string {
  return `${id} ${access ?? ''}`;
}

interface Target {
  readonly config: Config;
  readonly role: Role;
  readonly identity: Identity;
}
