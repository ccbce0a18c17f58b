import type { AppError } from './errors.ts';
import type { IdentityId, RoleId, User } from './model.ts';
import type { Config } from './ports.ts';
import { createStore, type Store } from './store.ts';

/** Everything the surfaces show, and nothing secret. */
export interface State {
  readonly config: ConfigState;
  readonly sessions: ReadonlyMap<IdentityId, SessionState>;
  readonly roles: ReadonlyMap<RoleId, RoleState>;
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
  | { readonly status: 'signed-out'; readonly error?: AppError }
  | { readonly status: 'signing-in' }
  | { readonly status: 'signed-in'; readonly user: User; readonly storage: Storage };

export type Step =
  'waiting-for-browser' | 'refreshing' | 'assuming-role' | 'signing-in-to-console' | 'opening';

export type RoleActivity =
  | { readonly status: 'idle' }
  | { readonly status: 'busy'; readonly step: Step }
  | { readonly status: 'failed'; readonly error: AppError };

export interface RoleState {
  readonly activity: RoleActivity;
  /** When the cached credentials end, milliseconds since the epoch. */
  readonly credentialsUntil?: number;
}

export type StateStore = Store<State>;

export function createState(): StateStore {
  return createStore<State>({ config: { status: 'loading' }, sessions: new Map(), roles: new Map() });
}

export function setSession(state: StateStore, id: IdentityId, session: SessionState): void {
  state.update((current) => ({ ...current, sessions: new Map(current.sessions).set(id, session) }));
}

export function setRole(state: StateStore, id: RoleId, change: Partial<RoleState>): void {
  state.update((current) => {
    const before = current.roles.get(id) ?? { activity: { status: 'idle' } };
    return { ...current, roles: new Map(current.roles).set(id, { ...before, ...change }) };
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
