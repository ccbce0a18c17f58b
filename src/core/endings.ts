import type { ActivityEntry, Deed } from './activity.ts';
import type { ActivityLog } from './activity-log.ts';
import type { Access, IdentityId, RoleId } from './model.ts';
import type { Clock } from './ports.ts';
import { accessOf } from './role-access.ts';
import { configInUse, settingsInUse, type State, type StateStore } from './state.ts';

/** What the user has taken of a role, which ends soon and is not renewed by itself. */
export interface Ending {
  readonly role: RoleId;
  readonly identity: IdentityId;
  /** What was taken, and what getting it anew means. A profile is renewed by itself where that works. */
  readonly taken: TakenDeed | { readonly kind: 'profile' };
  readonly access: Access;
  /** Milliseconds since the epoch. */
  readonly until: number;
}

type TakenDeed = Extract<Deed, { readonly kind: 'console' | 'deliver' }>;

/** What is told at once. It keeps its id while any of it is still to be told. */
export interface EndingGroup {
  readonly id: number;
  readonly endings: readonly Ending[];
}

/** Tells in time what ends. */
export interface Endings {
  /** What the user is to know now. */
  current(): readonly EndingGroup[];
  /** Time has passed unnoticed, as in sleep. */
  look(): void;
}

interface Parts {
  readonly activity: Pick<ActivityLog, 'watch'>;
  readonly state: StateStore;
  readonly clock: Pick<Clock, 'now' | 'after'>;
  readonly changed: () => void;
}

/** What ends within so long of each other is told at once. Milliseconds. */
const together = 60_000;
/** No timer runs longer: after sleep, of which timers know nothing, this is how late a word can be. */
const longestTimer = 60_000;
/** A profile's keys are renewed with more than this left: with less, something keeps them from it. Milliseconds. */
const tooLate = 5 * 60_000;

interface Watched extends Ending {
  /** When the user is to be told. */
  readonly from: number;
}

export function createEndings({ activity, state, clock, changed }: Parts): Endings {
  const taken = new Map<string, Watched>();
  let told: readonly EndingGroup[] = [];
  let lastId = 0;
  let callOff: () => void = () => undefined;

  function lead(): number | undefined {
    return settingsInUse(state.get()).notifications.beforeExpiryMs;
  }

  function take(entry: ActivityEntry): void {
    const { deed, role, identity, until, failed, at } = entry;
    const ahead = lead();
    if (deed.kind !== 'console' && deed.kind !== 'deliver') return;
    if (role === undefined || identity === undefined || until === undefined || failed !== undefined) return;
    const access = role.readOnly === true ? 'read-only' : 'full';
    const key = JSON.stringify([role.id, deed.kind, access]);
    // Short sessions are told of at half of their time, and not as they begin.
    const from = Math.max(until - (ahead ?? 0), at + (until - at) / 2);
    taken.set(key, {
      ...{ role: role.id as RoleId, identity: identity as IdentityId, taken: deed, access, until, from },
    });
    look();
  }

  /** Profiles with keys whose renewal fails. */
  function profiles(): readonly Watched[] {
    const current = state.get();
    const ahead = Math.min(lead() ?? 0, tooLate);
    return (configInUse(current)?.roles ?? []).flatMap((role): readonly Watched[] => {
      const { standing = [], sessionEnds } = current.roles.get(role.id) ?? {};
      const { id, identity } = role;
      const kinds = new Set(standing.map(({ access }) => access ?? accessOf(role)));
      return [...kinds].flatMap((access): readonly Watched[] => {
        const until = sessionEnds?.[access];
        if (until === undefined) return [];
        return [{ role: id, identity, taken: { kind: 'profile' }, access, until, from: until - ahead }];
      });
    });
  }

  function look(): void {
    callOff();
    const now = clock.now();
    for (const [key, one] of taken) if (!isThere(one, state.get()) || one.until <= now) taken.delete(key);
    const all =
      lead() === undefined ? [] : [...taken.values(), ...profiles()].filter(({ until }) => until > now);
    const before = told;
    const isTold = (one: Ending) => told.some(({ endings }) => endings.some((other) => isSame(one, other)));
    told = told.flatMap(({ id, endings }) => {
      const left = endings.filter((one) => all.some((other) => isSame(one, other)));
      return left.length === 0 ? [] : [{ id, endings: left }];
    });
    const fresh = all.filter((one) => !isTold(one));
    if (fresh.some(({ from }) => from <= now)) {
      // Whatever is due soon comes along, so that several are told at once.
      const endings = fresh
        .filter(({ from }) => from <= now + together)
        .map(({ from: _from, ...one }) => one);
      told = [...told, { id: (lastId += 1), endings }];
    }
    const times = [
      ...all.map(({ until }) => until),
      ...fresh.map(({ from }) => from).filter((at) => at > now),
    ];
    if (all.length > 0)
      callOff = clock.after(Math.min(Math.max(0, Math.min(...times) - now), longestTimer), look);
    if (JSON.stringify(before) !== JSON.stringify(told)) changed();
  }

  activity.watch(take);
  state.subscribe(look);
  return { current: () => told, look };
}

/** Nobody wants to know of what they have signed out of, or of a role that is not theirs any more. */
function isThere({ role, identity }: Ending, current: State): boolean {
  const config = configInUse(current);
  const isConfigured = config?.roles.some((one) => one.id === role && one.identity === identity) ?? true;
  const session = current.sessions.get(identity);
  // A session that has ended by itself took nothing back.
  return isConfigured && !(session?.status === 'signed-out' && session.error === undefined);
}

function isSame(one: Ending, other: Ending): boolean {
  return (
    one.role === other.role &&
    one.access === other.access &&
    one.taken.kind === other.taken.kind &&
    // Two looks at one end differ where this computer's clock is being set.
    Math.abs(one.until - other.until) < together
  );
}
