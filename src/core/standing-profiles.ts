import type { Confirmations } from './confirmations.ts';
import { isEditOfOthers } from './edits-of-others.ts';
import type { CredentialSink, ManagedProfile, Standing } from './delivery-ports.ts';
import { AppError, asAppError } from './errors.ts';
import type { Access, AwsCredentials, Role, RoleId, SinkId } from './model.ts';
import type { Clock, Log } from './ports.ts';
import type { Renewals } from './renewals.ts';
import { askedFor } from './role-access.ts';
import { isSameSession, roleInUse } from './role-chain.ts';
import { clearUpkeep, showUpkeep } from './role-activity.ts';
import { configInUse, setStanding, type StandingProfile, type StateStore } from './state.ts';

/** Profiles with keys, which get new keys before the old ones end. */
export interface StandingProfiles {
  /** @param written the keys that have just been put there */
  keep(role: Role, sink: SinkId, standing: Standing, written?: AwsCredentials): void;
  /** Takes up what stands from earlier runs, now and whenever more of it can be. */
  resume(): Promise<void>;
  /** It is gone, and not kept fresh any more. */
  drop(profile: ManagedProfile): void;
  /** Lets go of the profiles of these roles; the files stay as they are. */
  release(isMeant: (role: string) => boolean): void;
  /**
   * What was said of these roles holds no longer: lets go of the profiles that want a yes, until there is a new one. The
   * others are kept.
   */
  awaitYes(isMeant: (role: string) => boolean): void;
}

interface Parts {
  readonly sinks: readonly CredentialSink[];
  readonly renewals: Pick<Renewals, 'keepFresh'>;
  readonly confirmations: Pick<Confirmations, 'holds'>;
  readonly state: StateStore;
  readonly clock: Clock;
  readonly log: Log;
}

interface Wanted {
  readonly credentials: AwsCredentials;
  /** As it was configured when they came. */
  readonly role: Role;
}

/** @returns what is next; undefined where the profile is not there any more */
type Work = (wanted: Wanted) => Promise<Next | undefined>;

interface Next {
  readonly inMs: number;
  readonly work: Work;
}

interface Kept {
  readonly role: RoleId;
  readonly shown: StandingProfile;
  /** Goes along with what the configuration says by now, or lets go. */
  follow(): void;
  release(): void;
}

/**
 * A program that writes the whole file in place, as the AWS CLI does, may put the old keys back for a moment after ours
 * were there: so there is a second look. Milliseconds.
 */
const secondLook = 3_000;
/**
 * From then on an editor that saves what it had read before our last write may put old keys back at any time. So the file
 * is looked at now and then, and read only where somebody has written to it. Milliseconds.
 */
const nextLook = 60_000;
/** Between tries of a file that cannot be written or read: from the first to the longest, in milliseconds. */
const firstPause = 2_000;
const longestPause = 60_000;

export function createStandingProfiles(parts: Parts): StandingProfiles {
  const { sinks, renewals, confirmations, state, clock, log } = parts;
  const standing = new Map<string, Kept>();
  /** Let go of as somebody else's edit would have put another role's keys there: until they are asked for anew. */
  const refused = new Map<string, AppError>();
  let resuming: Promise<boolean> | undefined;
  let callOffResume: () => void = () => undefined;

  const roleOf = (id: string) => configInUse(state.get())?.roles.find((role) => role.id === id);

  function keep(role: Role, sink: SinkId, there: Standing, written?: AwsCredentials): void {
    const { id } = role;
    const { profile, files } = there;
    const { access } = profile;
    drop(profile);
    clearUpkeep(state, id, refused.get(keyOf(profile)));
    refused.delete(keyOf(profile));
    let agreed = role;
    let wanted: Wanted | undefined = written && { credentials: written, role };
    let last = written;
    let failures = 0;
    let shown: AppError | undefined;
    let turn: Promise<unknown> = Promise.resolve();
    let callOff: () => void = () => undefined;
    const isKept = () => standing.get(keyOf(profile)) === kept;

    const write: Work = async ({ credentials, role }) => {
      if (credentials.accessKeyId === last?.accessKeyId) return next;
      if (!(await there.renew(credentials, role))) return undefined;
      last = credentials;
      worked();
      return soon;
    };
    const lookAgain: Work = async ({ credentials, role }) =>
      (await there.restore(credentials, role)) ? next : undefined;
    const look: Work = async ({ credentials, role }) =>
      !(await there.hasChanged()) || (await there.renew(credentials, role)) ? next : undefined;
    const soon: Next = { inMs: secondLook, work: lookAgain };
    const next: Next = { inMs: nextLook, work: look };

    function inTurn(work: Work): void {
      callOff();
      turn = turn.then(async () => {
        if (!isKept() || wanted === undefined) return;
        const now = roleOf(id);
        // A role that has left the configuration is nobody's to renew; and keys of what it was before an edit are put
        // nowhere any more, even where the role at the end of its chain is still the same.
        const isMeant = now !== undefined && isSameSession(now, wanted.role);
        try {
          follow(isMeant ? await work(wanted) : next);
        } catch (error) {
          failed(asAppError(error));
        }
      });
    }

    /** @param after undefined where the profile is not there any more */
    function follow(after: Next | undefined): void {
      callOff();
      // The user may have put another in its place meanwhile, which is not this one's to drop.
      if (!isKept()) return;
      if (after === undefined) drop(profile);
      else callOff = clock.after(after.inMs, () => inTurn(after.work));
    }

    function worked(): void {
      failures = 0;
      clearUpkeep(state, id, shown);
    }

    function tell(error: AppError): void {
      const order = { sink, target: { profile: profile.profile, files }, ...(access && { access }) };
      showUpkeep(state, id, { status: 'failed', error, sink, wish: { kind: 'delivery', order } });
    }

    /** No list of others turns keys that stand into another role's: whoever wants those asks for them. */
    function refuseOther(now: Role): void {
      const [from, to] = [roleInUse(agreed).text, roleInUse(now).text];
      const error = new AppError('catalogue_role_changed', {
        ...{ catalogue: now.catalogue ?? '', role: id, profile: profile.profile, from, to },
      });
      log.warn('profile.of-another-role', { role: id, profile: profile.profile });
      letGo(keyOf(profile));
      refused.set(keyOf(profile), error);
      tell(error);
    }

    function failed(error: AppError): void {
      log.warn('profile.not-renewed', { role: id, profile: profile.profile, code: error.code });
      if (error.code === 'profile_taken' || !isKept()) {
        follow(undefined);
        return;
      }
      shown = error;
      tell(error);
      last = undefined;
      follow({ inMs: pauseAfter(failures), work: write });
      failures += 1;
    }

    const lease = renewals.keepFresh(
      id,
      (credentials) => {
        // Of the role as it is by now: its ARN may have been edited, and these are that one's.
        wanted = { credentials, role: roleOf(id) ?? role };
        if (credentials.accessKeyId !== last?.accessKeyId) inTurn(write);
      },
      access,
    );
    const kept: Kept = {
      role: id,
      shown: { name: profile.profile, ...(access !== undefined && { access }) },
      follow() {
        const now = roleOf(id);
        if (now === undefined) return;
        if (isEditOfOthers(agreed, now)) refuseOther(now);
        else agreed = now;
      },
      release() {
        lease.release();
        callOff();
      },
    };
    standing.set(keyOf(profile), kept);
    show(id);
    if (written !== undefined) follow(soon);
    // It may have been edited while the keys were under way.
    kept.follow();
  }

  function drop(profile: ManagedProfile): void {
    letGo(keyOf(profile));
  }

  function letGo(key: string): void {
    const kept = standing.get(key);
    if (kept === undefined) return;
    standing.delete(key);
    kept.release();
    show(kept.role);
  }

  function isAllowed(role: Role, access: Access | undefined): boolean {
    return confirmations.holds(askedFor(role, access));
  }

  function show(role: RoleId): void {
    const all = [...standing.values()].filter((kept) => kept.role === role);
    setStanding(
      state,
      role,
      all.map(({ shown }) => shown),
    );
  }

  /**
   * A role that wants a yes is not taken up before there is one: its keys would reach the disk unasked. Nor is a profile
   * with more than the role's own access.
   */
  async function takeUp(): Promise<boolean> {
    const roles = (configInUse(state.get())?.roles ?? []).filter((role) => confirmations.holds(role));
    let all = true;
    for (const sink of sinks) {
      const { found, complete } = (await sink.standing?.(roles)) ?? { found: [], complete: true };
      all &&= complete;
      for (const one of found) {
        const key = keyOf(one.profile);
        const role = roles.find(({ id }) => id === one.profile.role);
        if (role === undefined || standing.has(key)) continue;
        if (refused.has(key) && roleOf(role.id)?.catalogue !== undefined) continue;
        if (isAllowed(role, one.profile.access)) keep(role, sink.id, one);
      }
    }
    return all;
  }

  async function resume(failures = 0): Promise<void> {
    callOffResume();
    if (await (resuming ??= takeUp().finally(() => (resuming = undefined)))) return;
    callOffResume = clock.after(pauseAfter(failures), () => void resume(failures + 1));
  }

  let seen = state.get().config;
  state.subscribe(() => {
    if (state.get().config === seen) return;
    seen = state.get().config;
    for (const kept of [...standing.values()]) kept.follow();
  });

  return {
    keep,
    resume: () => resume(),
    drop,
    release(isMeant) {
      for (const [key, { role }] of [...standing]) if (isMeant(role)) letGo(key);
    },
    awaitYes(isMeant) {
      for (const [key, kept] of [...standing]) {
        const role = roleOf(kept.role);
        if (isMeant(kept.role) && (role === undefined || !isAllowed(role, kept.shown.access))) letGo(key);
      }
    },
  };
}

function keyOf({ path, profile }: ManagedProfile): string {
  return `${path}\n${profile}`;
}

function pauseAfter(failures: number): number {
  return Math.min(longestPause, firstPause * 2 ** failures);
}
