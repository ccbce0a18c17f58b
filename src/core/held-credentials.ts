import type { Access, AwsCredentials, IdentityId, Role, RoleId } from './model.ts';
import type { Clock } from './ports.ts';
import { sessionText } from './role-chain.ts';
import { setRole, type StateStore } from './state.ts';

/**
 * Role credentials in memory, and how long they last: full and read-only ones of a role are kept apart. Shows the end of
 * each role's to the user.
 */
export interface HeldCredentials {
  /** What is held for the role as it is configured now, with just this access, and has not ended. */
  of(role: Role): Held | undefined;
  /** @param since when AWS was asked for them, by the clock's `steady` */
  put(role: Role, subject: string, credentials: AwsCredentials, since: number): void;
  drop(isUnwanted: (entry: Owned) => boolean): void;
  /** Drops what an edit of the configuration has made another role's. Its work goes on: that has an end of its own. */
  outdate(isOutdated: (role: RoleId) => boolean): void;
  /** Drops what has ended. The computer may have slept, or its clock been set. */
  look(): void;
  /** Is told of all that is put here. */
  watch(listener: (role: Role, credentials: AwsCredentials) => void): void;
  handOver(): CredentialMemory;
  adopt(memory: CredentialMemory): void;
}

export interface Owned {
  readonly identity: IdentityId;
  /** Who obtained them. */
  readonly subject: string;
  /** Of which session they are; see `sessionText`. */
  readonly roleArn: string;
  readonly credentials: AwsCredentials;
}

export interface Held extends Owned {
  /** By the clock's `steady`. */
  readonly endsAt: number;
}

/** For the next owner, which has another `steady`. */
export interface HandedCredentials extends Owned {
  /** How long they last from then on. */
  readonly leftMs: number;
}

export type CredentialMemory = ReadonlyMap<SessionKey, HandedCredentials>;

/** A role's id, which holds no space, and for its read-only sessions this word after it. */
export type SessionKey = RoleId | `${RoleId} read-only`;

/** Two clocks that differ by less agree; milliseconds. */
const agreement = 5_000;

export function createHeldCredentials(state: StateStore, clock: Clock): HeldCredentials {
  const entries = new Map<SessionKey, Held>();
  const listeners: ((role: Role, credentials: AwsCredentials) => void)[] = [];
  let callOff: () => void = () => undefined;

  const hasEnded = ({ endsAt }: Held) => endsAt <= clock.steady();

  function keep(key: SessionKey, entry: Held): void {
    if (hasEnded(entry)) return;
    entries.set(key, entry);
    show(roleOf(key));
    waitForNextEnd();
  }

  function show(id: RoleId): void {
    const ends: Partial<Record<Access, number>> = {};
    for (const access of ['full', 'read-only'] as const) {
      const entry = entries.get(keyOf({ id, readOnly: access === 'read-only' }));
      if (entry !== undefined) ends[access] = shownEnd(entry);
    }
    showEnds(state, id, ends);
  }

  /** As this computer's clock has it, so that what the surfaces count down is what is left. */
  function shownEnd({ endsAt, credentials: { expiresAt } }: Held): number {
    const byOurClock = Math.round(clock.now() + endsAt - clock.steady());
    return Math.abs(byOurClock - expiresAt) < agreement ? expiresAt : byOurClock;
  }

  function holdsAny(id: RoleId): boolean {
    return entries.has(keyOf({ id, readOnly: false })) || entries.has(keyOf({ id, readOnly: true }));
  }

  function waitForNextEnd(): void {
    callOff();
    if (entries.size === 0) return;
    const next = Math.min(...[...entries.values()].map(({ endsAt }) => endsAt));
    callOff = clock.after(Math.max(0, next - clock.steady()), look);
  }

  function remove(isUnwanted: (entry: Held, id: RoleId) => boolean, hide: (id: RoleId) => void): void {
    for (const [key, entry] of entries) {
      const id = roleOf(key);
      if (!isUnwanted(entry, id)) continue;
      entries.delete(key);
      hide(id);
    }
    waitForNextEnd();
  }

  function look(): void {
    remove(hasEnded, show);
    for (const key of entries.keys()) show(roleOf(key));
  }

  return {
    of(role) {
      const entry = entries.get(keyOf(role));
      return entry?.roleArn === sessionText(role) && entry.identity === role.identity && !hasEnded(entry)
        ? entry
        : undefined;
    },
    put(role, subject, credentials, since) {
      const endsAt = since + credentials.expiresAt - credentials.issuedAt;
      keep(keyOf(role), {
        identity: role.identity,
        subject,
        roleArn: sessionText(role),
        credentials,
        endsAt,
      });
      for (const listener of listeners) listener(role, credentials);
    },
    drop: (isUnwanted) => remove(isUnwanted, (id) => (holdsAny(id) ? show(id) : forgetRole(state, id))),
    outdate: (isOutdated) => remove((_entry, id) => isOutdated(id), show),
    look,
    watch: (listener) => void listeners.push(listener),
    handOver() {
      const now = clock.steady();
      return new Map(
        [...entries].map(([key, { endsAt, ...owned }]) => [key, { ...owned, leftMs: endsAt - now }]),
      );
    },
    adopt(memory) {
      const now = clock.steady();
      for (const [key, { leftMs, ...owned }] of memory) keep(key, { ...owned, endsAt: now + leftMs });
    },
  };
}

function keyOf({ id, readOnly }: Pick<Role, 'id' | 'readOnly'>): SessionKey {
  return readOnly ? `${id} read-only` : id;
}

function roleOf(key: SessionKey): RoleId {
  return key.replace(/ read-only$/, '') as RoleId;
}

function showEnds(state: StateStore, id: RoleId, ends: Readonly<Partial<Record<Access, number>>>): void {
  const shown = state.get().roles.get(id)?.sessionEnds ?? {};
  if (shown.full === ends.full && shown['read-only'] === ends['read-only']) return;
  if (Object.keys(ends).length > 0) {
    setRole(state, id, { sessionEnds: ends });
    return;
  }
  state.update((current) => {
    const before = current.roles.get(id);
    if (before === undefined) return current;
    const { sessionEnds: _ended, ...rest } = before;
    return { ...current, roles: new Map(current.roles).set(id, rest) };
  });
}

function forgetRole(state: StateStore, id: RoleId): void {
  state.update((current) => {
    const roles = new Map(current.roles);
    const { standing, longest } = roles.get(id) ?? {};
    roles.delete(id);
    // It stands in a file, and AWS allows the role no more, whatever memory holds.
    const left = { ...(standing && { standing }), ...(longest && { longest }) };
    if (Object.keys(left).length > 0) roles.set(id, { activity: { status: 'idle' }, ...left });
    return { ...current, roles };
  });
}
