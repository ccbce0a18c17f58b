import { createHash } from 'node:crypto';

/** A GitLab user as a test describes one. */
export interface UserInput {
  readonly id: number;
  readonly username: string;
  readonly name: string;
  readonly email: string;
  readonly password: string;
  /** Full paths of the groups the user is a direct member of. */
  readonly groups?: readonly string[];
  readonly emailVerified?: boolean;
}

/** A user with the state that GitLab keeps about them. */
export interface User extends Required<UserInput> {
  readonly blocked: boolean;
  /** Seconds since the epoch; `auth_time` in every ID token, refreshed ones included. */
  readonly lastSignInAt: number;
}

const DEFAULT_USERS: readonly UserInput[] = [
  {
    id: 42,
    username: 'aiko',
    name: 'Aiko Tanaka',
    email: 'aiko@example.com',
    password: 'correct-horse-42',
    groups: ['platform', 'platform/aws-admins'],
  },
  {
    id: 57,
    username: 'ben',
    name: 'Ben Okafor',
    email: 'ben@example.com',
    password: 'battery-staple-57',
    groups: ['web'],
  },
];

/** The instance's users; Aiko (42) and Ben (57) are always there. */
export class Users {
  readonly #byId = new Map<number, User>();

  constructor(more: readonly UserInput[] = []) {
    for (const user of [...DEFAULT_USERS, ...more]) this.add(user);
  }

  /** Adds a user, or replaces the one with the same id. */
  add(input: UserInput): User {
    const user: User = { groups: [], emailVerified: true, ...input, blocked: false, lastSignInAt: 0 };
    this.#byId.set(user.id, user);
    return user;
  }

  /** Throws for an id nobody has: a test that asks for one is wrong. */
  get(id: number): User {
    const user = this.#byId.get(id);
    if (!user) throw new Error(`The stand-in has no user ${id}`);
    return user;
  }

  /** The user behind an OpenID `sub`. */
  bySubject(subject: string): User | undefined {
    return this.#byId.get(Number(subject));
  }

  /** Checks a sign-in; username and e-mail address both work, as at GitLab. */
  authenticate(login: string, password: string): User | undefined {
    return [...this.#byId.values()].find(
      (user) => (user.username === login || user.email === login) && user.password === password,
    );
  }

  /** Blocks a user: no sign-in any more, and a refresh ends in an empty HTTP 500. */
  block(id: number): void {
    this.#change(id, { blocked: true });
  }

  unblock(id: number): void {
    this.#change(id, { blocked: false });
  }

  setGroups(id: number, groups: readonly string[]): void {
    this.#change(id, { groups });
  }

  signedIn(id: number, at: number): void {
    this.#change(id, { lastSignInAt: at });
  }

  #change(id: number, change: Partial<User>): void {
    this.#byId.set(id, { ...this.get(id), ...change });
  }
}

/** GitLab's old subject: a salted hash of the id, 64 hex digits. */
export function legacySubject(id: number): string {
  return createHash('sha256').update(`${id}-gitlab-sandbox`).digest('hex');
}
