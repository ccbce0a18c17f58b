import type { CatalogueState } from './catalogues/catalogue-state.ts';
import type { AppError } from './errors.ts';
import type { LockReport } from './lock-report.ts';
import { copyFormats, type CopyFormat } from './model.ts';
import type {
  Access,
  CatalogueId,
  DeviceCode,
  Favourites,
  Identity,
  IdentityId,
  Place,
  RoleId,
  Settings,
  SinkId,
  User,
} from './model.ts';
import type { Config, Rivals } from './ports.ts';
import type { LongestDuration, RoleNotice } from './role-notice.ts';
import type { RoleWish } from './role-wish.ts';
import { createStore, type Store } from './store.ts';

/** Everything the surfaces show, and nothing secret. */
export interface State {
  readonly config: ConfigState;
  readonly sessions: ReadonlyMap<IdentityId, SessionState>;
  readonly roles: ReadonlyMap<RoleId, RoleState>;
  /** Those of the configuration, in its order. */
  readonly catalogues: ReadonlyMap<CatalogueId, CatalogueState>;
  /** Where credentials can be handed to, in the order in which the surfaces list them. */
  readonly sinks: readonly SinkId[];
  /** What the user should look at, oldest first; each stays until it is dismissed. */
  readonly alarms: readonly Alarm[];
  /** What programs could not get without the user, each once. */
  readonly attention: readonly Attention[];
  /** The format that was copied last: one click copies it again. */
  readonly lastCopied?: SinkId;
  /** When what was copied was last taken off the clipboard because its time was up, milliseconds since the epoch. */
  readonly clipboardClearedAt?: number;
  /** What the user keeps at hand. */
  readonly favourites: Favourites;
  readonly endpoint: EndpointState;
  /** Identities that have left the configuration while this process runs; their sessions may still be there. */
  readonly strays: readonly Identity[];
  /** Absent where nobody thinks of locking everything. */
  readonly lock?: LockState;
}

/** `by` tells who asks: a program has been refused until the user says yes; the app itself waits for the answer. */
export type Attention =
  | {
      readonly kind: 'confirmation-needed';
      readonly role: RoleId;
      readonly by: 'program' | 'app';
      /** The role is read-only by itself, and all that it may do is asked for. */
      readonly fullAccess?: true;
    }
  | { readonly kind: 'login-needed'; readonly identity: IdentityId; readonly role: RoleId };

/** The app's local endpoint. The agent has none: it is always off there. */
export interface EndpointState {
  readonly status: 'off' | 'on';
}

/** From the question to the report, which stays until it is dismissed. */
export type LockState =
  | { readonly status: 'asking' }
  | { readonly status: 'locking' }
  | { readonly status: 'locked'; readonly report: LockReport };

/** Somebody else came for the address that opens a role's console. */
export interface Alarm {
  readonly id: string;
  readonly role: RoleId;
  readonly rivals: Rivals;
}

export type ConfigState =
  | { readonly status: 'loading' }
  | { readonly status: 'ready'; readonly config: Config }
  /** `previous` is the last good configuration: it stays in use while the file is being mended. */
  | { readonly status: 'failed'; readonly error: AppError; readonly previous?: Config };

/** `memory` means that no keychain took the refresh token: the session ends with the process. */
export type Storage = 'keychain' | 'memory';

export type SessionState =
  | { readonly status: 'loading' }
  /** `providerNotTold` means that the session is gone here, but that the provider could not be told to forget it. */
  | {
      readonly status: 'signed-out';
      readonly error?: AppError;
      readonly providerNotTold?: boolean;
      /** Where something that was handed over may still be. */
      readonly notWithdrawn?: readonly Place[];
    }
  /** `code` is what the user types in on another device, where the sign-in is of that kind. */
  | { readonly status: 'signing-in'; readonly code?: DeviceCode }
  /** `error` is why the last sign-out did not end the session; the next one, or a sign-in, takes it away. */
  | {
      readonly status: 'signed-in';
      readonly user: User;
      readonly storage: Storage;
      /** Full paths of the GitLab groups that the user is a direct member of; absent where that was never told. */
      readonly groups?: readonly string[];
      readonly error?: AppError;
    };

export type Step =
  'waiting-for-browser' | 'refreshing' | 'assuming-role' | 'signing-in-to-console' | 'opening';

/**
 * `sink` names the delivery that is under way or failed; without it, it was something else. `wish` is what failed, where
 * the app can do that again.
 */
export type RoleActivity =
  | { readonly status: 'idle' }
  | { readonly status: 'busy'; readonly step: Step; readonly sink?: SinkId }
  | {
      readonly status: 'failed';
      readonly error: AppError;
      readonly sink?: SinkId;
      readonly wish?: RoleWish;
    };

/** Credentials that were lent to a sink and have not been taken back yet. */
export interface Loan {
  readonly sink: SinkId;
  /** When they were handed over, milliseconds since the epoch. */
  readonly at: number;
  /** They are taken back by themselves after this long, in milliseconds. */
  readonly forMs: number;
}

/** One of the things that are being done with a role, or have failed. */
export interface RolePiece {
  /** Stands for it. */
  readonly own: object;
  /** The user, a program, or what keeps fresh that which stands. */
  readonly by: 'app' | 'program' | 'upkeep';
  /** What it is for: the same for whoever tries the same again. */
  readonly of: string;
  readonly activity: Exclude<RoleActivity, { status: 'idle' }>;
}

export interface RoleState {
  /** Of all pieces the one that is shown; it changes with them alone. */
  readonly activity: RoleActivity;
  readonly pieces?: readonly RolePiece[];
  /** When the cached credentials end, milliseconds since the epoch, for each kind that is held. */
  readonly sessionEnds?: Readonly<Partial<Record<Access, number>>>;
  readonly loan?: Loan;
  /** The profiles that are kept fresh. */
  readonly standing?: readonly StandingProfile[];
  readonly notice?: RoleNotice;
  readonly consoleNotice?: RoleNotice;
  /** AWS has refused the duration that the configuration asks for, now or in an earlier run. */
  readonly longest?: LongestDuration;
}

export interface StandingProfile {
  readonly name: string;
  /** Absent where it goes by the configuration. */
  readonly access?: Access;
}

export type StateStore = Store<State>;

const noFavourites: Favourites = { pinned: [], used: [], services: [] };

export function createState(
  sinks: readonly SinkId[] = [],
  lastCopied?: SinkId,
  favourites: Favourites = noFavourites,
): StateStore {
  return createStore<State>({
    config: { status: 'loading' },
    sessions: new Map(),
    roles: new Map(),
    catalogues: new Map(),
    sinks,
    ...(lastCopied !== undefined && { lastCopied }),
    favourites,
    alarms: [],
    attention: [],
    endpoint: { status: 'off' },
    strays: [],
  });
}

export function setSession(state: StateStore, id: IdentityId, session: SessionState): void {
  state.update((current) => ({ ...current, sessions: new Map(current.sessions).set(id, session) }));
}

/** Says at a session that has been signed out of what could not be taken back. */
export function setNotWithdrawn(state: StateStore, id: IdentityId, places: readonly Place[]): void {
  const session = state.get().sessions.get(id);
  if (session?.status !== 'signed-out' || places.length === 0) return;
  setSession(state, id, { ...session, notWithdrawn: places });
}

export function setRole(state: StateStore, id: RoleId, change: Partial<RoleState>): void {
  state.update((current) => {
    const before = current.roles.get(id) ?? { activity: { status: 'idle' } };
    return { ...current, roles: new Map(current.roles).set(id, { ...before, ...change }) };
  });
}

/** @param notice undefined where there is nothing to say any more */
export function setNotice(state: StateStore, id: RoleId, notice: RoleNotice | undefined): void {
  if (notice === undefined) clearRole(state, id, 'notice');
  else setRole(state, id, { notice });
}

/** @param refused how long the console was to last, in seconds; undefined where it lasts that long, or nobody asked */
export function setConsoleNotice(state: StateStore, id: RoleId, refused: number | undefined): void {
  if (refused === undefined) clearRole(state, id, 'consoleNotice');
  // The same is no news.
  else if (state.get().roles.get(id)?.consoleNotice?.seconds !== refused) {
    setRole(state, id, { consoleNotice: { kind: 'console-shortened', seconds: refused } });
  }
}

export function setStanding(state: StateStore, id: RoleId, profiles: readonly StandingProfile[]): void {
  if (profiles.length === 0) clearRole(state, id, 'standing');
  else setRole(state, id, { standing: profiles });
}

export function clearRole(
  state: StateStore,
  id: RoleId,
  key: 'notice' | 'consoleNotice' | 'standing' | 'longest',
): void {
  state.update((current) => {
    const role = current.roles.get(id);
    if (role?.[key] === undefined) return current;
    const { [key]: _old, ...rest } = role;
    return { ...current, roles: new Map(current.roles).set(id, rest) };
  });
}

/** Takes a loan off its role, unless a newer one stands there. */
export function endLoan(state: StateStore, id: RoleId, ended: Loan): void {
  state.update((current) => {
    const role = current.roles.get(id);
    if (role?.loan !== ended) return current;
    const { loan: _ended, ...rest } = role;
    return { ...current, roles: new Map(current.roles).set(id, rest) };
  });
}

/** The configuration in use: the last good one while the file on disk is broken. */
export function configInUse(state: State): Config | undefined {
  switch (state.config.status) {
    case 'loading':
      return undefined;
    case 'ready':
      return state.config.config;
    case 'failed':
      return state.config.previous;
  }
}

/** What holds until a configuration has been read. */
const firstSettings: Settings = {
  clipboard: { clearAfterMs: 30_000, clearOnQuit: true },
  profiles: { removeOnSignOut: true },
  confirmForMs: 15 * 60_000,
  localEndpoint: false,
  notifications: {
    beforeExpiryMs: 10 * 60_000,
    loginNeeded: true,
    clipboardCleared: true,
    newVersion: true,
    newCatalogue: true,
  },
  // Until the configuration says so, nobody is asked.
  updates: { check: false },
  activityLog: true,
  startAtLogin: false,
  startHidden: false,
  showAllGroups: false,
};

export function settingsInUse(state: State): Settings {
  return configInUse(state)?.settings ?? firstSettings;
}

/** The format that one click copies: the one of the configuration, else the one that was copied last, if any was. */
export function formatInUse(state: State): CopyFormat | undefined {
  const { lastCopied } = state;
  return settingsInUse(state).copyFormat ?? copyFormats.find((format) => lastCopied === `copy-${format}`);
}
