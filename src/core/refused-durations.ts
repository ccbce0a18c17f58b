import type { Role, RoleId } from './model.ts';
import type { Clock, Memory, RefusedDuration } from './ports.ts';
import { roleInUse } from './role-chain.ts';
import { clearRole, configInUse, setRole, type StateStore } from './state.ts';

/**
 * Durations that AWS has refused: it tells no role's maximum, only that something is beyond it. What is remembered is not
 * asked for again, also in later runs: AWS's default is asked for at once.
 */
export interface RefusedDurations {
  has(role: Role): boolean;
  add(role: Role): void;
  /** The maximum may have been raised: the next one asks for the whole duration again. */
  forget(role: Role): void;
}

/** What AWS gives where no duration is asked for, in seconds. Every role allows it. */
const usualDuration = 3_600;

/** So many are remembered, the newest. */
export const mostRefusals = 500;

/** After this long it is asked again, in milliseconds: the role's maximum may have been raised. */
const keptFor = 30 * 86_400_000;

interface Parts {
  readonly memory: Pick<Memory, 'refusedDurations' | 'setRefusedDurations'>;
  readonly state: StateStore;
  readonly clock: Pick<Clock, 'now'>;
}

export function createRefusedDurations({ memory, state, clock }: Parts): RefusedDurations {
  let refused = new Map<string, RefusedDuration>();
  for (const one of memory.refusedDurations()) if (isFresh(one)) refused.set(keyOf(one), one);

  /** A date that is yet to come is that of a clock which was wrong. */
  function isFresh({ at }: RefusedDuration): boolean {
    const age = clock.now() - at;
    return age >= 0 && age < keptFor;
  }

  function keep(next: ReadonlyMap<string, RefusedDuration>): void {
    refused = new Map([...next].slice(-mostRefusals));
    memory.setRefusedDurations([...refused.values()]);
  }

  function find(role: Role): RefusedDuration | undefined {
    const asked = askedOf(role);
    const found = asked && refused.get(keyOf(asked));
    return found && isFresh(found) ? found : undefined;
  }

  function show(id: RoleId, found: RefusedDuration | undefined): void {
    const refused = found?.seconds;
    if (refused === undefined) clearRole(state, id, 'longest');
    // The same is no news.
    else if (state.get().roles.get(id)?.longest?.refused !== refused)
      setRole(state, id, { longest: { seconds: usualDuration, refused } });
  }

  /** What nobody asks for any more of a role that is still there is forgotten: whoever writes it again means it. */
  function look(): void {
    const roles = configInUse(state.get())?.roles;
    if (roles === undefined) return;
    if (refused.size > 0) {
      const wanted = new Map<string, Set<number | undefined>>();
      for (const role of roles) {
        const { text } = roleInUse(role);
        wanted.set(text, (wanted.get(text) ?? new Set()).add(role.durationSeconds));
      }
      const left = [...refused].filter(
        ([, { roleArn, seconds }]) => wanted.get(roleArn)?.has(seconds) ?? true,
      );
      if (left.length < refused.size) keep(new Map(left));
    }
    for (const role of roles) {
      const found = find(role);
      if (found !== undefined || state.get().roles.get(role.id)?.longest !== undefined) show(role.id, found);
    }
  }

  let seen = configInUse(state.get());
  state.subscribe(() => {
    const config = configInUse(state.get());
    if (config === seen) return;
    seen = config;
    look();
  });
  look();

  return {
    has: (role) => find(role) !== undefined,
    add(role) {
      const asked = askedOf(role);
      if (asked === undefined) return;
      const one = { ...asked, at: clock.now() };
      refused.delete(keyOf(one));
      keep(new Map(refused).set(keyOf(one), one));
      show(role.id, one);
    },
    forget(role) {
      const asked = askedOf(role);
      const next = new Map(refused);
      if (asked === undefined || !next.delete(keyOf(asked))) return;
      keep(next);
      show(role.id, undefined);
    },
  };
}

function askedOf(role: Role): Omit<RefusedDuration, 'at'> | undefined {
  const { durationSeconds: seconds } = role;
  return seconds === undefined ? undefined : { roleArn: roleInUse(role).text, seconds };
}

function keyOf({ roleArn, seconds }: Omit<RefusedDuration, 'at'>): string {
  return `${roleArn} ${seconds}`;
}
