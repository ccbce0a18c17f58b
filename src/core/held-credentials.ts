import type { AwsCredentials, IdentityId, Role, RoleId } from './model.ts';
import type { Clock } from './ports.ts';
import { setRole, type StateStore } from './state.ts';

/** Role credentials in memory, and how long they last. Shows the end of each role's to the user. */
export interface HeldCredentials {
  /** What is held for the role as it is configured now, and has not ended. */
  of(role: Role): Held | undefined;
  /** @param since when AWS was asked for them, by the clock's `steady` */
  put(role: Role, subject: string, credentials: AwsCredentials, since: number): void;
  drop(isUnwanted: (entry: Owned) => boolean): void;
  /** Drops what an edit of the configuration has made another role's. Its work goes on: that has an end of its own. */
  outdate(isOutdated: (role: RoleId) => boolean): void;
  /** Drops what has ended. The computer may have slept, or its clock been set. */
  look(): void;
  /** Is told of all that is put here. */
  watch(listener: (role: RoleId, credentials: AwsCredentials) => void): void;
  handOver(): CredentialMemory;
  adopt(memory: CredentialMemory): void;
}

export interface Owned {
  readonly identity: IdentityId;
  /** Who obtained them. */
  readonly subject: string;
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

export type CredentialMemory = ReadonlyMap<RoleId, HandedCredentials>;

/** Two clocks that differ by less agree; milliseconds. */
const agreement = 5_000;

export function createHeldCredentials(state: StateStore, clock: Clock): HeldCredentials {
  const entries = new Map<RoleId, Held>();
  const listeners: ((role: RoleId, credentials: AwsCredentials) => void)[] = [];
  let callOff: () => void = () => undefined;

  const hasEnded = ({ endsAt }: Held) => endsAt <= clock.steady();

  function keep(id: RoleId, entry: Held): void {
    if (hasEnded(entry)) return;
    entries.set(id, entry);
    show(id, entry);
    waitForNextEnd();
  }

  /** As this computer's clock has it, so that what the surfaces count down is what is left. */
  function show(id: RoleId, { endsAt, credentials: { expiresAt } }: Held): void {
    const byOurClock = Math.round(clock.now() + endsAt - clock.steady());
    const until = Math.abs(byOurClock - expiresAt) < agreement ? expiresAt : byOurClock;
    if (state.get().roles.get(id)?.credentialsUntil !== until)
      setRole(state, id, { credentialsUntil: until });
  }

  function waitForNextEnd(): void {
    callOff();
    if (entries.size === 0) return;
    const next = Math.min(...[...entries.values()].map(({ endsAt }) => endsAt));
    callOff = clock.after(Math.max(0, next - clock.steady()), look);
  }

  function remove(isUnwanted: (entry: Held, id: RoleId) => boolean, hide: (id: RoleId) => void): void {
    for (const [id, entry] of entries) {
      if (!isUnwanted(entry, id)) continue;
      entries.delete(id);
      hide(id);
    }
    waitForNextEnd();
  }

  function look(): void {
    remove(hasEnded, (id) => hideEnd(state, id));
    for (const [id, entry] of entries) show(id, entry);
  }

  return {
    of(role) {
      const entry = entries.get(role.id);
      return entry?.roleArn === role.arn.text && entry.identity === role.identity && !hasEnded(entry)
        ? entry
        : undefined;
    },
    put(role, subject, credentials, since) {
      const endsAt = since + credentials.expiresAt - credentials.issuedAt;
      keep(role.id, { identity: role.identity, subject, roleArn: role.arn.text, credentials, endsAt });
      for (const listener of listeners) listener(role.id, credentials);
    },
    drop: (isUnwanted) => remove(isUnwanted, (id) => forgetRole(state, id)),
    outdate: (isOutdated) =>
      remove(
        (_entry, id) => isOutdated(id),
        (id) => hideEnd(state, id),
      ),
    look,
    watch: (listener) => void listeners.push(listener),
    handOver() {
      const now = clock.steady();
      return new Map(
        [...entries].map(([id, { endsAt, ...owned }]) => [id, { ...owned, leftMs: endsAt - now }]),
      );
    },
    adopt(memory) {
      const now = clock.steady();
      for (const [id, { leftMs, ...owned }] of memory) keep(id, { ...owned, endsAt: now + leftMs });
    },
  };
}

function hideEnd(state: StateStore, id: RoleId): void {
  state.update((current) => {
    const role = current.roles.get(id);
    if (role?.credentialsUntil === undefined) return current;
    const { credentialsUntil: _ended, ...rest } = role;
    return { ...current, roles: new Map(current.roles).set(id, rest) };
  });
}

function forgetRole(state: StateStore, id: RoleId): void {
  state.update((current) => {
    const roles = new Map(current.roles);
    const standing = roles.get(id)?.standing;
    roles.delete(id);
    // It stands in a file, whatever memory holds.
    if (standing !== undefined) roles.set(id, { activity: { status: 'idle' }, standing });
    return { ...current, roles };
  });
}
