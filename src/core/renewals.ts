import { termsOf, type Credentials } from './credentials.ts';
import { AppError, asAppError } from './errors.ts';
import type { AwsCredentials, Identity, IdentityId, Role, RoleId } from './model.ts';
import type { Clock, Config, Log, Random } from './ports.ts';
import { isToldBySession, passesByItself, pauseAfter } from './renewal-failures.ts';
import { configInUse, setRole, type StateStore } from './state.ts';

/** Renews credentials ahead of time for as long as somebody uses them, and not otherwise. */
export interface Renewals {
  /**
   * Keeps the role's credentials fresh until the lease is released.
   *
   * @param onRenewed gets the credentials as soon as there are any, and each time they are renewed
   */
  keepFresh(role: RoleId, onRenewed: (credentials: AwsCredentials) => void): Lease;
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

interface Taker {
  readonly onRenewed: (credentials: AwsCredentials) => void;
  /** What it has got already. */
  told?: AwsCredentials;
}

interface LeasedRole {
  readonly id: RoleId;
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
  const leased = new Map<RoleId, LeasedRole>();
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
        if (paused === 0 && leased.get(role.id) === role && isReady(role, wantedAt(role))) await renew(role);
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
    const target = find(leasedRole.id);
    if (target === undefined || failures.has(target.identity.id)) return leasedRole.at;
    return Math.min(leasedRole.at, credentials.due(target.role).from);
  }

  async function renew(leasedRole: LeasedRole): Promise<void> {
    const before = termsNow(leasedRole.id);
    try {
      const { role, identity, config } = required(leasedRole.id);
      const isEdited = leasedRole.terms !== undefined && leasedRole.terms !== before;
      const fresh = await credentials[isEdited ? 'anew' : 'ahead'](role, identity, config);
      failures.delete(identity.id);
      if (termsNow(leasedRole.id) === before) settle(leasedRole, fresh);
    } catch (error) {
      // Since an edit it tells nothing about the role any more, which is due already.
      if (termsNow(leasedRole.id) === before) failed(leasedRole, asAppError(error));
    }
  }

  function termsNow(id: RoleId): string | undefined {
    const target = find(id);
    return target && termsOf(target.role, target.identity);
  }

  function failed(leasedRole: LeasedRole, error: AppError): void {
    log.warn('renewal.failed', { role: leasedRole.id, code: error.code });
    const identity = find(leasedRole.id)?.identity.id;
    // Somebody has signed in again by now: what was under way belonged to the session before.
    if (error.code === 'signed_out_meanwhile' && isSignedIn(identity)) return;
    if (!passesByItself(error) || identity === undefined) {
      leasedRole.stopped = error;
      if (identity === undefined || isToldBySession(error)) return;
      leasedRole.shown = error;
      setRole(state, leasedRole.id, { activity: { status: 'failed', error } });
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
    const target = find(id);
    if (target !== undefined) {
      leasedRole.terms = termsOf(target.role, target.identity);
      const { from, by } = credentials.due(target.role);
      leasedRole.at = from + (by - from) * random.next();
    }
    const activity = state.get().roles.get(id)?.activity;
    if (activity?.status === 'failed' && activity.error === shown) {
      setRole(state, id, { activity: { status: 'idle' } });
    }
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

  function find(id: RoleId): Target | undefined {
    const config = configInUse(state.get());
    const role = config?.roles.find((one) => one.id === id);
    const identity = config?.identities.find((one) => one.id === role?.identity);
    return config && role && identity && { config, role, identity };
  }

  function required(id: RoleId): Target {
    const target = find(id);
    if (target !== undefined) return target;
    const config = configInUse(state.get());
    const known = config?.roles.map((role) => role.id) ?? [];
    throw new AppError('unknown_role', { role: id, known, problems: config?.problems.length ?? 0 });
  }

  function isSignedIn(identity: IdentityId | undefined): boolean {
    return identity !== undefined && state.get().sessions.get(identity)?.status === 'signed-in';
  }

  function ofIdentity(identity: IdentityId): readonly LeasedRole[] {
    return [...leased.values()].filter(({ id }) => find(id)?.identity.id === identity);
  }

  function goOn(roles: Iterable<LeasedRole>): void {
    for (const role of roles) {
      delete role.stopped;
      role.at = clock.steady();
    }
    arm();
  }

  /** Whether an edit of the configuration may change anything for it. */
  function isForEdit({ id, stopped, terms }: LeasedRole): boolean {
    const target = find(id);
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
  credentials.watch((id, fresh) => {
    const leasedRole = leased.get(id);
    if (leasedRole === undefined) return;
    settle(leasedRole, fresh);
    arm();
  });

  return {
    keepFresh(id, onRenewed) {
      const known = leased.get(id);
      const leasedRole: LeasedRole = known ?? { id, takers: new Set(), at: clock.steady(), failures: 0 };
      const taker: Taker = { onRenewed };
      leasedRole.takers.add(taker);
      leased.set(id, leasedRole);
      goOn([leasedRole]);
      return {
        release() {
          leasedRole.takers.delete(taker);
          if (leasedRole.takers.size === 0 && leased.get(id) === leasedRole) leased.delete(id);
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

interface Target {
  readonly config: Config;
  readonly role: Role;
  readonly identity: Identity;
}
