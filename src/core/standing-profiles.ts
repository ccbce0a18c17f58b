import type { Confirmations } from './confirmations.ts';
import type { CredentialSink, ManagedProfile, Standing } from './delivery-ports.ts';
import { asAppError, type AppError } from './errors.ts';
import type { AwsCredentials, Role, RoleId, SinkId } from './model.ts';
import type { Clock, Log } from './ports.ts';
import type { Renewals } from './renewals.ts';
import { configInUse, setRole, setStanding, type StateStore } from './state.ts';

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
}

interface Parts {
  readonly sinks: readonly CredentialSink[];
  readonly renewals: Pick<Renewals, 'keepFresh'>;
  readonly confirmations: Pick<Confirmations, 'holds'>;
  readonly state: StateStore;
  readonly clock: Clock;
  readonly log: Log;
}

interface Kept {
  readonly role: RoleId;
  readonly name: string;
  release(): void;
}

/**
 * A program that writes the whole file in place, as the AWS CLI does, may put the old keys back for a moment after ours
 * were there: so there is a second look. Milliseconds.
 */
const secondLook = 3_000;
/** Between tries of a file that cannot be written or read: from the first to the longest, in milliseconds. */
const firstPause = 2_000;
const longestPause = 60_000;

export function createStandingProfiles(parts: Parts): StandingProfiles {
  const { sinks, renewals, confirmations, state, clock, log } = parts;
  const standing = new Map<string, Kept>();
  let resuming: Promise<boolean> | undefined;
  let callOffResume: () => void = () => undefined;

  const roleOf = (id: string) => configInUse(state.get())?.roles.find((role) => role.id === id);

  function keep({ id }: Role, sink: SinkId, { profile, renew, restore }: Standing, written?: AwsCredentials) {
    drop(profile);
    let wanted = written;
    let last = written;
    let failures = 0;
    let shown: AppError | undefined;
    let turn: Promise<unknown> = Promise.resolve();
    let callOff: () => void = () => undefined;
    const isKept = () => standing.get(keyOf(profile)) === kept;

    function inTurn(work: (wanted: AwsCredentials, region: string) => Promise<void>): void {
      callOff();
      turn = turn.then(async () => {
        const region = roleOf(id)?.region;
        if (!isKept() || wanted === undefined || region === undefined) return;
        try {
          await work(wanted, region);
        } catch (error) {
          failed(asAppError(error));
        }
      });
    }

    async function write(credentials: AwsCredentials, region: string): Promise<void> {
      if (credentials.accessKeyId === last?.accessKeyId) return;
      if (!(await renew(credentials, region))) {
        drop(profile);
        return;
      }
      last = credentials;
      worked();
      lookAgainLater();
    }

    function lookAgainLater(): void {
      callOff = clock.after(secondLook, () => inTurn(restore));
    }

    function worked(): void {
      failures = 0;
      const activity = state.get().roles.get(id)?.activity;
      if (activity?.status === 'failed' && activity.error === shown) {
        setRole(state, id, { activity: { status: 'idle' } });
      }
    }

    function failed(error: AppError): void {
      log.warn('profile.not-renewed', { role: id, profile: profile.profile, code: error.code });
      if (error.code === 'profile_taken') {
        drop(profile);
        return;
      }
      shown = error;
      setRole(state, id, { activity: { status: 'failed', error, sink } });
      last = undefined;
      callOff = clock.after(pauseAfter(failures), () => inTurn(write));
      failures += 1;
    }

    const lease = renewals.keepFresh(id, (credentials) => {
      wanted = credentials;
      if (credentials.accessKeyId !== last?.accessKeyId) inTurn(write);
    });
    const kept: Kept = {
      role: id,
      name: profile.profile,
      release() {
        lease.release();
        callOff();
      },
    };
    standing.set(keyOf(profile), kept);
    show(id);
    if (written !== undefined) lookAgainLater();
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

  function show(role: RoleId): void {
    const names = [...standing.values()].filter((kept) => kept.role === role).map(({ name }) => name);
    setStanding(state, role, names);
  }

  /** A role that wants a yes is not taken up before there is one: its keys would reach the disk unasked. */
  async function takeUp(): Promise<boolean> {
    const roles = (configInUse(state.get())?.roles ?? []).filter((role) => confirmations.holds(role));
    let all = true;
    for (const sink of sinks) {
      const { found, complete } = (await sink.standing?.(roles)) ?? { found: [], complete: true };
      all &&= complete;
      for (const one of found) {
        const role = roleOf(one.profile.role);
        if (role !== undefined && !standing.has(keyOf(one.profile))) keep(role, sink.id, one);
      }
    }
    return all;
  }

  async function resume(failures = 0): Promise<void> {
    callOffResume();
    if (await (resuming ??= takeUp().finally(() => (resuming = undefined)))) return;
    callOffResume = clock.after(pauseAfter(failures), () => void resume(failures + 1));
  }

  return {
    keep,
    resume: () => resume(),
    drop,
    release(isMeant) {
      for (const [key, { role }] of [...standing]) if (isMeant(role)) letGo(key);
    },
  };
}

function keyOf({ path, profile }: ManagedProfile): string {
  return `${path}\n${profile}`;
}

function pauseAfter(failures: number): number {
  return Math.min(longestPause, firstPause * 2 ** failures);
}
